package org.triageledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.core.coverage.Stretch;
import org.triageledger.store.SourceOrigin;
import org.triageledger.store.SourceStore;
import org.triageledger.work.intake.Importer;
import org.triageledger.work.people.Accounts;
import org.triageledger.work.roster.RosterBook;

/** The pages in a real browser, narrow and wide, by day and by night: nothing that axe finds, and nothing on the console. */
@QuarkusTest
@TestProfile(FreshLedger.class)
class PagesTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 1);

    @Inject
    org.triageledger.work.decision.Decisions decisions;

    @Inject
    RosterBook roster;

    @Inject
    Accounts accounts;

    @Inject
    Importer importer;

    @Inject
    SourceStore sources;

    @Inject
    Clock clock;

    private Instant now = Instant.EPOCH;
    private long mailbox;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway") // set by the test framework
    URI home;

    @TempDir
    Path folder;

    @RegisterExtension
    static final Chromium browser = new Chromium();

    private final List<String> complaints = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        now = clock.instant();
        FictionalTeam.load(roster, importer, folder);
        importer.run(
                new Importer.Order(
                        "old-archive",
                        "archive",
                        List.of(),
                        List.of(),
                        new Importer.DayRange(LocalDate.of(2025, 2, 1), LocalDate.of(2025, 6, 30)),
                        List.of(Files.writeString(
                                        folder.resolve("2025.mbox"), "From x Mon Mar  3 10:00:00 2025\n\n%%\n")
                                .toString())),
                read -> {});
        importer.run(
                new Importer.Order(
                        "claims",
                        "mailbox",
                        List.of(),
                        List.of("mx.example.org"),
                        null,
                        List.of(Files.writeString(folder.resolve("claims.mbox"), """
                            From x Tue Oct  6 10:00:00 2026
                            From: Ada Beispiel <ada@example.org>
                            Message-ID: <claimed@example.org>
                            In-Reply-To: <fic-19@example.net>
                            References: <fic-19@example.org>
                            Subject: Re: something odd

                            I look at it.

                            From x Wed Oct  7 10:00:00 2026
                            From: =?utf-8?q?In=C3=A9s_Modelo?= <ines@home.example.com>
                            Message-ID: <home@home.example.com>
                            References: <fic-19@example.org>
                            Subject: Re: something odd

                            So do I.

                            """)
                                .toString())),
                read -> {});
        mailbox = sources.ensure("team", SourceOrigin.MAILBOX);
        sources.cover(mailbox, new Stretch(now.minus(Duration.ofDays(200)), now.minus(Duration.ofDays(120))));
        sources.cover(mailbox, new Stretch(now.minus(Duration.ofDays(117)), now));
        sources.looked(mailbox, now, 1200);
    }

    @Test
    void everyPageIsFitForEverybody() {
        String password = NewAccount.make(accounts, "root", "admin", Optional.of("lena"));
        try (BrowserContext context = browser.newContext(new Browser.NewContextOptions().setViewportSize(1440, 900))) {
            Page page = context.newPage();
            page.onConsoleMessage(message -> complaints.add(message.text()));
            page.navigate(home + "members");
            Look.everywhere(page, "members");
            page.navigate(home.toString());
            assertThat(page.title()).startsWith("Sign in");
            Look.everywhere(page, "sign-in");
            page.getByLabel("Name").fill("root");
            page.getByLabel("Password").fill(password);
            page.locator("main button").click();
            page.navigate(home.toString());
            assertThat(page.locator("main").innerText())
                    .contains("What needs you", "in the queue", "Where you stand", "The team today");
            assertThat(page.locator("header nav a").allInnerTexts().stream().map(PagesTest::line))
                    .first()
                    .isEqualTo("Start");
            assertThat(page.locator("header nav a[href='/queue'] .count").innerText())
                    .contains("waiting");
            Look.everywhere(page, "start");
            page.navigate(home + "?as-of=" + DAY);
            assertThat(page.url()).as("where the table stood once").isEqualTo(home + "active?as-of=" + DAY);
            for (int width : new int[] {360, 1440}) {
                page.setViewportSize(width, 900);
                assertThat(page.locator("tbody tr").allInnerTexts().stream().map(PagesTest::line))
                        .as("in a window of %d pixels", width)
                        .containsExactlyElementsOf(FictionalTeam.LINES);
            }
            Look.everywhere(page, "active");
            page.getByText("Inés Modelo").click();
            assertThat(page.locator("main").innerText())
                    .contains("Criteria", "fic-12@example.org", "wrote in report", "2026-07-21 10:00 UTC");
            Look.everywhere(page, "why");
            page.locator(".proof a").first().click();
            assertThat(page.locator("article:target")).isNotNull();
            page.navigate(home + "members/aiko?as-of=2025-10-15");
            assertThat(page.locator("main").innerText()).contains("Missing mail", "to 2025-01-31");
            Look.everywhere(page, "why-unknown");
            page.navigate(home + "sources");
            assertThat(page.locator("main").innerText())
                    .contains(
                            "It claims all mail from 2025-02-01 to 2025-06-30",
                            "before the first look at the mailbox",
                            "nobody looked: the service was down",
                            "1200 still to read",
                            "View the quarantine");
            Look.everywhere(page, "sources");
            page.getByText("View the quarantine").click();
            assertThat(page.locator("main").innerText()).contains("no header field that can be read");
            Look.everywhere(page, "quarantine");
            page.navigate(home + "queue");
            assertThat(page.locator("main").innerText())
                    .contains("Unverified authors", "Unlinked addresses", "ines@home.example.com");
            Look.everywhere(page, "queue");
            page.navigate(home + "queue?kind=author&select=all");
            Look.everywhere(page, "queue-authors");
            page.getByText("Preview", new Page.GetByTextOptions().setExact(true))
                    .click();
            Look.everywhere(page, "queue-selected");
            page.goBack();
            page.locator(".queue tbody th a").first().click();
            assertThat(page.locator("main").innerText()).contains("Authentication", "Message-ID", "Arrived");
            Look.everywhere(page, "question");
            page.navigate(home + "queue?kind=address");
            page.locator(".queue tbody th a").first().click();
            page.getByText("Link to").first().click();
            assertThat(page.locator("main").innerText())
                    .contains("ines@home.example.com", "What it would change today");
            Look.everywhere(page, "decide");
            page.navigate(home + "audit-log?kind=account");
            assertThat(page.locator("main").innerText())
                    .containsPattern("as (it was|they were) made, checked 20")
                    .contains("for member lena", "Download as JSON Lines");
            Look.everywhere(page, "audit-log");
            page.navigate(home + "audit-log?by=nobody-known");
            assertThat(page.locator("main").innerText()).contains("No entry of these.");
            page.navigate(home + "settings");
            assertThat(page.locator("main").innerText())
                    .contains("ledger.mailboxes.team.host", "127.0.0.1", "ledger.smtp.password", "not set");
            Look.everywhere(page, "settings");
            page.navigate(home + "insight?as-of=" + DAY);
            assertThat(page.locator("main").innerText())
                    .contains("How many reports come in", "How much hangs on one person?");
            Look.everywhere(page, "insight");
            page.navigate(home + "documentation");
            assertThat(page.locator("main").innerText()).contains("Operations", "Licence", "OpenAPI");
            Look.everywhere(page, "documentation");
            page.navigate(home + "members/nobody");
            assertThat(page.locator("header").innerText())
                    .as("an error page leads on, and says who is signed in")
                    .contains("Start", "Audit log", "root");
            Look.everywhere(page, "trouble");
            page.navigate(home + "nowhere");
            assertThat(page.locator("header").innerText()).contains("Start", "root");
            page.navigate(home.toString());
            page.getByText("Sign out").click();
            assertThat(page.title()).startsWith("Sign in");
            page.navigate(home + "sources");
            assertThat(page.title()).startsWith("Sign in");
        }
        complaints.removeIf(text -> text.contains("404"));
        assertThat(complaints).isEmpty();
    }

    @Test
    void aPersonWithAKeyboardAndNoScriptGetsEverywhere() {
        String password = NewAccount.make(accounts, "root", "admin", Optional.of("lena"));
        try (BrowserContext context = browser.newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            Page page = context.newPage();
            page.navigate(home + "sign-in");
            page.getByLabel("Name").focus();
            page.keyboard().type("root");
            page.keyboard().press("Tab");
            page.keyboard().type(password);
            page.keyboard().press("Enter");
            page.waitForURL(home.toString());
            page.keyboard().press("Tab");
            assertThat(page.locator(":focus").innerText()).isEqualTo("Skip to content");
            page.keyboard().press("Enter");
            page.keyboard().press("Tab");
            assertThat(page.locator("main :focus").count())
                    .as("what comes next is in the page, not in the navigation")
                    .isOne();
            page.navigate(home + "members/ines?as-of=" + DAY);
            page.emulateMedia(
                    new Page.EmulateMediaOptions().setMedia(Media.PRINT).setColorScheme(ColorScheme.DARK));
            page.setViewportSize(720, 900);
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of("target", "screens", "why-print.png"))
                    .setFullPage(true));
            assertThat(page.locator(".ask").isVisible()).isFalse();
            assertThat(page.getByText("fic-12@example.org").isVisible()).isTrue();
        }
    }

    @Test
    void aDecisionIsShownMadeAndTakenBack() {
        String password = NewAccount.make(accounts, "root", "admin", Optional.of("lena"));
        try (BrowserContext context = browser.newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            Page page = context.newPage();
            page.navigate(home + "queue");
            page.getByLabel("Name").fill("root");
            page.getByLabel("Password").fill(password);
            page.locator("main button").click();
            page.navigate(home + "queue");
            page.navigate(home.toString());
            assertThat(page.locator(".todo").innerText()).contains("What needs you", "in the queue");
            page.getByText("in the queue").click();
            page.navigate(home + "queue?kind=author");
            page.locator(".queue tbody th a").first().click();
            String question = page.url();
            answer(page, "Confirm author");
            assertThat(page.locator("main").innerText()).contains("no longer waiting");
            save(page, "a test");
            assertThat(page.locator("main").innerText())
                    .contains("Saved.", "Author of message", "a test", "lena", "account root");
            String made = page.url();
            int entries = decisions.all().size();
            page.reload();
            assertThat(page.url()).isEqualTo(made);
            assertThat(decisions.all()).as("a reload posts nothing").hasSize(entries);
            assertThat(page.navigate(question).status()).as("it is answered").isEqualTo(404);
            page.navigate(made);
            page.getByText("Undo…").click();
            assertThat(page.locator("main").innerText()).contains("more waiting in the queue");
            page.getByLabel("Reason").fill("a test");
            page.locator("main form button").click();
            assertThat(page.locator("main").innerText()).contains("Saved.");
            page.navigate(made);
            assertThat(page.locator("main").innerText()).contains("undone").doesNotContain("Undo…");
            assertThat(page.navigate(question).status()).isEqualTo(200);
        }
    }

    @Test
    void anAdminWhoConfirmsTheirOwnMailWaitsForAnother() {
        try (BrowserContext context = browser.newContext();
                BrowserContext other = browser.newContext()) {
            Page own = signedIn(context, "ada");
            own.navigate(home + "queue?kind=author");
            own.locator(".queue tbody th a").first().click();
            answer(own, "Confirm author");
            save(own, "I wrote it");
            assertThat(own.locator("main").innerText()).contains("not in effect yet");
            own.navigate(home + "queue?kind=approval");
            own.locator(".queue tbody th a").first().click();
            assertThat(own.locator("main").innerText())
                    .contains("I wrote it", "another admin or a member of the council")
                    .doesNotContain("Your answer");
            Page second = signedIn(other, "lena");
            second.navigate(home + "queue?kind=approval");
            second.locator(".queue tbody th a").first().click();
            Look.everywhere(second, "queue-approval");
            answer(second, "Approve");
            save(second, "I know the mail");
            String made = second.url();
            second.navigate(home + "queue");
            assertThat(second.locator("main .counts").innerText())
                    .doesNotContain("Unverified authors", "Awaiting approval");
            second.navigate(made);
            second.getByText("Undo…").click();
            second.getByLabel("Reason").fill("a test");
            second.locator("main form button").click();
            assertThat(second.locator("main").innerText()).contains("Saved.");
        }
    }

    @Test
    void severalQuestionsAreAnsweredTogetherAndSubjectsAreShownOnRequest() {
        try (BrowserContext context = browser.newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            Page page = signedIn(context, "lena");
            page.navigate(home + "queue?kind=address&q=ines");
            page.locator(".queue input[type=checkbox]").first().check();
            page.getByLabel("With the selected").selectOption("nobody");
            page.getByText("Preview", new Page.GetByTextOptions().setExact(true))
                    .click();
            assertThat(page.locator("main").innerText()).contains("Decide 1 question together");
            save(page, "shared address");
            assertThat(page.locator("main").innerText())
                    .contains("Saved. Entry")
                    .doesNotContain("ines@home");
            page.getByText("View or undo").click();
            page.getByText("Undo…").click();
            save(page, "a test");
            page.navigate(home + "queue?kind=address");
            assertThat(page.locator("main").innerText()).contains("ines@home.example.com");
            page.navigate(home + "queue?kind=author");
            page.locator(".queue tbody th a").first().click();
            page.getByText("Show subject").click();
            assertThat(page.locator(".said").innerText()).isNotBlank();
            page.navigate(home + "audit-log?kind=subject");
            assertThat(page.locator("tbody tr").count()).isEqualTo(1);
            page.navigate(home + "queue?q=" + "no%20such");
            assertThat(page.locator("main").innerText()).contains("Nothing in the queue matches.");
        }
    }

    /** Chooses an answer to a question of the queue, and is shown what it would change. */
    private static void answer(Page page, String label) {
        page.locator("main form button:has-text('" + label + "')").first().click();
    }

    private static void save(Page page, String reason) {
        page.getByLabel("Reason").fill(reason);
        page.locator("main form.sign button").click();
    }

    private Page signedIn(BrowserContext context, String member) {
        String password = NewAccount.make(accounts, "by-" + member, "admin", Optional.of(member));
        Page page = context.newPage();
        page.navigate(home + "queue");
        page.getByLabel("Name").fill("by-" + member);
        page.getByLabel("Password").fill(password);
        page.locator("main button").click();
        return page;
    }

    @Test
    void aBlindMailboxIsSaidOnEveryPage() {
        String password = NewAccount.make(accounts, "root", "admin", Optional.of("lena"));
        sources.looked(mailbox, now.minus(Duration.ofHours(7)), 0);
        sources.trouble(mailbox, "the server does not answer; trying again");
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            page.navigate(home.toString());
            page.getByLabel("Name").fill("root");
            page.getByLabel("Password").fill(password);
            page.locator("main button").click();
            assertThat(page.getByRole(AriaRole.ALERT).innerText()).contains("Mailbox “team” has not been read since");
            page.getByText("See the sources").click();
            assertThat(page.locator("main").innerText()).contains("sync failing", "the server does not answer");
            Look.everywhere(page, "blind");
        }
    }

    /** Narrow, each drawing has its months written below it. */
    private static String line(String cells) {
        return cells.replaceAll("\\s+", " ")
                .replace("Nov Jan Mar May Jul Sep", "")
                .trim();
    }

    @Test
    void aWrongPasswordIsToldSo() {
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            page.navigate(home + "sign-in");
            page.getByLabel("Name").fill("nobody");
            page.getByLabel("Password").fill("wrong");
            page.locator("main button").click();
            assertThat(page.getByRole(AriaRole.ALERT).innerText()).contains("Incorrect username or password");
        }
    }
}
