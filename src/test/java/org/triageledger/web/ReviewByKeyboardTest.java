package org.triageledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.work.intake.Importer;
import org.triageledger.work.people.Accounts;
import org.triageledger.work.roster.RosterBook;

/** A review from its plan to its report, by somebody who has no mouse and whose browser runs no script. */
@QuarkusTest
class ReviewByKeyboardTest {
    @Inject
    RosterBook roster;

    @Inject
    Accounts accounts;

    @Inject
    Importer importer;

    @Inject
    Clock clock;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway") // set by the test framework
    URI home;

    @TempDir
    Path folder;

    @RegisterExtension
    static final Chromium browser = new Chromium();

    private String password = "";

    @BeforeEach
    void start() throws IOException {
        roster.load(Files.writeString(folder.resolve("roster.yaml"), """
                members:
                  - {id: ada, name: Ada Beispiel, joined: JOINED, roles: [{role: admin}]}
                  - {id: bob, name: Bob Voorbeeld, joined: 2019-02-01}
                  - {id: cleo, name: Cleo Esempio, joined: 2019-02-01}
                  - {id: dee, name: Dee Muster, joined: 2019-02-01}
                """.replace(
                        "JOINED", today().minusDays(100).toString())));
        importer.run(
                new Importer.Order(
                        "archive",
                        "archive",
                        List.of(),
                        List.of(),
                        new Importer.DayRange(today().minusYears(2), today().plusDays(1)),
                        List.of(Files.writeString(
                                        folder.resolve("empty.mbox"), "From x Mon Mar  3 10:00:00 2025\n\n%%\n")
                                .toString())),
                read -> {});
        password = NewAccount.make(accounts, "ada", "admin", Optional.of("ada"));
    }

    /** From the plan to the report with Tab, arrows, Space and Enter alone, and without script. */
    @Test
    void aReviewIsRunByKeyboardAlone() {
        try (BrowserContext context = browser.newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            Page page = signedIn(context);
            page.navigate(home + "review");
            Keys keys = new Keys(page);
            keys.to("Day, in UTC");
            keys.day(today());
            keys.press("Enter");
            page.waitForURL(Pattern.compile(".*/review/.+"));
            keys.go("Preview opening");
            keys.go("Open the review");
            for (int decided = 0; decided < 3; decided++) {
                assertThat(page.locator("main").innerText()).contains(decided + " of 3 decided");
                keys.to("Remove|Keep");
                keys.press("Space");
                if (keys.name().equals("Remove")) {
                    keys.press("ArrowDown");
                }
                keys.to("Why");
                page.keyboard().type("decided by keyboard");
                keys.press("Enter");
                String progress = (decided + 1) + " of 3 decided";
                page.waitForCondition(() -> page.locator("main").innerText().contains(progress));
            }
            assertThat(page.locator("main").innerText()).contains("3 of 3 decided", "keep");
            keys.go("Preview closing");
            keys.go("Close the review");
            assertThat(page.locator("main").innerText()).contains("closed", "Report to the council:");
            keys.to("HTML");
            Download report = page.waitForDownload(() -> keys.press("Enter"));
            assertThat(report.suggestedFilename()).endsWith(".html");
        }
    }

    /** A keyboard: what has the focus is found by its name, as somebody hears or sees it. */
    private static final class Keys {
        private static final String NAME = """
                () => {
                  const e = document.activeElement;
                  const label = e.labels && e.labels.length ? e.labels[0].textContent : '';
                  return (e.getAttribute('aria-label') || label || e.textContent || e.value || '').replace(/\\s+/g, ' ').trim();
                }
                """;

        private final Page page;

        Keys(Page page) {
            this.page = page;
        }

        String name() {
            return String.valueOf(page.evaluate(NAME));
        }

        /** @param name that what is looked for begins with; several with a bar between them */
        void to(String name) {
            for (int i = 0; i < 400; i++) {
                page.keyboard().press("Tab");
                if (Pattern.compile("^(" + name + ")\\b").matcher(name()).find()) {
                    return;
                }
            }
            throw new AssertionError("the keyboard does not reach " + name + " on " + page.url());
        }

        /** Follows a link or presses a button. */
        void go(String name) {
            to(name);
            String before = page.locator("main").innerText();
            press("Enter");
            page.waitForCondition(() -> !page.locator("main").innerText().equals(before));
            page.waitForLoadState();
        }

        void day(LocalDate day) {
            page.keyboard()
                    .type(DateTimeFormatter.ofPattern("MMdduuuu", Locale.ROOT).format(day));
            assertThat(page.evaluate("document.activeElement.value")).isEqualTo(day.toString());
        }

        void press(String key) {
            page.keyboard().press(key);
        }
    }

    private Page signedIn(BrowserContext context) {
        Page page = context.newPage();
        page.setDefaultTimeout(8_000);
        page.navigate(home + "sign-in");
        page.getByLabel("Name").focus();
        page.keyboard().type("ada");
        page.keyboard().press("Tab");
        page.keyboard().type(password);
        page.keyboard().press("Enter");
        page.waitForURL(home.toString());
        return page;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
