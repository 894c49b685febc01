package org.triageledger.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import javax.sql.DataSource;
import org.triageledger.core.hash.Sha256;

/** The sealed texts of drafts, of each the last; in the transaction of the caller. */
@ApplicationScoped
public class DraftStore {
    private final Sql rows;

    DraftStore(DataSource dataSource) {
        this.rows = new Sql(dataSource);
    }

    /** In the place of what was kept of the same draft; gives the SHA-256 of the bytes. */
    public String keep(String draft, byte[] sealed) {
        String sha256 = Sha256.hex(sealed);
        if (rows.update("update draft set sha256 = ?, sealed = ? where draft = ?", sha256, sealed, draft) == 0) {
            rows.update("insert into draft (draft, sha256, sealed) values (?, ?, ?)", draft, sha256, sealed);
        }
        return sha256;
    }

    /** Empty where there is none of that hash, or where the bytes are not what they were. */
    public Optional<byte[]> sealed(String draft, String sha256) {
        return rows
                .query("select sealed from draft where draft = ? and sha256 = ?", row -> row.getBytes(1), draft, sha256)
                .stream()
                .filter(bytes -> Sha256.hex(bytes).equals(sha256))
                .findFirst();
    }

    /** Deletes it for good: the file of the database is rewritten at the next start, so that it does not stand there any more. */
    public void delete(String draft) {
        rows.update("delete from draft where draft = ?", draft);
        if (rows.query("select task from upkeep where task = 'compact'", row -> row.getString(1))
                .isEmpty()) {
            rows.update("insert into upkeep (task) values ('compact')");
        }
    }
}
