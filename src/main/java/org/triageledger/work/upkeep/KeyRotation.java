package org.triageledger.work.upkeep;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.triageledger.core.record.Entry;
import org.triageledger.store.SealedStore.Place;
import org.triageledger.vault.SecretFile;
import org.triageledger.vault.Vault;
import org.triageledger.work.Refusal;
import org.triageledger.work.config.Keys;
import org.triageledger.work.record.AuditWriter;
import org.triageledger.work.record.KnownDecisions;

/**
 * Gives the ledger a new key for what is sealed. The key file says how far that is: it has one key, or a second one that is not used
 * yet, or a second one that seals while the first still opens. So it may be ended at any moment, and goes on when it is called again.
 *
 * <p>The key for hashes stays: the audit log and the keys by which rows are found rest on it (decision 21).
 */
@ApplicationScoped
public class KeyRotation {
    private final SealedPlaces places;
    private final Keys keys;
    private final KnownDecisions decisions;
    private final AuditWriter audit;

    KeyRotation(SealedPlaces places, Keys keys, KnownDecisions decisions, AuditWriter audit) {
        this.places = places;
        this.keys = keys;
        this.decisions = decisions;
        this.audit = audit;
    }

    /** How far a rotation is. */
    public enum Step {
        /** There is one key. */
        NONE,
        /** There is another one, which seals nothing yet. */
        ADDED,
        /** The new one seals; texts of the former are still there, or were just now. */
        SEALING
    }

    /**
     * How it stands.
     *
     * @param fingerprint of the key for hashes
     * @param keys that open texts; the one that seals first
     * @param texts all that are sealed
     * @param former of them, those that the sealing key did not seal
     * @param unreadable of them, those that no key opens
     */
    public record State(Step step, String fingerprint, List<String> keys, long texts, long former, long unreadable) {}

    /** Looks at everything, and changes nothing. */
    public State look() {
        Vault vault = keys.vault();
        Map<Place, long[]> counts = new EnumMap<>(Place.class);
        for (Place place : Place.values()) {
            long[] count = counts.computeIfAbsent(place, ignored -> new long[3]);
            places.each(place, found -> {
                count[0]++;
                count[1] += vault.isNewest(found.row().sealed()) ? 0 : 1;
                count[2] += found.opened().isPresent() ? 0 : 1;
            });
        }
        return new State(
                step(vault), vault.fingerprint(), vault.sealingKeys(), sum(counts, 0), sum(counts, 1), sum(counts, 2));
    }

    private static long sum(Map<Place, long[]> counts, int which) {
        return counts.values().stream().mapToLong(count -> count[which]).sum();
    }

    private static Step step(Vault vault) {
        if (vault.sealingKeys().size() == 1) {
            return Step.NONE;
        }
        return vault.sealsWithTheLast() ? Step.SEALING : Step.ADDED;
    }

    /**
     * Goes as far as it can be gone.
     *
     * @param onlyAdd whether the new key is added alone, so that the file can be brought to every node before anything is sealed with it
     * @throws Refusal where the settings hold the key itself, or somebody else rotates it just now
     */
    public State rotate(boolean onlyAdd) {
        Path file = keys.file()
                .orElseThrow(() -> new Refusal("the key stands in ledger.key: put it into a file and name that in"
                        + " ledger.key-file, so that it can be changed"));
        keys.ensure();
        try (FileChannel channel = FileChannel.open(
                        file.resolveSibling(file.getFileName() + ".lock"),
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                        SecretFile.ownerOnly());
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw busy();
            }
            rotate(file, onlyAdd);
            return look();
        } catch (OverlappingFileLockException e) {
            throw busy();
        } catch (IOException e) {
            throw new Refusal(
                    "the key file " + file + " cannot be written: check its folder, its permissions and the free"
                            + " space, then run the command again");
        }
    }

    private static Refusal busy() {
        return new Refusal("the key is being rotated by another command: wait for it to end");
    }

    private void rotate(Path file, boolean onlyAdd) throws IOException {
        if (step(keys.vault()) == Step.NONE) {
            SecretFile.replace(file, keys.vault().withAnotherKey());
        }
        if (onlyAdd) {
            return;
        }
        if (step(keys.vault()) == Step.ADDED) {
            SecretFile.replace(file, keys.vault().sealingWithTheLast());
        }
        Vault vault = keys.vault();
        String newest = vault.sealingKeys().getFirst();
        noteOnce(new Entry.SealingKeyAdded(newest));
        // what others sealed with the former key meanwhile is found by going through everything once more
        while (seal(vault) > 0) {
            // again
        }
        for (String former : vault.sealingKeys().subList(1, vault.sealingKeys().size())) {
            // backups that were made before need it, and not the new one
            SecretFile.create(
                    file.resolveSibling(file.getFileName() + ".former-" + former), vault.withThisAlone(former));
            noteOnce(new Entry.SealingKeyRetired(former));
        }
        SecretFile.replace(file, vault.withTheNewestAlone());
    }

    /** Seals again what was sealed with another key; gives how many there were. */
    private long seal(Vault vault) {
        long[] sealed = {0};
        for (Place place : Place.values()) {
            places.each(place, found -> {
                if (!vault.isNewest(found.row().sealed()) && places.replace(found, vault)) {
                    sealed[0]++;
                }
            });
        }
        return sealed[0];
    }

    private void noteOnce(Entry entry) {
        QuarkusTransaction.requiringNew().run(() -> {
            if (decisions.now().log().stream().noneMatch(one -> one.entry().equals(entry))) {
                audit.note(entry);
            }
        });
    }
}
