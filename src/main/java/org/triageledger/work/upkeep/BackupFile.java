package org.triageledger.work.upkeep;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.hash.Sha256;
import org.triageledger.store.WholeTables.Kind;
import org.triageledger.store.WholeTables.Sink;
import org.triageledger.store.WholeTables.Table;
import org.triageledger.vault.Vault;
import org.triageledger.work.Refusal;

/**
 * A backup as a file: a ZIP of one part for each table, a JSON array a line for each row, and a manifest that says what stands in it.
 * The same whichever database the rows came from.
 */
public final class BackupFile implements AutoCloseable {
    /** Of the form of the file itself; one that says another number is not read. */
    static final int FORMAT = 1;

    static final String MANIFEST = "manifest.json";
    static final String MAC = "manifest.mac";
    static final String KEY = "ledger.key";

    /** So that no hash made for another purpose fits a manifest. */
    static final String PURPOSE = "backup";

    private static final int LONGEST_MANIFEST = 4 << 20;

    private static final String DAMAGED =
            " is damaged or was cut off, and nothing was restored: take another copy of the backup";

    static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    private final Path file;
    private final ZipFile zip;
    private final Manifest manifest;
    private final byte[] manifestBytes;

    private BackupFile(Path file, ZipFile zip, Manifest manifest, byte[] manifestBytes) {
        this.file = file;
        this.zip = zip;
        this.manifest = manifest;
        this.manifestBytes = manifestBytes;
    }

    /**
     * What stands in a backup.
     *
     * @param schema the version of the tables
     * @param ledger which ledger it is
     * @param key the fingerprint of the key; see {@link Vault#fingerprint}
     * @param sealingKeys the keys that opened its sealed texts, by their ids
     * @param withKey whether the key itself is in it
     * @param entries of the audit log
     * @param hash of the last entry
     */
    record Manifest(
            int format,
            @JsonProperty("made_at") String madeAt,
            String schema,
            String ledger,
            String key,
            @JsonProperty("sealing_keys") List<String> sealingKeys,
            @JsonProperty("with_key") boolean withKey,
            long entries,
            String hash,
            List<Part> tables) {}

    /**
     * The rows of one table.
     *
     * @param next the number of the next row, where the database gives numbers
     */
    record Part(
            String table,
            List<PartColumn> columns,
            long rows,
            @Nullable Long next,
            String sha256) {
        static String path(String table) {
            return "tables/" + table + ".jsonl";
        }

        static List<PartColumn> columns(Table table) {
            return table.columns().stream()
                    .map(column -> new PartColumn(column.name(), column.kind().name()))
                    .toList();
        }
    }

    /** @param kind one of {@link Kind} */
    record PartColumn(String name, String kind) {}

    /**
     * Opens a backup and looks at every byte of it, without a key: whether the file is whole. Nothing else is touched.
     *
     * @throws Refusal with one line that says what is wrong and what to do
     */
    public static BackupFile checked(Path file) {
        BackupFile backup = open(file);
        try {
            backup.verify();
            return backup;
        } catch (IOException e) {
            backup.close();
            throw new Refusal("the file " + file + DAMAGED);
        } catch (Refusal e) {
            backup.close();
            throw e;
        }
    }

