package org.triageledger.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.hash.Sha256;
import org.triageledger.core.record.Entry;
import org.triageledger.core.record.LogEntry;

/**
 * The audit log: what people decided and did, each row chained to the one before. The hash of a row is an HMAC with the ledger's
 * key, so that who can write to the database but has no key cannot make a row that fits. Rows made before that have a bare SHA-256;
 * the first row with an HMAC covers them all, and none may follow it.
 */
@ApplicationScoped
public class DecisionStore {
    private static final String BEGINNING = "0".repeat(64);
    private static final int LONGEST_PAYLOAD = 16_000;

    /** Hexadecimal digits of the digest of a row that was written anew. */
    private static final int DIGEST = 32;

    /** Rows to an entry that names them, so that it fits. */
    private static final int ERASED_AT_ONCE = 300;

    private static final String COLUMNS =
            "select id, kind, subject, payload, starts, ends, made_at, made_by, reason, hash, seal, via from decision";

    private final Sql rows;
    private final Key key;
    private final Event<Added> added;

    DecisionStore(DataSource dataSource, Key key, Event<Added> added) {
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

        /** From where, as far as that is kept; empty without a request, or where no address is kept. */
        default Optional<String> from() {
            return Optional.empty();
        }
    }

    /** How the hash of a row was made. */
    public enum Seal {
        SHA256,
        HMAC,
        /** It was written anew when somebody was erased; its hash is still that of what it said first. */
        ERASED;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * The end of the chain: how many rows there are, and the hash of the last.
     *
     * @param hash 64 digits, all zero where there is no row
     */
    public record Head(long count, String hash) {
        public static final Head NONE = new Head(0, BEGINNING);
    }

    /**
     * Announced when a row was added.
     *
     * @param first whether no row before it has an HMAC
     */
    public record Added(Head head, boolean first) {}

    record Row(
            long id,
            EntryText text,
            Instant at,
            String by,
            String reason,
            String via,
            String hash,
            Optional<Seal> seal) {
        LogEntry entry() {
            return new LogEntry(id, EntryCodec.read(text), at, by, reason, via);
        }

        Head head() {
            return new Head(id, hash);
        }

        /** Of what it says now and the hash that stands beside it, for the entry that erases. */
        String digest() {
            return Sha256.hex(written(hash, Seal.ERASED)).substring(0, DIGEST);
        }

        /** All that a hash covers, the length before each part, so that no two rows are written alike. */
        String written(String previous, Seal how) {
            Stream<String> parts = Stream.of(
                    previous,
                    String.valueOf(id),
                    text.kind(),
                    text.subject(),
                    text.payload(),
                    text.from().map(LocalDate::toString).orElse(""),
                    text.to().map(LocalDate::toString).orElse(""),
                    at.toString(),
                    by,
                    reason);
            return (switch (how) {
                        case SHA256 -> parts;
                        case HMAC, ERASED -> Stream.concat(parts, Stream.of(via));
                    })
                    .map(part -> part.length() + ":" + part)
                    .collect(Collectors.joining("\n"));
        }
    }

    /** All of them, in order. */
    public List<LogEntry> all() {
        return entries(rows.query(COLUMNS + " order by id", DecisionStore::row));
    }

    /**
     * Entries with the end of the chain after them.
     *
     * @param whole whether they are all there are; else those after the head that was asked about
     */
    public record Loaded(List<LogEntry> entries, Head head, boolean whole) {}

    /** The entries after a head; all of them where the chain does not hold that head. */
    public Loaded after(Head known) {
        if (known.count > 0) {
            List<Row> later = rows.query(COLUMNS + " where id >= ? order by id", DecisionStore::row, known.count);
            if (!later.isEmpty() && later.getFirst().head().equals(known)) {
                return new Loaded(
                        entries(later.subList(1, later.size())), later.getLast().head(), false);
            }
        }
        List<Row> all = rows.query(COLUMNS + " order by id", DecisionStore::row);
        return new Loaded(
                entries(all), all.isEmpty() ? Head.NONE : all.getLast().head(), true);
    }

    private static List<LogEntry> entries(List<Row> rows) {
        return rows.stream().map(Row::entry).toList();
    }

    /** The end of the chain as it is stored now. */
    public Head head() {
        return last().map(Row::head).orElse(Head.NONE);
    }

    /** Whether a row has an HMAC. */
    public boolean hasSealed() {
        return !rows.query("select id from decision where seal = 'hmac' order by id limit 1", row -> row.getLong("id"))
                .isEmpty();
    }

    /** Whether the last row was written before there were HMACs. */
    public boolean isUnsealed() {
        return last().filter(row -> row.seal.equals(Optional.of(Seal.SHA256))).isPresent();
    }

