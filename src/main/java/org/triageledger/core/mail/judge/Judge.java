package org.triageledger.core.mail.judge;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.triageledger.core.mail.AdvisoryId;
import org.triageledger.core.mail.Arrival;
import org.triageledger.core.mail.Author;
import org.triageledger.core.mail.Automation;
import org.triageledger.core.mail.Headers;
import org.triageledger.core.mail.Judged;
import org.triageledger.core.mail.ListId;
import org.triageledger.core.mail.Mail;
import org.triageledger.core.mail.MessageCopy;
import org.triageledger.core.mail.MessageId;
import org.triageledger.core.mail.Place;
import org.triageledger.core.mail.RawMail;
import org.triageledger.core.mail.SourceProfile;
import org.triageledger.core.mail.Texts;
import org.triageledger.core.mail.Wrapped;
import org.triageledger.core.mail.author.Authorship;
import org.triageledger.core.mail.author.BehindList;
import org.triageledger.core.mail.author.Trusts;
import org.triageledger.core.mail.automation.Automations;
import org.triageledger.core.mail.automation.Digests;
import org.triageledger.core.mail.field.Arrivals;
import org.triageledger.core.mail.field.BaseSubject;
import org.triageledger.core.mail.field.Dates;
import org.triageledger.core.mail.field.EncodedWords;
import org.triageledger.core.mail.field.FieldWriter;
import org.triageledger.core.mail.field.ListHost;
import org.triageledger.core.mail.field.Proof;
import org.triageledger.core.mail.text.Body;
import org.triageledger.core.mail.text.Fingerprint;
import org.triageledger.core.mail.text.ServiceLines;
import org.triageledger.core.mail.thread.GitHubPlace;
import org.triageledger.core.mail.thread.IdHash;

/**
 * Mails to facts: who wrote it, when it came, whether a person did, whether to believe it, and how much of it is their own.
 *
 * <p>Pure but for the token it is given; the same mail gives the same facts. Never throws: what stands in a mail is data, and
 * there is no mail of which nothing can be said.
 */
public final class Judge {
    private static final int MOST_REFERENCES = 200;
    private static final int MOST_IDS = 10;
    private static final int LONGEST_SUBJECT = 998;
    private static final int LONGEST_LINK = 2_000;

    private static final Pattern FRAME = Pattern.compile("[<>\\s]");

    private final SourceProfile profile;
    private final UnaryOperator<String> token;

    /** @param token a keyed hash, given the base subject of each mail that has one */
    public Judge(SourceProfile profile, UnaryOperator<String> token) {
        this.profile = profile;
        this.token = token;
    }

    /**
     * The mail, and after it each mail that it carries if it is a digest of MIME parts (RFC 2046 §5.1.5). A digest in one text
     * (RFC 1153) stays one.
     *
     * @param readAt when the source was read; no arrival is later
     */
    public List<Judged> judge(RawMail raw, Mail mail, Instant readAt) {
        List<ListId> lists = lists(mail.headers());
        boolean doubtful = raw.doubt().isPresent() && profile.mode() == SourceProfile.Mode.MAILBOX;
        Proof proof = doubtful ? Proof.NONE : proof(mail.headers(), lists);
        Author author = Authorship.of(mail, lists, proof, profile);
        Trusts trust = doubtful ? Trusts.doubtful(raw.doubt().get()) : Trusts.of(author, lists, proof, profile);
        Optional<Instant> date = date(mail.headers());
        Arrival arrival = Arrivals.of(raw, mail.headers(), date, readAt);
        Judged whole = new Facts(raw.place(), mail, lists, author, trust, arrival, proof).judged();
        if (whole.sighting().automation() != Automation.DIGEST) {
            return List.of(whole);
        }
        boolean byList = Digests.isByList(mail.headers(), lists, proof, profile);
        List<Judged> judged = new ArrayList<>();
        judged.add(whole);
        for (Mail part : Digests.mails(mail.body())) {
            judged.add(inDigest(raw.place(), judged.size(), part, whole.sighting(), byList));
        }
        return List.copyOf(judged);
    }

