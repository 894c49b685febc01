package org.triageledger.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.triageledger.core.mail.Author;
import org.triageledger.core.mail.Sighting;

/** The append-only table of sightings. Bulk, so plain JDBC; runs in the transaction of whoever calls. */
@ApplicationScoped
public class SightingStore {
    private static final int CHUNK = 500;

    private final DataSource dataSource;

    SightingStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** What became of some rows: mails new to the ledger, and further copies of mails (or the same copies again). */
    public record Saved(long stored, long duplicates) {}

    /** Sightings with the place to go on from, and how many there are in all. */
    public record Loaded(List<Sighting> sightings, long lastSeq) {}

    /** Adds the rows that are not there yet. Mails are counted, not the parts of a digest. */
    public Saved save(long sourceId, List<SightingRow> rows) {
        long stored = 0;
        long duplicates = 0;
        try (Connection connection = dataSource.getConnection()) {
            for (int from = 0; from < rows.size(); from += CHUNK) {
                List<SightingRow> chunk = rows.subList(from, Math.min(rows.size(), from + CHUNK));
                Set<String> copies = copies(connection, sourceId, chunk);
                Map<String, Set<String>> mails = mails(connection, chunk);
                try (PreparedStatement insert = connection.prepareStatement(SightingColumns.INSERT)) {
                    boolean any = false;
                    for (SightingRow row : chunk) {
                        boolean whole = row.part() == 0;
                        if (!copies.add(row.sighting().digest() + "/" + row.part())) {
                            duplicates += whole ? 1 : 0;
                            continue;
                        }
                        boolean fresh = isNew(mails, row.sighting());
                        stored += whole && fresh ? 1 : 0;
                        duplicates += whole && !fresh ? 1 : 0;
                        SightingColumns.bind(insert, sourceId, row);
                        insert.addBatch();
                        any = true;
                    }
                    if (any) {
                        insert.executeBatch();
                    }
                }
            }
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
        return new Saved(stored, duplicates);
    }

    /** Everything added after a sequence number. */
    public Loaded after(long seq) {
        List<Sighting> found = new ArrayList<>();
        long last = seq;
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(SightingColumns.SELECT)) {
            select.setLong(1, seq);
            select.setFetchSize(1000);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(SightingColumns.read(rows));
                    last = rows.getLong("seq");
                }
            }
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
        return new Loaded(found, last);
    }

    /** What is sealed of one copy, with the id it was sealed for. */
    public record SealedNames(String author, String messageId, byte[] bytes) {}

    /** For each author's address the sealed part of the latest of their mails, if anything was sealed. */
    public List<SealedNames> sealedByAuthor() {
        List<SealedNames> found = new ArrayList<>();
        String sql = "select author, message_id, sealed from sighting where seq in"
                + " (select max(seq) from sighting where author is not null and sealed is not null group by author)"
                + " order by seq";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(new SealedNames(rows.getString(1), rows.getString(2), rows.getBytes(3)));
            }
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
        return found;
    }

    /** How many sightings there are, to notice one whose transaction ended later than that of a younger one. */
    public long count() {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement("select count(*) from sighting");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
    }

    private static boolean isNew(Map<String, Set<String>> mails, Sighting sighting) {
        Set<String> authors = mails.computeIfAbsent(
                SightingColumns.text(sighting.id()) + " " + sighting.fingerprint(), key -> new HashSet<>());
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

    /** The copies this source has already, among those with the digests of the chunk. */
    private static Set<String> copies(Connection connection, long sourceId, List<SightingRow> chunk)
            throws SQLException {
        Set<String> found = new HashSet<>();
        // Not by source: its index would be entered once per row of the source.
        String sql = "select digest, part, source_id from sighting where digest_key in (" + marks(chunk.size()) + ")";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < chunk.size(); i++) {
                select.setLong(i + 1, SightingColumns.digestKey(chunk.get(i).sighting()));
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    if (rows.getLong(3) == sourceId) {
                        found.add(rows.getString(1) + "/" + rows.getInt(2));
                    }
                }
            }
        }
        return found;
    }

    private static Map<String, Set<String>> mails(Connection connection, List<SightingRow> chunk) throws SQLException {
        Map<String, Set<String>> found = new HashMap<>();
        String sql =
                "select message_id, fingerprint, author from sighting where mail_key in (" + marks(chunk.size()) + ")";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < chunk.size(); i++) {
                select.setLong(
                        i + 1, SightingColumns.mailKey(chunk.get(i).sighting().id()));
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    String author = rows.getString(3);
                    found.computeIfAbsent(rows.getString(1) + " " + rows.getString(2), key -> new HashSet<>())
                            .add(author == null ? "" : author);
                }
            }
        }
        return found;
    }

    private static String marks(int count) {
        return String.join(",", Collections.nCopies(count, "?"));
    }
}