    /**
     * Waits for transactions that add one, also on other nodes, and lets none begin until this one has ended: what is decided from
     * what is read after it still holds when it is added.
     */
    public void turn() {
        rows.query("select id from decision_lock where id = 1 for update", row -> row.getLong("id"));
    }

    /** Adds one; another transaction that adds one, also on another node, waits until this one has ended. */
    public LogEntry add(Entry entry, Instant at, String by, String reason) {
        return add(entry, at, by, reason, via());
    }

    /** Who writes, and from where. */
    private String via() {
        return key.via() + key.from().map(from -> LogEntry.FROM + from).orElse("");
    }

    /**
     * Adds one that somebody made in a request that is over.
     *
     * @param via who was signed in, and from where, as {@link LogEntry#via} has it
     */
    public LogEntry add(Entry entry, Instant at, String by, String reason, String via) {
        turn();
        Head before = head();
        boolean first = !hasSealed();
        EntryText text = EntryCodec.write(entry);
        Row draft = new Row(
                before.count + 1,
                new EntryText(
                        text.kind(),
                        MessageCopyColumns.clip(text.subject(), 1000),
                        MessageCopyColumns.clip(text.payload(), LONGEST_PAYLOAD),
                        text.from(),
                        text.to()),
                at,
                MessageCopyColumns.clip(by, 100),
                MessageCopyColumns.clip(reason, 1000),
                MessageCopyColumns.clip(via, 200),
                "",
                Optional.of(Seal.HMAC));
        String hash = hash(draft, before.hash, Seal.HMAC);
        rows.update(
                "insert into decision (id, kind, subject, payload, starts, ends, made_at, made_by, reason, hash, seal,"
                        + " via) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                draft.id,
                draft.text.kind(),
                draft.text.subject(),
                draft.text.payload(),
                sql(draft.text.from()),
                sql(draft.text.to()),
                at,
                draft.by,
                draft.reason,
                hash,
                Seal.HMAC.word(),
                draft.via);
        added.fire(new Added(new Head(draft.id, hash), first));
        return draft.entry();
    }

    /** What became of the chain since a head was noted down elsewhere. */
    public sealed interface Check {
        /** Every row is as it was made, and the row of each noted head is there. */
        record Whole(Head head) implements Check {}

        /** This row is not as it was made, or one before it was taken away. */
        record Broken(long id) implements Check {}

        /** This row was written anew, and no entry names it as it is. */
        record Unnamed(long id) implements Check {}

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
        return check(rows.query(COLUMNS + " order by id", DecisionStore::row), noted);
    }

    /** As {@link #check(List)}, of what a transaction has written that did not end yet. */
    Check check(Connection connection, List<Head> noted) throws SQLException {
        List<Row> all = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(COLUMNS + " order by id");
                ResultSet found = select.executeQuery()) {
            while (found.next()) {
                all.add(row(found));
            }
        }
        return check(all, noted);
    }

    private Check check(List<Row> all, List<Head> noted) {
        String previous = BEGINNING;
        long expected = 1;
        boolean keyed = false;
        Map<Long, String> hashes = new HashMap<>();
        for (Row row : all) {
            if (row.id != expected || row.seal.isEmpty() || keyed && row.seal.get() == Seal.SHA256) {
                return new Check.Broken(row.id);
            }
            if (row.seal.get() == Seal.ERASED) {
                // it is looked for among what later entries name, once they are known to be as they were written
            } else if (!MessageDigest.isEqual(
                    hash(row, previous, row.seal.get()).getBytes(StandardCharsets.US_ASCII),
                    row.hash.getBytes(StandardCharsets.UTF_8))) {
                return new Check.Broken(row.id);
            }
            keyed |= row.seal.get() == Seal.HMAC;
            previous = row.hash;
            hashes.put(row.id, row.hash);
            expected++;
        }
        long count = expected - 1;
        Head head = new Head(count, previous);
        for (Head known : noted) {
            if (known.count > count) {
                return new Check.Cut(count, known.count);
            }
            if (known.count > 0 && !known.hash.equals(hashes.get(known.count))) {
                return new Check.Replaced(known.count);
            }
        }
        return unnamed(all).<Check>map(Check.Unnamed::new).orElseGet(() -> new Check.Whole(head));
    }

    /** From the last row to the first: what a row that holds says of rows before it holds as well. */
    private static Optional<Long> unnamed(List<Row> all) {
        Map<Long, String> named = new HashMap<>();
        for (Row row : all.reversed()) {
            if (row.seal.equals(Optional.of(Seal.ERASED)) && !row.digest().equals(named.get(row.id))) {
                return Optional.of(row.id);
            }
            if (!row.seal.equals(Optional.of(Seal.SHA256))
                    && row.text.kind().equals(EntryKind.PERSON_ERASED.word)
                    && EntryCodec.read(row.text) instanceof Entry.PersonErased erased) {
                erased.rows().forEach((id, digest) -> {
                    if (id < row.id) {
                        named.putIfAbsent(id, digest);
                    }
                });
            }
        }
        return Optional.empty();
    }

