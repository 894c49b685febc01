package org.triageledger.core.reminder;

import java.util.Optional;
import java.util.stream.Stream;
import org.triageledger.core.hash.Sha256;
import org.triageledger.core.mail.Address;
import org.triageledger.core.mail.MessageId;
import org.triageledger.core.mail.Named;

/**
 * One mail that is due, to one person and nobody else.
 *
 * @param daysLeft until the review, on the day of sending; fewer than the step has where the mail goes out late
 * @param name of the person
 */
public record Reminder(Key key, int daysLeft, String name, Address to, Notice notice) {
    public enum Kind implements Named {
        /** To a member who would be inactive. */
        MEMBER,
        /** To an admin, about all. */
        SUMMARY;
    }

    /**
     * What is sent at most once, for ever: one mail of a kind to a person for a step of a review.
     *
     * @param step days before the review, as configured
     * @param person the id in the roster
     */
    public record Key(Kind kind, String review, int step, String person) {
        /** For a column with a unique constraint. */
        public String text() {
            return kind.word() + "/" + review + "/" + step + "/" + person;
        }

        /** The key that {@link #text()} wrote. */
        public static Optional<Key> parse(String text) {
            String[] parts = text.split("/", 4);
            if (parts.length < 4 || !parts[2].matches("[0-9]{1,3}")) {
                return Optional.empty();
            }
            return Stream.of(Kind.values())
                    .filter(kind -> kind.word().equals(parts[0]))
                    .findFirst()
                    .map(kind -> new Key(kind, parts[1], Integer.parseInt(parts[2]), parts[3]));
        }

        /**
         * Of the mail, the same however often it is sent: a person who gets it twice after a crash sees it once. It tells nobody who
         * or what it is about.
         *
         * @param domain our own, by which a bounce or an answer is known
         */
        public MessageId messageId(String domain) {
            return new MessageId("reminder." + Sha256.hex(text()).substring(0, 32) + "@" + domain);
        }
    }

    @Override
    public String toString() {
        return "Reminder[" + key.kind.word() + ", " + daysLeft + " days before]";
    }
}
