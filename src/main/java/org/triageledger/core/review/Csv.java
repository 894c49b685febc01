package org.triageledger.core.review;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Comma-separated values (RFC 4180), every field in quotes. A field that a spreadsheet would compute gets an apostrophe in front,
 * as OWASP ("CSV Injection") says: one that begins with an equals, plus, minus or at sign, in their wide forms too, with a
 * tabulator or a line break.
 */
final class Csv {
    private static final String FORMULA = "=+-@\t\r\n\0\uff1d\uff0b\uff0d\uff20";

    private Csv() {}

    static String of(List<List<String>> rows) {
        return rows.stream()
                .map(row -> row.stream().map(Csv::field).collect(Collectors.joining(",", "", "\r\n")))
                .collect(Collectors.joining());
    }

    /** White space before the sign does not keep a spreadsheet from computing. */
    private static String field(String value) {
        String start = value.stripLeading();
        boolean computed = !value.isEmpty() && FORMULA.indexOf(value.charAt(0)) >= 0
                || !start.isEmpty() && FORMULA.indexOf(start.charAt(0)) >= 0;
        return "\"" + (computed ? "'" : "") + value.replace("\"", "\"\"") + "\"";
    }
}
