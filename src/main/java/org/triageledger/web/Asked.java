package org.triageledger.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Answers;
import org.triageledger.work.Refusal;

/** What stands in a query, or what is meant where nothing does. */
final class Asked {
    private Asked() {}

    static LocalDate day(@Nullable String text, LocalDate otherwise) {
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new Refusal("The day is no date: write YYYY-MM-DD, with a day that exists.");
        }
    }

    static String policy(@Nullable String text, Answers answers) {
        return answers.policyOr(text == null || text.isBlank() ? null : text);
    }
}
