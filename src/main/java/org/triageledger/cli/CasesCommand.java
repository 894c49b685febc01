package org.triageledger.cli;

import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.triageledger.document.Csv;
import org.triageledger.work.Days;
import org.triageledger.work.Refusal;
import org.triageledger.work.cases.CaseBook;
import org.triageledger.work.cases.CaseFigures;
import org.triageledger.work.cases.CaseList;
import org.triageledger.work.cases.CaseViews;
import org.triageledger.work.cases.Insight;
import org.triageledger.work.release.ReleaseFeed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What became of reports, up to the advisory, the CVE record and the releases. */
@Command(
        name = "cases",
        mixinStandardHelpOptions = true,
        description = {
            "Cases: the reports, advisories, announcements and CVE records that belong together, with the steps that were taken",
            "and what is late, missing or contradictory."
        },
        subcommands = {
            CasesCommand.ListThem.class,
            CasesCommand.Show.class,
            CasesCommand.InsightTables.class,
            CasesCommand.Numbers.class,
            CasesCommand.SetStep.class,
            CasesCommand.Accept.class
        })
final class CasesCommand extends CommandGroup {
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "All cases, the latest first. Exit code 3 where one has an open finding.")
    @ReadsOnly
    static final class ListThem implements Callable<Integer> {
        @Option(names = "--as-of", paramLabel = "D", description = "As of a UTC day; today without it.")
        @Nullable
        LocalDate asOf;

        @Option(names = "--open", description = "Only those that are not closed, or have a finding.")
        boolean open;

        @Mixin
        ListOptions list = new ListOptions();

        @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; table without it.")
        Format format = Format.table;

        @Inject
        CaseBook book;

        @Inject
        ReleaseFeed releases;

        @Inject
        Days days;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            releases.refresh();
            CaseViews.Cases all = book.all(days.or(asOf));
            List<CaseViews.CaseLine> lines = list.of(CaseList.RULES, all.cases()).stream()
                    .filter(line ->
                            !open || line.closed() == null || !line.findings().isEmpty())
                    .toList();
            List<String> headings = List.of(
                    "case",
                    "begun",
                    "outcome",
                    "severity",
                    "cve",
                    "ghsa",
                    "coordinator",
                    "step",
                    "closed",
                    "days",
                    "findings");
            List<List<@Nullable Object>> rows = lines.stream()
                    .map(line -> Lists.of(
                            line.id(),
                            line.begun(),
                            line.outcome(),
                            line.severity(),
                            line.cve(),
                            line.ghsa(),
                            line.coordinator(),
                            line.step(),
                            line.closed(),
                            line.days(),
                            line.findings().stream()
                                    .map(finding -> finding.rule()
                                            + (finding.state().equals("open") ? "" : " (" + finding.state() + ")"))
                                    .toList()))
                    .toList();
            format.write(printer, new CaseViews.Cases(all.asOf(), lines), headings, rows);
            return lines.stream()
                            .flatMap(line -> line.findings().stream())
                            .anyMatch(finding -> finding.state().equals("open"))
                    ? 3
                    : 0;
        }
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "One case: its steps with their evidence, its release branches, limits and findings.")
    @ReadsOnly
    static final class Show implements Callable<Integer> {
        @Parameters(paramLabel = "ID", description = "The id of the case or of a report, a GHSA id or a CVE id.")
        String id = "";

        @Option(names = "--as-of", paramLabel = "D", description = "As of a UTC day; today without it.")
        @Nullable
        LocalDate asOf;

        @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; text without it. csv has the steps.")
        Format format = Format.text;

        @Inject
        CaseBook book;

        @Inject
        ReleaseFeed releases;

        @Inject
        Days days;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            releases.refresh();
            LocalDate day = days.or(asOf);
            CaseViews.CaseDetail detail = book.one(id, day)
                    .orElseThrow(
                            () -> new Refusal("there is no case of this id on " + day + ": see `ledger cases list`"));
            switch (format) {
                case json -> printer.json(detail);
                case csv ->
                    printer.csv(
                            List.of("step", "about", "from", "by", "source", "evidence", "why"),
                            detail.steps().stream()
                                    .map(step -> Lists.of(
                                            step.step(),
                                            step.about(),
                                            step.from(),
                                            step.by(),
                                            step.source(),
                                            step.evidence(),
                                            step.why()))
                                    .toList());
                case table, text -> lines(detail).forEach(printer::line);
            }
            return 0;
        }

        private static List<String> lines(CaseViews.CaseDetail detail) {
            CaseViews.CaseLine line = detail.overview();
            List<String> text = new ArrayList<>();
            text.add("case " + line.id() + ": " + line.outcome()
                    + (line.severity() == null ? "" : ", " + line.severity())
                    + (line.coordinator() == null ? "" : ", coordinator " + line.coordinator()));
            named("reports", line.reports(), text);
            named("advisories", line.ghsa(), text);
            named("CVE ids", line.cve(), text);
            detail.steps()
                    .forEach(step -> text.add(step.title() + (step.about() == null ? "" : " " + step.about()) + ": "
                            + (step.isExact() ? step.by().toString() : step.from() + " to " + step.by()) + " ("
                            + step.source() + " " + step.evidence() + ") " + step.why()));
            if (detail.due() != null) {
                text.add("to be finished by " + detail.due());
            }
            detail.expected().stream()
                    .filter(expected -> expected.by() != null)
                    .forEach(expected ->
                            text.add("expected: " + expected.title() + " by " + expected.by() + " (nine of ten of "
                                    + expected.cases() + " cases; half took " + expected.median() + " h)"));
            detail.branches()
                    .forEach(branch -> text.add("branch " + branch.branch() + ": " + branch.sentence()
                            + (branch.toldWhy() == null ? "" : " Release manager: " + branch.toldWhy())));
            detail.findings()
                    .forEach(finding -> text.add("[" + finding.state() + "] " + finding.rule() + ": " + finding.what()
                            + (finding.reason() == null
                                    ? " " + finding.toDo()
                                    : " Accepted by " + finding.by() + ": " + finding.reason())));
            return text;
        }

        private static void named(String what, List<String> ids, List<String> text) {
            if (!ids.isEmpty()) {
                text.add(what + ": " + String.join(" ", ids));
            }
        }
    }

    @Command(
            name = "insight",
            mixinStandardHelpOptions = true,
            description = {
                "How many reports come in and how they end, how long they take, and on whom the work rests.",
                "One table at a time; json has all of them."
            })
    @ReadsOnly
    static final class InsightTables implements Callable<Integer> {
        @Parameters(
                paramLabel = "TABLE",
                arity = "0..1",
                description = "months, times, load or kinds; months without it.")
        String table = "months";

        @Option(names = "--as-of", paramLabel = "D", description = "As of a UTC day; today without it.")
        @Nullable
        LocalDate asOf;

        @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; table without it.")
        Format format = Format.table;

        @Inject
        Insight insight;

        @Inject
        Days days;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            LocalDate day = days.or(asOf);
            List<List<String>> rows = insight.table(table, day);
            switch (format) {
                case json -> printer.json(insight.figures(day));
                case csv -> printer.exactly(Csv.of(rows));
                case table, text -> printer.table(rows.getFirst(), rows.subList(1, rows.size()));
            }
            return 0;
        }
    }

    @Command(
            name = "numbers",
            mixinStandardHelpOptions = true,
            description = {
                "Per year: reports and how they ended, advisories by severity, and how long each step took; unfinished cases by age.",
                "As of a day that has passed it is the same each time."
            })
    @ReadsOnly
    static final class Numbers implements Callable<Integer> {
        @Option(names = "--as-of", paramLabel = "D", description = "As of a UTC day; today without it.")
        @Nullable
        LocalDate asOf;

        @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; table without it.")
        Format format = Format.table;

        @Inject
        CaseFigures figures;

        @Inject
        Days days;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            LocalDate day = days.or(asOf);
            CaseViews.Numbers numbers = figures.numbers(day);
            switch (format) {
                case json -> printer.json(numbers);
                case csv -> printer.exactly(figures.csv(day));
                case table, text -> {
                    printer.table(
                            List.of("year", "reports", "outcomes", "advisories", "severities"),
                            numbers.years().stream()
                                    .map(year -> Lists.of(
                                            year.year(),
                                            year.reports(),
                                            counts(year.outcomes()),
                                            year.advisories(),
                                            counts(year.severities())))
                                    .toList());
                    printer.line("");
                    printer.table(
                            List.of("year", "step", "cases", "median hours", "90th percentile hours"),
                            numbers.years().stream()
                                    .flatMap(year -> year.steps().stream()
                                            .map(step -> Lists.of(
                                                    year.year(),
                                                    step.step(),
                                                    step.cases(),
                                                    step.median(),
                                                    step.ninetieth())))
                                    .toList());
                    printer.line("");
                    printer.line("unfinished: " + String.join("; ", counts(numbers.unfinished())));
                }
            }
            return 0;
        }

        private static List<String> counts(List<CaseViews.NumberLine> counts) {
            return counts.stream().map(line -> line.name() + " " + line.count()).toList();
        }
    }

    @Command(
            name = "set",
            mixinStandardHelpOptions = true,
            description = {
                "Sets a step of a case by hand. The latest of a step counts, and goes before what is found in the sources;",
                "coordinators follow each other. It can be undone: `ledger decisions undo`.",
                "Without --apply only what would change is shown."
            })
    @Decides
    static final class SetStep implements Callable<Integer> {
        @Parameters(
                index = "0",
                paramLabel = "ID",
                description = "The id of the case or of a report, a GHSA id or a CVE id.")
        String id = "";

        @Parameters(
                index = "1",
                paramLabel = "STEP",
                description =
                        "received, first-reply, coordinator, decided, reserved, fix-linked, announced, record-published,"
                                + " manager-told, merged, released, closed or embargo-ends.")
        String step = "";

        @Option(
                names = "--about",
                paramLabel = "WHAT",
                description =
                        "Of coordinator: the member. Of reserved, fix-linked, announced and record-published: the CVE id."
                                + " Of manager-told, merged and released: the branch or version, as in 3.12.")
        @Nullable
        String about;

        @Option(
                names = "--at",
                paramLabel = "TIME",
                description = "When, as in 2026-11-27T14:00:00+01:00, or a UTC day; now without it.")
        @Nullable
        String at;

        @Mixin
        Signing signing = new Signing();

        @Mixin
        Reply reply = new Reply();

        @Inject
        CaseBook book;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            CaseViews.Done done = book.set(id, step, about, at, signing.signed(), !signing.apply);
            reply.say(
                    printer,
                    done,
                    said(done, "set " + step + " of case " + done.id() + " (decision " + done.decision() + ")"));
            return 0;
        }
    }

    @Command(
            name = "accept",
            mixinStandardHelpOptions = true,
            description = {
                "Accepts a finding with a reason. It is open again once its evidence changes.",
                "Without --apply only what would change is shown."
            })
    @Decides
    static final class Accept implements Callable<Integer> {
        @Parameters(
                index = "0",
                paramLabel = "ID",
                description = "The id of the case or of a report, a GHSA id or a CVE id.")
        String id = "";

        @Parameters(index = "1", paramLabel = "RULE", description = "The rule of the finding, or its key.")
        String rule = "";

        @Mixin
        Signing signing = new Signing();

        @Option(
                names = "--until",
                paramLabel = "D",
                description = "The last UTC day on which it is accepted; for good without it.")
        @Nullable
        LocalDate until;

        @Mixin
        Reply reply = new Reply();

        @Inject
        CaseBook book;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            CaseViews.Done done = book.accept(id, rule, Optional.ofNullable(until), signing.signed(), !signing.apply);
            String waits = "Awaiting approval: you coordinate this case. Another admin has to approve entry "
                    + done.decision() + " of the audit log.";
            reply.say(printer, done, said(done, done.waits() ? waits : "accepted (decision " + done.decision() + ")"));
            return 0;
        }
    }

    private static String[] said(CaseViews.Done done, String sentence) {
        return Stream.concat(
                        done.changes().stream(),
                        Stream.of(
                                !done.dryRun()
                                        ? sentence
                                        : done.waits()
                                                ? "you coordinate this case: another admin would have to approve it;"
                                                        + " nothing was changed: add --apply to propose it"
                                                : "nothing was changed: add --apply to confirm the decision"))
                .toArray(String[]::new);
    }
}
