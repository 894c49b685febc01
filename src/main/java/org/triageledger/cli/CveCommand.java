package org.triageledger.cli;

import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Days;
import org.triageledger.work.Mapped;
import org.triageledger.work.Refusal;
import org.triageledger.work.advisory.CveRecords;
import org.triageledger.work.advisory.RecordViews;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "cve",
        mixinStandardHelpOptions = true,
        description = "CVE records of our organisation: what they say, whom they credit, and what is missing in them.",
        subcommands = {CveCommand.Import.class, CveCommand.ListThem.class, CveCommand.Show.class})
final class CveCommand extends CommandGroup {
    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = {
                "Reads CVE records (CVE JSON 5): a file, a folder, a checkout of the CVE list, a ZIP, or the https address of a"
                        + " file or ZIP. Records of other organisations are skipped (ledger.cve.assigners).",
                "Each version is kept once. A file that is no record is named, and the others go on; then the exit code is 3."
            })
    static final class Import implements Callable<Integer> {
        @Parameters(paramLabel = "PATH|URL", description = "Where the records are.")
        String place = "";

        @Option(
                names = "--seen-at",
                paramLabel = "TIME",
                description =
                        "When the CVE list gave all of a folder or ZIP, as in 2026-11-27T10:00:00Z. Without it: the newest date in a copy of"
                                + " the list. What happened later is unknown until the next import.")
        @Nullable
        OffsetDateTime seenAt;

        @Option(names = "--dry-run", description = "Shows what would be stored, and stores nothing.")
        boolean dryRun;

        @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; text without it.")
        Reply.Form form = Reply.Form.text;

        @Inject
        CveRecords records;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            RecordViews.RecordsImported done =
                    records.read(place, Optional.ofNullable(seenAt).map(OffsetDateTime::toInstant), dryRun);
            if (form == Reply.Form.json) {
                printer.json(done);
            } else {
                printer.line(String.format(
                        Locale.ROOT,
                        "%,d new records, %,d new versions, %,d known; %,d records of other organisations skipped; %,d"
                                + " files could not be read, in %.1f seconds",
                        done.records(),
                        done.versions(),
                        done.known(),
                        done.others(),
                        done.faulty(),
                        done.seconds()));
                done.faults().forEach(fault -> printer.line(fault.file() + ": " + fault.why()));
                if (done.faulty() > done.faults().size()) {
                    printer.line("and " + (done.faulty() - done.faults().size()) + " more");
                }
                printer.line(
                        done.knownUntil() == null
                                ? done.faulty() > 0
                                        ? "nobody can tell whether these are all records: a file could not be read"
                                        : "nothing says up to when these are all records: name a copy of the CVE list, or --seen-at"
                                : "all records are known up to " + done.knownUntil());
                if (dryRun) {
                    printer.line("nothing was stored: leave out --dry-run to store it");
                }
            }
            return done.faulty() == 0 ? 0 : 3;
        }
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "All records as they stood on a day. Exit code 3 where something is missing in one.")
    @ReadsOnly
    static final class ListThem implements Callable<Integer> {
        @Option(names = "--as-of", paramLabel = "DATE", description = "A UTC day (YYYY-MM-DD); today without it.")
        @Nullable
        LocalDate asOf;

        @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; table without it.")
        Format format = Format.table;

        @Inject
        CveRecords records;

        @Inject
        Days days;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            RecordViews.Records all = records.all(days.or(asOf));
            List<List<@Nullable Object>> rows = new Mapped<>(
                    all.records(),
                    line -> Lists.of(
                            line.cve(),
                            line.state(),
                            line.published(),
                            line.end(),
                            line.severity(),
                            line.credits().stream()
                                    .flatMap(credit -> credit.members().stream())
                                    .distinct()
                                    .toList(),
                            line.findings().stream()
                                    .filter(finding -> finding.accepted() == null)
                                    .map(RecordViews.RecordFindingLine::rule)
                                    .toList()));
            List<String> headings = List.of("cve", "state", "published", "end", "severity", "members", "findings");
            format.write(printer, all, headings, rows);
            return all.records().stream()
                            .flatMap(line -> line.findings().stream())
                            .allMatch(finding -> finding.accepted() != null)
                    ? 0
                    : 3;
        }
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description =
                    "One record as it stood on a day: dates, credits, references, versions, and what is missing in it.")
    @ReadsOnly
    static final class Show implements Callable<Integer> {
        @Parameters(paramLabel = "ID", description = "As in CVE-2026-12345.")
        String id = "";

        @Option(names = "--as-of", paramLabel = "DATE", description = "A UTC day (YYYY-MM-DD); today without it.")
        @Nullable
        LocalDate asOf;

        @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; text without it.")
        Reply.Form form = Reply.Form.text;

        @Inject
        CveRecords records;

        @Inject
        Days days;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            LocalDate day = days.or(asOf);
            RecordViews.RecordDetail one = records.one(id, day)
                    .orElseThrow(() -> new Refusal(
                            "no CVE record of that id was read that existed on " + day + ": see `ledger cve list`"));
            if (form == Reply.Form.json) {
                printer.json(one);
                return 0;
            }
            RecordViews.RecordLine line = one.record();
            printer.line(line.cve() + "  " + line.state() + (line.end() == null ? "" : ", " + line.end())
                    + (line.published() == null ? "" : "  published " + line.published())
                    + (line.updated() == null ? "" : "  written " + line.updated())
                    + (line.severity() == null ? "" : "  " + line.severity()));
            if (line.writtenLater()) {
                printer.line("No version of that day was read: this one was written later.");
            }
            line.credits()
                    .forEach(credit ->
                            printer.line("  " + credit.type() + "  " + credit.value() + "  " + credit.result()
                                    + (credit.members().isEmpty() ? "" : " " + String.join(", ", credit.members()))));
            one.affected()
                    .forEach(range ->
                            printer.line("  " + range.product() + "  " + range.status() + "  " + range.range()));
            one.scores().forEach(score -> printer.line("  CVSS " + score.version() + "  " + score.vector()));
            one.references()
                    .forEach(link -> printer.line("  " + link.url()
                            + (link.tags().isEmpty() ? "" : "  (" + String.join(", ", link.tags()) + ")")));
            line.findings()
                    .forEach(finding -> printer.line(finding.rule() + ": " + finding.what()
                            + (finding.accepted() == null
                                    ? " " + finding.toDo() + "  (ledger roster settle " + finding.key() + ")"
                                    : " Accepted: " + finding.accepted())));
            return 0;
        }
    }
}
