package org.triageledger.work.queries;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers about sources of mail and what is known of their times, as programs and pages see them. Times are UTC. */
public final class SourceViews {
    private SourceViews() {}

    /** A stretch of time that is covered. */
    public record Covered(Instant from, Instant to) {}

    /** A stretch of the window of which mail is missing, and why. */
    public record Gap(Instant from, Instant to, String cause) {}

    public record Quarantine(List<QuarantineLine> quarantine) {}

    /**
     * @param arrived when it came, if that is known: this moment is not covered until the entry is settled
     * @param kept whether the mail is kept, sealed, to be tried again
     */
    public record QuarantineLine(
            long id,
            String source,
            String where,
            String why,
            Instant since,
            @Nullable Instant arrived,
            boolean kept) {}

    /** How each source stands, and what the mail of the last year tells of each list's host. */
    public record Watching(List<SourceLine> sources, List<ListLine> lists) {}

    /**
     * @param list its List-Id
     * @param checks {@code checked}, {@code not-checked}, {@code not-seen} or {@code vouched}
     * @param what a sentence: whether the list's host checks who posts, and what follows
     */
    public record ListLine(String list, String checks, String what) {}

    /**
     * @param kind {@code mailbox} or {@code import}
     * @param state {@code watching}, {@code reading} (a backfill under way), {@code blind} (no good look lately), {@code read} (an import)
     * @param trouble what is wrong now, in a line
     * @param messages stored from it
     * @param backlog messages that wait in the mailbox to be read; 0 for an import
     * @param missing what of this month and the twelve before it was not read completely
     * @param removed of which time facts were removed by retention, and why
     */
    public record SourceLine(
            String name,
            String kind,
            String state,
            @Nullable Instant lastGoodLook,
            @Nullable String trouble,
            long messages,
            long quarantined,
            long backlog,
            List<Covered> covered,
            List<Gap> missing,
            @Nullable Gap removed) {}

    /**
     * The months of a year and this one, so far as they are over: how many days of each were read completely.
     *
     * @param months from the first
     * @param rows all sources together, then each
     */
    public record CoverageCalendar(List<YearMonth> months, List<CalendarRow> rows) {}

    /** @param cells one for each month: days read completely of days that are over, as in {@code 12/30} */
    public record CalendarRow(String name, List<String> cells) {}

    /** @param lastGoodLook null before the first */
    public record MailboxState(
            String name, String state, @Nullable Instant lastGoodLook) {}
}
