package org.triageledger.work.advisory;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers about advisories and announcements, as programs and pages see them. */
public final class AdvisoryViews {
    private AdvisoryViews() {}

    public record Advisories(List<AdvisoryLine> advisories) {}

    /**
     * An advisory that was announced, as it stood on a day.
     *
     * @param cve the id that leads first, after it the related ones
     * @param announced when it was public; {@code null} where only updates of it were seen
     * @param author an address; {@code null} where it is not certain who wrote it
     * @param member the author's id in the roster, where they were a member on that day
     * @param severity {@code LOW}, {@code MEDIUM}, {@code HIGH} or {@code CRITICAL}; {@code null} where none is told
     * @param findings those that nobody accepted
     */
    public record AdvisoryLine(
            List<String> cve,
            @Nullable Instant announced,
            @Nullable String messageId,
            @Nullable String author,
            @Nullable String member,
            @Nullable String severity,
            @Nullable String project,
            List<LinkLine> links,
            RecordStateLine record,
            List<AdvisoryFindingLine> findings) {}

    /** @param kind {@code record}, {@code pull}, {@code issue}, {@code commit}, {@code archive} or {@code other} */
    public record LinkLine(String kind, String url) {}

    /** @param state {@code published}, {@code reserved}, {@code rejected}, {@code none}, or {@code unknown}: no record was read */
    public record RecordStateLine(String state, @Nullable Instant published) {}

    public record AdvisoryFindingLine(String rule, String what) {}

    /**
     * One advisory with all that is kept of it.
     *
     * @param updates the mails that correct, update or repeat it
     * @param toDo what to do about each finding that nobody accepted
     */
    public record AdvisoryDetail(
            LocalDate asOf,
            String title,
            AdvisoryLine advisory,
            List<UpdateLine> updates,
            List<LintLine> toDo,
            List<AcceptedLine> accepted) {}

    public record UpdateLine(
            Instant at, String messageId, @Nullable String archive) {}

    /** What is wrong with a text, and what to do. */
    public record LintLine(String rule, String what, String toDo) {}

    public record Linted(List<LintLine> findings) {}

    /** A finding that somebody accepted, with the entry of the audit log by which it can be undone. */
    public record AcceptedLine(
            String rule,
            String what,
            long decision,
            String by,
            String reason,
            @Nullable LocalDate until) {}

    /**
     * Mail of announce lists.
     *
     * @param questions what reads like an announcement and waits for a person
     */
    public record Announced(LocalDate asOf, List<AnnouncementMailLine> announcements, List<QuestionLine> questions) {}

    /** @param title public, since the mail is known to have come through the list */
    public record AnnouncementMailLine(
            Instant at,
            String messageId,
            @Nullable String author,
            @Nullable String member,
            List<String> cve,
            String title,
            boolean update,
            @Nullable String archive) {}

    /** Without title and ids: what did not come through the list may not be public. */
    public record QuestionLine(Instant at, String messageId, List<String> members, String why) {}

    /**
     * What was accepted, or would be.
     *
     * @param waits whether a second person has to approve it
     * @param decision the entry of the audit log; 0 where nothing was done
     * @param findings what each of them says
     */
    public record Accepted(String rule, boolean waits, long decision, boolean dryRun, List<String> findings) {}
}
