package org.triageledger.letters;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The look of the council's report: the colours of the pages, and rules for the screen and for A4 paper. */
final class ReportStyle {
    private static final String PAGES = "/META-INF/resources/ledger.css";
    private static final String REPORT = "/letters/report.css";

    private ReportStyle() {}

    /** The sheet, with the variables of the pages in front: they are written down there alone. */
    static String sheet() {
        String pages = read(PAGES);
        return block(pages, pages.indexOf(":root")) + "\n"
                + block(pages, pages.indexOf("@media screen and (prefers-color")) + "\n" + read(REPORT);
    }

    /** What begins there, up to the brace that closes it. */
    private static String block(String sheet, int start) {
        int depth = 0;
        for (int i = start; i >= 0 && i < sheet.length(); i++) {
            if (sheet.charAt(i) == '{') {
                depth++;
            } else if (sheet.charAt(i) == '}' && --depth == 0) {
                return sheet.substring(start, i + 1);
            }
        }
        throw new IllegalStateException("the sheet of the pages has no variables");
    }

    private static String read(String resource) {
        try (InputStream in = ReportStyle.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
