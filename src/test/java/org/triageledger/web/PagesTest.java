package org.triageledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triageledger.work.Accounts;
import org.triageledger.work.Importer;
import org.triageledger.work.RosterBook;

/** The pages in a real browser, narrow and wide, by day and by night: nothing that axe finds, and nothing on the console. */
@QuarkusTest
class PagesTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 1);

    @Inject
    RosterBook roster;

    @Inject
    Accounts accounts;

    @Inject
    Importer importer;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway") // set by the test framework
    URI home;

    @TempDir
    Path folder;

    private Playwright playwright;
    private Browser browser;
    private final List<String> complaints = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        roster.load(Files.writeString(folder.resolve("roster.yaml"), """
                members:
                  - {id: ada, name: Ada Example, joined: 2019-02-01, addresses: [ada@example.org], roles: [{role: admin}]}
                  - {id: bob, name: Bob Example, joined: 2019-02-01, addresses: [bob@example.org]}
                  - {id: cy, name: Cy Example, joined: 2026-06-01, addresses: [cy@example.org]}
                  - {id: dee, name: Dee Example, joined: 2019-02-01, roles: [{role: steering-council}]}
                """));
        Path mbox = Files.writeString(folder.resolve("list.mbox"), """
                From x Mon Mar  2 10:00:00 2026
                From: Finder <finder@example.net>
                Message-ID: <pages-1@example.net>
                Subject: something odd

                A hole.

                From x Tue Mar  3 10:00:00 2026
                From: Ada Example <ada@example.org>
                Message-ID: <pages-2@example.org>
                In-Reply-To: <pages-1@example.net>
                Archived-At: <https://lists.example.org/archives/pages-2>
                Subject: Re: something odd

                Thank you.

                """);
        importer.run(
                new Importer.Order(
                        "pages",
                        "archive",
                        List.of(),
                        List.of(),
                        new Importer.Days(LocalDate.of(2025, 10, 1), DAY),
                        List.of(mbox)),
                read -> {});
        playwright = Playwright.create();
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));
    }

    @AfterEach
    void stop() {
        browser.close();
        playwright.close();
    }

    @ParameterizedTest
    @CsvSource({"1280, LIGHT", "390, LIGHT", "1280, DARK"})
    void everyPageIsFitForEverybody(int width, ColorScheme scheme) {
        String password = accounts.create("root", "admin", Optional.empty());
        try (BrowserContext context = browser.newContext(
                new Browser.NewContextOptions().setColorScheme(scheme).setViewportSize(width, 900))) {
            Page page = context.newPage();
            page.onConsoleMessage(message -> complaints.add(message.text()));
            page.navigate(home + "members");
            check(page, "members", width, scheme);
            page.navigate(home.toString());
            assertThat(page.title()).startsWith("Sign in");
            check(page, "sign-in", width, scheme);
            page.getByLabel("Name").fill("root");
            page.getByLabel("Password").fill(password);
            page.locator("main button").click();
            page.navigate(home + "?as-of=" + DAY);
            assertThat(page.locator("tbody tr")).isNotNull();
            assertThat(page.locator("tbody").innerText()).contains("Ada Example", "active", "Bob Example", "inactive");
            check(page, "active", width, scheme);
            page.getByText("Ada Example").click();
            assertThat(page.locator("main").innerText()).contains("Criteria", "pages-2@example.org");
            check(page, "why", width, scheme);
            page.navigate(home + "sources");
            check(page, "sources", width, scheme);
            page.getByText("Sign out").click();
            assertThat(page.title()).startsWith("Sign in");
            page.navigate(home + "sources");
            assertThat(page.title()).startsWith("Sign in");
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void aWrongPasswordIsToldSo() {
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            page.navigate(home + "sign-in");
            page.getByLabel("Name").fill("nobody");
            page.getByLabel("Password").fill("wrong");
            page.locator("main button").click();
            assertThat(page.getByRole(com.microsoft.playwright.options.AriaRole.ALERT)
                            .innerText())
                    .contains("do not fit");
        }
    }

    private void check(Page page, String name, int width, ColorScheme scheme) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "pages", name + "-" + width + "-" + scheme + ".png"))
                .setFullPage(true));
        AxeResults results = new AxeBuilder(page).analyze();
        assertThat(results.getViolations()).as(name + " at " + width).isEmpty();
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .as(name + " is not wider than the window")
                .isLessThanOrEqualTo(width);
    }
}
