package org.triageledger.notify;

import java.util.Optional;

/**
 * One mail of ours.
 *
 * @param messageId without angle brackets; the same for every attempt, so that a copy sent twice is seen to be one
 * @param html the same said in HTML; may be absent
 * @param unsubscribe what List-Unsubscribe (RFC 2369 §3.2) holds, angle brackets and all; may be absent
 */
public record Letter(
        String messageId,
        String toName,
        String toAddress,
        String subject,
        String text,
        Optional<String> html,
        Optional<String> unsubscribe) {
    public Letter(
            String messageId, String toName, String toAddress, String subject, String text, Optional<String> html) {
        this(messageId, toName, toAddress, subject, text, html, Optional.empty());
    }

    /** Shows neither recipient nor content. */
    @Override
    public String toString() {
        return "letter";
    }
}
