package org.triageledger.work.upkeep;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.triageledger.store.DecisionStore.Head;
import org.triageledger.store.OtherPrograms;
import org.triageledger.store.StoreFailure;
import org.triageledger.store.WholeTables;
import org.triageledger.store.WholeTables.Filled;
import org.triageledger.store.WholeTables.Table;
import org.triageledger.vault.SecretFile;
import org.triageledger.vault.Vault;
import org.triageledger.work.Refusal;
import org.triageledger.work.config.Keys;
import org.triageledger.work.decision.AuditLog;
import org.triageledger.work.upkeep.BackupFile.Manifest;
import org.triageledger.work.upkeep.BackupFile.Part;

/** Puts a backup into an empty ledger: all of it, in one transaction, or nothing. */
@ApplicationScoped
public class Restores {
    private final WholeTables tables;
    private final Backups backups;
    private final Keys keys;
    private final AuditLog audit;
    private final OtherPrograms others;

    Restores(WholeTables tables, Backups backups, Keys keys, AuditLog audit, OtherPrograms others) {
        this.tables = tables;
        this.backups = backups;
        this.keys = keys;
        this.audit = audit;
        this.others = others;
    }

    /**
     * What was restored.
     *
     * @param madeAt when the backup was made
     * @param keyWritten whether the key came out of the backup
     */
    public record Restored(
            String file, String madeAt, String ledger, long rows, long entries, String hash, boolean keyWritten) {}

    /**
     * Restores a backup.
     *
     * @throws Refusal where the file is not what was written, does not fit this version, this key or this place; nothing was written
     *     then
     */
    public Restored restore(Path file) {
        if (others.count() > 0) {
            throw new Refusal("a service runs on this ledger: stop it first, on every node, then restore");
        }
        // before anything is said of the file: whoever has a ledger here does not want another in its place
        tables.taken().ifPresent(table -> {
            throw notEmpty(table);
        });
        try (BackupFile backup = BackupFile.checked(file)) {
            Manifest manifest = backup.manifest();
            needsVersion(file, manifest);
            Head head = new Head(manifest.entries(), manifest.hash());
            Optional<Path> written = Optional.empty();
            boolean done = false;
            try {
                written = key(file, backup);
                audit.needsHeadUpTo(head);
                Map<String, Long> next = new HashMap<>();
                for (Part part : manifest.tables()) {
                    if (part.next() != null) {
                        next.put(part.table(), part.next());
                    }
                }
                long rows = rows(tables.<RuntimeException>fill(next, head, backup::rows));
                done = true;
                audit.restored(head);
                return new Restored(
                        file.toString(),
                        manifest.madeAt(),
                        manifest.ledger(),
                        rows,
                        head.count(),
                        head.hash(),
                        written.isPresent());
            } catch (StoreFailure e) {
                throw new Refusal("nothing was restored: " + e.getMessage());
            } finally {
                if (!done) {
                    written.ifPresent(Restores::discard);
                }
            }
        }
    }

    private static long rows(Filled filled) {
        return switch (filled) {
            case Filled.Done done -> done.rows();
            case Filled.NotEmpty taken -> throw notEmpty(taken.table());
            case Filled.LogDamaged ignored ->
                throw new Refusal(
                        "the audit log in the backup was changed, and nothing was restored: take another backup");
        };
    }

    private static Refusal notEmpty(String table) {
        return new Refusal("this ledger is not empty (there are rows in " + table
                + "): restore into a new data directory, or an empty database");
    }

    private void needsVersion(Path file, Manifest manifest) {
        String here = backups.schema();
        if (!manifest.schema().equals(here)) {
            throw new Refusal("the backup " + file + " has tables of version " + manifest.schema()
                    + ", and this program of version " + here
                    + ": restore it with the version that made it, then upgrade");
        }
        Map<String, Part> parts = new HashMap<>();
        manifest.tables().forEach(part -> parts.put(part.table(), part));
        List<Table> known = tables.tables();
        boolean same = parts.size() == known.size()
                && known.stream().allMatch(table -> {
                    Part part = parts.get(table.name());
                    return part != null && part.columns().equals(Part.columns(table));
                });
        if (!same) {
            throw new Refusal(
                    "the backup " + file + " has other tables than this program, although of the same version:"
                            + " restore it with the build that made it");
        }
    }

    /** Finds the key that fits; gives the file that was made for it, where there was none. */
    private Optional<Path> key(Path file, BackupFile backup) {
        Manifest manifest = backup.manifest();
        boolean there = keys.isThere();
        Vault vault = there ? keys.vault() : contained(file, backup);
        if (!vault.fingerprint().equals(manifest.key())) {
            throw new Refusal("the key here (" + vault.fingerprint() + ") is not that of the backup (" + manifest.key()
                    + "): put the ledger.key of that ledger in its place, then restore");
        }
        if (!backup.isWrittenWith(vault)) {
            throw new Refusal("the file " + file
                    + " was changed after it was made, and nothing was restored: take another copy of the backup");
        }
        Set<String> missing = new HashSet<>(manifest.sealingKeys());
        missing.removeAll(vault.sealingKeys());
        for (String former : missing) {
            vault = opening(vault, former);
        }
        if (there) {
            return Optional.empty();
        }
        Path place = keys.file().orElseThrow();
        try {
            Files.createDirectories(place.getParent());
            SecretFile.create(place, vault.content());
            return Optional.of(place);
        } catch (IOException e) {
            throw new Refusal("the key file " + place + " cannot be made: check its folder and permissions");
        }
    }

    /** With the former key that lies beside the key file since a rotation; whatever becomes of the restore, a key more does no harm. */
    private Vault opening(Vault vault, String former) {
        Refusal missing = new Refusal("the key was rotated after this backup was made: put ledger.key.former-" + former
                + " beside the key file, or the key file of that time in its place, then restore");
        Path file = keys.file().orElseThrow(() -> missing);
        Path beside = file.resolveSibling(file.getFileName() + ".former-" + former);
        try {
            Vault older = Vault.of(Files.readString(beside));
            if (!older.fingerprint().equals(vault.fingerprint())
                    || !older.sealingKeys().contains(former)) {
                throw missing;
            }
            String both = vault.openingToo(older);
            SecretFile.replace(file, both);
            return Vault.of(both);
        } catch (IOException | Vault.BadKey e) {
            throw missing;
        }
    }

    private static Vault contained(Path file, BackupFile backup) {
        String content = backup.key()
                .orElseThrow(() -> new Refusal("the backup " + file + " holds no key, and there is none here: put the"
                        + " ledger.key of that ledger into the data directory, then restore"));
        try {
            return Vault.of(content);
        } catch (Vault.BadKey e) {
            throw new Refusal("the key in the backup " + file + " is damaged: take another copy of the backup");
        }
    }

    private static void discard(Path key) {
        try {
            Files.deleteIfExists(key);
        } catch (IOException e) {
            // the next restore says whose key it is
        }
    }
}