    private static BackupFile open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new Refusal("there is no file " + file + ": give the path of a backup");
        }
        try {
            ZipFile zip = new ZipFile(file.toFile());
            try {
                byte[] bytes = bytes(zip, MANIFEST)
                        .orElseThrow(() -> new Refusal(
                                "the file " + file + " is no backup of a ledger: give one that `ledger backup` made"));
                JsonNode said = JSON.readTree(bytes);
                int format = said.path("format").asInt();
                if (format != FORMAT) {
                    throw new Refusal("the backup " + file + " has form " + format + ", and this version reads form "
                            + FORMAT + ": restore it with the version that made it");
                }
                return new BackupFile(file, zip, JSON.treeToValue(said, Manifest.class), bytes);
            } catch (IOException | RuntimeException e) {
                zip.close();
                throw e;
            }
        } catch (ZipException | JsonProcessingException e) {
            throw new Refusal("the file " + file + DAMAGED);
        } catch (IOException e) {
            throw new Refusal("the file " + file + " cannot be read: check its permissions and the disk");
        }
    }

    Manifest manifest() {
        return manifest;
    }

    /** Whether the manifest, and so all that it names, was written with this key. */
    boolean isWrittenWith(Vault vault) {
        try {
            String mac = bytes(zip, MAC)
                    .map(bytes -> new String(bytes, StandardCharsets.US_ASCII))
                    .orElse("");
            return MessageDigest.isEqual(
                    mac.getBytes(StandardCharsets.US_ASCII),
                    mac(manifestBytes, vault).getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            return false;
        }
    }

    static String mac(byte[] manifest, Vault vault) {
        return vault.mac(Sha256.hex(manifest), PURPOSE);
    }

    /** The key, where it was asked into the backup. */
    Optional<String> key() {
        try {
            return bytes(zip, KEY).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new Refusal("the file " + file + DAMAGED);
        }
    }

    /**
     * Gives the rows of a table, and refuses at the end where they are not those that were written.
     *
     * @throws Refusal where they are not
     */
    void rows(Table table, Sink<RuntimeException> sink) {
        Part part = manifest.tables().stream()
                .filter(one -> one.table().equals(table.name()))
                .findFirst()
                .orElseThrow(() -> new Refusal("the file " + file + DAMAGED));
        MessageDigest digest = sha256();
        long rows = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new DigestInputStream(stream(Part.path(table.name())), digest), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                sink.row(row(line, table));
                rows++;
            }
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            throw new Refusal("the file " + file + DAMAGED);
        }
        if (rows != part.rows() || !HexFormat.of().formatHex(digest.digest()).equals(part.sha256())) {
            throw new Refusal("the file " + file + DAMAGED);
        }
    }

    private List<@Nullable Object> row(String line, Table table) throws IOException {
        JsonNode row = JSON.readTree(line);
        if (row.size() != table.columns().size()) {
            throw new IOException("columns");
        }
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            values.add(value(row.get(i), table.columns().get(i).kind()));
        }
        return values;
    }

    private static @Nullable Object value(JsonNode node, Kind kind) {
        if (node.isNull()) {
            return null;
        }
        return switch (kind) {
            case NUMBER -> node.longValue();
            case TRUTH -> node.booleanValue();
            case TEXT -> node.textValue();
            case DAY -> LocalDate.parse(node.asText());
            case TIME -> Instant.parse(node.asText());
            case BYTES -> Base64.getDecoder().decode(node.asText());
        };
    }

    private void verify() throws IOException {
        byte[] buffer = new byte[1 << 16];
        for (Part part : manifest.tables()) {
            MessageDigest digest = sha256();
            try (InputStream in = stream(Part.path(part.table()))) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    digest.update(buffer, 0, read);
                }
            }
            if (!HexFormat.of().formatHex(digest.digest()).equals(part.sha256())) {
                throw new IOException("hash");
            }
        }
    }

    private InputStream stream(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException("missing");
        }
        return zip.getInputStream(entry);
    }

    /** A small part; empty where there is none. */
    private static Optional<byte[]> bytes(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            return Optional.empty();
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(LONGEST_MANIFEST + 1);
            if (bytes.length > LONGEST_MANIFEST) {
                throw new ZipException("too long");
            }
            return Optional.of(bytes);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A row as a line. */
    static void write(List<? extends @Nullable Object> row, OutputStream out) throws IOException {
        List<@Nullable Object> plain = new ArrayList<>();
        for (Object value : row) {
            plain.add(
                    switch (value) {
                        case LocalDate day -> day.toString();
                        case Instant instant -> instant.toString();
                        case byte[] bytes -> Base64.getEncoder().encodeToString(bytes);
                        case null, default -> value;
                    });
        }
        out.write(JSON.writeValueAsBytes(plain));
        out.write('\n');
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            // it was only read
        }
    }
}
