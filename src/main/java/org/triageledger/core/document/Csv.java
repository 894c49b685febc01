package org.triageledger.core.document;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Comma-separated values (RFC 4180), every field in quotes. A field that a spreadsheet would compute gets an apostrophe in front,
 * as OWASP ("CSV Injection") says: one that begins with an equals, plus, minus or at sign, in their wide forms too. Tabulators and
 * line breaks, which OWASP names as well, are spaces here.
 */
public final class Csv {
    private static final String FORMULA = "=+-@\uff1d\uff0b\uff0d\uff20";

    private Csv() {}

    public static String of(List<List<String>> rows) {
        return rows.stream()
                .map(row -> row.stream().map(Csv::field).collect(Collectors.joining(",", "", "\r\n")))
                .collect(Collectors.joining());
    }

    private static String field(String value) {
        String plain = Document.plain(value);
        return "\"" + (isComputed(plain) ? "'" : "") + plain.replace("\"", "\"\"") + "\"";
    }

    /** What cannot be seen before the sign does not keep a spreadsheet from computing. */
    private static boolean isComputed(String value) {
        return value.codePoints()
                .dropWhile(c -> Character.isWhitespace(c)
                        || Character.isSpaceChar(c)
                        || Character.getType(c) == Character.FORMAT)
                .limit(1)
                .anyMatch(c -> FORMULA.indexOf(c) >= 0);
    }
}
