package org.triageledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.cli.InProcess;
import picocli.CommandLine;

/** From an empty ledger to the first credit, as somebody does it who follows what the pages say. */
@QuarkusTest
class FirstStartTest {
    @Inject
    CommandLine.IFactory commands;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway") // set by the test framework
    URI home;

    @TempDir
    Path folder;

    @RegisterExtension
    static final Chromium browser = new Chromium();

    @Test
    void fromAnEmptyLedgerToTheFirstCredit() throws IOException {
        Path roster = Files.writeString(folder.resolve("roster.yaml"), FictionalTeam.ROSTER);
        Path mbox = Files.writeString(folder.resolve("2026.mbox"), FictionalTeam.mbox());
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            page.setDefaultTimeout(8_000);
            page.navigate(home.toString());
            assertThat(page.url()).isEqualTo(home + "sign-in");
            assertThat(main(page)).contains("No account exists yet", "add --member ID");
            Look.everywhere(page, "first-start");

            assertThat(run("roster", "load", roster.toString())).isNotBlank();
            page.reload();
            String command = page.locator("main pre code").innerText();
            assertThat(command).isEqualTo("bin/ledger account create admin --role admin --member ada");
            String password = run(command.replace("bin/ledger ", "").split(" ")).strip();
            page.reload();
            assertThat(main(page)).doesNotContain("No account exists yet").contains("Accounts are made by invitation");

            page.getByLabel("Name").fill("admin");
            page.getByLabel("Password").fill(password);
            page.locator("main button").click();
            page.waitForURL(home.toString());
            assertThat(main(page)).contains("What needs you");
            page.navigate(home + "active?as-of=2026-11-01");
            assertThat(main(page)).contains("Ada Beispiel").doesNotContain("Triaged");
            Look.everywhere(page, "active-without-mail");

            run("import", "--source", "archive", "--covers", "2025-10-01..2026-11-01", mbox.toString());
            page.reload();
            assertThat(main(page)).contains("Triaged 5 reports since 2025-11-01, last on 2026-09-23.");
            page.navigate(home + "me");
            assertThat(main(page)).contains("Ada Beispiel", "Your credits", "triage");
        }
    }

    private String run(String... words) {
        InProcess.Result result = InProcess.run(commands, words);
        assertThat(result.exit()).as(List.of(words) + result.err()).isZero();
        return result.out();
    }

    private static String main(Page page) {
        return page.locator("main").innerText();
    }
}
