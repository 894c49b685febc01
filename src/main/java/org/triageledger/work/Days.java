package org.triageledger.work;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;

/** Reads days that people and programs ask for. */
public final class Days {
    /** Four digits of year: what ISO 8601 allows beyond leads to days that cannot be counted with. */
    private static final Pattern WRITTEN = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private Days() {}

    /** @throws Refusal where the text is no day; its line names the question, not what was sent */
    public static LocalDate read(String name, String text) {
        if (WRITTEN.matcher(text).matches()) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeException e) {
                // Falls through: 2026-02-30 looks like a day and is none.
            }
        }
        throw new Refusal("invalid date '" + name + "': write YYYY-MM-DD, with a day that exists");
    }
}