    private Proof proof(Headers headers, List<ListId> lists) {
        Proof proof = Proof.of(headers, profile.receivers());
        boolean team = lists.size() == 1 && profile.lists().contains(lists.getFirst());
        return proof.isPresent() || !team
                ? proof
                : Proof.ofListAlone(headers, profile.receivers(), new ListHost(lists.getFirst()));
    }

    /** What the digest's own fields prove is that the list sent it; the fields of a mail in it prove nothing. */
    private Judged inDigest(Place digest, int number, Mail part, MessageCopy whole, boolean byList) {
        Place place = new Place(digest.source(), digest.where() + "/" + number);
        Author author = Digests.uncontradicted(part.headers(), Authorship.of(part, whole.lists(), Proof.NONE, profile));
        Trusts trust = Trusts.inDigest(whole.lists(), author, byList, profile);
        Arrival arrival = Arrivals.within(whole.arrival(), date(part.headers()));
        return new Facts(place, part, whole.lists(), author, trust, arrival, Proof.NONE).judged();
    }

    private static List<ListId> lists(Headers headers) {
        // Repeating one hides no other: as many are kept as differ.
        return headers.all("List-Id").stream()
                .flatMap(field -> ListId.parse(field).stream())
                .distinct()
                .limit(MOST_IDS)
                .toList();
    }

    private static Optional<Instant> date(Headers headers) {
        return headers.first("Date").flatMap(Dates::parse);
    }

    /** What is already known of a mail, from which the rest follows. */
    private final class Facts {
        private final Place place;
        private final Mail mail;
        private final List<ListId> lists;
        private final Author author;
        private final Trusts trust;
        private final Arrival arrival;

        /** Of a wrapped mail the inner one speaks; the outer id is another name for it. */
        private final Mail spoken;

        private final Proof proof;

        Facts(Place place, Mail mail, List<ListId> lists, Author author, Trusts trust, Arrival arrival, Proof proof) {
            this.place = place;
            this.mail = mail;
            this.lists = lists;
            this.author = author;
            this.trust = trust;
            this.arrival = arrival;
            this.proof = proof;
            this.spoken = isWrapped(author) ? Wrapped.in(mail.body()).orElse(mail) : mail;
        }

        Judged judged() {
            Headers headers = spoken.headers();
            String subject =
                    Texts.oneLine(EncodedWords.decode(headers.first("Subject").orElse("")), LONGEST_SUBJECT);
            BaseSubject base = BaseSubject.of(subject);
            Body body = Body.of(spoken.body());
            Optional<Instant> date = date(headers);
            Fingerprint print = Fingerprint.of(headers, date, body);
            Optional<GitHubPlace> place = place(headers, subject, body);
            List<MessageId> ids = place.map(
                            known -> known.comment().map(List::of).orElseGet(List::of))
                    .orElseGet(this::ids);
            MessageId id = ids.isEmpty() ? print.id(headers, author, base) : ids.getFirst();
            Automations automation = Automations.of(spoken, body, author, lists, subject, id, profile);
            List<MessageId> references = place.map(GitHubPlace::thread).orElseGet(() -> references(headers, ids));
            boolean fields = headers.has("In-Reply-To") || headers.has("References");
            // What names its parent, though illegibly, and bears no mark of a reply is not known by its subject.
            boolean subjected = !base.text().isEmpty() && (base.reply() || !fields || !references.isEmpty());
            MessageCopy sighting = new MessageCopy(
                    this.place,
                    mail.digest(),
                    id,
                    ids.isEmpty(),
                    otherIds(ids),
                    references,
                    base.reply() || fields,
                    base.forward() || body.forwards(),
                    subjected ? Optional.of(token.apply(base.text())) : Optional.empty(),
                    print.value(),
                    author,
                    date,
                    arrival,
                    lists,
                    automation.automation(),
                    automation.why(),
                    trust.trust(),
                    trust.why(),
                    headers.has("X-GitHub-Sender") || headers.has("X-GitHub-Reason")
                            ? ServiceLines.own(body.lines())
                            : ownLines(body),
                    body.unclear(),
                    AdvisoryId.in(subject + "\n" + body.text()),
                    archivedAt());
            return new Judged(sighting, subject);
        }

