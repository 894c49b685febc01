package org.triageledger.work.record;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.triageledger.core.mail.AdvisoryId;
import org.triageledger.core.mail.MessageCopy;
import org.triageledger.store.MessageCopyStore;
import org.triageledger.vault.Vault;
import org.triageledger.work.config.Keys;

/** CVE and GHSA ids that stand in mail under embargo: which flaw has which id is part of the report, so they are sealed like its subject. */
@ApplicationScoped
public class SealedIds {
    /** So that nothing sealed for another purpose opens as ids. */
    private static final String PURPOSE = "advisories ";

    private final MessageCopyStore sightings;
    private final Keys keys;

    SealedIds(MessageCopyStore sightings, Keys keys) {
        this.sightings = sightings;
        this.keys = keys;
    }

    /** Empty where a mail has none. */
    public static Optional<byte[]> of(MessageCopy sighting, Vault vault) {
        return sighting.advisories().isEmpty()
                ? Optional.empty()
                : Optional.of(vault.seal(
                        sighting.advisories().stream().map(AdvisoryId::value).collect(Collectors.joining(" ")),
                        context(sighting.id().value())));
    }

    /** Under what they are sealed. */
    public static String context(String messageId) {
        return PURPOSE + messageId;
    }

    public Optional<String> open(byte[] sealed, String messageId) {
        return keys.vault().open(sealed, context(messageId));
    }

    /**
     * Seals what older versions stored in clear, in batches: ended at any moment, it goes on the next time. What was sealed before stays
     * so. It looks through all copies, so it is for when {@link MessageCopyStore.Loaded#idsInClear()} says that there are some.
     */
    public void sealWhatIsClear() {
        while (sealSome()) {
            // the next batch
        }
    }

    private boolean sealSome() {
        return QuarkusTransaction.requiringNew().call(() -> {
            List<MessageCopyStore.ClearIds> clear = sightings.clearIds();
            for (MessageCopyStore.ClearIds clearIds : clear) {
                sightings.seal(clearIds.seq(), keys.vault().seal(clearIds.advisories(), context(clearIds.messageId())));
            }
            return !clear.isEmpty();
        });
    }
}
