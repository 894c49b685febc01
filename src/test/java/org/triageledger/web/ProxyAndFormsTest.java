package org.triageledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.triageledger.work.intake.Importer;
import org.triageledger.work.people.Accounts;
import org.triageledger.work.roster.RosterBook;

/** The pages behind a proxy with TLS, without script, and what becomes of a form that could not be taken. */
@QuarkusTest
@TestProfile(FreshLedger.class)
class ProxyAndFormsTest {
    private static final String TYPED = "A long talk by phone, with \"quotes\" & <signs>.\nSecond line.";

    private String typed = "";

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
    URI service;

    @TempDir
    Path folder;

    @RegisterExtension
    static final Chromium browser = new Chromium();

    private BrowserContext context;
    private Page page;
    private String password = "";
    private final List<String> complaints = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        roster.load(Files.writeString(folder.resolve("roster.yaml"), """
                members:
                  - {id: ada, name: Ada Beispiel, joined: 2019-02-01, addresses: [ada@example.org], roles: [{role: admin}]}
                  - {id: bob, name: Bob Voorbeeld, joined: 2019-02-01, addresses: [bob@example.org]}
                """));
        password = NewAccount.make(accounts, "ada", "admin", Optional.of("ada"));
        context = browser.newContext(new Browser.NewContextOptions().setIgnoreHTTPSErrors(true));
        page = context.newPage();
        page.setDefaultTimeout(8_000);
        page.onConsoleMessage(message -> complaints.add(message.text()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void behindAProxyEveryPostEndsAtThePublicAddress(boolean tells) throws Exception {
        String name = tells ? "Dee Muster" : "Eve Muster";
        try (TlsProxy proxy = new TlsProxy(service, folder, tells)) {
            page.navigate(proxy.home() + "nominations");
            assertThat(page.url()).isEqualTo(proxy.home() + "sign-in");
            signIn(password);
            assertThat(page.url()).isEqualTo(proxy.home() + "nominations");
            page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill(name);
            page.getByLabel("Reason (no vulnerability details)").fill("good patches");
            press("Nominate");
            assertThat(page.url()).isEqualTo(proxy.home() + "nominations");
            assertThat(main()).contains(name);
            press("Sign out");
            assertThat(page.url()).isEqualTo(proxy.home() + "sign-in?out=true");
            assertThat(main()).contains("You are signed out");

            assertThat(complaints).isEmpty();
            assertThat(proxy.seen).anyMatch(line -> line.startsWith("Set-Cookie: ledger-session="));
            assertThat(proxy.seen).anyMatch(line -> line.startsWith("Set-Cookie: ledger-csrf="));
            assertThat(proxy.seen).allSatisfy(line -> {
                if (line.startsWith("Location: ")) {
                    assertThat(line).startsWith("Location: /");
                } else {
                    assertThat(line).contains("SameSite=Strict");
                    assertThat(line.contains("Secure")).as(line).isEqualTo(tells);
                }
            });
        }
    }

    @Test
    void aClientOfItsOwnCannotPretendToBeAProxy() throws Exception {
        for (String host : List.of("evil.example", "evil.example:443")) {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(service.resolve("/me"))
                                    .header("X-Forwarded-Host", host)
                                    .header("X-Forwarded-Proto", "https")
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.headers().firstValue("Location")).hasValue("/sign-in");
        }
    }

    @Test
    void whatWasTypedSurvivesTheEndOfTheSession() {
        signedInAt("me");
        claim();
        context.clearCookies();
        press("Submit claim");
        assertThat(main()).contains("Your session has ended");
        assertThat(page.content()).doesNotContain("<signs>");
        Look.everywhere(page, "session-ended");

        signIn("wrong");
        assertThat(main()).contains("Incorrect username or password", "What you typed is kept");
        signIn(password);
        assertThat(main()).contains("You are signed in again. Nothing was sent yet");
        claimIsFilledIn();
        Look.everywhere(page, "form-again");
        press("Submit claim");
        assertThat(page.url()).isEqualTo(service + "me");
        assertThat(main()).contains("Claims and disputes about you", "A long talk by phone");
    }

    @Test
    void whatWasTypedSurvivesATokenThatIsTooOld() {
        for (String token : new String[] {null, "another-token-of-22-chr"}) {
            context.clearCookies();
            signedInAt("me");
            claim();
            context.clearCookies(new BrowserContext.ClearCookiesOptions().setName("ledger-csrf"));
            if (token != null) {
                page.context().newPage().navigate(service + "me");
            }
            press("Submit claim");
            assertThat(main()).contains("This page was open for too long");
            claimIsFilledIn();
            press("Submit claim");
            assertThat(page.url()).isEqualTo(service + "me");
        }
        page.navigate(service + "me");
        context.clearCookies(new BrowserContext.ClearCookiesOptions().setName("ledger-csrf"));
        press("Sign out");
        press("Sign out");
        assertThat(main()).contains("You are signed out");
    }

    @Test
    void whatWasTypedSurvivesARefusal() {
        signedInAt("nominations");
        page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("Bob Voorbeeld");
        page.getByLabel("GitHub login").fill("not a login!");
        page.getByLabel("Reason (no vulnerability details)").fill("good patches");
        press("Nominate");
        assertThat(page.getByRole(AriaRole.ALERT).count()).isPositive();
        assertThat(page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true))
                        .inputValue())
                .isEqualTo("Bob Voorbeeld");
        assertThat(page.getByLabel("GitHub login").inputValue()).isEqualTo("not a login!");
        assertThat(page.getByLabel("Reason (no vulnerability details)").inputValue())
                .isEqualTo("good patches");
    }

    @Test
    void aFormOfAnotherSiteIsNeitherTakenNorKept() throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(service.resolve("/me/claim"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .header("Sec-Fetch-Site", "cross-site")
                                .POST(HttpRequest.BodyPublishers.ofString("text=planted"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).doesNotContain("planted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://evil.example/", "//evil.example/", "/\\evil.example", "/api/v1/members", "/sign-in"})
    void afterASignInAFormGoesNowhereElse(String path) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(service.resolve("/j_security_check"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString("j_username=ada&j_password=" + password
                                        + "&kept-path="
                                        + java.net.URLEncoder.encode(path, java.nio.charset.StandardCharsets.UTF_8)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).hasValue("/");
    }

    @Test
    void theAuthorOfAnAmbiguousMessageIsChosenOnThePage() throws IOException {
        importer.run(
                new Importer.Order(
                        "ambiguous",
                        "archive",
                        List.of(),
                        List.of(),
                        null,
                        List.of(Files.writeString(folder.resolve("a.mbox"), """
                                From x Mon Mar  2 10:00:00 2026
                                From: finder@example.net
                                Message-ID: <found@example.net>
                                Subject: overflow

                                There is a hole.

                                From x Tue Mar  3 10:00:00 2026
                                From: Ada Beispiel <ada@example.org>, Bob Voorbeeld <bob@example.org>
                                Message-ID: <both@example.org>
                                In-Reply-To: <found@example.net>
                                Subject: Re: overflow

                                We look at it.

                                """).toString())),
                read -> {});
        signedInAt("queue?kind=author&q=both");
        page.locator(".queue tbody th a").click();
        assertThat(main()).contains("Ada Beispiel", "Bob Voorbeeld", "Somebody else");
        Look.everywhere(page, "choose-author");
        page.getByLabel("Bob Voorbeeld").check();
        page.locator("button[value=confirm]").click();
        assertThat(main()).contains("bob gains 1 report with credits");
        page.getByText("Choose another answer").click();
        page.getByLabel("Somebody else").fill("nobody-known");
        page.locator("button[value=confirm]").click();
        assertThat(main()).contains("No member 'nobody-known'");
        assertThat(page.getByLabel("Somebody else").inputValue()).isEqualTo("nobody-known");
        page.getByLabel("Somebody else").fill("bob@example.org");
        page.locator("button[value=confirm]").click();
        assertThat(main()).contains("bob gains 1 report with credits");
        page.getByLabel("Reason").fill("asked him");
        press("Save decision");
        assertThat(main()).contains("Saved.", "asked him");
    }

    @Test
    void theAuthorOfAMessageThatNamesNobodyIsEnteredOnThePage() throws IOException {
        importer.run(
                new Importer.Order(
                        "nameless",
                        "archive",
                        List.of(),
                        List.of(),
                        null,
                        List.of(Files.writeString(folder.resolve("n.mbox"), """
                                From x Mon Apr  6 10:00:00 2026
                                From: finder@example.net
                                Message-ID: <found-2@example.net>
                                Subject: underflow

                                There is another hole.

                                From x Tue Apr  7 10:00:00 2026
                                From: Bob Voorbeeld
                                Message-ID: <nameless@example.org>
                                In-Reply-To: <found-2@example.net>
                                Subject: Re: underflow

                                I look at it.

                                """).toString())),
                read -> {});
        signedInAt("queue?kind=author&q=nameless");
        assertThat(main()).contains("Unverified authors", "Unknown author");
        Look.everywhere(page, "queue-unknown-author");
        page.locator(".queue tbody th a").click();
        assertThat(main()).contains("The message names no author");
        Look.everywhere(page, "enter-author");
        page.locator("button[value=confirm]").click();
        assertThat(main()).contains("name the member, or the address");
        page.getByLabel("Author, to confirm").fill("nobody-known");
        page.locator("button[value=confirm]").click();
        assertThat(main()).contains("No member 'nobody-known'");
        page.getByLabel("Author, to confirm").fill("bob");
        page.locator("button[value=confirm]").click();
        assertThat(main()).contains("bob gains 1 report with credits");
        page.getByLabel("Reason").fill("asked him");
        press("Save decision");
        assertThat(main()).contains("Saved.");
        page.navigate(service + "queue?kind=author&q=nameless");
        assertThat(main()).doesNotContain("Unknown author");
    }

    /** Another one each time: the same claim is not made twice. */
    private void claim() {
        typed = TYPED + " " + UUID.randomUUID();
        page.getByLabel("Kind").selectOption(new SelectOption().setIndex(1));
        page.getByLabel("Day, in UTC").fill(today());
        page.getByLabel("What you did").fill(typed);
        page.getByLabel("Supporting link (optional)").fill("https://example.org/minutes");
    }

    private void claimIsFilledIn() {
        assertThat(page.getByLabel("What you did").inputValue()).isEqualTo(typed);
        assertThat(page.getByLabel("Day, in UTC").inputValue()).isEqualTo(today());
        assertThat(page.getByLabel("Supporting link (optional)").inputValue()).isEqualTo("https://example.org/minutes");
        assertThat(page.locator("select[name=kind] option").nth(1).getAttribute("selected"))
                .isNotNull();
    }

    private String today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
    }

    private void signedInAt(String where) {
        page.navigate(service + "sign-in");
        signIn(password);
        page.navigate(service + where);
    }

    private void signIn(String secret) {
        page.getByLabel("Name").fill("ada");
        page.getByLabel("Password").fill(secret);
        page.locator("main button").click();
    }

    private void press(String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .first()
                .click();
    }

    private String main() {
        return page.locator("main").innerText();
    }
}
