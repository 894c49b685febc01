package org.triageledger.cli;

import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.review.Review;
import org.triageledger.core.snapshot.Snapshot;
import org.triageledger.work.review.ReminderDesk;
import org.triageledger.work.review.ReviewAnswers;
import org.triageledger.work.review.ReviewBook;
import org.triageledger.work.review.ReviewBook.Who;
import org.triageledger.work.review.ReviewList;
import org.triageledger.work.review.ReviewPreviews;
import org.triageledger.work.review.ReviewViews;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The yearly review: planned, opened on frozen facts, decided by people, closed. */
@Command(
        name = "review",
        mixinStandardHelpOptions = true,
        description = "The yearly review: planned for a day, opened on frozen facts, decided by people, closed.",
        subcommands = {
            ReviewCommand.Plan.class,
            ReviewCommand.Move.class,
            ReviewCommand.Cancel.class,
            ReviewCommand.Open.class,
            ReviewCommand.Show.class,
            ReviewCommand.Decide.class,
            ReviewCommand.Close.class,
            ReviewCommand.Tick.class,
            ReviewCommand.Verify.class,
            ReviewCommand.Calendar.class
        })
final class ReviewCommand extends CommandGroup {
    /** What {@code verify} finds where nothing is amiss. */
    private static final Set<String> FINE = Set.of("same", "other-facts");

    private static final String NOTHING = "Nothing was changed: repeat it with --apply.";

    private static String counts(List<ReviewViews.CountLine> counts) {
        return counts.stream()
                .map(line -> line.members() + " " + line.verdict())
                .collect(Collectors.joining(", "));
    }

    /** Who does it. */
    static final class By {
        @Option(
                names = "--by",
                required = true,
                paramLabel = "ID",
                description = "Who does it, by the id in the roster.")
        String by = "";

        @Option(names = "--as", paramLabel = "admin|council", description = "In which capacity (default: admin).")
        String as = "admin";

        Who who() {
            return new Who(by, as);
        }
    }

    /** What is done in a review: by whom, and told by how the review stands after it. */
    @Decides
    abstract static class Act extends ActCommand {
        @Mixin
        By by = new By();

        @Inject
        ReviewBook reviews;

        @Inject
        ReviewAnswers answers;

        final int sayOf(String review, String... lines) {
            return say(detail(answers, review), lines);
        }
    }

    @Command(name = "plan", mixinStandardHelpOptions = true, description = "Plans a review for a day to come.")
    static final class Plan extends Act {
        @Parameters(index = "0", paramLabel = "DATE")
        LocalDate day = LocalDate.EPOCH;

        @Option(names = "--another", description = "Plans it although there is a review in that year.")
        boolean another;

        @Override
        public Integer call() {
            String id = reviews.plan(day, another, by.who());
            return sayOf(id, "review " + id + " is planned for " + day);
        }
    }

    @Command(
            name = "move",
            mixinStandardHelpOptions = true,
            description =
                    "Moves a review that is not open yet to another day. What was sent already is not sent again.")
    static final class Move extends Act {
        @Parameters(index = "0", paramLabel = "REVIEW")
        String id = "";

        @Parameters(index = "1", paramLabel = "DATE")
        LocalDate day = LocalDate.EPOCH;

        @Override
        public Integer call() {
            reviews.move(id, day, by.who());
            return sayOf(id, "review " + id + " is planned for " + day);
        }
    }

