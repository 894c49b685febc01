package org.triageledger.work.queries;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers about verdicts, as programs and pages see them. Days are UTC days. */
public final class VerdictViews {
    private VerdictViews() {}

    /** @param lastCovered where mail is missing up to the day asked for: an earlier day on which fewer members are unknown */
    public record Active(
            String policy,
            LocalDate asOf,
            List<MemberLine> members,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            LastCovered lastCovered) {}

    /**
     * The last day up to which all mail was read.
     *
     * @param inactive how many members are inactive on that day
     */
    public record LastCovered(LocalDate day, long inactive) {}

    /**
     * @param credits the number of reports with a credit within the window
     * @param creditDays the days within the window on which evidence arrived, for a timeline
     */
    public record MemberLine(
            String member,
            String name,
            String verdict,
            @Nullable LocalDate until,
            @Nullable LocalDate lastCredit,
            int credits,
            List<String> reasons,
            List<LocalDate> creditDays,
            @Nullable String leave) {}

    /** One member: the verdict, every criterion, every credit and message behind it. */
    public record Why(
            String policy,
            LocalDate asOf,
            MemberLine member,
            LocalDate windowFrom,
            List<CriterionLine> criteria,
            List<EvidenceViews.ReportEvidence> credits,
            List<EvidenceViews.ReportEvidence> pending,
            List<SourceViews.Gap> gaps) {}

    /** Every member with every criterion. */
    public record Evaluated(String policy, LocalDate asOf, List<EvaluatedMember> members) {}

    public record EvaluatedMember(MemberLine member, List<CriterionLine> criteria) {}

    public record CriterionLine(
            String name,
            String result,
            String why,
            List<String> evidence,
            @Nullable LocalDate until) {}

    /** Who stops being active when, if nothing happens. */
    public record Forecasts(String policy, LocalDate asOf, List<ForecastLine> members) {}

    /**
     * @param lastDay the last day before nothing keeps them any more, within a year
     * @param keep the one act that would keep or bring them back
     */
    public record ForecastLine(
            String member,
            String name,
            String now,
            @Nullable LocalDate lastDay,
            List<Turn> turns,
            @Nullable String keep) {}

    public record Turn(LocalDate day, String verdict) {}

    public record PolicyDifference(String one, String other, LocalDate asOf, List<DifferenceLine> members) {}

    public record DifferenceLine(
            String member, String name, String one, String other, String oneWhy, String otherWhy) {}
}
