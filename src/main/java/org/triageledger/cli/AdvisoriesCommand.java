package org.triageledger.cli;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.mail.HiddenCharacters;
import org.triageledger.work.Days;
import org.triageledger.work.Mapped;
import org.triageledger.work.Refusal;
import org.triageledger.work.advisory.AdvisoryBook;
import org.triageledger.work.advisory.AdvisoryList;
import org.triageledger.work.advisory.AdvisoryViews;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "advisories",
        mixinStandardHelpOptions = true,
        description = "What was announced on the announce list: by whom, when, and what is wrong with it.",
        subcommands = {
            AdvisoriesCommand.ListThem.class,
            AdvisoriesCommand.Show.class,
            AdvisoriesCommand.LintText.class,
            AdvisoriesCommand.Accept.class,
            DraftCommands.Group.class
        })
final class AdvisoriesCommand extends CommandGroup {
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "All advisories that were announced by a day, the latest first.")
    @ReadsOnly
    static final class ListThem implements Callable<Integer> {
        @Option(names = "--as-of", paramLabel = "DATE", description = "A UTC day (YYYY-MM-DD); today without it.")
        @Nullable
        LocalDate asOf;

        @Mixin
        ListOptions list = new ListOptions();

        @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; table without it.")
        Format format = Format.table;

        @Inject
        AdvisoryBook advisories;

        @Inject
        Days days;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            AdvisoryViews.Advisories all = new AdvisoryViews.Advisories(
                    list.of(AdvisoryList.RULES, advisories.all(days.or(asOf)).advisories()));
            List<List<@Nullable Object>> rows = new Mapped<>(
                    all.advisories(),
                    line -> Lists.of(
                            line.cve(),
                            line.announced(),
                            line.author(),
                            line.member(),
                            line.severity(),
                            line.project(),
                            line.record().state(),
                            line.findings().stream()
                                    .map(AdvisoryViews.AdvisoryFindingLine::rule)
                                    .toList()));
            List<String> headings =
                    List.of("cve", "announced", "author", "member", "severity", "project", "record", "findings");
            format.write(printer, all, headings, rows);
            return 0;
        }
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "One advisory as it stood on a day, with links, updates, and what to do about each finding.")
    @ReadsOnly
    static final class Show implements Callable<Integer> {
        @Parameters(paramLabel = "ID", description = "As in CVE-2026-12345; of mail without one the Message-ID.")
        String id = "";

        @Option(names = "--as-of", paramLabel = "DATE", description = "A UTC day (YYYY-MM-DD); today without it.")
        @Nullable
        LocalDate asOf;

        @Option(names = "--format", description = "text, json or csv; text without it.")
        Format format = Format.text;

        @Inject
        AdvisoryBook advisories;

        @Inject
        Days days;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            LocalDate day = days.or(asOf);
            AdvisoryViews.AdvisoryDetail one = advisories
                    .one(id, day)
                    .orElseThrow(() -> new Refusal(
                            "no advisory of that id was announced by " + day + ": see `ledger advisories list`"));
            switch (format) {
                case json -> printer.json(one);
                case csv ->
                    printer.csv(
                            List.of("rule", "what", "to do"),
                            one.toDo().stream()
                                    .map(finding -> Lists.of(finding.rule(), finding.what(), finding.toDo()))
                                    .toList());
                case table, text -> text(one);
            }
            return 0;
        }

        private void text(AdvisoryViews.AdvisoryDetail one) {
            AdvisoryViews.AdvisoryLine line = one.advisory();
            say(String.join(", ", line.cve()) + "  " + one.title());
            say("announced " + or(line.announced()) + "  by " + or(line.author())
                    + (line.member() == null ? "" : " (" + line.member() + ")") + "  Message-ID "
                    + or(line.messageId()));
            say("severity " + or(line.severity()) + "  project " + or(line.project()) + "  record "
                    + line.record().state()
                    + (line.record().published() == null
                            ? ""
                            : " " + line.record().published()));
            line.links().forEach(link -> say("  " + link.kind() + "  " + link.url()));
            one.updates()
                    .forEach(update -> say("  update " + update.at() + "  " + update.messageId()
                            + (update.archive() == null ? "" : "  " + update.archive())));
            one.toDo().forEach(finding -> say(sentence(finding)));
            one.accepted()
                    .forEach(finding -> say(finding.rule() + ": " + finding.what() + ". Accepted by " + finding.by()
                            + ": " + finding.reason() + " (undo " + finding.decision() + ")"));
        }

        private void say(String line) {
            printer.line(HiddenCharacters.escaped(line));
        }

        private static String or(@Nullable Object value) {
            return value == null ? "–" : value.toString();
        }
    }

    @Command(
            name = "lint",
            mixinStandardHelpOptions = true,
            description = {
                "Checks an announcement before or after it is sent: a mail with its fields, or a text whose first line is the"
                        + " subject. Nothing of it is stored.",
                "Exit code 3 with findings; each says what to do."
            })
    static final class LintText implements Callable<Integer> {
        @Parameters(paramLabel = "FILE|-", description = "The announcement; - reads it from standard input.")
        String file = "";

        @Option(names = "--format", description = "text, json or csv; text without it.")
        Format format = Format.text;

        @Inject
        AdvisoryBook advisories;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            AdvisoryViews.Linted linted = advisories.lint(read());
            switch (format) {
                case json -> printer.json(linted);
                case csv ->
                    printer.csv(
                            List.of("rule", "what", "to do"),
                            linted.findings().stream()
                                    .map(finding -> Lists.of(finding.rule(), finding.what(), finding.toDo()))
                                    .toList());
                case table, text -> {
                    linted.findings().forEach(finding -> printer.line(HiddenCharacters.escaped(sentence(finding))));
                    if (linted.findings().isEmpty()) {
                        printer.line("No findings.");
                    }
                }
            }
            return linted.findings().isEmpty() ? 0 : 3;
        }

        private byte[] read() {
            try (InputStream in = file.equals("-") ? System.in : Files.newInputStream(Path.of(file))) {
                return in.readNBytes(AdvisoryBook.LONGEST_TEXT + 1);
            } catch (IOException | InvalidPathException e) {
                throw new Refusal(
                        HiddenCharacters.escaped(file) + " cannot be read: name a file, or - for standard input");
            }
        }
    }

    @Command(
            name = "accept",
            mixinStandardHelpOptions = true,
            description = {
                "Accepts the findings of one rule about an advisory: they are listed as accepted, with who and why. A finding is open"
                        + " again once what it says changes.",
                "About an announcement of your own, a second person has to approve it. `ledger decisions undo` takes it back.",
                "Without --apply only what would be accepted is shown."
            })
    @Decides
    static final class Accept implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "ID", description = "As in CVE-2026-12345.")
        String id = "";

        @Parameters(index = "1", paramLabel = "RULE", description = "As `ledger advisories show ID` names it.")
        String rule = "";

        @Mixin
        Signing signing = new Signing();

        @Option(names = "--until", paramLabel = "DATE", description = "The last UTC day; for good without it.")
        @Nullable
        LocalDate until;

        @Mixin
        Reply reply = new Reply();

        @Inject
        AdvisoryBook advisories;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            AdvisoryViews.Accepted done =
                    advisories.accept(id, rule, Optional.ofNullable(until), signing.signed(), !signing.apply);
            reply.say(printer, done, said(done, signing.by));
            return 0;
        }
    }

    /** What came of accepting findings, or would come of it. */
    static String[] said(AdvisoryViews.Accepted done, String by) {
        if (!done.dryRun()) {
            return new String[] {
                done.waits()
                        ? "Awaiting approval of entry " + done.decision()
                                + " of the audit log: it is about an announcement of " + by + "."
                        : done.rule() + " is accepted (entry " + done.decision() + " of the audit log)."
            };
        }
        return Stream.concat(
                        done.findings().stream().map(HiddenCharacters::escaped),
                        Stream.of(
                                done.waits()
                                        ? "another admin would have to approve it; nothing was changed: add --apply to propose it"
                                        : "nothing was changed: add --apply to confirm the decision"))
                .toArray(String[]::new);
    }

    static String sentence(AdvisoryViews.LintLine finding) {
        return finding.rule() + ": " + finding.what() + ". " + finding.toDo() + ".";
    }
}
