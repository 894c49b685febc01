package org.triageledger.core.mail;

/**
 * What judging one mail gives: the facts to keep, and the subject, which may only be kept sealed.
 *
 * @param subject decoded (RFC 2047), or the empty string
 */
public record Judged(MessageCopy sighting, String subject) {
    @Override
    public String toString() {
        return "Judged[" + sighting.place() + "]";
    }
}
