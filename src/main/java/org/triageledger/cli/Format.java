package org.triageledger.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The forms an answer can take. */
enum Format {
    table,
    text,
    json,
    csv;

    /**
     * Prints a list in this form.
     *
     * @param answer the list for programs, as JSON
     * @param rows one list of cells for each heading
     */
    void write(
            Printer printer,
            Object answer,
            List<String> headings,
            List<? extends List<? extends @Nullable Object>> rows) {
        switch (this) {
            case json -> printer.json(answer);
            case csv -> printer.csv(headings, rows);
            case table, text -> printer.table(headings, rows);
        }
    }

    /** As the other, but that people read a sentence in place of a table without rows. */
    void write(
            Printer printer,
            Object answer,
            List<String> headings,
            List<? extends List<? extends @Nullable Object>> rows,
            String whenEmpty) {
        if (rows.isEmpty() && (this == table || this == text)) {
            printer.line(whenEmpty);
        } else {
            write(printer, answer, headings, rows);
        }
    }
}
