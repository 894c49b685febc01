package org.triageledger.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.triageledger.core.advisory.ghsa.Poll;

/** What is known of advisories on GitHub, sealed, and how the polling of their repositories stands. */
@ApplicationScoped
public class GhsaStore {
    private static final String REPOSITORY =
            "select source, repository, next_at, failures, etag, newest, all_listed_at,"
                    + " good_at, trouble, notes from ghsa_repository";

    private static final Instant FOR_EVER = Instant.parse("9999-01-01T00:00:00Z");

    private final Sql rows;

    GhsaStore(DataSource dataSource) {
        this.rows = new Sql(dataSource);
    }

    /**
     * Facts of one look at an advisory, or of one version of a comment.
     *
     * @param kind {@code advisory} or {@code comment}
     * @param key by which equal facts are found again
     */
    public record Fact(
            long seq, String kind, String key, Instant seenAt, byte[] sealed, Optional<byte[]> sealedSummary) {}

    /** What changes whenever facts do. */
    public record Version(long rows, long lastSeq) {}

    /**
     * How the polling of a repository stands.
     *
     * @param nextAt when it is due; at once where nothing stands
     * @param failures since the last look that went well
     * @param newest the last change that was seen
     * @param allListedAt when all its advisories were last listed
     * @param goodAt the last look that went well
     * @param notes for the admins, one a line
     */
    public record Repository(
            String source,
            String name,
            Optional<Instant> nextAt,
            int failures,
            Optional<String> etag,
            Optional<Instant> newest,
            Optional<Instant> allListedAt,
            Optional<Instant> goodAt,
            Optional<String> trouble,
            List<String> notes) {}

    /** @param readFor what the advisory said when they were read */
    public record CommentList(Optional<String> etag, String readFor, Instant readAt) {}

    /**
     * Keeps facts; those that are known already only where they were seen earlier than was known.
     *
     * @return whether they are new
     */
    public boolean keep(String kind, String key, Instant seenAt, byte[] sealed, Optional<byte[]> sealedSummary) {
        Optional<Instant> known = rows
                .query("select seen_at from ghsa_fact where fact_key = ?", row -> Sql.required(row, "seen_at"), key)
                .stream()
                .findFirst();
        if (known.isPresent() && !seenAt.isBefore(known.get())) {
            return false;
        }
        rows.update("delete from ghsa_fact where fact_key = ?", key);
        rows.update(
                "insert into ghsa_fact (kind, fact_key, seen_at, sealed, sealed_summary) values (?, ?, ?, ?, ?)",
                kind,
                key,
                seenAt,
                sealed,
                sealedSummary.orElse(null));
        return known.isEmpty();
    }

    public Version version() {
        return rows.query(
                        "select count(*) + (select count(*) from erased) as facts, coalesce(max(seq), 0) as last from"
                                + " ghsa_fact",
                        row -> new Version(row.getLong("facts"), row.getLong("last")))
                .getFirst();
    }

    public List<Fact> facts() {
        return rows.query(
                "select seq, kind, fact_key, seen_at, sealed, sealed_summary from ghsa_fact order by seq",
                row -> new Fact(
                        row.getLong("seq"),
                        row.getString("kind"),
                        row.getString("fact_key"),
                        Sql.required(row, "seen_at"),
                        row.getBytes("sealed"),
                        Optional.ofNullable(row.getBytes("sealed_summary"))));
    }

    public void polled(String source, Poll poll) {
        rows.update(
                "insert into ghsa_poll (source, repository, polled_at, complete) values (?, ?, ?, ?)",
                source,
                poll.repository(),
                poll.at(),
                poll.complete());
    }

    /** How many there are: it changes whenever they do. */
    public long pollCount() {
        return rows.query("select count(*) as polls from ghsa_poll", row -> row.getLong("polls"))
                .getFirst();
    }

    public List<Poll> polls() {
        return rows.query(
                "select repository, polled_at, complete from ghsa_poll order by polled_at, id",
                row -> new Poll(
                        row.getString("repository"), Sql.required(row, "polled_at"), row.getBoolean("complete")));
    }

    /**
     * Whether this node is to look now: of several that ask, one is, if it is due. It is due again at the given instant.
     *
     * @param atOnce whether or not it is due
     */
    public boolean claim(String source, String repository, Instant now, Instant next, boolean atOnce) {
        if (repository(source, repository).isEmpty()) {
            rows.update("insert into ghsa_repository (source, repository) values (?, ?)", source, repository);
        }
        return rows.update(
                        "update ghsa_repository set next_at = ? where source = ? and repository = ?"
                                + " and (next_at is null or next_at <= ?)",
                        next,
                        source,
                        repository,
                        atOnce ? FOR_EVER : now)
                == 1;
    }

    public Optional<Repository> repository(String source, String repository) {
        return rows
                .query(REPOSITORY + " where source = ? and repository = ?", GhsaStore::repository, source, repository)
                .stream()
                .findFirst();
    }

    public List<Repository> repositories() {
        return rows.query(REPOSITORY + " order by source, repository", GhsaStore::repository);
    }

    /** Writes how it stands, when it is due included. */
    public void save(Repository state) {
        rows.update(
                "update ghsa_repository set next_at = ?, failures = ?, etag = ?, newest = ?, all_listed_at = ?, good_at = ?,"
                        + " trouble = ?, notes = ? where source = ? and repository = ?",
                state.nextAt.orElse(null),
                state.failures,
                state.etag.orElse(null),
                state.newest.orElse(null),
                state.allListedAt.orElse(null),
                state.goodAt.orElse(null),
                state.trouble.map(text -> MessageCopyColumns.clip(text, 500)).orElse(null),
                state.notes.isEmpty() ? null : MessageCopyColumns.clip(String.join("\n", state.notes), 2000),
                state.source,
                state.name);
    }

    public Optional<CommentList> commentList(String advisoryKey) {
        return rows
                .query(
                        "select etag, read_for, read_at from ghsa_comment_list where advisory_key = ?",
                        row -> new CommentList(
                                Optional.ofNullable(row.getString("etag")),
                                row.getString("read_for"),
                                Sql.required(row, "read_at")),
                        advisoryKey)
                .stream()
                .findFirst();
    }

    public void save(String advisoryKey, CommentList list) {
        rows.update("delete from ghsa_comment_list where advisory_key = ?", advisoryKey);
        rows.update(
                "insert into ghsa_comment_list (advisory_key, etag, read_for, read_at) values (?, ?, ?, ?)",
                advisoryKey,
                list.etag.orElse(null),
                list.readFor,
                list.readAt);
    }

    private static Repository repository(ResultSet row) throws SQLException {
        return new Repository(
                row.getString("source"),
                row.getString("repository"),
                Optional.ofNullable(MessageCopyColumns.instant(row, "next_at")),
                row.getInt("failures"),
                Optional.ofNullable(row.getString("etag")),
                Optional.ofNullable(MessageCopyColumns.instant(row, "newest")),
                Optional.ofNullable(MessageCopyColumns.instant(row, "all_listed_at")),
                Optional.ofNullable(MessageCopyColumns.instant(row, "good_at")),
                Optional.ofNullable(row.getString("trouble")),
                Optional.ofNullable(row.getString("notes")).stream()
                        .flatMap(String::lines)
                        .toList());
    }
}
