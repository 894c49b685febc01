package org.triageledger.work.review;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.review.CouncilReport;
import org.triageledger.letters.CouncilTables;
import org.triageledger.work.Refusal;
import org.triageledger.work.config.Letters;

/** The report to the council as files; the same for pages, API and command line. */
@ApplicationScoped
public class ReportFiles {
    /** The names of the tables that there is a CSV of. */
    public static final List<String> TABLES = CouncilTables.NAMES;

    private final ReviewBook reviews;
    private final Letters letters;

    ReportFiles(ReviewBook reviews, Letters letters) {
        this.reviews = reviews;
        this.letters = letters;
    }

    /** @param type the media type, without its charset */
    public record ReportFile(String name, String type, byte[] bytes) {
        private static ReportFile of(String name, String type, String text) {
            return new ReportFile(name, type, text.getBytes(StandardCharsets.UTF_8));
        }

        public String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** As a page in the look of the product, that also prints. */
    public ReportFile html(String review) {
        return ReportFile.of(name(review) + ".html", "text/html", letters.page(reviews.report(review)));
    }

    public ReportFile markdown(String review) {
        return ReportFile.of(
                name(review) + ".md",
                "text/markdown",
                letters.write(reviews.report(review)).markdown());
    }

    /**
     * One table.
     *
     * @param table one of {@link #TABLES}; the members without it
     * @throws Refusal where there is no such table
     */
    public ReportFile csv(String review, @Nullable String table) {
        String asked = table == null || table.isBlank() ? CouncilTables.MEMBERS : table.strip();
        CouncilReport report = reviews.report(review);
        return ReportFile.of(
                name(review) + "-" + asked + ".csv",
                "text/csv",
                CouncilTables.csv(report, asked)
                        .orElseThrow(
                                () -> new Refusal("'table' has no such choice: choose " + String.join(", ", TABLES))));
    }

    /** All tables, a file each. */
    public ReportFile zip(String review) {
        return new ReportFile(name(review) + ".zip", "application/zip", CouncilTables.zip(reviews.report(review)));
    }

    private static String name(String review) {
        return "review-" + review;
    }
}
