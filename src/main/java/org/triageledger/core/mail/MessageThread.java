package org.triageledger.core.mail;

import java.util.List;

/**
 * Messages joined by their references.
 *
 * @param messages in order of arrival, never empty
 * @param missing ids that are referred to but were never seen, sorted
 */
public record MessageThread(List<Message> messages, List<MessageId> missing) {
    public MessageThread {
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("a thread has messages");
        }
    }

    /** The message that arrived first. */
    public Message opener() {
        return messages.getFirst();
    }
}
