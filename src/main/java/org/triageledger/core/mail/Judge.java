package org.triageledger.core.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.UnaryOperator;

/** Mails to facts: who wrote it, when it came, whether a person did, whether to believe it, and how much of it is their own. */
public final class Judge {
    private static final int MOST_REFERENCES = 200;
    private static final int LONGEST_SUBJECT = 998;

    private final SourceProfile profile;
    private final UnaryOperator<String> token;

    /** @param token a keyed hash, given the base subject of each mail that has one */
    public Judge(SourceProfile profile, UnaryOperator<String> token) {
        this.profile = profile;
        this.token = token;
    }

    /** The mail, and after it each mail that it carries if it is a digest. */
    public List<Judged> judge(RawMail raw, Mail mail, Instant readAt) {
        List<Judged> judged = new ArrayList<>();
        Sighted whole = sighted(raw, mail, readAt);
        judged.add(whole.judged());
        if (whole.sighting.automation() == Automation.DIGEST) {
            int number = 0;
            for (Mail part : digested(mail.body())) {
                number++;
                Place place = new Place(raw.place().source(), raw.place().where() + "/" + number);
                judged.add(within(place, part, mail, whole.sighting));
            }
        }
        return judged;
    }

    private record Sighted(Sighting sighting, String subject) {
        Judged judged() {
            return new Judged(sighting, subject);
        }
    }

    private Sighted sighted(RawMail raw, Mail mail, Instant readAt) {
        Headers headers = mail.headers();
        List<ListId> lists = headers.all("List-Id").stream()
                .flatMap(field -> ListId.parse(field).stream())
                .distinct()
                .toList();
        Proof proof = Proof.of(headers, profile.authservIds());
        Author author = Authorship.of(mail, lists, proof, profile);
        Trusts trust = Trusts.of(author, lists, proof, profile);
        Optional<Instant> date = headers.first("Date").flatMap(Dates::parse);
        Arrival arrival = Arrivals.of(raw, headers, date, profile, readAt);
        return facts(raw.place(), mail, lists, author, trust, date, arrival);
    }

    /** A mail in a digest: what the digest's own fields prove is that the list sent it. */
    private Judged within(Place place, Mail part, Mail digest, Sighting whole) {
        Headers headers = part.headers();
        Author author = Authorship.of(part, List.of(), Proof.of(headers, java.util.Set.of()), profile);
        boolean proved = whole.lists().stream().anyMatch(profile.lists()::contains)
                && Proof.of(digest.headers(), profile.authservIds())
                        .signedBy(whole.lists().stream()
                                .findFirst()
                                .map(ListId::value)
                                .orElse(""));
        Trusts trust = profile.mode() == SourceProfile.Mode.ARCHIVE
                ? new Trusts(whole.trust(), whole.trustWhy())
                : proved
                        ? new Trusts(Trust.LIST, "in a digest with dkim=pass for the list's domain")
                        : new Trusts(Trust.CLAIMED, "in a digest without proof that the list sent it");
        Optional<Instant> date = headers.first("Date").flatMap(Dates::parse);
        return facts(place, part, whole.lists(), author, trust, date, Arrivals.within(whole.arrival(), date))
                .judged();
    }

    private Sighted facts(
            Place place,
            Mail mail,
            List<ListId> lists,
            Author author,
            Trusts trust,
            Optional<Instant> date,
            Arrival arrival) {
        // Of a wrapped mail the inner one is the mail; the outer id is another name for it.
        Mail spoken = author instanceof Author.Unwrapped
                ? Authorship.wrapped(mail.body()).orElse(mail)
                : mail;
        Headers headers = spoken.headers();
        String subject = subject(headers);
        BaseSubject base = BaseSubject.of(subject);
        Body body = Body.of(spoken.body());
        String content = String.join("\n", body.lines()).replaceAll("\\s+", " ");
        String written =
                headers.first("Date").orElse("").replaceAll("\\s+", " ").strip();
        Optional<MessageId> own = headers.first("Message-ID").flatMap(MessageId::first);
        String print = hash("content\n" + date.map(Instant::toString).orElse(written) + "\n" + body.fingerprint());
        MessageId id = own.orElseGet(() -> new MessageId(
                hash(headers.first("From").orElse("") + "\n" + written + "\n" + subject + "\n" + print)
                                .substring(0, 32) + "@missing.invalid"));
        List<MessageId> others = spoken == mail
                ? List.of()
                : mail.headers().first("Message-ID").flatMap(MessageId::first).stream()
                        .filter(outer -> !outer.equals(id))
                        .toList();
        Automations automation = Automations.of(spoken, subject, id, profile);
        SortedSet<AdvisoryId> advisories = AdvisoryId.in(subject + "\n" + body.text());
        Sighting sighting = new Sighting(
                place,
                mail.digest(),
                id,
                own.isEmpty(),
                others,
                references(headers, id),
                base.reply() || headers.has("In-Reply-To") || headers.has("References"),
                base.forward() || body.forwards(),
                base.text().isEmpty() ? Optional.empty() : Optional.of(token.apply(base.text())),
                print,
                author,
                date,
                arrival,
                lists,
                automation.automation(),
                automation.why(),
                trust.trust(),
                trust.why(),
                content.isBlank() ? 0 : body.lines().size(),
                advisories,
                mail.headers().last("Archived-At").flatMap(Judge::link));
        return new Sighted(sighting, subject);
    }

    /** The nearest parent last: References, and In-Reply-To where it adds to them (RFC 5322 §3.6.4). */
    private static List<MessageId> references(Headers headers, MessageId own) {
        LinkedHashSet<MessageId> ids = new LinkedHashSet<>();
        headers.all("References").forEach(field -> ids.addAll(MessageId.all(field)));
        headers.first("In-Reply-To").ifPresent(field -> {
            if (ids.isEmpty() || field.indexOf('<') >= 0) {
                ids.addAll(MessageId.all(field));
            }
        });
        ids.remove(own);
        List<MessageId> all = List.copyOf(ids);
        return all.subList(Math.max(0, all.size() - MOST_REFERENCES), all.size());
    }

    private static String subject(Headers headers) {
        String subject = EncodedWords.decode(headers.first("Subject").orElse(""))
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .strip();
        return subject.length() > LONGEST_SUBJECT ? subject.substring(0, LONGEST_SUBJECT) : subject;
    }

    /** Only what can be followed safely (RFC 5064 §2.2: the address stands in angle brackets). */
    private static Optional<String> link(String field) {
        String plain = field.replaceAll("[<>\\s]", "");
        return plain.startsWith("https://")
                        && plain.length() <= 2_000
                        && plain.chars().allMatch(c -> c > ' ' && c < 0x7f)
                ? Optional.of(plain)
                : Optional.empty();
    }

    private static List<Mail> digested(Part part) {
        List<Mail> found = new ArrayList<>();
        if (part.content() instanceof Part.Multi multi) {
            for (Part one : multi.parts()) {
                if (part.type().equals("multipart/digest") && one.content() instanceof Part.Nested nested) {
                    found.add(nested.mail());
                } else {
                    found.addAll(digested(one));
                }
            }
        }
        return found;
    }

    private static String hash(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
