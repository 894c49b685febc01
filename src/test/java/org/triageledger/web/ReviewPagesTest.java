package org.triageledger.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.store.ReturnStore;
import org.triageledger.work.intake.Importer;
import org.triageledger.work.people.Accounts;
import org.triageledger.work.roster.RosterBook;

/** A review as an admin goes through it in a browser, and what leads to it, narrow and wide, by day and by night. */
@QuarkusTest
class ReviewPagesTest {
    private static final DateTimeFormatter MBOX =
            DateTimeFormatter.ofPattern("EEE MMM dd '10:00:00' uuuu", Locale.ENGLISH);

    @Inject
    RosterBook roster;

    @Inject
    Accounts accounts;

    @Inject
    Importer importer;

    @Inject
    ReturnStore returns;

    @Inject
    Clock clock;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway") // set by the test framework
    URI home;

    @TempDir
    Path folder;

    @RegisterExtension
    static final Chromium browser = new Chromium();

    private String admin = "";
    private String member = "";
    private final List<String> complaints = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        LocalDate today = today();
        roster.load(Files.writeString(folder.resolve("roster.yaml"), """
                members:
                  - {id: ada, name: Ada Beispiel, github: ada-b, joined: 2019-02-01, addresses: [ada@example.org], roles: [{role: admin}]}
                  - {id: bob, name: Bob Voorbeeld, joined: 2019-02-01, addresses: [bob@example.org]}
                  - {id: cleo, name: Cleo Esempio, joined: 2019-02-01, addresses: [cleo@example.org]}
                  - {id: dee, name: Dee Muster, joined: 2019-02-01, addresses: [dee@example.org], roles: [{role: release-manager, branch: "9.9"}]}
                  - {id: finn, name: Finn Eksempel, joined: 2019-02-01, addresses: [finn@example.org], roles: [{role: steering-council, from: 2024-12-13, to: ENDED}]}
                  - {id: gil, name: Gil Exemplo, joined: JOINED, addresses: [gil@example.org]}
                """.replace(
                        "ENDED", today.minusDays(40).toString())
                .replace("JOINED", today.minusDays(200).toString())));
        roster.releaseCycle(Files.writeString(folder.resolve("cycle.json"), """
                {"3.99": {"status": "bugfix", "end_of_life": "2099-10", "release_manager": "Hal Who"}}
                """).toString());
        importer.run(
                new Importer.Order(
                        "archive",
                        "archive",
                        List.of(),
                        List.of(),
                        new Importer.DayRange(today.minusYears(2), today.plusDays(1)),
                        List.of(Files.writeString(folder.resolve("a.mbox"), mbox(today))
                                .toString())),
                read -> {});
        admin = NewAccount.make(accounts, "ada", "admin", Optional.of("ada"));
        member = NewAccount.make(accounts, "bob", "member", Optional.of("bob"));
    }

    @Test
    void everyPageIsFitForEverybody() {
        returns(true);
        try (BrowserContext context = browser.newContext()) {
            Page page = signedIn(context, "ada", admin);
            policiesAndForecastAreShown(page);
            findingsAndRemindersAreShown(page);
            aReviewIsPlannedAndOpened(page);
            itIsDecidedAndVerified(page);
            itIsClosedAndItsTasksAreTicked(page);
        }
        returns(false);
        assertThat(complaints).isEmpty();
    }

    private void policiesAndForecastAreShown(Page page) {
        page.navigate(home + "policies");
        assertThat(page.locator("main").innerText())
                .contains("in force", "Does a new member stay without work?", "PEP 811");
        Look.everywhere(page, "policies");
        page.navigate(home + "forecast");
        assertThat(page.locator("main").innerText())
                .contains("Cleo Esempio", "20 days left", "An answer in one report by", "Bob Voorbeeld");
        Look.everywhere(page, "forecast");
        page.navigate(home + "compare");
        assertThat(page.locator("main").innerText()).contains("Gil Exemplo", "newcomer", "pep811-2025");
        Look.everywhere(page, "compare");
    }

    private void findingsAndRemindersAreShown(Page page) {
        page.navigate(home + "findings");
        assertThat(page.locator("main").innerText())
                .contains(
                        "Only one admin is among the members",
                        "Hal Who manages 3.99 and is no member",
                        "Finn Eksempel was on the steering council until " + today().minusDays(40),
                        "nothing else keeps them: the next review will ask");
        page.locator("summary:has-text('Dismiss')").first().click();
        Look.everywhere(page, "findings");
        page.navigate(home + "reminders");
        assertThat(page.locator("main").innerText())
                .contains("Nothing is sent", "Finn Eksempel", "Before the review on", "It works again");
        page.locator("details.mail", new Page.LocatorOptions().setHasText("Finn"))
                .first()
                .locator("summary")
                .click();
        assertThat(page.locator("details.mail[open] pre").innerText()).contains("Hello Finn Eksempel,");
        Look.everywhere(page, "reminders");
    }

    private void aReviewIsPlannedAndOpened(Page page) {
        page.navigate(home + "review");
        page.getByLabel("Day, in UTC").fill(today().toString());
        evenAsAnother(page);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Plan"))
                .click();
        Look.everywhere(page, "review-planned");
        button(page, "Preview opening");
        assertThat(page.locator("main").innerText())
                .contains(
                        "Nothing is frozen before you confirm it",
                        "verdicts as of " + today() + " (UTC) are frozen",
                        "3 members are to be decided on",
                        "Still unknown",
                        "cannot be removed in this review");
        Look.everywhere(page, "review-opening");
        page.getByText("Do not open it now").click();
        button(page, "Preview opening");
        button(page, "Open the review");
        assertThat(page.locator("main").innerText())
                .contains("Bob Voorbeeld", "Dee Muster", "Finn Eksempel", "0 of 3 decided");
        assertThat(page.locator("#dee input[value=remove]").count()).isZero();
        assertThat(page.locator("#bob input[value=remove]").count()).isOne();
        assertThat(page.locator(".facts code").innerText()).matches("[0-9a-f]{64}");
        Look.everywhere(page, "review-open");
    }

    private void itIsDecidedAndVerified(Page page) {
        decide(page, "bob", "remove", "two years of silence");
        decide(page, "dee", "keep", "builds the installers");
        decide(page, "finn", "ask", "just left the council");
        assertThat(page.locator("main").innerText()).contains("2 of 3 decided");
        page.getByText("Decide otherwise").last().click();
        decide(page, "finn", "defer", "said they will be back");
        page.getByText("Verify it").click();
        assertThat(page.getByRole(AriaRole.STATUS).innerText()).contains("every byte is the same");
        Look.everywhere(page, "review-decided");
    }

    private void itIsClosedAndItsTasksAreTicked(Page page) {
        button(page, "Preview closing");
        assertThat(page.locator("main").innerText())
                .contains(
                        "3 of 3 decided",
                        "The memberships of Bob Voorbeeld end; their last day is " + today() + " (UTC).",
                        "Decided on, and stay members",
                        "defer: said they will be back");
        Look.everywhere(page, "review-closing");
        printsTheReport(page);
        button(page, "Close the review");
        assertThat(page.locator("main").innerText())
                .contains("Remove Bob Voorbeeld from the team on GitHub.", "by ada");
        page.locator(".tasks li", new Page.LocatorOptions().setHasText("from the chat."))
                .locator("button")
                .click();
        assertThat(page.locator(".tasks").innerText()).contains("Done by ada");
        Look.everywhere(page, "review-closed");
        page.navigate(home + "review");
        assertThat(page.locator("tbody tr", new Page.LocatorOptions().setHasText(today().toString()))
                        .innerText())
                .contains("closed");
        Look.everywhere(page, "reviews");
    }

    /** The report as the council gets it: on paper, and as tables. */
    private void printsTheReport(Page page) {
        String at = page.url().replaceAll("/close.*", "");
        Page report = page.context().newPage();
        report.setContent(page.request().get(at + "/report.html").text());
        Look.everywhere(report, "report");
        byte[] paper = report.pdf(new Page.PdfOptions()
                .setPath(Path.of("target", "screens", "report.pdf"))
                .setPreferCSSPageSize(true));
        assertThat(new String(paper, StandardCharsets.ISO_8859_1))
                .startsWith("%PDF")
                .containsPattern("/MediaBox \\[0 0 59[45][.0-9]* 84[12][.0-9]*]");
        assertThat(page.request().get(at + "/report.csv?table=verdicts").text()).startsWith("\"verdict\",\"members\"");
        report.navigate(at);
        List<String> tables =
                report.locator(".links a[href*='report.csv?table=']").allInnerTexts();
        assertThat(tables).containsExactly("summary", "verdicts", "members", "findings", "readings", "quality");
        tables.forEach(table -> assertThat(page.request()
                        .get(at + "/report.csv?table=" + table)
                        .headers()
                        .get("content-disposition"))
                .contains(table));
        report.close();
        assertThat(page.request().get(at + "/report.zip").headers()).containsEntry("content-type", "application/zip");
        assertThat(page.request().get(at + "/report.csv?table=nothing").status())
                .isEqualTo(400);
    }

    @Test
    void aFindingIsSettledAndTakenUpAgain() {
        try (BrowserContext context = browser.newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            Page page = signedIn(context, "ada", admin);
            page.navigate(home + "findings");
            page.locator("article", new Page.LocatorOptions().setHasText("Hal Who"))
                    .locator("summary")
                    .click();
            page.locator("article", new Page.LocatorOptions().setHasText("Hal Who"))
                    .getByLabel("Reason")
                    .fill("was asked, has no time");
            page.locator("article", new Page.LocatorOptions().setHasText("Hal Who"))
                    .locator("button")
                    .click();
            assertThat(page.locator("article", new Page.LocatorOptions().setHasText("Hal Who"))
                            .innerText())
                    .contains("dismissed", "was asked, has no time", "permanently");
            assertThat(page.locator("article").last().innerText())
                    .as("after those that are open")
                    .contains("Hal Who");
            assertThat(page.locator("article", new Page.LocatorOptions().setHasText("Hal Who"))
                            .locator("form")
                            .count())
                    .isZero();
            lookWithScripts(context, page.url(), "findings-settled");
            page.locator("article a:has-text('Undo')").click();
            page.getByLabel("Reason").fill("has time now");
            page.locator("main form.sign button").click();
            assertThat(page.locator("main").innerText()).contains("Saved.", "reverted");
            page.navigate(home + "findings");
            assertThat(page.locator("article", new Page.LocatorOptions().setHasText("Hal Who"))
                            .locator("form")
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void whatCannotBeDoneIsSaidAboveThePage() {
        try (BrowserContext context = browser.newContext()) {
            Page page = signedIn(context, "ada", admin);
            page.navigate(home + "review");
            page.getByLabel("Day, in UTC").fill(today().plusDays(30).toString());
            evenAsAnother(page);
            button(page, "Plan");
            button(page, "Preview opening");
            assertThat(page.getByRole(AriaRole.ALERT).innerText())
                    .contains("The review is planned for " + today().plusDays(30) + ": open it then");
            Look.everywhere(page, "review-refused");
            page.navigate(home + "review");
            page.getByLabel("Day, in UTC").fill(today().plusDays(30).toString());
            button(page, "Plan");
            assertThat(page.getByRole(AriaRole.ALERT).innerText()).contains("already");
            page.locator("tbody a", new Page.LocatorOptions().setHasText("Review"))
                    .first()
                    .click();
            page.getByLabel("Reason for cancelling").fill("a test");
            button(page, "Cancel the review");
            assertThat(page.locator("main").innerText())
                    .doesNotContain(today().plusDays(30).toString());
        }
    }

    /** Other tests may have planned one in the same year. */
    private static void evenAsAnother(Page page) {
        if (page.getByLabel("Plan it although").count() > 0) {
            page.getByLabel("Plan it although").check();
        }
    }

    @Test
    void aMemberSeesWhatIsAboutThem() {
        try (BrowserContext context = browser.newContext(new Browser.NewContextOptions().setViewportSize(360, 800))) {
            Page page = signedIn(context, "bob", member);
            page.navigate(home + "forecast");
            assertThat(page.locator("tbody").innerText())
                    .contains("Bob Voorbeeld")
                    .doesNotContain("Cleo");
            Look.everywhere(page, "forecast-member");
            page.navigate(home + "review");
            assertThat(page.locator("main").innerText()).doesNotContain("Plan a review");
        }
    }

    @Test
    void theDaysOfReviewsAreACalendarForPrograms() {
        given().get("/review.ics")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", org.hamcrest.Matchers.startsWith("Basic "));
        String calendar = given().auth()
                .preemptive()
                .basic("bob", member)
                .get("/review.ics")
                .then()
                .statusCode(200)
                .contentType("text/calendar;charset=UTF-8")
                .extract()
                .asString();
        assertThat(calendar)
                .startsWith("BEGIN:VCALENDAR\r\n")
                .contains("SUMMARY:Review of the members of Example Team")
                .doesNotContain("Ada", "ada@");
    }

    /** axe is a script itself: where scripts are off, Chromium never ends it. */
    private void lookWithScripts(BrowserContext without, String url, String name) {
        try (BrowserContext context =
                browser.newContext(new Browser.NewContextOptions().setStorageState(without.storageState()))) {
            Page page = context.newPage();
            page.navigate(url);
            Look.everywhere(page, name);
        }
    }

    private Page signedIn(BrowserContext context, String name, String password) {
        Page page = context.newPage();
        page.onConsoleMessage(message -> complaints.add(message.text()));
        page.setDefaultTimeout(8_000);
        page.navigate(home + "sign-in");
        page.getByLabel("Name").fill(name);
        page.getByLabel("Password").fill(password);
        page.locator("main button").click();
        page.waitForURL(home.toString());
        return page;
    }

    private static void button(Page page, String name) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .first()
                .click();
    }

    private static void decide(Page page, String member, String decision, String why) {
        page.locator("#" + member + " input[value=" + decision + "]").check();
        page.locator("#" + member + " input[name=reason]").fill(why);
        page.locator("#" + member + " button").click();
        assertThat(page.locator("#" + member + " .decided").innerText()).contains(decision, why);
    }

    private void returns(boolean unreachable) {
        io.quarkus.narayana.jta.QuarkusTransaction.requiringNew().run(() -> {
            if (unreachable) {
                returns.unreachable("old@example.org", "gil", clock.instant(), "5.1.1");
            } else {
                returns.reachable("old@example.org");
            }
        });
    }

    /** Ada worked lately, Cleo 345 days ago. */
    private static String mbox(LocalDate today) {
        StringBuilder mbox = new StringBuilder();
        mail(mbox, today.minusDays(350), "finder@example.net", "rp-1", "");
        mail(mbox, today.minusDays(345), "cleo@example.org", "rp-2", "rp-1");
        mail(mbox, today.minusDays(30), "ada@example.org", "rp-3", "rp-1");
        return mbox.toString();
    }

    private static void mail(StringBuilder mbox, LocalDate day, String from, String id, String parent) {
        mbox.append("From x ").append(MBOX.format(day)).append("\nFrom: ").append(from);
        mbox.append("\nMessage-ID: <").append(id).append("@example.org>");
        mbox.append(parent.isEmpty() ? "" : "\nIn-Reply-To: <" + parent + "@example.org>");
        mbox.append("\nSubject: a report\n\nSome lines.\n\n");
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
