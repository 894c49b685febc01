package org.triageledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.vault.Vault;

/** A rotation of the key is killed while it seals, again and again, and loses nothing. */
class KeyRotationIT {
    private static final int MAILS = 6_000;
    private static final int KILLS = 2;

    @TempDir
    Path folder;

    @Test
    void goesOnAfterItWasKilled() throws Exception {
        Path data = folder.resolve("data");
        Path key = data.resolve("ledger.key");
        LedgerProcess ledger = new LedgerProcess(data);
        Path box = Files.writeString(folder.resolve("mail.mbox"), mails());
        assertThat(ledger.run("import", "--source", "archive", "--trust", "archive", box.toString())
                        .exit())
                .isZero();
        String before = Files.readString(key);
        JsonNode whole = shown(ledger);
        long left = whole.path("texts").asLong();
        assertThat(left).isGreaterThanOrEqualTo(MAILS);

        for (int kill = 0; kill < KILLS; kill++) {
            Process process = ledger.start(folder.resolve("log"), "key", "rotate", "--apply");
            // from the moment on at which the new key seals; the first time that is when the file changes
            while (process.isAlive() && !sealing(key)) {
                Thread.onSpinWait();
            }
            assertThat(process.isAlive()).isTrue();
            process.destroyForcibly().waitFor();
            JsonNode then = shown(ledger);
            assertThat(then.path("step").asText()).as("killed while it sealed").isEqualTo("SEALING");
            assertThat(then.path("texts")).isEqualTo(whole.path("texts"));
            assertThat(then.path("unreadable").asLong()).isZero();
            assertThat(then.path("former").asLong()).isBetween(1L, left);
            left = then.path("former").asLong();
        }

        assertThat(ledger.run("key", "rotate", "--apply").exit()).isZero();
        JsonNode last = shown(ledger);
        assertThat(last.path("step").asText()).isEqualTo("NONE");
        assertThat(last.path("texts")).isEqualTo(whole.path("texts"));
        assertThat(last.path("former").asLong()).isZero();
        assertThat(last.path("unreadable").asLong()).isZero();
        assertThat(Files.readString(key.resolveSibling(
                        "ledger.key.former-" + whole.path("keys").get(0).asText())))
                .isEqualTo(before);
        assertThat(ledger.run("check").out()).doesNotContain("finding");
        assertThat(ledger.run("decisions", "--all", "--format", "csv")
                        .out()
                        .lines()
                        .filter(line -> line.contains("sealing-key")))
                .hasSize(2);
    }

    private static boolean sealing(Path key) throws Exception {
        Vault vault = Vault.of(Files.readString(key));
        return vault.sealingKeys().size() == 2 && vault.sealsWithTheLast();
    }

    private static JsonNode shown(LedgerProcess ledger) {
        return ledger.run("key", "show", "--format", "json").json();
    }

    private static String mails() throws IOException {
        StringBuilder mails = new StringBuilder();
        for (int i = 0; i < MAILS; i++) {
            for (String line : List.of(
                    "From finder@example.net Mon Mar  2 10:00:00 2026",
                    "From: Finder <finder@example.net>",
                    "Date: Mon, 2 Mar 2026 10:00:00 +0000",
                    "Message-ID: <report" + i + "@example.net>",
                    "Subject: overflow " + i + " in the parser",
                    "",
                    "There is a hole.",
                    "")) {
                mails.append(line).append('\n');
            }
        }
        return mails.toString();
    }
}
