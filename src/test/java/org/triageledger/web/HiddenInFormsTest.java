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
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.work.people.Accounts;
import org.triageledger.work.roster.RosterBook;

/** A character that nobody sees, pasted into a form: the form comes back as it was filled in, and says at the field what is wrong. */
@QuarkusTest
class HiddenInFormsTest {
    @Inject
    RosterBook roster;

    @Inject
    Accounts accounts;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway") // set by the test framework
    URI home;

    @TempDir
    Path folder;

    @RegisterExtension
    static final Chromium browser = new Chromium();

    @Test
    void theFormComesBackAndSaysWhichFieldHoldsIt() throws IOException {
        roster.load(Files.writeString(folder.resolve("roster.yaml"), FictionalTeam.ROSTER));
        String password = NewAccount.make(accounts, "tom", "member", Optional.of("tom"));
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            page.navigate(home + "sign-in");
            page.getByLabel("Name").fill("tom");
            page.getByLabel("Password").fill(password);
            page.locator("main button").click();
            page.waitForURL(home.toString());
            page.navigate(home + "nominations");
            page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("Zoe\u202eEvil");
            page.getByLabel("Reason").last().fill("worked with us");
            page.getByText("Nominate", new Page.GetByTextOptions().setExact(true))
                    .last()
                    .click();
            assertThat(page.locator("[role=alert]").first().innerText()).contains("“Name”", "U+202E", "remove it");
            assertThat(page.locator("input[aria-invalid=true]").getAttribute("name"))
                    .isEqualTo("name");
            assertThat(page.getByLabel("Reason").last().inputValue()).isEqualTo("worked with us");
            assertThat(page.locator(".wrong").innerText()).contains("U+202E");
            page.locator("input[aria-invalid=true]").fill("Zoe Evil");
            page.getByText("Nominate", new Page.GetByTextOptions().setExact(true))
                    .last()
                    .click();
            assertThat(page.locator("main").innerText()).contains("Zoe Evil", "voting");
        }
    }
}
