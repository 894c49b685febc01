package org.triageledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.Margin;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.work.intake.Importer;
import org.triageledger.work.people.Accounts;
import org.triageledger.work.roster.RosterBook;

/** Lists that grow: searched, filtered, sorted and saved; and how they look on paper and in forced colours. */
@QuarkusTest
class ListPagesTest {
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

    @RegisterExtension
    static final Chromium browser = new Chromium();

    @BeforeEach
    void start() throws IOException {
        FictionalTeam.load(roster, importer, folder);
    }

    @Test
    void casesAreFoundAndSaved() {
        try (BrowserContext context = browser.newContext()) {
            Page page = signedIn(context);
            page.navigate(home + "cases?as-of=" + DAY);
            int all = page.locator("tbody tr").count();
            assertThat(all).isGreaterThan(4);
            String first = page.locator("tbody th a").first().innerText();
            Look.everywhere(page, "cases");

            page.getByLabel("Sort").selectOption("oldest-first");
            page.locator("main form button").first().click();
            assertThat(page.locator("tbody th a").last().innerText()).isEqualTo(first);
            page.locator("input[name=q]").fill(first);
            page.locator("main form button").first().click();
            assertThat(page.locator("tbody tr").count()).isEqualTo(1);
            assertThat(page.getByLabel("Sort").inputValue()).isEqualTo("oldest-first");
            String csv = page.request()
                    .get(home
                            + page.getByText("Download as CSV")
                                    .getAttribute("href")
                                    .substring(1))
                    .text();
            assertThat(csv.lines()).hasSize(2).first().asString().startsWith("\"case\",\"reports\"");
            assertThat(csv).contains(first);
            String json = page.request()
                    .get(home + page.getByText("JSON").getAttribute("href").substring(1))
                    .text();
            assertThat(json).containsOnlyOnce("\"id\":\"" + first + "\"").contains("\"asOf\":\"" + DAY + "\"");

            page.navigate(home + "cases?as-of=" + DAY + "&q=no-such-thing");
            assertThat(page.locator("main").innerText()).contains("No case matches.", "Show all cases");
            Look.everywhere(page, "cases-none");
            page.navigate(home + "cases?as-of=" + DAY + "&filter=without-coordinator");
            assertThat(page.locator("tbody tr").count()).isEqualTo(all);
            assertThat(page.navigate(home + "cases?filter=nothing").status()).isEqualTo(400);
            for (String list : List.of("advisories", "drafts", "nominations", "claims")) {
                assertThat(page.request().get(home + list + "/list.csv").text().lines())
                        .as(list)
                        .hasSize(1);
                assertThat(page.request().get(home + list + "/list.csv?sort=x").status())
                        .as(list)
                        .isEqualTo(400);
            }
        }
    }

    @Test
    void theTableIsDrawnAgainForTheDayThatIsAskedFor() {
        try (BrowserContext context = browser.newContext()) {
            Page page = signedIn(context);
            page.navigate(home + "active?as-of=" + DAY);
            assertThat(row(page, "Yuki Rei")).contains("active", "20 days left");
            assertThat(row(page, "Kwame Mfano")).contains("2026-10-05");
            page.getByLabel("As of").fill("2026-09-01");
            page.locator("main form button").first().click();
            assertThat(page.url()).contains("as-of=2026-09-01");
            assertThat(row(page, "Kwame Mfano")).contains("newcomer").doesNotContain("2026-10-05");
            assertThat(row(page, "Yuki Rei")).contains("2026-11-21").doesNotContain("days left");
            assertThat(page.getByLabel("As of").inputValue()).isEqualTo("2026-09-01");
            page.getByText("Kwame Mfano").click();
            assertThat(page.locator("main").innerText()).contains("2026-09-01").doesNotContain("2026-10-05");
            page.getByLabel("As of").fill(DAY.toString());
            page.locator("main form button").first().click();
            assertThat(page.locator("main").innerText()).contains("2026-10-05");
            page.goBack();
            page.goBack();
            assertThat(row(page, "Kwame Mfano")).contains("newcomer");
            page.navigate(home + "active?as-of=2026-02-30");
            assertThat(page.locator("main").innerText()).contains("not a valid date");
        }
    }

    private static String row(Page page, String name) {
        return page.locator("tbody tr", new Page.LocatorOptions().setHasText(name))
                .innerText();
    }

