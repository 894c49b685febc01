package org.triageledger.core.mail.thread;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.triageledger.core.mail.Address;
import org.triageledger.core.mail.Author;
import org.triageledger.core.mail.Automation;
import org.triageledger.core.mail.Mailbox;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.Trust;

/**
 * What a person said of one message that the rules could not settle: that its author is the one it claims, or one of several.
 *
 * @param author who wrote it; empty where the author was found and only not proved
 * @param why stands as the reason of the trust: names the decision, nothing of the mail
 */
public record Confirmation(String messageKey, Optional<Address> author, String why) {
    /** The messages as they are once people have spoken: vouched for like an archive. The last word on a message holds. */
    public static List<Message> apply(List<Message> messages, Collection<Confirmation> confirmations) {
        if (confirmations.isEmpty()) {
            return messages;
        }
        Map<String, Confirmation> byKey = new HashMap<>();
        confirmations.forEach(confirmation -> byKey.put(confirmation.messageKey, confirmation));
        return messages.stream()
                .map(message -> Optional.ofNullable(byKey.get(message.key()))
                        .map(confirmation -> confirmation.of(message))
                        .orElse(message))
                .toList();
    }

    /** A service passed on what an account did, and now a person has said whose act it was. */
    private boolean saysWhoActed(Message message) {
        return author.isPresent()
                && (message.hidesAccount()
                        || (message.automation() == Automation.NOTIFICATION
                                && message.author().account().isPresent()));
    }

    private Message of(Message message) {
        return new Message(
                message.key(),
                message.id(),
                message.idMade(),
                message.idShared(),
                message.otherIds(),
                message.references(),
                message.reply(),
                message.forwards(),
                message.subjectToken(),
                message.fingerprint(),
                author.<Author>map(address -> new Author.Direct(Mailbox.of(address)))
                        .orElse(message.author()),
                message.date(),
                message.arrival(),
                message.lists(),
                saysWhoActed(message) ? Automation.HUMAN : message.automation(),
                // Anyone who says who wrote it has said that a person did.
                message.isHuman() ? "" : message.automationWhy(),
                confirmed(message),
                message.trust().counts() && author.isEmpty() ? message.trustWhy() : why,
                // A person who says that it is their work says that words of their own are in it.
                message.linesUnclear() ? 1 : message.authoredLines(),
                false,
                message.advisories(),
                message.archivedAt(),
                false,
                message.places());
    }

    /** An account that a service names counts only where that is proved, or a person says so. */
    private static Trust confirmed(Message message) {
        if (message.author().account().isPresent()) {
            return Trust.VERIFIED;
        }
        return message.trust().counts() ? message.trust() : Trust.ARCHIVE;
    }

    /** The messages once people have said that a disputed one is no work of a person's. */
    public static List<Message> reject(List<Message> messages, Set<String> rejected) {
        if (rejected.isEmpty()) {
            return messages;
        }
        return messages.stream()
                .map(message -> message.disputed() && rejected.contains(message.key()) ? automatic(message) : message)
                .toList();
    }

    private static Message automatic(Message message) {
        return new Message(
                message.key(),
                message.id(),
                message.idMade(),
                message.idShared(),
                message.otherIds(),
                message.references(),
                message.reply(),
                message.forwards(),
                message.subjectToken(),
                message.fingerprint(),
                message.author(),
                message.date(),
                message.arrival(),
                message.lists(),
                Automation.AUTO_REPLY,
                "a decision in the review queue",
                message.trust(),
                message.trustWhy(),
                message.authoredLines(),
                message.linesUnclear(),
                message.advisories(),
                message.archivedAt(),
                false,
                message.places());
    }
}
