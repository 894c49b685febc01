package org.triageledger.work.draft;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.triageledger.core.advisory.draft.DraftFields;
import org.triageledger.vault.Vault;
import org.triageledger.work.record.Resealed;

/** What somebody filled in, sealed: it opens for its own draft alone. */
final class DraftText {
    /** So that nothing sealed for another purpose opens as one. */
    private static final String PURPOSE = "draft ";

    private static final ObjectMapper JSON = new ObjectMapper();

    private DraftText() {}

    static byte[] seal(DraftFields fields, String draft, Vault vault) {
        try {
            return vault.seal(JSON.writeValueAsString(fields), context(draft));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can be written");
        }
    }

    /** Under what the text of a draft is sealed. */
    static String context(String draft) {
        return PURPOSE + draft;
    }

    /** Empty where it was sealed with another key, or for another draft; the log names it by the hash of its first bytes. */
    static Optional<DraftFields> open(String sha256, byte[] sealed, String draft, Vault vault) {
        return vault.open(sealed, Resealed.context(sha256, sealed, context(draft)))
                .flatMap(DraftText::read);
    }

    private static Optional<DraftFields> read(String text) {
        try {
            return Optional.of(JSON.readValue(text, DraftFields.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
