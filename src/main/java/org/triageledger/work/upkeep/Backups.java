package org.triageledger.work.upkeep;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.flywaydb.core.Flyway;
import org.triageledger.store.DecisionStore.Head;
import org.triageledger.store.LedgerIdentityStore;
import org.triageledger.store.StoreFailure;
import org.triageledger.store.WholeTables;
import org.triageledger.store.WholeTables.Moment;
import org.triageledger.store.WholeTables.Table;
import org.triageledger.vault.SecretFile;
import org.triageledger.vault.Vault;
import org.triageledger.work.Refusal;
import org.triageledger.work.config.Keys;
import org.triageledger.work.upkeep.BackupFile.Manifest;
import org.triageledger.work.upkeep.BackupFile.Part;

/** Writes the whole ledger, as it is at one moment, into a file, while everything else goes on. */
@ApplicationScoped
public class Backups {
    private final WholeTables tables;
    private final LedgerIdentityStore identity;
    private final Keys keys;
    private final Flyway migrations;
    private final Clock clock;

    Backups(WholeTables tables, LedgerIdentityStore identity, Keys keys, Flyway migrations, Clock clock) {
        this.tables = tables;
        this.identity = identity;
        this.keys = keys;
        this.migrations = migrations;
        this.clock = clock;
    }

    /**
     * What was written.
     *
     * @param file as it was named
     * @param rows of all tables
     * @param bytes of the file
     * @param entries of the audit log
     * @param hash of the last of them
     * @param key the fingerprint of the key that opens it
     * @param withKey whether that key is in it
     */
    public record Made(
            String file,
            Instant madeAt,
            String ledger,
            String schema,
            int tables,
            long rows,
            long bytes,
            long entries,
            String hash,
            String key,
            boolean withKey) {}

    /**
     * Writes beside the file first, and gives it its name once it is whole and on the disk. Only its owner may read it.
     *
     * @param replace whether a file of that name may be there already
     * @param withKey whether the key is written into it too: who has the file can then read all that is sealed
     * @throws Refusal where the file is there, or cannot be written
     */
    public Made make(Path file, boolean replace, boolean withKey) {
        Path whole = file.toAbsolutePath().normalize();
        Path folder = whole.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new Refusal("there is no folder " + folder + ": make it, or write the backup elsewhere");
        }
        if (Files.isDirectory(whole)) {
            throw new Refusal(file + " is a folder: give the name of a file in it");
        }
        if (Files.exists(whole) && !replace) {
            throw new Refusal("there is a file " + file + " already: give another name, or --replace");
        }
        Path part = whole.resolveSibling(whole.getFileName() + ".part");
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        String ledger = QuarkusTransaction.requiringNew().call(() -> identity.ensure(now));
        try {
            Files.deleteIfExists(part); // of a run that was killed
            Manifest manifest;
            try (FileChannel channel = FileChannel.open(
                    part, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), SecretFile.ownerOnly())) {
                ZipOutputStream zip =
                        new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16));
                zip.setLevel(Deflater.BEST_SPEED);
                manifest = tables.<Manifest, IOException>read(moment -> write(moment, zip, now, ledger, withKey));
                zip.finish();
                zip.flush();
                channel.force(true);
            }
            long bytes = Files.size(part);
            if (replace) {
                Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.createLink(whole, part); // fails where somebody else made the file meanwhile
                Files.delete(part);
            }
            SecretFile.keepName(folder);
            return new Made(
                    file.toString(),
                    now,
                    ledger,
                    manifest.schema(),
                    manifest.tables().size(),
                    manifest.tables().stream().mapToLong(Part::rows).sum(),
                    bytes,
                    manifest.entries(),
                    manifest.hash(),
                    manifest.key(),
                    withKey);
        } catch (IOException e) {
            discard(part);
            throw new Refusal("the backup cannot be written to " + file
                    + ": check the free space and the permissions of its folder; nothing was left there");
        } catch (StoreFailure e) {
            discard(part);
            throw new Refusal("the backup was not made: " + e.getMessage());
        } catch (RuntimeException e) {
            discard(part);
            throw e;
        }
    }

    private static void discard(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            // it is named as what it is, and the next run removes it
        }
    }

    private Manifest write(Moment moment, ZipOutputStream zip, Instant now, String ledger, boolean withKey)
            throws IOException {
        Vault vault = keys.vault();
        List<Part> parts = new ArrayList<>();
        for (Table table : moment.tables()) {
            parts.add(write(moment, table, zip));
        }
        Head head = moment.head();
        if (withKey) {
            add(zip, BackupFile.KEY, vault.content().getBytes(StandardCharsets.UTF_8));
        }
        Manifest manifest = new Manifest(
                BackupFile.FORMAT,
                now.toString(),
                schema(),
                ledger,
                vault.fingerprint(),
                vault.sealingKeys(),
                withKey,
                head.count(),
                head.hash(),
                parts);
        byte[] bytes = BackupFile.JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest);
        add(zip, BackupFile.MANIFEST, bytes);
        add(zip, BackupFile.MAC, BackupFile.mac(bytes, vault).getBytes(StandardCharsets.US_ASCII));
        return manifest;
    }

    private static Part write(Moment moment, Table table, ZipOutputStream zip) throws IOException {
        zip.putNextEntry(new ZipEntry(Part.path(table.name())));
        MessageDigest digest = BackupFile.sha256();
        // what is written into an entry does not end the file
        OutputStream lines = new DigestOutputStream(
                new FilterOutputStream(zip) {
                    @Override
                    public void write(byte[] bytes, int from, int length) throws IOException {
                        out.write(bytes, from, length);
                    }
                },
                digest);
        long[] rows = {0};
        moment.<IOException>rows(table, row -> {
            BackupFile.write(row, lines);
            rows[0]++;
        });
        zip.closeEntry();
        return new Part(
                table.name(),
                Part.columns(table),
                rows[0],
                moment.next(table).orElse(null),
                HexFormat.of().formatHex(digest.digest()));
    }

    private static void add(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
        zip.closeEntry();
    }

    /** The version of the tables, by the last migration. */
    String schema() {
        return String.valueOf(migrations.info().current().getVersion());
    }
}
