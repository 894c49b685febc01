package org.triageledger.work.cases;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers about cases, as programs and pages see them. */
public final class CaseViews {
    private CaseViews() {}

    /** Cases as they stood on a UTC day, the latest first. */
    public record Cases(LocalDate asOf, List<CaseLine> cases) {}

    /**
     * One case.
     *
     * @param id under which it is found: that of its first report, where mail brought one
     * @param reports ids of the reports of mail that belong to it
     * @param outcome {@code undecided}, {@code vulnerability}, {@code not-a-vulnerability}, {@code duplicate}, {@code spam}, {@code
     *     internal} or {@code rejected}
     * @param severity {@code LOW}, {@code MEDIUM}, {@code HIGH} or {@code CRITICAL}; {@code null} where nothing says it
     * @param begun when it was received, or first heard of
     * @param days how many whole days it took, or is open
     * @param coordinator a member's id, or the account or name of somebody who is none
     * @param step the last step that was taken
     * @param findings that nobody accepted, and nobody settled
     */
    public record CaseLine(
            String id,
            List<String> reports,
            List<String> ghsa,
            List<String> cve,
            String outcome,
            @Nullable String severity,
            Instant begun,
            @Nullable Instant closed,
            long days,
            @Nullable String coordinator,
            @Nullable String step,
            List<CaseFindingLine> findings) {}

    /**
     * Something late, missing or contradictory.
     *
     * @param key by which it is accepted
     * @param state {@code open}, {@code settled}, {@code cannot-tell} or {@code accepted}
     * @param about the CVE id or release branch, or {@code null}
     * @param told who is told by now: {@code coordinator} or {@code admins}; {@code null} where nobody is
     * @param decision the entry of the audit log by which it was accepted, or 0
     */
    public record CaseFindingLine(
            String key,
            String rule,
            String title,
            String state,
            @Nullable String about,
            Instant since,
            String what,
            String toDo,
            @Nullable String told,
            long decision,
            @Nullable String by,
            @Nullable String reason,
            @Nullable LocalDate until) {}

    /**
     * A case with all that is known of it.
     *
     * @param steps in order of time
     * @param branches the affected release branches that are alive, the newest first
     * @param expected how long each step took in finished cases of the past
     * @param findings with those that were settled and accepted
     */
    public record CaseDetail(
            LocalDate asOf,

            CaseLine overview,

            List<StepLine> steps,
            List<BranchLine> branches,
            List<ExpectedLine> expected,
            @Nullable Instant embargoEnds,
            @Nullable Instant due,
            List<CaseFindingLine> findings) {}

    /**
     * A step that was taken, not before {@code from} and by {@code by}; the two are equal where it is known exactly.
     *
     * @param source {@code mail}, {@code announcement}, {@code cve}, {@code ghsa}, {@code releases} or {@code person}
     * @param evidence the id of the message, record or advisory, the entry of the audit log, or the version
     */
    public record StepLine(
            String step,
            String title,
            @Nullable String about,
            Instant from,
            Instant by,
            String source,
            String evidence,
            String why) {
        @JsonIgnore
        public boolean isExact() {
            return from.equals(by);
        }
    }

    /**
     * How far the fix has come in a release branch.
     *
     * @param fixedIn the version that the record names
     * @param told when a release manager knew of it
     * @param planned the day of the next release, where the fix is not released
     */
    public record BranchLine(
            String branch,
            List<String> managers,
            @Nullable String fixedIn,
            @Nullable Instant told,
            @Nullable String toldWhy,
            @Nullable Instant merged,
            @Nullable Instant released,
            @Nullable LocalDate planned,
            String sentence) {}

    /**
     * @param cases of how many finished cases it is known
     * @param median in hours
     * @param ninetieth in hours
     * @param by when nine of ten cases had taken this step; {@code null} where this case has
     */
    public record ExpectedLine(
            String step,
            String title,
            int cases,
            long median,
            long ninetieth,
            @Nullable Instant by) {}

    /**
     * What came of an act, or would come of it.
     *
     * @param id of the case
     * @param waits whether a second person has to approve it
     * @param decision the entry of the audit log; 0 where nothing was done
     * @param changes what it changes about the case, a sentence each
     */
    public record Done(String id, boolean waits, long decision, boolean dryRun, List<String> changes) {}

    /** Numbers of cases as of a UTC day. */
    public record Numbers(LocalDate asOf, List<YearLine> years, List<NumberLine> unfinished) {}

    /**
     * @param reports received in the year
     * @param outcomes what they turned out to be, by the words of outcomes
     * @param advisories published in the year, each CVE id once
     * @param severities of these, the highest first; the rest has none
     * @param steps how long each took in the cases received in the year
     */
    public record YearLine(
            int year,
            int reports,
            List<NumberLine> outcomes,
            int advisories,
            List<NumberLine> severities,
            List<TimesLine> steps) {}

    public record NumberLine(String name, int count) {}

    /**
     * @param median in hours
     * @param ninetieth in hours
     */
    public record TimesLine(String step, String title, int cases, long median, long ninetieth) {}

    /** What everybody may see: how many advisories were published, and which. */
    public record Published(LocalDate asOf, List<PublishedYear> years, List<PublishedLine> advisories) {}

    public record PublishedYear(int year, int advisories, List<NumberLine> severities) {}

    /** @param published the day of announcement or record, whichever was first */
    public record PublishedLine(
            String cve, LocalDate published, @Nullable String severity) {}

    /** What everybody may see of one published CVE id: public steps, release branches, and the credits as the record writes them. */
    public record PublishedCase(
            String cve,
            @Nullable String severity,
            List<StepLine> steps,
            List<PublishedBranch> branches,
            List<PublishedCredit> credits) {}

    /** @param released the UTC day, or {@code null} where nothing says that it is released */
    public record PublishedBranch(
            String branch,
            @Nullable String fixedIn,
            @Nullable LocalDate released) {}

    public record PublishedCredit(String type, String name) {}
}
