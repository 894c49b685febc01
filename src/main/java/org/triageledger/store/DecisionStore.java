package org.triageledger.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What people decided, in a chain of hashes: whoever changes or removes a row breaks it from there on. */
@ApplicationScoped
public class DecisionStore {
    private static final String BEGINNING = "0".repeat(64);

    private final Rows rows;

    DecisionStore(DataSource dataSource) {
        this.rows = new Rows(dataSource);
    }

    /** What one and other are depends on the kind. */
    public record Decision(
            long id,
            String kind,
            String one,
            String other,
            Optional<LocalDate> from,
            Optional<LocalDate> to,
            Instant at,
            String by,
            String reason,
            String hash) {
        private String hashAfter(String previous) {
            String all = Stream.of(
                            previous,
                            String.valueOf(id),
                            kind,
                            one,
                            other,
                            from.map(LocalDate::toString).orElse(""),
                            to.map(LocalDate::toString).orElse(""),
                            at.toString(),
                            by,
                            reason)
                    // the length before each part, so that no two rows are written alike
                    .map(part -> part.length() + ":" + part)
                    .collect(Collectors.joining("\n"));
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** All of them, in order. */
    public List<Decision> all() {
        return rows.query(
                "select id, kind, one, other, starts, ends, made_at, made_by, reason, hash from decision order by id",
                DecisionStore::decision);
    }

    /** Adds one; of two made at the same moment on two nodes one fails, and has to be made again. */
    public Decision add(
            String kind,
            String one,
            String other,
            Optional<LocalDate> from,
            Optional<LocalDate> to,
            Instant at,
            String by,
            String reason) {
        Optional<Decision> last = rows
                .query(
                        "select id, kind, one, other, starts, ends, made_at, made_by, reason, hash from decision"
                                + " where id = (select max(id) from decision)",
                        DecisionStore::decision)
                .stream()
                .findFirst();
        long id = last.map(decision -> decision.id + 1).orElse(1L);
        Decision draft = new Decision(
                id,
                kind,
                SightingColumns.clip(one, 1000),
                SightingColumns.clip(other, 1000),
                from,
                to,
                at,
                SightingColumns.clip(by, 100),
                SightingColumns.clip(reason, 1000),
                "");
        String hash = draft.hashAfter(last.map(Decision::hash).orElse(BEGINNING));
        rows.update(
                "insert into decision (id, kind, one, other, starts, ends, made_at, made_by, reason, hash)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                draft.kind,
                draft.one,
                draft.other,
                sql(from),
                sql(to),
                at,
                draft.by,
                draft.reason,
                hash);
        return new Decision(id, draft.kind, draft.one, draft.other, from, to, at, draft.by, draft.reason, hash);
    }

    /** The first decision that is not as it was made, or before which one is missing. */
    public Optional<Long> firstBroken() {
        String previous = BEGINNING;
        long expected = 1;
        for (Decision decision : all()) {
            if (decision.id != expected || !decision.hashAfter(previous).equals(decision.hash)) {
                return Optional.of(decision.id);
            }
            previous = decision.hash;
            expected++;
        }
        return Optional.empty();
    }

    private static @Nullable Date sql(Optional<LocalDate> day) {
        return day.map(Date::valueOf).orElse(null);
    }

    private static Decision decision(ResultSet row) throws SQLException {
        return new Decision(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                Optional.ofNullable(row.getDate(5)).map(Date::toLocalDate),
                Optional.ofNullable(row.getDate(6)).map(Date::toLocalDate),
                Rows.required(row, "made_at"),
                row.getString(8),
                row.getString(9),
                row.getString(10));
    }
}
