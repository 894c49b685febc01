package org.triageledger.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triageledger.work.Signed;
import org.triageledger.work.TestClock;
import org.triageledger.work.decision.Decisions;
import org.triageledger.work.decision.Proposal;
import org.triageledger.work.people.Accounts;
import org.triageledger.work.people.SignIns;
import org.triageledger.work.roster.RosterBook;

/** Signs in by a provider of OpenID Connect that the test itself runs, in a browser. */
@QuarkusTest
@TestProfile(OidcTest.WithProvider.class)
class OidcTest {
    private static final OidcProvider PROVIDER = OidcProvider.start();

    /** Settings as an admin writes them. */
    public static final class WithProvider implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "ledger.oidc.issuer",
                    OidcProvider.address(),
                    "ledger.oidc.client-id",
                    OidcProvider.CLIENT,
                    "ledger.oidc.client-secret-file",
                    OidcProvider.secretFile().toString(),
                    "ledger.oidc.name",
                    "Example Sign-On",
                    "ledger.oidc.github-claim",
                    "preferred_username");
        }
    }

    @Inject
    RosterBook roster;

    @Inject
    Accounts accounts;

    @Inject
    Decisions decisions;

    @Inject
    SignIns signIns;

    @Inject
    TestClock clock;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway") // set by the test framework
    URI home;

    @TempDir
    Path folder;

    @RegisterExtension
    static final Chromium browser = new Chromium();

    @AfterAll
    static void stop() {
        PROVIDER.close();
    }

    @BeforeEach
    void people() throws IOException {
        roster.load(Files.writeString(folder.resolve("roster.yaml"), """
                members:
                  - {id: ada, name: Ada Beispiel, github: ada-b, joined: 2019-02-01, addresses: [ada@example.org], roles: [{role: admin}]}
                  - {id: bob, name: Bob Voorbeeld, joined: 2019-02-01, addresses: [bob@example.org]}
                  - {id: cia, name: Cia Ejemplo, github: cia-e, joined: 2019-02-01, addresses: [cia@example.org]}
                """));
        NewAccount.make(accounts, "ada", "admin", Optional.of("ada"));
        NewAccount.make(accounts, "bob.v", "member", Optional.of("bob"));
        // an admin who links an address of their own to somebody cannot sign in as them by it
        decisions.decide(new Proposal.Link("bob", "linked@example.net", null, null), new Signed("ada", "a test"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "ada-b, -, -, ada",
                "ADA-B, -, -, ada",
                "-, bob@example.org, true, bob.v",
                "nobody, bob@example.org, true, bob.v",
                "-, bob@example.org, false, -",
                "-, bob@example.org, -, -",
                "ada-b, bob@example.org, true, -",
                "ada-b, bob@example.org, false, ada",
                "cia-e, cia@example.org, true, -",
                "nobody, mallory@example.net, true, -",
                "-, linked@example.net, true, -",
                "-, -, -, -"
            })
    void aPersonOfTheRosterIsFoundByLoginOrVerifiedMail(String login, String mail, String verified, String account) {
        PROVIDER.says(login, mail, verified);
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            page.navigate(home + "account");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sign in with Example Sign-On"))
                    .click();
            if (account == null) {
                assertThat(main(page)).contains("No account here for you", "Ask an admin to invite you");
                page.navigate(home + "account");
                assertThat(main(page)).contains("Password");
                assertThat(page.url()).endsWith("/sign-in");
            } else {
                page.waitForURL(home.toString());
                page.navigate(home + "account");
                assertThat(main(page)).contains("signed in as " + account, "this one");
                page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out everywhere"))
                        .click();
                page.navigate(home + "account");
                assertThat(page.url()).endsWith("/sign-in");
            }
        }
        assertThat(PROVIDER.asked()).contains("code_challenge_method=S256", "nonce=", "scope=openid");
    }

    @Test
    void theAuditLogSaysFromWhereSomebodyCame() {
        // on a day of its own: the log notes an account once a day
        clock.set(clock.instant().plus(Duration.ofDays(1)));
        PROVIDER.says("ada-b", null, null);
        try (BrowserContext context = browser.newContext(
                new Browser.NewContextOptions().setExtraHTTPHeaders(Map.of("X-Forwarded-For", "192.0.2.77")))) {
            Page page = context.newPage();
            page.navigate(home + "sign-in/oidc");
            page.waitForURL(home.toString());
        }
        signIns.write();
        assertThat(decisions.all())
                .filteredOn(line -> line.what().startsWith("Account ada signed in"))
                .last()
                .satisfies(line -> assertThat(line.address()).isEqualTo("192.0.2.0/24"));
        assertThat(accounts.list().accounts())
                .filteredOn(account -> account.username().equals("ada"))
                .singleElement()
                .satisfies(account -> assertThat(account.lastSignIn())
                        .isEqualTo(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)));
        clock.reset();
    }

    @ParameterizedTest
    @CsvSource({"key", "audience", "issuer", "expired", "nonce"})
    void aTokenThatDoesNotHoldSignsNobodyIn(String wrong) {
        PROVIDER.says("ada-b", null, null);
        PROVIDER.lies(wrong);
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            page.navigate(home + "sign-in/oidc");
            assertThat(main(page)).contains("Example Sign-On did not sign you in");
            page.navigate(home + "account");
            assertThat(page.url()).endsWith("/sign-in");
        } finally {
            PROVIDER.lies("");
        }
    }

    @Test
    void whoSaysNoAtTheProviderIsToldSo() {
        PROVIDER.refuses(true);
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            page.navigate(home + "sign-in/oidc");
            assertThat(main(page)).contains("Example Sign-On did not sign you in");
            Look.everywhere(page, "access-sign-in-oidc");
        } finally {
            PROVIDER.refuses(false);
        }
    }

    @Test
    void passwordsAndTheApiGoOnAsWithoutIt() {
        String password = NewAccount.make(accounts, "ada", "admin", Optional.of("ada"));
        given().auth()
                .preemptive()
                .basic("ada", password)
                .get("/api/v1/members")
                .then()
                .statusCode(200);
        given().redirects().follow(false).get("/").then().statusCode(302).header("Location", "/sign-in");
        given().redirects()
                .follow(false)
                .get("/sign-in/oidc?code=made-up&state=made-up")
                .then()
                .statusCode(org.hamcrest.Matchers.oneOf(302, 401));
        given().header("Authorization", "Bearer " + "x.y.z")
                .get("/api/v1/members")
                .then()
                .statusCode(401);
        given().get("/sign-in").then().body(containsString("Sign in with Example Sign-On"));
        for (String cookie : List.of("q_session", "q_session_ledger", "ledger-sso-session")) {
            given().cookie(cookie, "made-up")
                    .redirects()
                    .follow(false)
                    .get("/account")
                    .then()
                    .statusCode(302);
        }
    }

    private static String main(Page page) {
        return page.getByRole(AriaRole.MAIN).innerText();
    }
}