    /** What a row says, for somebody who may write other texts in the place of some of it. */
    public record Texts(EntryText text, String by, String reason, String via) {}

    /**
     * Writes rows anew without what names somebody, and adds the entries that say so.
     *
     * @param without what is to stand in the place of the texts of a row
     * @param snapshots as {@link Entry.PersonErased} has them
     * @return how many rows changed
     * @throws IllegalStateException where a row could not be read any more afterwards
     */
    public long erase(
            String pseudonym,
            UnaryOperator<Texts> without,
            Map<String, String> snapshots,
            Instant at,
            String by,
            String reason) {
        turn();
        SortedMap<Long, String> digests = new TreeMap<>();
        for (Row row : rows.query(COLUMNS + " order by id", DecisionStore::row)) {
            Texts was = new Texts(row.text, row.by, row.reason, row.via);
            Texts now = without.apply(was);
            if (now.equals(was)) {
                continue;
            }
            boolean readable = !(EntryCodec.read(was.text) instanceof Entry.Unreadable);
            if (readable && EntryCodec.read(now.text) instanceof Entry.Unreadable
                    || now.text.payload().length() > LONGEST_PAYLOAD
                    || now.text.subject().length() > 1000
                    || now.reason.length() > 1000) {
                throw new IllegalStateException("entry " + row.id + " cannot be written without it");
            }
            Row fresh =
                    new Row(row.id, now.text, row.at, now.by, now.reason, now.via, row.hash, Optional.of(Seal.ERASED));
            rows.update(
                    "update decision set subject = ?, payload = ?, made_by = ?, reason = ?, via = ?, seal = ? where id = ?",
                    now.text.subject(),
                    now.text.payload(),
                    now.by,
                    now.reason,
                    now.via,
                    Seal.ERASED.word(),
                    row.id);
            digests.put(row.id, fresh.digest());
        }
        List<Long> ids = List.copyOf(digests.keySet());
        int from = 0;
        do {
            SortedMap<Long, String> some = new TreeMap<>();
            ids.subList(from, Math.min(ids.size(), from + ERASED_AT_ONCE))
                    .forEach(id -> some.put(id, Objects.requireNonNull(digests.get(id))));
            add(
                    new Entry.PersonErased(pseudonym, some, from == 0 ? new TreeMap<>(snapshots) : new TreeMap<>()),
                    at,
                    by,
                    reason);
            from += ERASED_AT_ONCE;
        } while (from < ids.size());
        return ids.size();
    }

    private String hash(Row row, String previous, Seal seal) {
        String all = row.written(previous, seal);
        return switch (seal) {
            case SHA256 -> Sha256.hex(all);
            case HMAC, ERASED -> key.mac(all);
        };
    }

    private Optional<Row> last() {
        return rows.query(COLUMNS + " where id = (select max(id) from decision)", DecisionStore::row).stream()
                .findFirst();
    }

    /** Some rows with an HMAC, the first and the last among them, each with the hash of the row before it. */
    static Map<Row, String> keyed(Sql rows) {
        List<Long> ids = rows.query(
                "select min(id) as at_id from decision where seal = 'hmac' union select max(id) from decision where seal ="
                        + " 'hmac' union select (min(id) + max(id)) / 2 from decision where seal = 'hmac'",
                row -> row.getLong("at_id"));
        Map<Row, String> found = new LinkedHashMap<>();
        for (long id : ids) {
            String previous =
                    rows.query("select hash from decision where id = ?", row -> row.getString("hash"), id - 1).stream()
                            .findFirst()
                            .orElse(BEGINNING);
            rows.query(COLUMNS + " where id = ? and seal = 'hmac'", DecisionStore::row, id)
                    .forEach(row -> found.put(row, previous));
        }
        return found;
    }

    private static @Nullable Date sql(Optional<LocalDate> day) {
        return day.map(Date::valueOf).orElse(null);
    }

    private static Row row(ResultSet row) throws SQLException {
        String word = row.getString("seal");
        return new Row(
                row.getLong("id"),
                new EntryText(
                        row.getString("kind"),
                        row.getString("subject"),
                        row.getString("payload"),
                        Optional.ofNullable(row.getDate("starts")).map(Date::toLocalDate),
                        Optional.ofNullable(row.getDate("ends")).map(Date::toLocalDate)),
                Sql.required(row, "made_at"),
                row.getString("made_by"),
                row.getString("reason"),
                row.getString("via"),
                row.getString("hash"),
                Stream.of(Seal.values())
                        .filter(seal -> seal.word().equals(word))
                        .findFirst());
    }
}
