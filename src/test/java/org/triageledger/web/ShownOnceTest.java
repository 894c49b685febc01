package org.triageledger.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.work.TestClock;
import org.triageledger.work.intake.Importer;
import org.triageledger.work.people.Accounts;
import org.triageledger.work.roster.RosterBook;

/** What a form made is shown by the page that the browser goes on to: once, soon, and to nobody else. */
@QuarkusTest
class ShownOnceTest {
    @Inject
    RosterBook roster;

    @Inject
    Importer importer;

    @Inject
    Accounts accounts;

    @Inject
    TestClock clock;

    @TempDir
    Path folder;

    private String ada = "";
    private String root = "";

    @BeforeEach
    void start() throws IOException {
        FictionalTeam.load(roster, importer, folder);
        ada = NewAccount.session(accounts, "ada", "admin", Optional.of("ada"));
        root = NewAccount.session(accounts, "root", "admin", Optional.of("lena"));
    }

    @Test
    void aLinkIsShownOnceHoweverOftenThePageIsLoaded() {
        Response made = post(ada, "/accounts", "/accounts/root/reset-link", Map.of());
        assertThat(made.statusCode()).isEqualTo(303);
        assertThat(made.header("Location")).endsWith("/accounts?done=link");
        String kept = made.cookie(ShownOnce.COOKIE);
        assertThat(made.detailedCookie(ShownOnce.COOKIE).isHttpOnly()).isTrue();
        assertThat(made.detailedCookie(ShownOnce.COOKIE).getSameSite()).isEqualTo("Strict");

        Response shown = shown(ada, "/accounts?done=link", kept);
        assertThat(secret(shown)).contains("/invitation/").doesNotContain(kept);
        assertThat(shown.detailedCookie(ShownOnce.COOKIE).getMaxAge()).isZero();
        Response again = as(ada).get("/accounts?done=link");
        assertThat(secret(again)).isEmpty();
        assertThat(Jsoup.parse(again.asString()).select(".done").text())
                .isEqualTo(
                        "The link was shown once, and is not shown again. If it is lost, revoke it below and make another.");
        assertThat(Jsoup.parse(again.asString()).select("main").text())
                .contains("Open invitations and links for a new password: 1");
    }

    @Test
    void aTokenIsShownToTheOneWhoAskedForItAndOnThePageOfTheirAccountAlone() {
        Response made = post(ada, "/account", "/account/tokens", Map.of("label", "x", "scope", "read", "days", "3"));
        assertThat(made.header("Location")).endsWith("/account?done=token");
        String kept = made.cookie(ShownOnce.COOKIE);
        assertThat(secret(shown(root, "/account", kept))).isEmpty();
        assertThat(secret(shown(ada, "/accounts", kept))).isEmpty();
        assertThat(secret(shown(ada, "/account", kept + "A"))).isEmpty();
        assertThat(secret(shown(ada, "/account", kept.substring(1)))).isEmpty();
        assertThat(secret(shown(ada, "/account", "<b>"))).isEmpty();
        assertThat(secret(shown(ada, "/account", kept))).startsWith("tl_");

        clock.set(clock.instant().plus(Duration.ofMinutes(3)));
        assertThat(secret(shown(ada, "/account", kept))).isEmpty();
    }

    @Test
    void theAddressOfACalendarHoldsItsToken() {
        Response made =
                post(ada, "/account", "/account/tokens", Map.of("label", "x", "scope", "calendar", "days", "3"));
        assertThat(secret(shown(ada, "/account", made.cookie(ShownOnce.COOKIE))))
                .contains("/review.ics?token=tl_");
    }

    @Test
    void whatIsRefusedGivesTheBrowserNothing() {
        Response refused = post(ada, "/account", "/account/tokens", Map.of("label", "x", "scope", "read", "days", "0"));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.cookie(ShownOnce.COOKIE)).isNull();
        assertThat(post(ada, "/accounts", "/accounts/nobody/reset-link", Map.of())
                        .cookie(ShownOnce.COOKIE))
                .isNull();
    }

    private static Response post(String session, String page, String path, Map<String, String> fields) {
        Response form = as(session).get(page);
        return as(session)
                .cookie("ledger-csrf", form.cookie("ledger-csrf"))
                .redirects()
                .follow(false)
                .formParams(fields)
                .formParam("csrf", SessionsTest.csrf(form))
                .post(path);
    }

    private static Response shown(String session, String page, String kept) {
        return as(session).cookie(ShownOnce.COOKIE, kept).get(page);
    }

    private static RequestSpecification as(String session) {
        return given().accept("text/html").cookie("ledger-session", session);
    }

    private static String secret(Response page) {
        assertThat(page.statusCode()).isEqualTo(200);
        return Jsoup.parse(page.asString()).select(".secret").text();
    }
}
