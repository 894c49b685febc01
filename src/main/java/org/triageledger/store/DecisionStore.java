package org.triageledger.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
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

/**
 * The audit log: what people decided and did, each row chained to the one before. The hash of a row is an HMAC with the ledger's
 * key, so that who can write to the database but has no key cannot make a row that fits. Rows made before that have a bare SHA-256;
 * the first row with an HMAC covers them all, and none may follow it.
 */
@ApplicationScoped
public class DecisionStore {
    private static final String BEGINNING = "0".repeat(64);
    private static final String COLUMNS =
            "select id, kind, one, other, starts, ends, made_at, made_by, reason, hash, seal, via from decision";

    private final Sql rows;
    private final Key key;
    private final Event<Head> added;

    DecisionStore(DataSource dataSource, Key key, Event<Head> added) {
        this.rows = new Sql(dataSource);
        this.key = key;
        this.added = added;
    }

    /** What the store does not know by itself. */
    public interface Key {
        /** An HMAC of the text with the ledger's key, in lower-case hexadecimal. */
        String mac(String text);

        /** Who writes: the account that is signed in, or the user of the operating system. */
        String via();
    }

    /** How the hash of a row was made. */
    public enum Seal {
        SHA256,
        HMAC;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * The end of the chain: how many rows there are, and the hash of the last. Also what is announced when a row was added.
     *
     * @param hash 64 digits, all zero where there is no row
     */
    public record Head(long count, String hash) {
        public static final Head NONE = new Head(0, BEGINNING);
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
            String via,
            String hash) {
        /** One that is not stored. */
        public Decision(
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
            this(id, kind, one, other, from, to, at, by, reason, "", hash);
        }

        /** All that a hash covers, the length before each part, so that no two rows are written alike. */
        private String written(String previous, Seal seal) {
            Stream<String> parts = Stream.of(
                    previous,
                    String.valueOf(id),
                    kind,
                    one,
                    other,
                    from.map(LocalDate::toString).orElse(""),
                    to.map(LocalDate::toString).orElse(""),
                    at.toString(),
                    by,
                    reason);
            return (switch (seal) {
                        case SHA256 -> parts;
                        case HMAC -> Stream.concat(parts, Stream.of(via));
                    })
                    .map(part -> part.length() + ":" + part)
                    .collect(Collectors.joining("\n"));
        }
    }

    private record Row(Decision decision, Optional<Seal> seal) {}

    /** All of them, in order. */
    public List<Decision> all() {
        return rows.query(COLUMNS + " order by id", row -> row(row).decision);
    }

    /** The end of the chain as it is stored now. */
    public Head head() {
        return last().map(row -> new Head(row.id, row.hash)).orElse(Head.NONE);
    }

    /** Whether the last row was written before there were HMACs. */
    public boolean isUnsealed() {
        return rows.query(COLUMNS + " where id = (select max(id) from decision)", DecisionStore::row).stream()
                .anyMatch(row -> row.seal.equals(Optional.of(Seal.SHA256)));
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
        Head before = head();
        Decision draft = new Decision(
                before.count + 1,
                kind,
                MessageCopyColumns.clip(one, 1000),
                MessageCopyColumns.clip(other, 1000),
                from,
                to,
                at,
                MessageCopyColumns.clip(by, 100),
                MessageCopyColumns.clip(reason, 1000),
                MessageCopyColumns.clip(key.via(), 200),
                "");
        String hash = hash(draft, before.hash, Seal.HMAC);
        rows.update(
                "insert into decision (id, kind, one, other, starts, ends, made_at, made_by, reason, hash, seal, via)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                draft.id,
                draft.kind,
                draft.one,
                draft.other,
                sql(from),
                sql(to),
                at,
                draft.by,
                draft.reason,
                hash,
                Seal.HMAC.word(),
                draft.via);
        added.fire(new Head(draft.id, hash));
        return new Decision(
                draft.id, draft.kind, draft.one, draft.other, from, to, at, draft.by, draft.reason, draft.via, hash);
    }

    /** What became of the chain since a head was noted down elsewhere. */
    public sealed interface Check {
        /** Every row is as it was made, and the row of each noted head is there. */
        record Whole(Head head) implements Check {}

        /** This row is not as it was made, or one before it was taken away. */
        record Broken(long id) implements Check {}

        /** There were more rows once: those after this number are gone. */
        record Cut(long left, long once) implements Check {}

        /** The rows up to this number are others than those that were there once. */
        record Replaced(long id) implements Check {}
    }

    /**
     * Checks every row, and that the rows behind heads noted down earlier are still there.
     *
     * @param noted heads that were kept outside the database
     */
    public Check check(List<Head> noted) {
        String previous = BEGINNING;
        long expected = 1;
        boolean keyed = false;
        java.util.Map<Long, String> hashes = new java.util.HashMap<>();
        for (Row row : rows.query(COLUMNS + " order by id", DecisionStore::row)) {
            Decision decision = row.decision;
            if (decision.id != expected || row.seal.isEmpty() || keyed && row.seal.get() != Seal.HMAC) {
                return new Check.Broken(decision.id);
            }
            if (!MessageDigest.isEqual(
                    hash(decision, previous, row.seal.get()).getBytes(StandardCharsets.US_ASCII),
                    decision.hash.getBytes(StandardCharsets.UTF_8))) {
                return new Check.Broken(decision.id);
            }
            keyed |= row.seal.get() == Seal.HMAC;
            previous = decision.hash;
            hashes.put(decision.id, decision.hash);
            expected++;
        }
        long count = expected - 1;
        for (Head head : noted) {
            if (head.count > count) {
                return new Check.Cut(count, head.count);
            }
            if (head.count > 0 && !head.hash.equals(hashes.get(head.count))) {
                return new Check.Replaced(head.count);
            }
        }
        return new Check.Whole(new Head(count, previous));
    }

    private String hash(Decision decision, String previous, Seal seal) {
        String all = decision.written(previous, seal);
        return switch (seal) {
            case SHA256 -> sha256(all);
            case HMAC -> key.mac(all);
        };
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<Decision> last() {
        return rows.query(COLUMNS + " where id = (select max(id) from decision)", row -> row(row).decision).stream()
                .findFirst();
    }

    private static @Nullable Date sql(Optional<LocalDate> day) {
        return day.map(Date::valueOf).orElse(null);
    }

    private static Row row(ResultSet row) throws SQLException {
        String word = row.getString(11);
        return new Row(
                new Decision(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        Optional.ofNullable(row.getDate(5)).map(Date::toLocalDate),
                        Optional.ofNullable(row.getDate(6)).map(Date::toLocalDate),
                        Sql.required(row, "made_at"),
                        row.getString(8),
                        row.getString(9),
                        row.getString(12),
                        row.getString(10)),
                Stream.of(Seal.values())
                        .filter(seal -> seal.word().equals(word))
                        .findFirst());
    }
}
