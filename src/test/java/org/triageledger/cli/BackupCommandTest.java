package org.triageledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.core.hash.Sha256;
import org.triageledger.vault.Vault;
import org.triageledger.work.EmptyLedger;
import org.triageledger.work.config.LedgerConfig;
import picocli.CommandLine;

/** What a backup holds comes back the same, and a file that is not what was written changes nothing. */
@QuarkusTest
class BackupCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<String> QUESTIONS = List.of(
            "active --as-of 2026-06-01 --format json",
            "evaluate --as-of 2026-06-01 --format json",
            "credits --format csv",
            "threads --format json",
            "messages --format json",
            "announcements --format json",
            "claims --format json",
            "roster findings --format json",
            "quarantine --format json");

    @Inject
    CommandLine.IFactory factory;

    @Inject
    LedgerConfig config;

    @TempDir
    Path folder;

    private Path backup;
    private List<String> answers = List.of();

    @BeforeEach
    void aLedgerAndItsBackup() throws IOException {
        empty();
        Path roster = Files.writeString(folder.resolve("roster.yaml"), """
                members:
                  - {id: ada, name: Ada Example, joined: 2019-02-01, roles: [{role: admin}], addresses: [ada@example.org]}
                  - {id: bob, name: Bob Example, joined: 2019-02-01, addresses: [bob@example.org]}
                """);
        Path mail = Files.writeString(folder.resolve("mail.mbox"), """
                From finder@example.net Mon Mar  2 10:00:00 2026
                From: Finder <finder@example.net>
                Date: Mon, 2 Mar 2026 10:00:00 +0000
                Message-ID: <report@example.net>
                Subject: overflow in the parser, CVE-2026-1234

                There is a hole.

                From ada@example.org Tue Mar  3 10:00:00 2026
                From: Ada Example <ada@example.org>
                Date: Tue, 3 Mar 2026 10:00:00 +0000
                Message-ID: <answer@example.org>
                In-Reply-To: <report@example.net>
                Subject: Re: overflow in the parser

                Thank you, we look at it.

                """);
        done("roster", "load", roster.toString());
        done(
                "import",
                "--source",
                "archive",
                "--trust",
                "archive",
                "--covers",
                "2026-01-01..2026-06-30",
                mail.toString());
        done("claim", "coordination", "--day", "2026-04-01", "--by", "bob", "--reason", "by phone");
        answers = answers();
        backup = folder.resolve("backup.zip");
        done("backup", backup.toString());
    }

    private static void empty() {
        new EmptyLedger().beforeClass(BackupCommandTest.class);
    }

    private InProcess.Result run(String... args) {
        return InProcess.run(factory, args);
    }

    private String done(String... args) {
        InProcess.Result result = run(args);
        assertThat(result.exit())
                .as(String.join(" ", args) + ": " + result.err())
                .isIn(0, 3);
        return result.out();
    }

    private List<String> answers() {
        return QUESTIONS.stream().map(question -> done(question.split(" "))).toList();
    }

    private void isEmpty() {
        assertThat(done("messages", "--format", "csv").lines()).hasSize(1);
        assertThat(done("decisions", "--all", "--format", "csv").lines()).hasSize(1);
    }

    /** Restoring fails with one line, and nothing is there afterwards. */
    private String refused(Path file) {
        empty();
        InProcess.Result result = run("restore", file.toString());
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err().lines()).hasSize(1);
        isEmpty();
        return result.err().replace(file.toString(), "FILE").strip();
    }

    @Test
    void comesBackWithTheSameAnswers() throws IOException {
        String log = done("decisions", "--all", "--format", "json");
        empty();
        isEmpty();
        assertThat(done("restore", backup.toString())).contains("Next: ledger check");
        assertThat(answers()).isEqualTo(answers);
        assertThat(answers.getFirst()).contains("ada");
        assertThat(run("decisions", "verify").exit()).isZero();
        int one = JSON.readTree(log).path("entries").size();
        var entries =
                JSON.readTree(done("decisions", "--all", "--format", "json")).path("entries");
        assertThat(entries).hasSize(one + 1);
        assertThat(entries.toString()).contains("head of the audit log");
        // what is added afterwards gets numbers of its own
        Path again = folder.resolve("again.zip");
        done("backup", again.toString());
        Map<String, String> before = hashes(backup);
        Map<String, String> after = hashes(again);
        before.remove("decision");
        after.remove("decision");
        assertThat(after).isEqualTo(before);
    }

    @Test
    void isReadByItsOwnerAloneAndInTheClearByNobody() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                .isEqualTo("rw-------");
        assertThat(folder.resolve("backup.zip.part")).doesNotExist();
        Map<String, byte[]> parts = parts(backup);
        assertThat(parts).doesNotContainKey("ledger.key");
        String all = parts.values().stream()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .reduce("", String::concat);
        assertThat(all)
                .contains("report@example.net")
                .doesNotContain("overflow")
                .doesNotContain("2026-1234");
    }

    @Test
    void holdsTheKeyWhereThatIsAskedFor() throws Exception {
        Path with = folder.resolve("with.zip");
        assertThat(done("backup", "--with-key", with.toString())).contains("can read everything");
        Path key = config.data().resolve("ledger.key");
        String content = Files.readString(key);
        try {
            Files.delete(key);
            assertThat(refused(backup)).startsWith("ledger: the backup FILE holds no key, and there is none here");
            assertThat(key).doesNotExist();
            empty();
            assertThat(done("restore", with.toString())).contains("The key came out of the backup.");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                    .isEqualTo("rw-------");
            assertThat(answers()).isEqualTo(answers);
        } finally {
            Files.writeString(key, content);
        }
    }

    @Test
    void takesTheKeyOfItsLedgerAlone() throws Exception {
        Path key = config.data().resolve("ledger.key");
        String content = Files.readString(key);
        try {
            Vault.at(folder.resolve("other.key"));
            Files.writeString(key, Files.readString(folder.resolve("other.key")));
            assertThat(refused(backup))
                    .matches("ledger: the key here \\([0-9a-f]{16}\\) is not that of the backup \\([0-9a-f]{16}\\):"
                            + " put the ledger.key of that ledger in its place, then restore");
        } finally {
            Files.writeString(key, content);
        }
    }

    /** As it is after a rotation: the key file has the new key, and the former one lies beside it. */
    @Test
    void findsTheFormerKeyBesideTheNewOne() throws Exception {
        Path key = config.data().resolve("ledger.key");
        String content = Files.readString(key);
        String old = Vault.of(content).sealingKeys().getFirst();
        Path former = key.resolveSibling("ledger.key.former-" + old);
        try {
            done("key", "rotate", "--apply");
            String rotated = Files.readString(key);
            Files.delete(former);
            assertThat(refused(backup))
                    .isEqualTo("ledger: the key was rotated after this backup was made: put ledger.key.former-" + old
                            + " beside the key file, or the key file of that time in its place, then restore");
            assertThat(Files.readString(key)).isEqualTo(rotated);

            Files.writeString(former, content);
            empty();
            done("restore", backup.toString());
            assertThat(answers()).isEqualTo(answers);
            assertThat(Vault.of(Files.readString(key)).sealingKeys())
                    .containsExactly(Vault.of(rotated).sealingKeys().getFirst(), old);
            done("key", "rotate", "--apply");
            assertThat(answers()).isEqualTo(answers);
            assertThat(Files.readString(key)).isEqualTo(rotated);
        } finally {
            Files.writeString(key, content);
            Files.deleteIfExists(former);
            Files.deleteIfExists(key.resolveSibling("ledger.key.lock"));
        }
    }

    @Test
    void replacesNoFileUnasked() throws IOException {
        byte[] before = Files.readAllBytes(backup);
        InProcess.Result result = run("backup", backup.toString());
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err())
                .isEqualTo("ledger: there is a file " + backup + " already: give another name, or --replace\n");
        assertThat(Files.readAllBytes(backup)).isEqualTo(before);
        Files.writeString(folder.resolve("backup.zip.part"), "of a run that was killed");
        done("backup", "--replace", backup.toString());
        assertThat(folder.resolve("backup.zip.part")).doesNotExist();
        assertThat(run("backup", folder.resolve("none/b.zip").toString()).err())
                .isEqualTo("ledger: there is no folder " + folder.resolve("none")
                        + ": make it, or write the backup elsewhere\n");
        assertThat(run("backup", folder.toString()).err()).contains("is a folder: give the name of a file in it");
    }

    @Test
    void isRefusedWhereItIsNotWhatWasWritten() throws IOException {
        byte[] bytes = Files.readAllBytes(backup);
        Path file = folder.resolve("bad.zip");
        for (int length : new int[] {0, 10, bytes.length / 2, bytes.length - 1}) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertThat(refused(file)).as("cut to " + length).endsWith("take another copy of the backup");
        }
        assertThat(refused(changed(file, (name, part) -> name.equals("tables/person.jsonl") ? flipped(part, 3) : part)))
                .endsWith("take another copy of the backup");
        // some bytes of a ZIP file say nothing of what is in it, such as the hour at which a part was packed
        for (int eighth = 1; eighth < 8; eighth++) {
            Files.write(file, flipped(bytes, bytes.length * eighth / 8));
            empty();
            InProcess.Result result = run("restore", file.toString());
            if (result.exit() == 0) {
                assertThat(answers()).isEqualTo(answers);
            } else {
                assertThat(result.err().lines()).hasSize(1);
                isEmpty();
            }
        }
        // one that has the file but no key makes everything fit but the keyed hash
        assertThat(refused(changed(file, (name, part) -> name.equals("manifest.json") ? ada(part) : part)))
                .isEqualTo("ledger: the file FILE was changed after it was made, and nothing was restored: take another"
                        + " copy of the backup");
        assertThat(refused(changed(file, (name, part) -> name.equals("tables/person.jsonl") ? null : part)))
                .endsWith("take another copy of the backup");
        assertThat(refused(changed(file, (name, part) -> name.equals("manifest.json") ? null : part)))
                .isEqualTo("ledger: the file FILE is no backup of a ledger: give one that `ledger backup` made");
        assertThat(refused(Files.writeString(file, "hello"))).endsWith("take another copy of the backup");
        assertThat(refused(folder.resolve("none.zip")))
                .isEqualTo("ledger: there is no file FILE: give the path of a backup");
        assertThat(refused(folder)).contains("there is no file");
    }

    private static byte[] flipped(byte[] bytes, int at) {
        byte[] flipped = bytes.clone();
        flipped[at] ^= 1;
        return flipped;
    }

    @Test
    void isRefusedWhereItIsOfAnotherVersion() throws IOException {
        Path file = folder.resolve("other.zip");
        assertThat(refused(changed(file, said("format", 2))))
                .isEqualTo("ledger: the backup FILE has form 2, and this version reads form 1: restore it with the"
                        + " version that made it");
        assertThat(refused(changed(file, said("schema", "50.1"))))
                .startsWith("ledger: the backup FILE has tables of version 50.1, and this program of version ")
                .endsWith(": restore it with the version that made it, then upgrade");
    }

    @Test
    void isRefusedWhereThereIsALedgerAlready() {
        InProcess.Result result = run("restore", backup.toString());
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).contains("this ledger is not empty").contains("restore into a new data directory");
        assertThat(answers()).isEqualTo(answers);
        // that is said first, whatever the file is
        assertThat(run("restore", folder.resolve("none.zip").toString()).err()).isEqualTo(result.err());
    }

    /** An older state is not put silently in the place of a longer log. */
    @Test
    void isRefusedWhereTheHeadOfALongerLogIsKept() throws IOException {
        done("roster", "load", folder.resolve("roster.yaml").toString());
        Path head = Path.of(
                org.eclipse.microprofile.config.ConfigProvider.getConfig().getValue("ledger.head-file", String.class));
        String longer = Files.readString(head);
        empty();
        Files.writeString(head, longer);
        InProcess.Result result = run("restore", backup.toString());
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).contains("tells of entries that the backup does not have: move the file away");
        Files.delete(head);
    }

    private static BiFunction<String, byte[], byte @Nullable []> said(String name, Object value) {
        return (part, bytes) -> {
            if (!part.equals("manifest.json")) {
                return bytes;
            }
            try {
                ObjectNode manifest = (ObjectNode) JSON.readTree(bytes);
                return JSON.writeValueAsBytes(manifest.putPOJO(name, value));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    /** Somebody else is said to be in the table of people, with the right hash of it. */
    private static byte[] ada(byte[] manifest) {
        return new String(manifest, StandardCharsets.UTF_8)
                .replaceFirst("\"made_at\" : \"20", "\"made_at\" : \"19")
                .getBytes(StandardCharsets.UTF_8);
    }

    private Path changed(Path to, BiFunction<String, byte[], byte @Nullable []> change) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(to))) {
            for (Map.Entry<String, byte[]> part : parts(backup).entrySet()) {
                byte[] bytes = change.apply(part.getKey(), part.getValue());
                if (bytes != null) {
                    out.putNextEntry(new ZipEntry(part.getKey()));
                    out.write(bytes);
                }
            }
        }
        return to;
    }

    private static Map<String, byte[]> parts(Path file) throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                parts.put(entry.getName(), in.readAllBytes());
            }
        }
        return parts;
    }

    private static Map<String, String> hashes(Path file) throws IOException {
        Map<String, String> hashes = new LinkedHashMap<>();
        Map<String, byte[]> parts = parts(file);
        List<String> wrong = new ArrayList<>();
        JSON.readTree(parts.get("manifest.json")).path("tables").forEach(table -> {
            String name = table.path("table").asText();
            hashes.put(
                    name,
                    table.path("sha256").asText() + " " + table.path("next").asText());
            if (!Sha256.hex(Objects.requireNonNull(parts.get("tables/" + name + ".jsonl")))
                    .equals(table.path("sha256").asText())) {
                wrong.add(name);
            }
        });
        assertThat(wrong).isEmpty();
        return hashes;
    }
}