    @Test
    void theForecastSettingsAndAccountsAreSearchedAndSaved() throws IOException {
        try (BrowserContext context = browser.newContext()) {
            Page page = signedIn(context);
            page.navigate(home + "forecast?as-of=" + DAY);
            assertThat(page.locator("tbody tr").count()).isEqualTo(10);
            assertThat(page.locator("tbody tr").first().innerText()).contains("Yuki Rei");
            page.locator("input[name=q]").fill("kwame");
            page.locator("main form button").first().click();
            assertThat(page.locator("tbody tr").count()).isEqualTo(1);
            Look.everywhere(page, "forecast-searched");
            assertThat(saved(page, "Download as CSV"))
                    .startsWith("\"member\",\"name\"")
                    .contains("kwame")
                    .doesNotContain("yuki");
            assertThat(saved(page, "JSON")).contains("kwame", "2026-11-01").doesNotContain("yuki");

            page.navigate(home + "settings?q=audit.addresses");
            assertThat(page.locator("tbody tr").count()).isEqualTo(1);
            Look.everywhere(page, "settings-searched");
            assertThat(saved(page, "Download as CSV").lines()).hasSize(2);
            assertThat(saved(page, "JSON")).contains("ledger.audit.addresses").doesNotContain("ledger.policy");

            page.navigate(home + "accounts?q=root&filter=admin");
            assertThat(page.locator("table").first().locator("tbody tr").count())
                    .isEqualTo(1);
            assertThat(saved(page, "Download as CSV").lines()).hasSize(2);
            page.navigate(home + "accounts?q=nobody-at-all");
            assertThat(page.locator("main").innerText()).contains("No account matches.");

            roster.load(Files.writeString(
                    folder.resolve("roster.yaml"),
                    FictionalTeam.ROSTER.replaceFirst(", roles: \\[\\{role: admin}]", "")));
            page.navigate(home + "findings");
            int findings = page.locator("main article").count();
            assertThat(findings).isPositive();
            assertThat(saved(page, "Download as CSV").lines()).hasSize(findings + 1);
            Look.everywhere(page, "findings-list");
            String sentence = page.locator("main article .finding").first().innerText();
            page.locator("input[name=q]").fill(sentence.substring(0, 20));
            page.locator("main form button").first().click();
            assertThat(page.locator("main article .finding").first().innerText())
                    .isEqualTo(sentence);
            page.navigate(home + "findings?filter=dismissed");
            assertThat(page.locator("main").innerText()).contains("No finding matches.");

            page.navigate(home + "audit-log?sort=oldest-first");
            String first = page.locator("tbody tr").first().innerText();
            page.navigate(home + "audit-log");
            assertThat(page.locator("tbody tr").last().innerText()).isEqualTo(first);
            assertThat(page.request().get(home + "audit-log.csv").text()).startsWith("\"entry\",\"kind\"");
            page.navigate(home + "queue");
            assertThat(page.request().get(home + "queue.csv").text()).startsWith("\"item\",\"kind\"");
            assertThat(page.navigate(home + "audit-log?sort=x").status()).isEqualTo(400);
        }
    }

    private String saved(Page page, String link) {
        return page.request()
                .get(home
                        + page.getByText(link, new Page.GetByTextOptions().setExact(true))
                                .first()
                                .getAttribute("href")
                                .substring(1))
                .text();
    }

    /** Looked at as pictures and on paper, too: target/screens/members.pdf and the pictures beside it. */
    @Test
    void theTableOfMembersIsReadableOnPaperAndInForcedColours() {
        try (BrowserContext context = browser.newContext(new Browser.NewContextOptions().setViewportSize(1280, 900))) {
            Page page = signedIn(context);
            page.navigate(home + "?as-of=" + DAY);
            byte[] paper = page.pdf(new Page.PdfOptions()
                    .setPath(Path.of("target", "screens", "members.pdf"))
                    .setFormat("A4")
                    .setMargin(new Margin()
                            .setTop("15mm")
                            .setBottom("15mm")
                            .setLeft("12mm")
                            .setRight("12mm")));
            assertThat(new String(paper, StandardCharsets.ISO_8859_1)).startsWith("%PDF");
            page.setViewportSize(703, 1000); // the width of A4 without these margins
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(com.microsoft.playwright.options.Media.PRINT));
            assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                    .as("nothing is cut off on paper")
                    .isLessThanOrEqualTo(703);
            assertThat(page.locator("thead").first().isVisible()).isTrue();
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of("target", "screens", "members-on-paper.png"))
                    .setFullPage(true));
            page.emulateMedia(new Page.EmulateMediaOptions()
                    .setMedia(com.microsoft.playwright.options.Media.SCREEN)
                    .setForcedColors(ForcedColors.ACTIVE));
            page.setViewportSize(1280, 900);
            Look.at(page, "active-forced-colours", 1280, ColorScheme.LIGHT);
            page.navigate(home + "members/ines?as-of=" + DAY);
            Look.at(page, "why-forced-colours", 1280, ColorScheme.LIGHT);
        }
    }

    private Page signedIn(BrowserContext context) {
        String password = NewAccount.make(accounts, "root", "admin", Optional.of("lena"));
        Page page = context.newPage();
        page.navigate(home + "sign-in");
        page.getByLabel("Name").fill("root");
        page.getByLabel("Password").fill(password);
        page.locator("main button").click();
        page.waitForURL(home.toString());
        return page;
    }
}
