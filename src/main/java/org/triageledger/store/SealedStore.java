package org.triageledger.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Everything that is sealed, wherever it lies, so that it can be looked at and sealed again; in the caller's transaction. */
@ApplicationScoped
public class SealedStore {
    private final Sql rows;

    SealedStore(DataSource dataSource) {
        this.rows = new Sql(dataSource);
    }

    /** Where sealed bytes lie. */
    public enum Place {
        SUBJECT("subjects and names", "sighting", "seq", "sealed", "message_id", null),
        IDS("ids in mail", "sighting", "seq", "sealed_advisories", "message_id", null),
        ANNOUNCEMENT("announcements", "sighting", "seq", "announcement", "message_id", null),
        QUARANTINED("mail in quarantine", "quarantined_mail", "quarantine_id", "sealed", "quarantine_id", null),
        TEXT("texts of people", "sealed_text", "sha256", "sealed", "sha256", null),
        DRAFT("drafts", "draft", "draft", "sealed", "sha256", null),
        FACT("facts of GitHub advisories", "ghsa_fact", "seq", "sealed", "fact_key", null),
        SUMMARY("summaries of GitHub advisories", "ghsa_fact", "seq", "sealed_summary", "fact_key", "sealed");

        private final String words;
        private final String table;
        private final String key;
        private final String column;
        private final String about;
        private final @Nullable String beside;

        Place(String words, String table, String key, String column, String about, @Nullable String beside) {
            this.words = words;
            this.table = table;
            this.key = key;
            this.column = column;
            this.about = about;
            this.beside = beside;
        }

        /** For people, in the plural. */
        public String words() {
            return words;
        }

        /** How many at a time: mails are long. */
        private int page() {
            return this == QUARANTINED ? 4 : 500;
        }
    }

    /**
     * One of them.
     *
     * @param key of its row
     * @param about what it belongs to: a message's id, a hash, a number
     * @param beside what is needed to know under what it was sealed, sealed itself
     */
    public record Row(Object key, String about, byte[] sealed, Optional<byte[]> beside) {}

    public long count(Place place) {
        return rows.query(
                        "select count(*) as found from " + place.table + " where " + place.column + " is not null",
                        row -> row.getLong("found"))
                .getFirst();
    }

    /** The next ones by their keys, some at a time; none at the end. */
    public List<Row> after(Place place, Optional<Object> key) {
        String sql = "select " + place.key + " as row_key, " + place.about + " as about, " + place.column
                + " as sealed_bytes"
                + (place.beside == null ? "" : ", " + place.beside + " as beside_bytes") + " from " + place.table
                + " where " + place.column + " is not null" + (key.isPresent() ? " and " + place.key + " > ?" : "")
                + " order by " + place.key + " limit " + place.page();
        Sql.Mapper<Row> mapper = row -> new Row(
                row.getObject("row_key"),
                row.getString("about"),
                row.getBytes("sealed_bytes"),
                place.beside == null ? Optional.empty() : Optional.ofNullable(row.getBytes("beside_bytes")));
        return key.isPresent() ? rows.query(sql, mapper, key.get()) : rows.query(sql, mapper);
    }

    /** Puts other bytes in the place of these; not where somebody else did meanwhile. */
    public boolean replace(Place place, Row row, byte[] sealed) {
        return rows.update(
                        "update " + place.table + " set " + place.column + " = ? where " + place.key + " = ? and "
                                + place.column + " = ?",
                        sealed,
                        row.key(),
                        row.sealed())
                > 0;
    }
}
