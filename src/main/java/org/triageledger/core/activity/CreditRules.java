package org.triageledger.core.activity;

/**
 * What a message must have to earn a credit.
 *
 * @param minLines authored lines (without quotes, signature and footers) below which a message earns nothing; 0 lets even an
 *     empty answer count
 */
public record CreditRules(int minLines) {
    /** One line of one's own is enough: many a good answer is one line. */
    public static final CreditRules DEFAULT = new CreditRules(1);

    public CreditRules {
        if (minLines < 0) {
            throw new IllegalArgumentException("a number of lines is not negative");
        }
    }
}
