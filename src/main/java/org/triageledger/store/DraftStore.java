package org.triageledger.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.triageledger.core.hash.Sha256;

/** The sealed texts of drafts, of each the last; in the transaction of the caller. */
@ApplicationScoped
@TableAccess
public class DraftStore {
    private static final String COMPACT = "compact";

    private final DraftRows rows;

    DraftStore(DraftRows rows) {
        this.rows = rows;
    }

    /** In the place of what was kept of the same draft; gives the SHA-256 of the bytes. */
    public String keep(String draft, byte[] sealed) {
        String sha256 = Sha256.hex(sealed);
        if (rows.replace(draft, sha256, sealed) == 0) {
            rows.session().insert(DraftEntity.of(draft, sha256, sealed));
        }
        return sha256;
    }

    /** Empty where there is none of that name. It may have been sealed again since, so that its hash is another. */
    public Optional<byte[]> sealed(String draft, String sha256) {
        return rows.find(draft, sha256).map(entity -> entity.sealed);
    }

    /** Deletes it for good: the file of the database is rewritten at the next start, so that it does not stand there any more. */
    public void delete(String draft) {
        rows.delete(draft);
        if (rows.upkeep(COMPACT).isEmpty()) {
            rows.session().insert(UpkeepEntity.of(COMPACT));
        }
    }
}
