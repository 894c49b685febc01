package org.triageledger.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.mail.Author;
import org.triageledger.core.mail.MessageCopy;
import org.triageledger.core.mail.Place;
import org.triageledger.store.MessageCopyColumns.Column;
import org.triageledger.store.MessageCopyKeys.Keyed;

/** The append-only table of sightings. Bulk, so plain JDBC; runs in the caller's transaction. */
@ApplicationScoped
public class MessageCopyStore {
    private static final int CHUNK = 500;

    private final DataSource dataSource;
    private final MessageCopyKeys keys = new MessageCopyKeys();

    public MessageCopyStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** What became of some rows: mails new to the ledger, and further copies of mails (or the same copies again). */
    public record Saved(long stored, long duplicates) {}

    /**
     * Sightings with the place to go on from.
     *
     * @param sightings of mail of the team
     * @param announced of mail of lists of announcements
     * @param idsInClear whether CVE and GHSA ids of one of them stand in the table in clear, as an older version stored them
     * @param gaps sequence numbers up to the last that none of them has, in order
     * @param names for each author the sealed part of the latest of them, if anything was sealed
     */
    public record Loaded(
            List<MessageCopy> sightings,
            List<Announced> announced,
            long lastSeq,
            boolean idsInClear,
            List<SeqGap> gaps,
            Collection<SealedNames> names) {
        public int size() {
            return sightings.size() + announced.size();
        }
    }

    /**
     * Sequence numbers of which there was no row: it was removed, was never stored, or its transaction had not ended.
     *
     * @param first of them
     * @param last of them
     */
    public record SeqGap(long first, long last) {}

    /** @param sealed what it announces, encrypted */
    public record Announced(MessageCopy sighting, byte[] sealed) {}

