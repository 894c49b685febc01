package org.triageledger.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import javax.sql.DataSource;
import org.triageledger.core.hash.Sha256;

/** Sealed texts by the SHA-256 of their sealed bytes: a change to one is found out when it is read. */
@ApplicationScoped
public class SealedTextStore {
    private final Sql rows;

    SealedTextStore(DataSource dataSource) {
        this.rows = new Sql(dataSource);
    }

    /** Gives the name under which they are kept. */
    public String keep(byte[] sealed) {
        String sha256 = Sha256.hex(sealed);
        if (sealed(sha256).isEmpty()) {
            rows.update("insert into sealed_text (sha256, sealed) values (?, ?)", sha256, sealed);
        }
        return sha256;
    }

    /** Empty where there are none, or where they are not what they were. */
    public Optional<byte[]> sealed(String sha256) {
        return rows.query("select sealed from sealed_text where sha256 = ?", row -> row.getBytes(1), sha256).stream()
                .filter(bytes -> Sha256.hex(bytes).equals(sha256))
                .findFirst();
    }
}
