package org.triageledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Files, options and names that are wrong: what each command says, and that nothing is stored. */
@QuarkusTest
class WrongInputTest {
    @Inject
    CommandLine.IFactory factory;

    @TempDir
    Path folder;

    @Test
    void wrongInputGetsOneLineAndStoresNothing() throws IOException {
        Path noMail = Files.createDirectory(folder.resolve("empty"));
        Path cut = folder.resolve("cut.mbox.gz");
        byte[] whole = gzip(LedgerIT.MAIL.repeat(50));
        Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
        Path noMbox = write("notes.txt", "milk, bread\nand butter\n");

        failsWith(
                1,
                "nowhere.mbox",
                "import",
                "--source",
                "x",
                folder.resolve("nowhere.mbox").toString());
        failsWith(1, "no mail", "import", "--source", "x", noMail.toString());
        failsWith(1, "gzip", "import", "--source", "x", cut.toString());
        failsWith(1, "no mbox", "import", "--source", "x", noMbox.toString());
        failsWith(2, "seed-2024 or pep811-2025", "active", "--policy", "seed-1999");
        failsWith(2, "rolling-year", "why", "ada", "--reading", "tea-leaves");
        failsWith(2, "[archive, mailbox]", "import", "--source", "x", "--trust", "blind", noMbox.toString());
        failsWith(1, "nobody", "why", "nobody");
        failsWith(2, "2026-02-30", "active", "--as-of", "2026-02-30");
        failsWith(2, "--to is before --from", "credits", "--from", "2026-02-01", "--to", "2026-01-01");
        failsWith(2, "--source", "import", "x.mbox");
        failsWith(2, "2025-01-01..2025-12-31", "import", "--source", "x", "--covers", "2025", noMbox.toString());
        failsWith(2, "actve", "actve");
        assertThat(listed("messages", "messages")).isEmpty();
        assertThat(listed("active", "members")).isEmpty();
    }

    private JsonNode listed(String command, String field) throws IOException {
        String json = InProcess.run(factory, command, "--format", "json").out();
        return new ObjectMapper().readTree(json).get(field);
    }

    private void failsWith(int exit, String part, String... args) {
        InProcess.Result result = InProcess.run(factory, args);
        assertThat(result.err()).as(String.join(" ", args)).contains(part);
        assertThat(result.err().strip().lines()).hasSize(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.exit()).isEqualTo(exit);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new java.io.ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