    /** Adds the rows that are not there yet. Mails are counted, not the parts of a digest. */
    public Saved save(long sourceId, List<MessageCopyRow> rows) {
        try (Connection connection = dataSource.getConnection()) {
            synchronized (keys) {
                keys.catchUp(connection);
                return save(connection, keys, sourceId, rows);
            }
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
    }

    /** Adds a great many rows, batch after batch, in one transaction. What others add meanwhile it does not see. */
    public Bulk bulk() {
        MessageCopyKeys own = new MessageCopyKeys();
        try (Connection connection = dataSource.getConnection()) {
            own.catchUp(connection);
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
        return new Bulk(own);
    }

    /** For one thread, inside one transaction. */
    public final class Bulk {
        private final MessageCopyKeys own;

        private Bulk(MessageCopyKeys own) {
            this.own = own;
        }

        /** As {@link MessageCopyStore#save}. */
        public Saved save(long sourceId, List<MessageCopyRow> rows) {
            try (Connection connection = dataSource.getConnection()) {
                return MessageCopyStore.save(connection, own, sourceId, rows);
            } catch (SQLException e) {
                throw new StoreFailure(e);
            }
        }
    }

    private static Saved save(Connection connection, MessageCopyKeys keys, long sourceId, List<MessageCopyRow> rows)
            throws SQLException {
        long stored = 0;
        long duplicates = 0;
        for (int from = 0; from < rows.size(); from += CHUNK) {
            List<Keyed> chunk = rows.subList(from, Math.min(rows.size(), from + CHUNK)).stream()
                    .map(Keyed::of)
                    .toList();
            Set<String> copies = keys.copies(connection, sourceId, chunk);
            // what was removed because it is old is known as well
            copies.addAll(RetentionStore.removed(
                    connection, chunk.stream().map(Keyed::row).toList()));
            Map<String, Set<String>> mails = keys.mails(connection, chunk);
            List<Keyed> added = new ArrayList<>();
            for (Keyed keyed : chunk) {
                MessageCopyRow row = keyed.row();
                boolean whole = row.part() == 0;
                if (!copies.add(row.sighting().digest() + "/" + row.part())) {
                    duplicates += whole ? 1 : 0;
                    continue;
                }
                boolean fresh = isNew(mails, row.sighting());
                stored += whole && fresh ? 1 : 0;
                duplicates += whole && !fresh ? 1 : 0;
                added.add(keyed);
            }
            if (!added.isEmpty()) {
                keys.add(connection, insert(connection, sourceId, added), added);
            }
        }
        return new Saved(stored, duplicates);
    }

    /** The numbers of the rows, in their order. */
    private static List<Long> insert(Connection connection, long sourceId, List<Keyed> rows) throws SQLException {
        List<Long> seqs = new ArrayList<>(rows.size());
        try (PreparedStatement insert = connection.prepareStatement(MessageCopyColumns.INSERT, new String[] {"seq"})) {
            for (Keyed keyed : rows) {
                MessageCopyColumns.bind(insert, sourceId, keyed.row());
                insert.addBatch();
            }
            insert.executeBatch();
            try (ResultSet made = insert.getGeneratedKeys()) {
                while (made.next()) {
                    seqs.add(made.getLong("seq"));
                }
            }
        }
        return seqs;
    }

    /** Opens sealed CVE and GHSA ids, with the Message-ID they were sealed for; empty where the key is another. */
    @FunctionalInterface
    public interface Seal {
        Optional<String> open(byte[] sealed, String messageId);
    }

    /**
     * Everything added after a sequence number, in pieces, so that not all of it is in memory at once. Texts that stand in several copies
     * are one object, also across pieces.
     *
     * @param most how many copies a piece has at the most
     * @param taken is given one piece after the other, none of them empty
     */
    public void after(long seq, Seal seal, int most, Consumer<Loaded> taken) {
        MessageCopyReader reader = new MessageCopyReader(seal, this::sourceNames);
        Piece piece = new Piece(reader, seq, most, taken);
        try (Connection connection = dataSource.getConnection()) {
            Sql.inPieces(connection, MessageCopyColumns.SELECT, "seq", seq, row -> {
                byte[] sealed = row.getBytes(Column.ANNOUNCEMENT.at());
                long here = row.getLong(Column.SEQ.at());
                piece.add(here, reader.read(row), sealed);
                return here;
            });
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
        piece.give();
    }

    /** What was read and not given on yet. */
    private static final class Piece {
        private final MessageCopyReader reader;
        private final int most;
        private final Consumer<Loaded> taken;
        private List<MessageCopy> copies = new ArrayList<>();
        private List<Announced> announced = new ArrayList<>();
        private List<SeqGap> gaps = new ArrayList<>();
        private long last;

        private Piece(MessageCopyReader reader, long after, int most, Consumer<Loaded> taken) {
            this.reader = reader;
            this.most = most;
            this.taken = taken;
            this.last = after;
        }

        private void add(long seq, MessageCopy copy, byte @Nullable [] sealed) {
            if (sealed == null) {
                copies.add(copy);
            } else {
                announced.add(new Announced(copy, sealed));
            }
            if (seq > last + 1) {
                gaps.add(new SeqGap(last + 1, seq - 1));
            }
            last = seq;
            if (copies.size() + announced.size() == most) {
                give();
            }
        }

        private void give() {
            if (copies.isEmpty() && announced.isEmpty()) {
                return;
            }
            Loaded loaded = new Loaded(copies, announced, last, reader.idsInClear(), gaps, reader.takeNames());
            copies = new ArrayList<>();
            announced = new ArrayList<>();
            gaps = new ArrayList<>();
            taken.accept(loaded);
        }
    }

    private Map<Long, String> sourceNames() {
        return new Sql(dataSource)
                        .query(
                                "select id, name from source",
                                row -> Map.entry(row.getLong("id"), row.getString("name")))
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** CVE and GHSA ids that an older version stored in clear, with blanks between. */
    public record ClearIds(long seq, String messageId, String advisories) {}

    /** Some of them, as many as fit a batch; empty once there are none. */
    public List<ClearIds> clearIds() {
        return new Sql(dataSource)
                .query(
                        "select seq, message_id, advisories from sighting where advisories is not null order by seq"
                                + " fetch first " + CHUNK + " rows only",
                        row -> new ClearIds(
                                row.getLong("seq"), row.getString("message_id"), row.getString("advisories")));
    }

    /** Keeps the ids of a copy sealed, and no longer in clear. */
    public void seal(long seq, byte @Nullable [] sealed) {
        new Sql(dataSource)
                .update("update sighting set sealed_advisories = ?, advisories = null where seq = ?", sealed, seq);
    }

    /** What is sealed of the subject and the names of one copy, with the id it was sealed for. */
    public record SealedNames(String author, String messageId, byte[] bytes) {}

    /**
     * The sealed subject and names of the copy of a mail at a place; empty where none is kept. Another mail may have the same Message-ID,
     * which is its sender's choice: the place is ours.
     */
    public Optional<byte[]> sealed(Place place, String messageId) {
        String sql = "select sealed from sighting join source on source.id = sighting.source_id"
                + " where source.name = ? and location = ? and message_id = ? and sealed is not null order by seq";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, place.source());
            select.setString(2, place.where());
            select.setString(3, messageId);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.ofNullable(rows.getBytes("sealed")) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
    }

    /** Whether there is a row by now where there was none: its transaction ended later than that of younger ones. */
    public boolean isAnyIn(List<SeqGap> gaps) {
        return !gaps.isEmpty()
                && count(
                                gaps.stream()
                                        .map(gap -> "seq between ? and ?")
                                        .collect(Collectors.joining(" or ", " where ", "")),
                                gaps.stream()
                                        .flatMap(gap -> Stream.of(gap.first(), gap.last()))
                                        .toArray())
                        > 0;
    }

    /** How many sightings there are. */
    public long count() {
        return count("");
    }

    /** How many sightings there are with a sequence number above this one. */
    public long countAfter(long seq) {
        // of all of them the database knows it without looking
        return seq == 0 ? count() : count(" where seq > ?", seq);
    }

    private long count(String which, Object... values) {
        return new Sql(dataSource)
                .query("select count(*) as copies from sighting" + which, row -> row.getLong("copies"), values)
                .getFirst();
    }

    /** Another one when a copy was added, and in a database that holds other copies: how many there are, and which is the last. */
    public String mark() {
        return count() + " "
                + new Sql(dataSource)
                                .query(
                                        "select seq, digest from sighting order by seq desc fetch first 1 rows only",
                                        row -> row.getLong("seq") + " " + row.getString("digest"))
                                .stream()
                                .findFirst()
                                .orElse("");
    }

    private static boolean isNew(Map<String, Set<String>> mails, MessageCopy sighting) {
        Set<String> authors = mails.computeIfAbsent(
                MessageCopyColumns.text(sighting.id()) + " " + sighting.fingerprint(), key -> new HashSet<>());
        String author = authorKey(sighting.author());
        boolean known = authors.contains(author) || (!authors.isEmpty() && (author.isEmpty() || authors.contains("")));
        authors.add(author);
        return !known;
    }

    private static String authorKey(Author author) {
        return author.person()
                .map(mailbox -> mailbox.address().toString())
                .or(author::account)
                .orElse("");
    }
}