    @Command(
            name = "cancel",
            mixinStandardHelpOptions = true,
            description = "Cancels a review that is not open yet. Its reminders stop.")
    @Decides
    static final class Cancel implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "REVIEW")
        String id = "";

        @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; without report content.")
        String reason = "";

        @Mixin
        By by = new By();

        @Inject
        ReviewBook reviews;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            reviews.cancel(id, reason, by.who());
            printer.line("review " + id + " is cancelled");
            return 0;
        }
    }

    @Command(
            name = "open",
            mixinStandardHelpOptions = true,
            description =
                    "Freezes the facts of the planned day, on that day or later. Without --apply, says what would be frozen and"
                            + " what is still unknown.")
    static final class Open extends Act {
        @Parameters(index = "0", paramLabel = "REVIEW")
        String id = "";

        @Option(
                names = "--policy",
                description = "seed-2024 or pep811-2025, with + and a reading behind it or without; the configured one"
                        + " without it.")
        @Nullable
        String policy;

        @Option(names = "--apply", description = "Opens it. Without it, only what would happen is shown.")
        boolean apply;

        @Inject
        ReviewPreviews previews;

        @Override
        public Integer call() {
            if (!apply) {
                ReviewViews.OpeningPreview preview = previews.opening(id, policy, by.who());
                return say(
                        preview,
                        Stream.of(
                                        Stream.of(counts(preview.counts())),
                                        preview.consequences().stream(),
                                        preview.unknown().stream()
                                                .map(member -> "unknown: " + member.name() + ": "
                                                        + String.join(" ", member.reasons())),
                                        preview.inactive().stream().map(member -> "inactive: " + member.name()),
                                        Stream.of(NOTHING))
                                .flatMap(lines -> lines)
                                .toArray(String[]::new));
            }
            Review.Opened opened = reviews.open(id, policy, by.who());
            return sayOf(
                    id,
                    "review " + id + " is open; SHA-256 of its facts: "
                            + opened.snapshot().sha256(),
                    opened.undecided().size() + " to decide");
        }
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "All reviews, or how one stands.")
    @ReadsOnly
    static final class Show implements Callable<Integer> {
        @Parameters(index = "0", arity = "0..1", paramLabel = "REVIEW")
        @Nullable
        String id;

        @Mixin
        ListOptions list = new ListOptions();

        @Option(names = "--format", description = "text or json, or csv for all of them; text without it.")
        Format format = Format.text;

        @Spec
        @Nullable
        CommandSpec spec;

        @Inject
        ReviewBook reviews;

        @Inject
        ReviewAnswers answers;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            if (id != null && list.asked()) {
                throw new ParameterException(
                        Objects.requireNonNull(spec).commandLine(),
                        "--search, --filter and --sort are for the list of all reviews: leave them out, or the id");
            }
            List<ReviewViews.ReviewLine> found =
                    list.of(ReviewList.RULES, answers.all().reviews());
            if (format == Format.json) {
                printer.json(id == null ? new ReviewViews.Reviews(found) : detail(answers, id));
                return 0;
            }
            if (format == Format.csv) {
                if (id != null) {
                    throw new ParameterException(
                            Objects.requireNonNull(spec).commandLine(),
                            "csv is for the list of all reviews; of one: ledger report --review " + id
                                    + " --format csv");
                }
                printer.csv(
                        List.of("review", "day", "state", "last day", "policy", "sha256", "undecided"),
                        found.stream()
                                .map(line -> Lists.of(
                                        line.review(),
                                        line.day(),
                                        line.state(),
                                        line.lastDay(),
                                        line.policy(),
                                        line.sha256(),
                                        line.undecided()))
                                .toList());
                return 0;
            }
            List<Map<String, Object>> all = (id == null
                            ? found.stream().map(line -> reviews.review(line.review()))
                            : Stream.of(reviews.review(id)))
                    .map(ReviewCommand::view)
                    .toList();
            if (all.isEmpty()) {
                printer.line(list.none("No review is planned: ledger review plan DATE --by ADMIN"));
                return 0;
            }
            for (Map<String, Object> view : all) {
                view.forEach((name, value) -> {
                    if (value instanceof List<?> many) {
                        printer.line(name + ":");
                        many.forEach(item -> printer.line("  " + item));
                    } else {
                        printer.line(name + ": " + value);
                    }
                });
                printer.line("");
            }
            return 0;
        }
    }

    private static ReviewViews.ReviewDetail detail(ReviewAnswers answers, String id) {
        return answers.detail(id, member -> true, true);
    }

    private static Map<String, Object> view(Review review) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("review", review.id());
        view.put("day", review.day().toString());
        switch (review) {
            case Review.Planned ignored -> view.put("state", "planned");
            case Review.Opened opened -> {
                view.put("state", "open");
                opened(view, opened);
            }
            case Review.Damaged damaged -> {
                view.put("state", "damaged");
                view.put("sha256", damaged.sha256());
            }
            case Review.Closed closed -> {
                view.put("state", "closed");
                view.put("lastDay", closed.lastDay().toString());
                opened(view, closed.opened());
                view.put(
                        "byHand",
                        closed.tasks().stream()
                                .map(task -> (task.done().isPresent() ? "[x] " : "[ ] ") + task.sentence())
                                .toList());
            }
        }
        return view;
    }

    private static void opened(Map<String, Object> view, Review.Opened opened) {
        Snapshot snapshot = opened.snapshot();
        view.put("policy", snapshot.rules().text());
        view.put("sha256", snapshot.sha256());
        view.put("counts", snapshot.counts());
        int toDecide = snapshot.toDecide().size();
        view.put("decided", toDecide - opened.undecided().size() + " of " + toDecide);
        view.put(
                "toDecide",
                snapshot.toDecide().stream()
                        .map(line -> line.member() + ": " + line.verdict().word() + ", "
                                + opened.decision(line.member())
                                        .map(decision -> decision.kind().word())
                                        .orElse("not decided"))
                        .toList());
        view.put(
                "findings",
                snapshot.findings().stream().map(finding -> finding.sentence()).toList());
    }

    @Command(name = "decide", mixinStandardHelpOptions = true, description = "Decides about one member, with a reason.")
    static final class Decide extends Act {
        @Parameters(index = "0", paramLabel = "REVIEW")
        String id = "";

        @Parameters(index = "1", paramLabel = "MEMBER")
        String member = "";

        @Parameters(index = "2", paramLabel = "remove|keep|defer|ask")
        String kind = "";

        @Option(names = "--reason", required = true, paramLabel = "TEXT")
        String reason = "";

        @Override
        public Integer call() {
            reviews.decide(id, member, kind, reason, by.who());
            return sayOf(id, member + ": " + kind);
        }
    }

    @Command(
            name = "close",
            mixinStandardHelpOptions = true,
            description =
                    "Ends the review, and the memberships that were decided to end; says what to do by hand. Without --apply,"
                            + " says whose memberships would end.")
    static final class Close extends Act {
        @Parameters(index = "0", paramLabel = "REVIEW")
        String id = "";

        @Option(
                names = "--last-day",
                required = true,
                paramLabel = "DATE",
                description = "Of the memberships that end.")
        LocalDate lastDay = LocalDate.EPOCH;

        @Option(names = "--apply", description = "Closes it. Without it, only what would happen is shown.")
        boolean apply;

        @Inject
        ReviewPreviews previews;

        @Override
        public Integer call() {
            if (!apply) {
                ReviewViews.ClosingPreview preview = previews.closing(id, lastDay, by.who());
                return say(
                        preview,
                        Stream.concat(preview.consequences().stream(), Stream.of(NOTHING))
                                .toArray(String[]::new));
            }
            Review.Closed closed = reviews.close(id, lastDay, by.who());
            return sayOf(
                    id,
                    Stream.concat(
                                    Stream.of("review " + id + " is closed; "
                                            + closed.effects().size() + " membership(s) end on " + lastDay),
                                    closed.tasks().stream().map(task -> "[ ] " + task.sentence()))
                            .toArray(String[]::new));
        }
    }

    @Command(name = "tick", mixinStandardHelpOptions = true, description = "Notes that something was done by hand.")
    static final class Tick extends Act {
        @Parameters(index = "0", paramLabel = "REVIEW")
        String id = "";

        @Parameters(index = "1", paramLabel = "MEMBER")
        String member = "";

        @Parameters(index = "2", paramLabel = "github-team|mailing-list|chat|public-list")
        String venue = "";

        @Override
        public Integer call() {
            reviews.tick(id, member, venue, by.who());
            return sayOf(id, member + ", " + venue + ": done");
        }
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Checks the frozen facts against their hash, and computes them again. Exit code 3 where they"
                    + " differ.")
    @ReadsOnly
    static final class Verify implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "REVIEW")
        String id = "";

        @Mixin
        Reply reply = new Reply();

        @Inject
        ReviewAnswers answers;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            ReviewViews.Verified verified = answers.verify(id);
            reply.say(
                    printer,
                    verified,
                    Stream.concat(
                                    Stream.of(verified.sentence()),
                                    verified.changes().stream()
                                            .map(change -> change.name() + ": " + String.join(" ", change.why())))
                            .toArray(String[]::new));
            return FINE.contains(verified.result()) ? 0 : 3;
        }
    }

    @Command(
            name = "calendar",
            mixinStandardHelpOptions = true,
            description = "The days of all reviews as iCalendar (RFC 5545); /review.ics of the service is the same.")
    @ReadsOnly
    static final class Calendar implements Callable<Integer> {
        @Inject
        ReminderDesk desk;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            printer.exactly(desk.calendar());
            return 0;
        }
    }
}
