package org.triageledger.cli;

import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.decision.Rulings;
import org.triageledger.work.record.DecisionViews;
import org.triageledger.work.review.ReportFiles;
import org.triageledger.work.review.ReviewBook;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What a person says of a report. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = {
            "With --review: the report of a review to the steering council, without any report's content.",
            "With mark: says what a thread is, where the rules got it wrong."
        },
        subcommands = ReportCommand.Mark.class)
@ReadsOnly
final class ReportCommand implements Callable<Integer> {
    @Spec
    @Nullable
    CommandSpec spec;

    /** The forms of the report. */
    enum Form {
        md,
        html,
        csv,
        zip,
        json
    }

    @Option(
            names = "--review",
            paramLabel = "REVIEW",
            description = "The review to report on; it must have been opened.")
    @Nullable
    String review;

    @Option(
            names = "--format",
            description = "Of the report: ${COMPLETION-CANDIDATES}; md without it. zip is all tables, a CSV file each.")
    Form form = Form.md;

    @Option(
            names = "--table",
            paramLabel = "NAME",
            description =
                    "Which table with --format csv: summary, verdicts, members, findings, readings or quality; members"
                            + " without it.")
    @Nullable
    String table;

    @Inject
    ReviewBook reviews;

    @Inject
    ReportFiles files;

    @Inject
    Printer printer;

    @Override
    public Integer call() {
        if (review == null) {
            throw new ParameterException(
                    java.util.Objects.requireNonNull(spec).commandLine(), "say what to do: --review REVIEW, or mark");
        }
        if (table != null && form != Form.csv) {
            throw new ParameterException(
                    java.util.Objects.requireNonNull(spec).commandLine(), "--table goes with --format csv");
        }
        switch (form) {
            case md -> printer.line(files.markdown(review).text().stripTrailing());
            case html -> printer.line(files.html(review).text().stripTrailing());
            case csv -> printer.line(files.csv(review, table).text().stripTrailing());
            case zip -> printer.bytes(files.zip(review).bytes());
            case json -> printer.json(reviews.report(review));
        }
        return 0;
    }

    @Command(
            name = "mark",
            mixinStandardHelpOptions = true,
            description = "Gives a report its status; it stays until somebody gives it another.")
    @Decides
    static final class Mark implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "REPORT", description = "The report's id, as `ledger threads` shows it.")
        String report = "";

        @Parameters(
                index = "1",
                paramLabel = "STATUS",
                description = "unreviewed, vulnerability, not-a-vulnerability, duplicate, spam or internal.")
        String status = "";

        @Option(
                names = "--by",
                required = true,
                paramLabel = "WHO",
                description = "Who decided, by the id in the roster.")
        String by = "";

        @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; without report content.")
        String reason = "";

        @Inject
        Rulings rulings;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            DecisionViews.Effect effect = rulings.mark(report, status, by, reason);
            printer.line(effect.waits() ? effect.changes().getFirst() : report + " is now " + status);
            return 0;
        }
    }
}
