package org.triageledger.store;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.triageledger.core.hash.Sha256;
import org.triageledger.core.mail.MessageCopy;

/**
 * Where the copies and the mails of the ledger are, by the first 64 bits of a hash of the digest and of the Message-ID. They
 * only find: what was found is compared in full. A key without its row (a transaction that was rolled back) does no harm.
 * For one thread at a time.
 */
final class MessageCopyKeys {
    private static final String INSERT = "insert into sighting_key (seq, digest_key, mail_key) values (?, ?, ?)";
    private static final String SELECT = "select seq, digest_key, mail_key from sighting_key where seq > ?";
    private static final int CHUNK = 500;

    private final KeyIndex copies = new KeyIndex();
    private final KeyIndex mails = new KeyIndex();
    private long last;
    private long count;

    /** Reads what was added since. */
    void catchUp(Connection connection) throws SQLException {
        read(connection);
        if (count(connection) != count) {
            // A transaction that began earlier ended later, and its rows stand before ones already read; or rows were
            // removed.
            copies.clear();
            mails.clear();
            last = 0;
            count = 0;
            read(connection);
        }
    }

    /** A row with its keys. */
    record Keyed(MessageCopyRow row, long digestKey, long mailKey) {
        static Keyed of(MessageCopyRow row) {
            MessageCopy sighting = row.sighting();
            return new Keyed(row, hash(sighting.digest()), hash(MessageCopyColumns.text(sighting.id())));
        }
    }

    /** Adds the keys of rows that were just stored. */
    void add(Connection connection, List<Long> seqs, List<Keyed> rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (int i = 0; i < rows.size(); i++) {
                Keyed keyed = rows.get(i);
                insert.setLong(1, seqs.get(i));
                insert.setLong(2, keyed.digestKey());
                insert.setLong(3, keyed.mailKey());
                insert.addBatch();
                put(seqs.get(i), keyed.digestKey(), keyed.mailKey());
            }
            insert.executeBatch();
        }
    }

    /** The copies this source has already, among those with the digests of the rows: digest, stroke, part. */
    Set<String> copies(Connection connection, long sourceId, List<Keyed> rows) throws SQLException {
        Set<Long> seqs = new TreeSet<>();
        for (Keyed keyed : rows) {
            copies.find(keyed.digestKey(), seqs::add);
        }
        Set<String> found = new HashSet<>();
        select(connection, "digest, part, source_id", seqs, row -> {
            if (row.getLong("source_id") == sourceId) {
                found.add(row.getString("digest") + "/" + row.getInt("part"));
            }
        });
        return found;
    }

    /** The authors (empty where there is none) of the mails with the ids of the rows, by id, blank, fingerprint. */
    Map<String, Set<String>> mails(Connection connection, List<Keyed> rows) throws SQLException {
        Set<Long> seqs = new TreeSet<>();
        for (Keyed keyed : rows) {
            mails.find(keyed.mailKey(), seqs::add);
        }
        Map<String, Set<String>> found = new HashMap<>();
        select(connection, "message_id, fingerprint, author", seqs, row -> {
            String author = row.getString("author");
            found.computeIfAbsent(
                            row.getString("message_id") + " " + row.getString("fingerprint"), key -> new HashSet<>())
                    .add(author == null ? "" : author);
        });
        return found;
    }

    private void put(long seq, long digestKey, long mailKey) {
        copies.add(digestKey, seq);
        mails.add(mailKey, seq);
        last = Math.max(last, seq);
        count++;
    }

    private void read(Connection connection) throws SQLException {
        Sql.inPieces(connection, SELECT, "seq", last, row -> {
            long seq = row.getLong("seq");
            put(seq, row.getLong("digest_key"), row.getLong("mail_key"));
            return seq;
        });
    }

    private static long count(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select count(*) as copies from sighting_key");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong("copies");
        }
    }

    /** What is done with one row. */
    private interface Each {
        void row(ResultSet row) throws SQLException;
    }

    private static void select(Connection connection, String columns, Set<Long> seqs, Each each) throws SQLException {
        List<Long> all = List.copyOf(seqs);
        for (int from = 0; from < all.size(); from += CHUNK) {
            List<Long> some = all.subList(from, Math.min(all.size(), from + CHUNK));
            String marks = String.join(",", Collections.nCopies(some.size(), "?"));
            try (PreparedStatement select =
                    connection.prepareStatement("select " + columns + " from sighting where seq in (" + marks + ")")) {
                for (int i = 0; i < some.size(); i++) {
                    select.setLong(i + 1, some.get(i));
                }
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        each.row(rows);
                    }
                }
            }
        }
    }

    private static long hash(String text) {
        return ByteBuffer.wrap(Sha256.bytes(text)).getLong();
    }
}
