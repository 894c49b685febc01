package org.triageledger.core.advisory.ghsa;

import java.util.Arrays;
import java.util.Comparator;
import org.triageledger.core.advisory.CreditType;
import org.triageledger.core.mail.Named;

/**
 * An account that an advisory names for its part in it.
 *
 * @param login in lower case, as GitHub compares them
 */
public record NamedCredit(String login, CreditType type, Acceptance acceptance) implements Comparable<NamedCredit> {
    private static final Comparator<NamedCredit> ORDER = Comparator.comparing(NamedCredit::login)
            .thenComparing(NamedCredit::type)
            .thenComparing(NamedCredit::acceptance);

    /** What the named person says to it on GitHub. Anyone who can edit an advisory can name anybody; only the person can accept. */
    public enum Acceptance implements Named {
        ACCEPTED,
        PENDING,
        DECLINED,
        /** The form of the object that was read does not say it. */
        UNKNOWN;

        public static Acceptance of(String text) {
            return Arrays.stream(values())
                    .filter(acceptance -> acceptance.word().equalsIgnoreCase(text.strip()))
                    .findFirst()
                    .orElse(UNKNOWN);
        }
    }

    @Override
    public int compareTo(NamedCredit other) {
        return ORDER.compare(this, other);
    }
}
