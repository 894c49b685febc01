package org.triageledger.letters;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.triageledger.core.review.CouncilReport;
import org.triageledger.document.Csv;

/** The council's report as one table, whose first column says which part of the report a row belongs to. */
public final class CouncilTable {
    private CouncilTable() {}

    public static String csv(CouncilReport report) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("part", "member", "name", "until", "last credit", "credits ever", "note", "decision"));
        other(rows, "review", "id", report.review());
        other(rows, "review", "as of", report.asOf().toString());
        other(rows, "review", "snapshot sha-256", report.sha256());
        report.counts().forEach((verdict, members) -> other(rows, "count", verdict, String.valueOf(members)));
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
        LetterData.readings(report)
                .forEach(reading -> other(
                        rows, "reading", String.valueOf(reading.get("name")), String.valueOf(reading.get("value"))));
        var quality = report.quality();
        other(rows, "quality", "Days that counted", quality.windowFrom() + " to " + report.asOf());
        other(rows, "quality", "Days of which mail is missing", CouncilReport.gaps(quality.gaps()));
        other(rows, "quality", "Reports without a status", String.valueOf(quality.unreviewed()));
        other(rows, "quality", "Work that waits for a decision", String.valueOf(quality.waiting()));
        other(rows, "quality", "Mails that could not be read", String.valueOf(quality.quarantined()));
        return Csv.of(rows);
    }

    private static void members(List<List<String>> rows, String part, List<CouncilReport.Row> members) {
        members.forEach(row -> rows.add(List.of(
                part,
                row.member(),
                row.name(),
                day(row.until()),
                day(row.lastCredit()),
                String.valueOf(row.credits()),
                row.note(),
                row.decision().orElse(""))));
    }

    private static void other(List<List<String>> rows, String part, String name, String value) {
        rows.add(List.of(part, "", name, "", "", "", value, ""));
    }

    private static String day(Optional<LocalDate> day) {
        return day.map(LocalDate::toString).orElse("");
    }
}
