package org.triageledger.core.mail.automation;

import java.util.List;
import java.util.Optional;
import org.triageledger.core.mail.Author;
import org.triageledger.core.mail.Automation;
import org.triageledger.core.mail.Headers;
import org.triageledger.core.mail.ListId;
import org.triageledger.core.mail.Mail;
import org.triageledger.core.mail.Mailbox;
import org.triageledger.core.mail.MessageId;
import org.triageledger.core.mail.SourceProfile;
import org.triageledger.core.mail.author.Authorship;
import org.triageledger.core.mail.field.AddressList;
import org.triageledger.core.mail.text.Body;

/**
 * Whether a person wrote a mail, and the field or structure that says so. That a list distributed it says nothing: {@code
 * Precedence: list} or {@code bulk}, List-Id and X-Auto-Response-Suppress (which Exchange puts into what people write) stand in
 * mail of people.
 *
 * @param why names fields and structures, never their content; empty for a person's mail, and where a person's may be a machine's,
 *     why: a person must say
 */
public record Automations(Automation automation, String why) {
    static final String LOOP_HEADER = "X-Triage-Ledger-Loop";

    private static final Automations HUMAN = new Automations(Automation.HUMAN, "");

    /** @param body what the mail says */
    public static Automations of(
            Mail mail,
            Body body,
            Author author,
            List<ListId> lists,
            String subject,
            MessageId id,
            SourceProfile profile) {
        Headers headers = mail.headers();
        List<Mailbox> from = from(headers, author);
        String submitted = AutoReplies.submitted(headers);
        return own(headers, submitted, id, profile)
                .or(() -> DeliveryFailures.find(mail, from, subject))
                .or(() -> AutoReplies.calendar(mail.body()))
                .or(() -> Digests.find(mail, from, subject, lists))
                .or(() -> author instanceof Author.Relayed ? Services.find(headers, from, subject) : Optional.empty())
                .or(() -> AutoReplies.find(mail, submitted, subject))
                .or(() -> Receipts.find(mail, subject))
                .or(() -> Reactions.find(mail, body.lines(), subject))
                .or(() -> Services.find(headers, senders(from, author, headers, lists, profile), subject))
                .or(() -> submitted(submitted))
                .or(() -> AutoReplies.doubt(mail, subject))
                .or(() -> Receipts.doubt(mail, subject))
                .orElse(HUMAN);
    }

    /** Where a configured list hides the author, its own address says nothing of who that is. */
    private static List<Mailbox> senders(
            List<Mailbox> from, Author author, Headers headers, List<ListId> lists, SourceProfile profile) {
        return author instanceof Author.Ambiguous && Authorship.isBehindList(headers, lists, profile)
                ? List.of()
                : from;
    }

    /** Who is found behind a list is the sender; else all that From holds. */
    private static List<Mailbox> from(Headers headers, Author author) {
        return author.person()
                .map(List::of)
                .orElseGet(() -> headers.all("From").stream()
                        .flatMap(field -> AddressList.parse(field).stream())
                        .toList());
    }

    private static Optional<Automations> own(Headers headers, String submitted, MessageId id, SourceProfile profile) {
        if (headers.has(LOOP_HEADER)) {
            return Optional.of(new Automations(Automation.OWN, LOOP_HEADER));
        }
        return AutoReplies.isAutomatic(submitted) && profile.ownDomains().contains(id.domain())
                ? Optional.of(new Automations(Automation.OWN, "Message-ID of our own domain"))
                : Optional.empty();
    }

    private static Optional<Automations> submitted(String word) {
        return switch (word) {
            case "auto-generated", "auto-notified" ->
                Optional.of(new Automations(Automation.NOTIFICATION, "Auto-Submitted: " + word));
            default ->
                AutoReplies.isAutomatic(word)
                        ? Optional.of(new Automations(Automation.NOTIFICATION, "Auto-Submitted: other than no"))
                        : Optional.empty();
        };
    }
}
