package org.triageledger.cli;

import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Days;
import org.triageledger.work.Refusal;
import org.triageledger.work.advisory.GhsaAnswers;
import org.triageledger.work.advisory.GhsaImport;
import org.triageledger.work.advisory.GhsaPolling;
import org.triageledger.work.advisory.GhsaViews;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Security advisories on GitHub. */
@Command(
        name = "ghsa",
        mixinStandardHelpOptions = true,
        description = "Security advisories on GitHub: states, credits and comments, without their texts.",
        subcommands = {
            GhsaCommand.Import.class,
            GhsaCommand.Poll.class,
            GhsaCommand.ListThem.class,
            GhsaCommand.Show.class
        })
final class GhsaCommand extends CommandGroup {
    private static final String UNKNOWN = "cannot tell";

    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = {
                "Takes what `gh api --paginate --slurp repos/OWNER/NAME/security-advisories` prints, one advisory, the body of a"
                        + " webhook, or lists of comments. The same again changes nothing.",
                "A file is taken as a whole or not at all; the others go on. Exit code 3 where something could not be used."
            })
    static final class Import implements Callable<Integer> {
        @Parameters(
                paramLabel = "PATH",
                arity = "1..*",
                description = "Files, or folders of .json files; - for standard input.")
        List<String> paths = List.of();

        @Option(
                names = "--repository",
                paramLabel = "OWNER/NAME",
                description = "The repository, where the advisories do not name it.")
        @Nullable
        String repository;

        @Option(
                names = "--advisory",
                paramLabel = "GHSA",
                description =
                        "The advisory that comments belong to. Without it: as they say, or the id in the file's name.")
        @Nullable
        String advisory;

        @Option(
                names = "--seen-at",
                paramLabel = "TIME",
                description =
                        "When GitHub gave all of it, as in 2026-11-27T10:00:00Z. Without it, an advisory is known as it was"
                                + " when it was changed last.")
        @Nullable
        OffsetDateTime seenAt;

        @Option(names = "--dry-run", description = "Reads everything and stores nothing.")
        boolean dryRun;

        @Mixin
        Reply reply = new Reply();

        @Inject
        GhsaImport importer;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            GhsaViews.GhsaImported imported = importer.run(
                    new GhsaImport.Order(
                            paths,
                            Optional.ofNullable(repository),
                            Optional.ofNullable(advisory),
                            Optional.ofNullable(seenAt).map(OffsetDateTime::toInstant),
                            dryRun),
                    System.in);
            imported.problems().forEach(problem -> System.err.println("ledger: " + problem));
            int read = imported.advisories() + imported.comments();
            reply.say(
                    printer,
                    imported,
                    "read " + imported.advisories() + " advisories and " + imported.comments() + " comments: "
                            + (dryRun
                                    ? "nothing was stored (--dry-run)"
                                    : imported.stored() + " stored, " + imported.duplicates() + " known already"));
            return imported.problems().isEmpty() ? 0 : read == 0 ? 1 : 3;
        }
    }

    @Command(
            name = "poll",
            mixinStandardHelpOptions = true,
            description =
                    "Looks at the configured repositories now. Exit code 3 where one could not be read or something is to be"
                            + " done.")
    static final class Poll implements Callable<Integer> {
        @Option(names = "--source", paramLabel = "NAME", description = "Only those of ledger.ghsa.NAME.")
        @Nullable
        String source;

        @Mixin
        Reply reply = new Reply();

        @Inject
        GhsaPolling polling;

        @Inject
        GhsaAnswers answers;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            polling.now(Optional.ofNullable(source));
            List<GhsaViews.RepositoryLine> lines = answers.repositories().stream()
                    .filter(line -> source == null || line.source().equals(source))
                    .toList();
            List<String> text = new ArrayList<>();
            for (GhsaViews.RepositoryLine line : lines) {
                text.add(line.source() + " " + line.repository() + ": " + line.state()
                        + (line.trouble() == null ? "" : ". " + line.trouble()));
                line.notes().forEach(note -> text.add("  " + note));
            }
            reply.say(printer, new GhsaViews.Polled(lines), text.toArray(String[]::new));
            return lines.stream()
                            .allMatch(line ->
                                    line.trouble() == null && line.notes().isEmpty())
                    ? 0
                    : 3;
        }
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "All advisories with their states, and how the polling of their repositories stands.")
    @ReadsOnly
    static final class ListThem implements Callable<Integer> {
        @Option(names = "--as-of", paramLabel = "D", description = "As of a UTC day; today without it.")
        @Nullable
        LocalDate asOf;

        @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; table without it.")
        Format format = Format.table;

        @Inject
        GhsaAnswers ghsa;

        @Inject
        Days days;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            GhsaViews.GhsaAdvisories all = ghsa.on(days.or(asOf));
            List<String> headings = List.of(
                    "advisory",
                    "repository",
                    "cve",
                    "state",
                    "since",
                    "decided",
                    "begun",
                    "by",
                    "comments",
                    "reports",
                    "known until");
            List<List<@Nullable Object>> rows = all.advisories().stream()
                    .map(line -> Lists.of(
                            line.ghsa(),
                            line.repository(),
                            line.cve(),
                            line.state(),
                            time(line.since()),
                            line.decided(),
                            line.begun(),
                            line.authorMember() == null ? line.author() : line.authorMember(),
                            line.commentsComplete() ? "" + line.comments() : line.comments() + " or more",
                            line.reports(),
                            line.knownUntil() == null ? UNKNOWN : line.knownUntil()))
                    .toList();
            switch (format) {
                case json -> printer.json(all);
                case csv -> printer.csv(headings, rows);
                case table, text -> {
                    printer.table(headings, rows);
                    if (!all.repositories().isEmpty()) {
                        printer.line("");
                        printer.table(
                                List.of("source", "repository", "state", "last good poll", "known until", "trouble"),
                                all.repositories().stream()
                                        .map(line -> Lists.of(
                                                line.source(),
                                                line.repository(),
                                                line.state(),
                                                line.lastGoodPoll(),
                                                line.knownUntil() == null ? UNKNOWN : line.knownUntil(),
                                                line.trouble()))
                                        .toList());
                    }
                }
            }
            return 0;
        }
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "One advisory: its states and when they changed, credits, collaborators and comments.")
    @ReadsOnly
    static final class Show implements Callable<Integer> {
        @Parameters(paramLabel = "GHSA", description = "Its id, GHSA-xxxx-xxxx-xxxx.")
        String id = "";

        @Option(names = "--as-of", paramLabel = "D", description = "As of a UTC day; today without it.")
        @Nullable
        LocalDate asOf;

        @Option(names = "--summary", description = "Shows the sealed summary too.")
        boolean summary;

        @Mixin
        Reply reply = new Reply();

        @Inject
        GhsaAnswers ghsa;

        @Inject
        Days days;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            LocalDate day = days.or(asOf);
            GhsaViews.GhsaDetail detail = ghsa.show(id, day, summary)
                    .orElseThrow(() ->
                            new Refusal("no advisory of this id had begun by " + day + ": see `ledger ghsa list`"));
            reply.say(printer, detail, lines(detail).toArray(String[]::new));
            return 0;
        }

        private static List<String> lines(GhsaViews.GhsaDetail detail) {
            GhsaViews.GhsaLine line = detail.advisory();
            List<String> text = new ArrayList<>();
            text.add(line.ghsa()
                    + or(" of ", line.repository())
                    + or(", ", line.cve())
                    + or(", by ", line.author())
                    + or(" = ", line.authorMember()));
            if (detail.summary() != null) {
                text.add("summary: " + detail.summary());
            }
            detail.states().forEach(state -> text.add(state.state() + ": " + time(state.when())));
            detail.tags().forEach(tag -> text.add("[" + tag.tag() + "] (" + tag.meaning() + "): " + time(tag.when())));
            detail.credits()
                    .forEach(credit -> text.add("credit of " + credit.login() + or(" = ", credit.member()) + " as "
                            + credit.type() + " (" + credit.acceptance() + "): " + time(credit.when())
                            + (credit.counts() ? "" : ", does not count")));
            detail.collaborators()
                    .forEach(eachLine -> text.add("collaborator " + eachLine.login() + or(" = ", eachLine.member())
                            + ": " + time(eachLine.since())));
            detail.comments()
                    .forEach(comment -> text.add("comment " + comment.id() + or(" by ", comment.login())
                            + or(" = ", comment.member()) + " at " + comment.at() + ", " + comment.lines() + " lines"
                            + or(", told of by ", comment.message())));
            if (!line.commentsComplete()) {
                text.add("Nobody can tell whether these are all comments.");
            }
            text.add("reports: " + (line.reports().isEmpty() ? "none" : String.join(" ", line.reports())));
            text.add("known until: " + (line.knownUntil() == null ? UNKNOWN : line.knownUntil()));
            return text;
        }

        private static String or(String before, @Nullable String text) {
            return text == null ? "" : before + text;
        }
    }

    private static String time(GhsaViews.Time time) {
        return time.from().equals(time.by()) ? time.by().toString() : time.from() + " to " + time.by();
    }
}
