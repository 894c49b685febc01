package org.triageledger.work.advisory;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers about advisories on GitHub. Times are UTC. */
public final class GhsaViews {
    private GhsaViews() {}

    /**
     * @param stored facts that were not known before
     * @param duplicates facts that were
     * @param problems what could not be used, each with what to do
     */
    public record GhsaImported(
            int advisories, int comments, int stored, int duplicates, boolean dryRun, List<String> problems) {}

    /** When something happened: not before {@code from}, and by {@code by}; both are equal where it is known exactly. */
    public record Time(Instant from, Instant by) {}

    public record GhsaAdvisories(LocalDate asOf, List<GhsaLine> advisories, List<RepositoryLine> repositories) {}

    /**
     * @param cve the id that it had on that day
     * @param since when it went over into its state
     * @param decided how the team decided, by the tag of the summary
     * @param author the login of who reported it or began it
     * @param comments how many are known
     * @param commentsComplete whether these are all; {@code false} where nobody can tell
     * @param knownUntil until when its repository is known completely; {@code null} where nobody can tell what is missing
     * @param reports of the team's mail that belong to it
     */
    public record GhsaLine(
            String ghsa,
            @Nullable String repository,
            @Nullable String cve,
            String state,
            Time since,
            @Nullable String decided,
            @Nullable String severity,
            @Nullable String author,
            @Nullable String authorMember,
            Instant begun,
            int comments,
            boolean commentsComplete,
            @Nullable Instant knownUntil,
            List<String> reports) {}

    /** @param summary only for admins; {@code null} for others, and where none is kept */
    public record GhsaDetail(
            GhsaLine advisory,
            @Nullable String summary,
            List<StateLine> states,
            @Nullable Time cveSince,
            List<TagLine> tags,
            List<GhsaCreditLine> credits,
            List<AccountLine> collaborators,
            List<CommentLine> comments) {}

    public record StateLine(String state, Time when) {}

    public record TagLine(String tag, String meaning, Time when) {}

    /**
     * @param acceptance {@code accepted}, {@code pending}, {@code declined} or {@code unknown}
     * @param counts whether it is work of a response team by a member
     */
    public record GhsaCreditLine(
            String login, @Nullable String member, String type, String acceptance, Time when, boolean counts) {}

    public record AccountLine(String login, @Nullable String member, Time since) {}

    /**
     * @param lines of its own, which are not quoted
     * @param message the mail that told of it, if there was one
     */
    public record CommentLine(
            long id,
            @Nullable String login,
            @Nullable String member,
            Instant at,
            int lines,
            int length,
            @Nullable String message) {}

    /**
     * How the polling of a repository stands.
     *
     * @param state {@code ok}, {@code failing}, {@code stopped} (no longer in the settings) or {@code not-polled}
     * @param knownUntil until when what happened in it is known; later nobody can tell
     * @param notes for the admins
     */
    public record RepositoryLine(
            String source,
            String repository,
            String state,
            @Nullable Instant lastGoodPoll,
            @Nullable Instant knownUntil,
            @Nullable String trouble,
            List<String> notes) {}

    public record Polled(List<RepositoryLine> repositories) {}
}
