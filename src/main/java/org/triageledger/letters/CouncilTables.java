package org.triageledger.letters;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.triageledger.core.review.CouncilReport;
import org.triageledger.document.Csv;

/** The council's report as tables, each with columns of its own; one as CSV, or all of them as files in a ZIP. */
public final class CouncilTables {
    /** The table of a report that is meant where none is named. */
    public static final String MEMBERS = "members";

    /** The names of all tables, in their order in the ZIP. */
    public static final List<String> NAMES = List.of("summary", "verdicts", MEMBERS, "findings", "readings", "quality");

    /** ZIP has no time before it; the files are the same whenever they are written. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private CouncilTables() {}

    /** One table as CSV (RFC 4180); empty where there is none of that name. */
    public static Optional<String> csv(CouncilReport report, String table) {
        return Optional.ofNullable(tables(report).get(table)).map(Csv::of);
    }

    /** All tables, a file each. The same report is the same bytes. */
    public static byte[] zip(CouncilReport report) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, List<List<String>>> table : tables(report).entrySet()) {
                ZipEntry file = new ZipEntry("review-" + report.review() + "/" + table.getKey() + ".csv");
                file.setTimeLocal(NO_TIME);
                zip.putNextEntry(file);
                zip.write(Csv.of(table.getValue()).getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Map<String, List<List<String>>> tables(CouncilReport report) {
        Map<String, List<List<String>>> tables = new LinkedHashMap<>();
        NAMES.forEach(name -> tables.put(name, table(name, report)));
        return tables;
    }

    private static List<List<String>> table(String name, CouncilReport report) {
        return switch (name) {
            case "summary" ->
                List.of(
                        List.of("review", "team", "as of", "policy", "version", "snapshot sha-256"),
                        List.of(
                                report.review(),
                                report.team(),
                                report.asOf().toString(),
                                report.rules().policy(),
                                String.valueOf(report.rules().version()),
                                report.sha256()));
            case "verdicts" -> verdicts(report);
            case MEMBERS -> members(report);
            case "findings" -> findings(report);
            case "readings" -> readings(report);
            default -> quality(report);
        };
    }

    private static List<List<String>> verdicts(CouncilReport report) {
        List<List<String>> rows = with("verdict", MEMBERS);
        report.counts().forEach((verdict, members) -> rows.add(List.of(verdict, String.valueOf(members))));
        return rows;
    }

    /** Those whom the report names: whoever is active is counted only. */
    private static List<List<String>> members(CouncilReport report) {
        List<List<String>> rows =
                with("verdict", "member", "name", "until", "last credit", "credits ever", "note", "decision");
        add(rows, "inactive", report.inactive());
        add(rows, "exempt", report.exempt());
        add(rows, "newcomer", report.newcomers());
        add(rows, "unknown", report.unknown());
        return rows;
    }

    private static List<List<String>> findings(CouncilReport report) {
        List<List<String>> rows = with("code", "finding");
        report.findings().forEach(finding -> rows.add(List.of(finding.code(), finding.sentence())));
        return rows;
    }

    private static List<List<String>> readings(CouncilReport report) {
        List<List<String>> rows = with("reading", "value");
        LetterData.readings(report)
                .forEach(reading ->
                        rows.add(List.of(String.valueOf(reading.get("name")), String.valueOf(reading.get("value")))));
        return rows;
    }

    private static List<List<String>> quality(CouncilReport report) {
        List<List<String>> rows = with("what", "value");
        var quality = report.quality();
        rows.add(List.of("Days that counted", quality.windowFrom() + " to " + report.asOf()));
        rows.add(List.of("Days of which mail is missing", CouncilReport.gaps(quality.gaps())));
        rows.add(List.of("Reports without a status", String.valueOf(quality.unreviewed())));
        rows.add(List.of("Work that waits for a decision", String.valueOf(quality.waiting())));
        rows.add(List.of("Mails that could not be read", String.valueOf(quality.quarantined())));
        return rows;
    }

    private static List<List<String>> with(String... heads) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(heads));
        return rows;
    }

    private static void add(List<List<String>> rows, String verdict, List<CouncilReport.Row> members) {
        members.forEach(row -> rows.add(List.of(
                verdict,
                row.member(),
                row.name(),
                day(row.until()),
                day(row.lastCredit()),
                String.valueOf(row.credits()),
                row.note(),
                row.decision().orElse(""))));
    }

    private static String day(Optional<LocalDate> day) {
        return day.map(LocalDate::toString).orElse("");
    }
}
