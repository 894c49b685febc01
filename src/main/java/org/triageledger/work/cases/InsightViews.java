package org.triageledger.work.cases;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the work of the team goes, as programs and pages see it. */
public final class InsightViews {
    private InsightViews() {}

    /**
     * As of a UTC day.
     *
     * @param months the {@value Insight#MONTHS} up to that day, the first first
     * @param quarters the {@value Insight#QUARTERS} up to that day, the first first
     * @param load of the year up to that day
     * @param kinds of the credits of that year, the most frequent first
     */
    public record Figures(
            LocalDate asOf, List<MonthLine> months, List<QuarterLine> quarters, Load load, List<KindLine> kinds) {}

    /**
     * Reports that came in within a month.
     *
     * @param month as in {@code 2026-11}
     * @param ends how they ended so far, by the words of outcomes, without zeros
     */
    public record MonthLine(String month, int reports, List<CaseViews.NumberLine> ends) {}

    /**
     * How long those that came in within a quarter took.
     *
     * @param quarter as in {@code 2026-Q4}
     * @param reply until somebody of the team first answered
     * @param decision until it was decided what it is
     */
    public record QuarterLine(String quarter, int reports, Took reply, Took decision) {}

    /**
     * @param cases in which it came about; the others still wait, and are in no figure of time
     * @param median in hours; {@code null} where there is no case
     * @param ninetieth percentile, in hours; {@code null} where there is no case
     */
    public record Took(
            int cases, @Nullable Long median, @Nullable Long ninetieth) {}

    /**
     * Who did the work of the year.
     *
     * @param reports in which somebody earned a credit
     * @param alone in how many of them one member alone did
     * @param half how few members together worked on half of the reports; 0 where there is none
     * @param members those who worked, the busiest first
     */
    public record Load(int reports, int alone, int half, List<MemberLoad> members) {}

    /**
     * @param reports in which the member earned a credit
     * @param alone in how many of them nobody else did
     * @param percent of all reports of the year
     */
    public record MemberLoad(String member, String name, int reports, int alone, int percent) {}

    /** @param before how many there were in the year before */
    public record KindLine(String kind, int credits, int before) {}
}
