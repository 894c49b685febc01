package org.triageledger.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.triageledger.core.hash.Sha256;

/** Sealed texts by the SHA-256 of the bytes as which they were sealed first. */
@ApplicationScoped
@TableAccess
public class SealedTextStore {
    private final SealedTextRows rows;

    SealedTextStore(SealedTextRows rows) {
        this.rows = rows;
    }

    /** Gives the name under which they are kept. */
    public String keep(byte[] sealed) {
        String sha256 = Sha256.hex(sealed);
        if (sealed(sha256).isEmpty()) {
            rows.session().insert(SealedTextEntity.of(sha256, sealed));
        }
        return sha256;
    }

    /** Empty where there are none. They may have been sealed again since, so that their hash is another; who opens them finds out. */
    public Optional<byte[]> sealed(String sha256) {
        return rows.find(sha256).map(entity -> entity.sealed);
    }
}
