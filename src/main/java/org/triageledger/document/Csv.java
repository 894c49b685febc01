package org.triageledger.document;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;

/** Tables as comma-separated values (RFC 4180), and the one guard against cells that a spreadsheet would compute. */
public final class Csv {
    private static final String FORMULA = "=+-@\uff1d\uff0b\uff0d\uff20";

    private static final CSVFormat ALL_QUOTED =
            CSVFormat.RFC4180.builder().setQuoteMode(QuoteMode.ALL).get();

    private Csv() {}

    /** Every field in quotes, on one line. */
    public static String of(List<List<String>> rows) {
        StringWriter text = new StringWriter();
        try (CSVPrinter printer = new CSVPrinter(text, ALL_QUOTED)) {
            for (List<String> row : rows) {
                printer.printRecord(
                        row.stream().map(Document::plain).map(Csv::harmless).toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /**
     * The cell with an apostrophe in front where a spreadsheet would compute it, as OWASP ("CSV Injection") says: one that begins with an
     * equals, plus, minus or at sign, in their wide forms too, also behind what cannot be seen, and one that begins with a tabulator or a
     * carriage return.
     */
    public static String harmless(String cell) {
        return isFormula(cell) ? "'" + cell : cell;
    }

    /** Whether a spreadsheet would compute the cell. */
    public static boolean isFormula(String cell) {
        return cell.startsWith("\t")
                || cell.startsWith("\r")
                || cell.codePoints()
                        .dropWhile(c -> Character.isWhitespace(c)
                                || Character.isSpaceChar(c)
                                || Character.getType(c) == Character.FORMAT)
                        .limit(1)
                        .anyMatch(c -> FORMULA.indexOf(c) >= 0);
    }
}
