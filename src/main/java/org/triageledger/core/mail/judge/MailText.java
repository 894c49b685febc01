package org.triageledger.core.mail.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.triageledger.core.mail.Author;
import org.triageledger.core.mail.Judged;
import org.triageledger.core.mail.ListId;
import org.triageledger.core.mail.Mail;
import org.triageledger.core.mail.MessageId;
import org.triageledger.core.mail.Part;
import org.triageledger.core.mail.RawMail;
import org.triageledger.core.mail.SourceProfile;
import org.triageledger.core.mail.Texts;
import org.triageledger.core.mail.Trust;
import org.triageledger.core.mail.Wrapped;
import org.triageledger.core.mail.automation.Digests;
import org.triageledger.core.mail.field.EncodedWords;
import org.triageledger.core.mail.field.ListHost;
import org.triageledger.core.mail.field.Proof;
import org.triageledger.core.mail.text.Body;
import org.triageledger.core.mail.thread.IdHash;

/**
 * What a mail says to those who read it, for as long as it is read. Of this nothing is stored.
 *
 * @param subject decoded (RFC 2047), on one line, or the empty string
 * @param text its readable parts, of alternatives the plain one, without attachments; cut off where it is very long
 * @param hash by which Mailman 3 names the mail in its archive (Base32 of the SHA-1 of its Message-ID)
 * @param archive the address of the list's archive (RFC 2369 §3.6), if it can be followed
 * @param throughList whether it came through a configured list: proved in a mailbox, vouched for in an archive
 */
public record MailText(
        String subject, String text, Optional<String> hash, Optional<String> archive, boolean throughList) {
    /** UTF-16 units of text; an announcement has a few thousand. */
    private static final int MOST_TEXT = 200_000;

    private static final int LONGEST_SUBJECT = 998;
    private static final int LONGEST_ADDRESS = 1_000;
    private static final Pattern ADDRESS = Pattern.compile("<\\s*(https://[!-;=?-~]+)\\s*>");

    /** Of each mail that was judged, in the same order: the mail itself, and after it those that it carries as a digest. */
    public static List<MailText> of(RawMail raw, Mail mail, List<Judged> judged, SourceProfile profile) {
        List<MailText> texts = new ArrayList<>();
        boolean through = came(raw, mail, profile);
        texts.add(of(mail, spoken(mail, judged.getFirst().sighting().author()), through));
        if (judged.size() > 1) {
            for (Mail part : Digests.mails(mail.body())) {
                Trust trust = judged.get(Math.min(texts.size(), judged.size() - 1))
                        .sighting()
                        .trust();
                texts.add(of(part, part, trust == Trust.LIST));
            }
        }
        return List.copyOf(texts);
    }

    /** Of a mail that nobody judges. */
    public static MailText of(Mail mail) {
        return of(mail, mail, false);
    }

    private static MailText of(Mail mail, Mail spoken, boolean throughList) {
        StringBuilder text = new StringBuilder();
        collect(spoken.body(), text);
        String subject = Texts.oneLine(
                EncodedWords.decode(spoken.headers().first("Subject").orElse("")), LONGEST_SUBJECT);
        return new MailText(
                subject,
                text.toString(),
                IdHash.written(mail.headers())
                        .or(() -> id(spoken).or(() -> id(mail)).map(IdHash::of)),
                mail.headers().last("List-Archive").flatMap(MailText::address),
                throughList);
    }

    private static Mail spoken(Mail mail, Author author) {
        return author instanceof Author.Unwrapped ? Wrapped.in(mail.body()).orElse(mail) : mail;
    }

    private static Optional<MessageId> id(Mail mail) {
        return mail.headers().first("Message-ID").flatMap(MessageId::first);
    }

    private static Optional<String> address(String field) {
        if (field.length() > LONGEST_ADDRESS) {
            return Optional.empty();
        }
        var found = ADDRESS.matcher(field);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    private static void collect(Part part, StringBuilder text) {
        if (part.attachment() || text.length() >= MOST_TEXT) {
            return;
        }
        switch (part.content()) {
            case Part.Text words -> {
                if (part.type().equals("text/plain") || part.type().equals("text/html")) {
                    String all = words.text();
                    text.append(all, 0, Math.min(all.length(), MOST_TEXT - text.length()))
                            .append('\n');
                }
            }
            case Part.Multi multi ->
                Body.chosen(part.type(), multi.parts()).forEach(eachPart -> collect(eachPart, text));
            case Part.Nested ignored -> {}
            case Part.Skipped ignored -> {}
        }
    }

    /**
     * A List-Id alone proves nothing: in a mailbox the list's host must have signed the mail, or have handed it to our receiver. An
     * author who can be believed proves it neither, for authors can write a List-Id, too.
     */
    private static boolean came(RawMail raw, Mail mail, SourceProfile profile) {
        List<ListId> lists = mail.headers().all("List-Id").stream()
                .limit(10)
                .flatMap(field -> ListId.parse(field).stream())
                .distinct()
                .toList();
        boolean named = lists.stream().anyMatch(profile.lists()::contains);
        if (profile.mode() == SourceProfile.Mode.ARCHIVE) {
            return named;
        }
        if (!named || lists.size() > 1 || raw.doubt().isPresent()) {
            return false;
        }
        Proof proof = Proof.of(mail.headers(), profile.receivers());
        return new ListHost(lists.getFirst()).vouches(proof) || proof.sealedBy(profile.arcSealers());
    }
}
