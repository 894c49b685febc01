package org.triageledger.letters;

import java.net.URI;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.triageledger.core.activity.Credit;
import org.triageledger.core.eligibility.Evaluation;
import org.triageledger.core.eligibility.Readings;
import org.triageledger.core.eligibility.Verdict;
import org.triageledger.core.member.Finding;
import org.triageledger.core.membership.Leave;
import org.triageledger.core.reminder.Letterhead;
import org.triageledger.core.reminder.Notice;
import org.triageledger.core.review.CouncilReport;

/**
 * What templates can fill in, by name; docs/operations.md lists it. Texts are empty and lists have no items where there is nothing to say,
 * which Qute takes for false.
 */
final class LetterData {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    private LetterData() {}

    static Map<String, Object> of(Notice.ToMember notice) {
        Evaluation evaluation = notice.evaluation();
        Readings readings = notice.policy().readings();
        Map<String, Object> data = head(notice.letterhead(), evaluation.name());
        data.put("review", DAY.format(notice.review()));
        data.put("left", left(notice.review(), notice.today()));
        data.put("lastCredit", evaluation.lastCredit().map(DAY::format).orElse(""));
        data.put("waiting", evaluation.waiting());
        data.put("leave", notice.leave().map(leave -> leave.days(DAY)).orElse(""));
        data.put("commentsCount", notice.policy().kinds().contains(Credit.Kind.COMMENT));
        data.put("onlyVulnerabilities", readings.mustBeVulnerability());
        data.put("othersCount", readings.notVulnerabilityCounts());
        data.put("spamCounts", readings.spamCounts());
        data.put("expertsStay", readings.expertsExempt());
        data.put("windowFrom", DAY.format(readings.windowFrom(notice.review())));
        return data;
    }

    static Map<String, Object> of(Notice.ToAdmin notice) {
        Map<String, Object> data = head(notice.letterhead(), notice.admin());
        data.put("id", notice.review().id());
        data.put("review", notice.review().day());
        data.put("days", ChronoUnit.DAYS.between(notice.today(), notice.review().day()));
        data.put("members", notice.foreseen().size());
        data.put(
                "inactive", notice.inactive().stream().map(LetterData::inactive).toList());
        data.put(
                "unknown",
                notice.foreseen().stream()
                        .filter(evaluation -> evaluation.verdict() instanceof Verdict.Unknown)
                        .map(evaluation -> Map.<String, Object>of(
                                "name", evaluation.name(), "reasons", String.join(" ", evaluation.reasons())))
                        .toList());
        data.put("findings", notice.findings().stream().map(Finding::sentence).toList());
        data.put("openClaims", notice.openClaims());
        return data;
    }

    static Map<String, Object> of(CouncilReport report) {
        Map<String, Object> data = new HashMap<>();
        data.put("team", report.team());
        data.put("review", report.review());
        data.put("asOf", report.asOf());
        data.put("sha256", report.sha256());
        data.put(
                "counts",
                report.counts().entrySet().stream()
                        .map(count -> Map.<String, Object>of("verdict", count.getKey(), "members", count.getValue()))
                        .toList());
        data.put("inactive", members(report.inactive()));
        data.put("exempt", members(report.exempt()));
        data.put("newcomers", members(report.newcomers()));
        data.put("unknown", members(report.unknown()));
        data.put("findings", report.findings().stream().map(Finding::sentence).toList());
        data.put("policy", report.rules().policy());
        data.put("version", report.rules().version());
        data.put("readings", readings(report));
        data.put("windowFrom", report.quality().windowFrom());
        data.put("gaps", CouncilReport.gaps(report.quality().gaps()));
        data.put("unreviewed", report.quality().unreviewed());
        data.put("waiting", report.quality().waiting());
        data.put("quarantined", report.quality().quarantined());
        return data;
    }

    /** Has a value of every kind, so that a template that names another is found out before anything is written. */
    static Map<String, Object> example(LetterTemplates.Kind kind) {
        Map<String, Object> data = new HashMap<>();
        Map<String, Object> member = Map.of(
                "name", "Ada Example",
                "lastCredit", "2026-05-03",
                "until", "2026-12-31",
                "credits", 3,
                "leave", "on leave",
                "note", "",
                "decision", "keep",
                "reachable", false,
                "reasons", "Mail is missing.");
        for (String text : List.of(
                "team",
                "name",
                "contact",
                "pages",
                "review",
                "left",
                "lastCredit",
                "leave",
                "windowFrom",
                "id",
                "asOf",
                "sha256",
                "policy",
                "gaps")) {
            data.put(text, "example");
        }
        for (String count :
                List.of("waiting", "days", "members", "openClaims", "version", "unreviewed", "quarantined")) {
            data.put(count, 2);
        }
        for (String flag :
                List.of("commentsCount", "onlyVulnerabilities", "othersCount", "spamCounts", "expertsStay")) {
            data.put(flag, false);
        }
        for (String list : List.of("inactive", "unknown", "exempt", "newcomers")) {
            data.put(list, List.of(member));
        }
        data.put("findings", List.of("An example."));
        data.put("counts", List.of(Map.of("verdict", "active", "members", 2)));
        data.put("readings", List.of(Map.of("name", "window", "value", "rolling-year")));
        return data;
    }

    /** The readings of the report's policy, for the table and for the CSV. */
    static List<Map<String, Object>> readings(CouncilReport report) {
        return Stream.concat(
                        Stream.of(Map.<String, Object>of(
                                "name",
                                "work that counts",
                                "value",
                                String.join(", ", report.rules().kinds()))),
                        report.rules().readings().entrySet().stream()
                                .map(reading -> Map.<String, Object>of(
                                        "name", reading.getKey().replace('-', ' '), "value", reading.getValue())))
                .toList();
    }

    private static Map<String, Object> head(Letterhead letterhead, String name) {
        Map<String, Object> data = new HashMap<>();
        data.put("team", letterhead.team());
        data.put("name", name);
        data.put("contact", letterhead.contact());
        data.put("pages", letterhead.pages().map(LetterData::address).orElse(""));
        return data;
    }

    private static String address(URI pages) {
        return pages.toASCIIString().replaceFirst("/+$", "");
    }

    private static String left(LocalDate review, LocalDate today) {
        long days = ChronoUnit.DAYS.between(today, review);
        return days == 1 ? "tomorrow" : "in " + days + " days";
    }

    private static Map<String, Object> inactive(Notice.Inactive member) {
        return Map.of(
                "name", member.evaluation().name(),
                "lastCredit", text(member.evaluation().lastCredit()),
                "leave", member.leave().map(Leave::days).orElse(""),
                "reachable", member.reachable());
    }

    private static List<Map<String, Object>> members(List<CouncilReport.Row> rows) {
        return rows.stream()
                .map(row -> Map.<String, Object>of(
                        "name", row.name(),
                        "until", text(row.until()),
                        "lastCredit", text(row.lastCredit()),
                        "credits", row.credits(),
                        "note", row.note(),
                        "decision", row.decision().orElse("")))
                .toList();
    }

    private static String text(Optional<LocalDate> day) {
        return day.map(LocalDate::toString).orElse("");
    }
}
