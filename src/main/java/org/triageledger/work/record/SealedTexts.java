package org.triageledger.work.record;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.triageledger.store.SealedTextStore;
import org.triageledger.work.config.Keys;

/** Texts of people that are for few to read. */
@ApplicationScoped
public class SealedTexts {
    private final SealedTextStore store;
    private final Keys keys;

    SealedTexts(SealedTextStore store, Keys keys) {
        this.store = store;
        this.keys = keys;
    }

    /**
     * Seals and keeps a text.
     *
     * @param about whom or what it belongs to: it opens for nothing else
     * @return its name for the record
     */
    public String keep(String text, String about) {
        return store.keep(keys.vault().seal(text, about));
    }

    /** Empty where it was changed, or sealed with another key. */
    public Optional<String> open(String sha256, String about) {
        return store.sealed(sha256).flatMap(bytes -> keys.vault().open(bytes, Resealed.context(sha256, bytes, about)));
    }
}
