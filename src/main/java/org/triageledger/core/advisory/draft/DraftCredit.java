package org.triageledger.core.advisory.draft;

import java.util.Optional;
import org.triageledger.core.advisory.CreditType;

/**
 * A credit for the CVE record.
 *
 * @param value the name, with the account on GitHub where there is one: {@code Ada Example (https://github.com/ada-x)}
 */
public record DraftCredit(CreditType type, String value) {
    /** As the record format bounds it ({@code containers.cna.credits[].value}, CVE JSON 5). */
    static final int LONGEST = 4096;

    /** A line {@code type: name}; empty where the type is none of the format or there is no name. */
    static Optional<DraftCredit> parse(String line) {
        int colon = line.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        String type = line.substring(0, colon).strip();
        String value = line.substring(colon + 1).strip();
        CreditType read = CreditType.of(type);
        boolean known = read.text().equalsIgnoreCase(type.replaceAll("[\\s_-]+", " "));
        return known && !value.isEmpty() && value.length() <= LONGEST
                ? Optional.of(new DraftCredit(read, value))
                : Optional.empty();
    }
}
