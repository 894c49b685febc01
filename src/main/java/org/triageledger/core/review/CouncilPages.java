package org.triageledger.core.review;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.triageledger.core.document.Csv;
import org.triageledger.core.document.Document;
import org.triageledger.core.snapshot.Snapshot;

/** Writes the report to the council. */
final class CouncilPages {
    private CouncilPages() {}

    static Document document(CouncilReport report) {
        String title = "Review " + report.review() + " of the members of " + report.team();
        List<Document.Block> blocks = new ArrayList<>();
        blocks.add(new Document.Heading(1, title));
        blocks.add(new Document.Paragraph("As of " + report.asOf()
                + ", a day in UTC. Each verdict is a recommendation under a policy; people decide, and nobody whose verdict"
                + " is unknown can be removed as inactive."));
        blocks.add(new Document.Table(
                List.of("Verdict", "Members"),
                report.counts().entrySet().stream()
                        .map(one -> List.of(one.getKey(), String.valueOf(one.getValue())))
                        .toList()));
        part(
                blocks,
                "Inactive",
                report.inactive(),
                List.of("Name", "Last credit", "Credits ever", "Note", "Decision"),
                row -> List.of(
                        row.name(),
                        day(row.lastCredit(), "never"),
                        String.valueOf(row.credits()),
                        row.note(),
                        row.decision().orElse("")));
        part(
                blocks,
                "Exempt",
                report.exempt(),
                List.of("Name", "Until", "Why"),
                row -> List.of(row.name(), day(row.until(), "no end known"), row.note()));
        part(
                blocks,
                "Newcomers",
                report.newcomers(),
                List.of("Name", "Until", "Note"),
                row -> List.of(row.name(), day(row.until(), ""), row.note()));
        part(
                blocks,
                "Unknown",
                report.unknown(),
                List.of("Name", "Last credit", "Note", "Decision"),
                row -> List.of(
                        row.name(),
                        day(row.lastCredit(), "never"),
                        row.note(),
                        row.decision().orElse("")));
        blocks.add(new Document.Heading(2, "Findings"));
        blocks.add(
                report.findings().isEmpty()
                        ? new Document.Paragraph("None.")
                        : new Document.Bullets(report.findings().stream()
                                .map(one -> one.sentence())
                                .toList()));
        blocks.add(new Document.Heading(2, "Policy"));
        blocks.add(new Document.Paragraph(
                report.rules().policy() + ", version " + report.rules().version() + ", read like this:"));
        blocks.add(new Document.Table(List.of("Reading", "Value"), readings(report)));
        blocks.add(new Document.Heading(2, "Quality of the data"));
        blocks.add(new Document.Table(List.of("What", "Value"), quality(report)));
        blocks.add(new Document.Paragraph("SHA-256 of the snapshot: " + report.sha256()));
        return new Document(title, blocks);
    }

    static String csv(CouncilReport report) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("part", "member", "name", "until", "last credit", "credits ever", "note", "decision"));
        other(rows, "review", "id", report.review());
        other(rows, "review", "as of", report.asOf().toString());
        other(rows, "review", "snapshot sha-256", report.sha256());
        report.counts().forEach((word, count) -> other(rows, "count", word, String.valueOf(count)));
        members(rows, "inactive", report.inactive());
        members(rows, "exempt", report.exempt());
        members(rows, "newcomer", report.newcomers());
        members(rows, "unknown", report.unknown());
        report.findings().forEach(finding -> other(rows, "finding", finding.code(), finding.sentence()));
        other(
                rows,
                "policy",
                report.rules().policy(),
                "version " + report.rules().version());
        readings(report).forEach(reading -> other(rows, "reading", reading.getFirst(), reading.getLast()));
        quality(report).forEach(one -> other(rows, "quality", one.getFirst(), one.getLast()));
        return Csv.of(rows);
    }

    private static void part(
            List<Document.Block> blocks,
            String title,
            List<CouncilReport.Row> rows,
            List<String> heads,
            java.util.function.Function<CouncilReport.Row, List<String>> cells) {
        blocks.add(new Document.Heading(2, title));
        blocks.add(
                rows.isEmpty()
                        ? new Document.Paragraph("Nobody.")
                        : new Document.Table(heads, rows.stream().map(cells).toList()));
    }

    private static List<List<String>> readings(CouncilReport report) {
        return Stream.concat(
                        Stream.of(List.of(
                                "work that counts",
                                String.join(", ", report.rules().kinds()))),
                        report.rules().readings().entrySet().stream()
                                .map(one -> List.of(one.getKey().replace('-', ' '), one.getValue())))
                .toList();
    }

    private static List<List<String>> quality(CouncilReport report) {
        Snapshot.Quality quality = report.quality();
        return List.of(
                List.of("Days that counted", quality.windowFrom() + " to " + report.asOf()),
                List.of("Days of which mail is missing", CouncilReport.gaps(quality.gaps())),
                List.of("Reports without a status", String.valueOf(quality.unreviewed())),
                List.of("Work that waits for a decision", String.valueOf(quality.waiting())),
                List.of("Mails that could not be read", String.valueOf(quality.quarantined())));
    }

    private static void members(List<List<String>> rows, String part, List<CouncilReport.Row> members) {
        members.forEach(row -> rows.add(List.of(
                part,
                row.member(),
                row.name(),
                day(row.until(), ""),
                day(row.lastCredit(), ""),
                String.valueOf(row.credits()),
                row.note(),
                row.decision().orElse(""))));
    }

    private static void other(List<List<String>> rows, String part, String name, String value) {
        rows.add(List.of(part, "", name, "", "", "", value, ""));
    }

    private static String day(Optional<LocalDate> day, String none) {
        return day.map(LocalDate::toString).orElse(none);
    }
}
