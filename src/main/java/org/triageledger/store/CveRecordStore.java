package org.triageledger.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.triageledger.core.advisory.CveId;
import org.triageledger.core.hash.Sha256;

/** The versions of CVE records that were read, as texts; each is kept once, and none is ever changed. */
@ApplicationScoped
public class CveRecordStore {
    private final Sql rows;

    CveRecordStore(DataSource dataSource) {
        this.rows = new Sql(dataSource);
    }

    /** A version of a record, as it is kept. */
    public record Version(CveId id, String facts) {}

    /**
     * What became of some versions.
     *
     * @param records of records of which nothing was known before
     * @param versions new versions of records that were known
     * @param known versions that are kept already
     */
    public record Saved(long records, long versions, long known) {}

    /** By which it is seen whether anything was added. */
    public record Mark(long count, long last) {
        public static final Mark NONE = new Mark(0, 0);
    }

    public Mark mark() {
        return rows.query(
                        "select count(*) + (select count(*) from erased) as versions, coalesce(max(seq), 0) as last from"
                                + " cve_record",
                        row -> new Mark(row.getLong("versions"), row.getLong("last")))
                .getFirst();
    }

    /** Notes that all records were read as they were at a moment, and not single ones. */
    public void known(Instant until) {
        rows.update("insert into cve_known (known_until) values (?)", until);
    }

    /** The latest moment of which all records are known; empty where only single ones were read, or nothing says of when they are. */
    public Optional<Instant> knownUntil() {
        return rows
                .query(
                        "select known_until from cve_known order by known_until desc",
                        row -> Sql.required(row, "known_until"))
                .stream()
                .findFirst();
    }

    /** The texts of all versions. */
    public List<String> all() {
        return rows.query(
                "select facts from cve_record order by cve, digest",
                row -> new String(row.getBytes("facts"), StandardCharsets.UTF_8));
    }

    /**
     * Adds those that are not there yet; in the caller's transaction, so all or none.
     *
     * @param dryRun whether nothing is added, and only told what would be
     */
    public Saved add(List<Version> versions, Instant readAt, boolean dryRun) {
        Set<String> ids = new HashSet<>();
        Set<String> kept = new HashSet<>();
        rows.query("select cve, digest from cve_record", row -> List.of(row.getString("cve"), row.getString("digest")))
                .forEach(row -> {
                    ids.add(row.getFirst());
                    kept.add(String.join(" ", row));
                });
        long records = 0;
        long added = 0;
        for (Version version : versions) {
            String id = version.id.value();
            String digest = Sha256.hex(version.facts);
            if (kept.add(id + " " + digest)) {
                if (!dryRun) {
                    rows.update(
                            "insert into cve_record (cve, digest, facts, read_at) values (?, ?, ?, ?)",
                            id,
                            digest,
                            version.facts.getBytes(StandardCharsets.UTF_8),
                            readAt);
                }
                added++;
                records += ids.add(id) ? 1 : 0;
            }
        }
        return new Saved(records, added - records, versions.size() - added);
    }
}