        /** Where a list passed on a mail as an attachment and names nobody, what is in it is what a person has to judge. */
        private int ownLines(Body body) {
            return author instanceof Author.Ambiguous && body.lines().isEmpty()
                    ? Wrapped.in(mail.body())
                            .map(inner -> Body.of(inner.body()).lines().size())
                            .orElse(0)
                    : body.lines().size();
        }

        /**
         * Of a notification of GitHub of which somebody else may have written the ids: where it belongs by the signed fields. Empty
         * for all other mail.
         */
        private Optional<GitHubPlace> place(Headers headers, String subject, Body body) {
            boolean relayed = author instanceof Author.Relayed && profile.mode() == SourceProfile.Mode.MAILBOX;
            boolean proved = Stream.of("Message-ID", "In-Reply-To", "References")
                    .allMatch(name -> !headers.has(name) || proof.writer(name) == FieldWriter.GITHUB);
            return relayed && !proved
                    ? Optional.of(GitHubPlace.of(headers, subject, body, proof).orElse(GitHubPlace.UNKNOWN))
                    : Optional.empty();
        }

        /** The mail's own id first, then others by which replies may name it: repeated fields, and those of the wrapping. */
        private List<MessageId> ids() {
            LinkedHashSet<MessageId> ids = new LinkedHashSet<>();
            for (Mail eachMail : spoken == mail ? List.of(mail) : List.of(spoken, mail)) {
                eachMail.headers().all("Message-ID").stream()
                        .limit(MOST_IDS)
                        .flatMap(field -> MessageId.first(field).stream())
                        .forEach(ids::add);
            }
            return List.copyOf(ids);
        }

        /** A list's hash of an id that none of these is names the mail too: somebody behind the list gave it another. */
        private List<MessageId> otherIds(List<MessageId> ids) {
            List<MessageId> others = new ArrayList<>(ids.isEmpty() ? ids : ids.subList(1, ids.size()));
            IdHash.other(mail.headers(), ids).ifPresent(others::add);
            return List.copyOf(others);
        }

        private Optional<String> archivedAt() {
            return mail.headers()
                    .last("Archived-At")
                    .or(() -> spoken.headers().last("Archived-At"))
                    .flatMap(Judge::link);
        }
    }

    private static boolean isWrapped(Author author) {
        return author instanceof Author.Unwrapped
                || (author instanceof Author.Ambiguous ambiguous
                        && ambiguous.why().equals(BehindList.ONLY_WRAPPED));
    }

    /** References, and after them In-Reply-To where it adds to them; so the nearest parent is last (RFC 5322 §3.6.4). */
    private static List<MessageId> references(Headers headers, List<MessageId> own) {
        LinkedHashSet<MessageId> ids = new LinkedHashSet<>();
        headers.all("References").forEach(field -> ids.addAll(MessageId.all(field)));
        headers.all("In-Reply-To").forEach(field -> ids.addAll(parents(field)));
        own.forEach(ids::remove);
        List<MessageId> all = List.copyOf(ids);
        return all.subList(Math.max(0, all.size() - MOST_REFERENCES), all.size());
    }

    /** Old mailers write prose, with the address of the author before the id of the mail: the last in brackets is the id. */
    private static List<MessageId> parents(String field) {
        List<MessageId> ids = MessageId.all(field);
        String words = field.strip().toLowerCase(Locale.ROOT);
        boolean prose = words.startsWith("message from")
                || words.startsWith("your message")
                || words.startsWith("\"your message");
        return prose && ids.size() > 1 ? List.of(ids.getLast()) : ids;
    }

    /** Only what can be followed safely; the address stands in angle brackets (RFC 5064 §2.2). */
    private static Optional<String> link(String field) {
        String plain = FRAME.matcher(field).replaceAll("");
        return plain.startsWith("https://")
                        && plain.length() <= LONGEST_LINK
                        && plain.chars().allMatch(c -> c > ' ' && c < 0x7f)
                ? Optional.of(plain)
                : Optional.empty();
    }
}
