package org.triageledger.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
        Response made = PageForm.post(ada, "/accounts", "/accounts/root/reset-link", Map.of());
        assertThat(made.statusCode()).isEqualTo(303);
        assertThat(page(made)).matches("/accounts\\?done=link&made=\\d+");
        assertThat(kept(made).isHttpOnly()).isTrue();
        assertThat(kept(made).getSameSite()).isEqualTo("Strict");

        given().accept("text/html")
                .cookies(browser(ada, made))
                .head(page(made))
                .then()
                .header("Set-Cookie", not(containsString(ShownOnce.COOKIE)));
        Response shown = shown(ada, made);
        assertThat(secret(shown))
                .contains("/invitation/")
                .doesNotContain(kept(made).getValue());
        assertThat(kept(shown).getMaxAge()).isZero();
        Response again = as(ada).get(page(made));
        assertThat(secret(again)).isEmpty();
        assertThat(Jsoup.parse(again.asString()).select(".done").text())
                .isEqualTo("A link is shown once only. If you do not have it, revoke it below and make another.");
        assertThat(Jsoup.parse(again.asString()).select("main").text())
                .contains("Open invitations and links for a new password: ");
    }

    @Test
    void ofTwoThatAreMadeAtATimeEachPageShowsItsOwn() {
        Response one = PageForm.post(ada, "/accounts", "/accounts/root/reset-link", Map.of());
        Response other =
                PageForm.post(ada, "/accounts", "/accounts/invitations", Map.of("role", "council", "member", "tom"));
        Map<String, String> browser = new HashMap<>(browser(ada, one));
        browser.putAll(browser(ada, other));
        Response first = given().accept("text/html").cookies(browser).get(page(one));
        assertThat(told(first)).isEqualTo("Link for a new password of account root");
        Response second = given().accept("text/html").cookies(browser).get(page(other));
        assertThat(told(second)).isEqualTo("Invitation for member tom, with the role council");
        assertThat(secret(first)).contains("/invitation/").isNotEqualTo(secret(second));
        assertThat(secret(second)).contains("/invitation/");
        assertThat(secret(given().accept("text/html").cookies(browser).get("/accounts")))
                .isEmpty();
    }

    @Test
    void aTokenIsShownToTheOneWhoAskedForItAndOnThePageOfTheirAccountAlone() {
        Response made =
                PageForm.post(ada, "/account", "/account/tokens", Map.of("label", "x", "scope", "read", "days", "3"));
        assertThat(page(made)).matches("/account\\?done=token&made=\\d+");
        assertThat(secret(shown(root, made))).isEmpty();
        assertThat(secret(given().accept("text/html")
                        .cookies(browser(ada, made))
                        .get(page(made).replace("/account?", "/accounts?"))))
                .isEmpty();
        Response shown = shown(ada, made);
        assertThat(secret(shown)).startsWith("tl_");
        assertThat(told(shown)).isEqualTo("Your new token: x");

        clock.set(clock.instant().plus(Duration.ofMinutes(3)));
        assertThat(secret(shown(ada, made))).isEmpty();
    }

    /** Of every length: Base64 knows none of 4n + 1 characters. */
    @Test
    void aCookieThatWasCutOrAlteredShowsNothing() {
        Response made =
                PageForm.post(ada, "/account", "/account/tokens", Map.of("label", "x", "scope", "read", "days", "3"));
        String kept = kept(made).getValue();
        Stream.concat(
                        IntStream.rangeClosed(1, 5).mapToObj(cut -> kept.substring(cut)),
                        Stream.of(kept + "A", kept + "AA", kept + "AAA", "A", "AA", "<b>", "", "A".repeat(3001)))
                .forEach(value -> assertThat(secret(given().accept("text/html")
                                .cookie("ledger-session", ada)
                                .cookie(kept(made).getName(), value)
                                .get(page(made))))
                        .isEmpty());
        Stream.of("x", "", "1".repeat(30), "-1")
                .forEach(number -> assertThat(secret(given().accept("text/html")
                                .cookies(browser(ada, made))
                                .get("/account?done=token&made=" + number)))
                        .isEmpty());
    }

    @Test
    void theAddressOfACalendarHoldsItsToken() {
        Response made = PageForm.post(
                ada, "/account", "/account/tokens", Map.of("label", "x", "scope", "calendar", "days", "3"));
        assertThat(secret(shown(ada, made))).contains("/review.ics?token=tl_");
    }

    @Test
    void whatIsRefusedGivesTheBrowserNothing() {
        Response refused =
                PageForm.post(ada, "/account", "/account/tokens", Map.of("label", "x", "scope", "read", "days", "0"));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(keptIfAny(refused)).isEmpty();
        assertThat(keptIfAny(PageForm.post(ada, "/accounts", "/accounts/nobody/reset-link", Map.of())))
                .isEmpty();
    }

    /** What the browser goes on to. */
    private static Response shown(String session, Response made) {
        return given().accept("text/html").cookies(browser(session, made)).get(page(made));
    }

    private static String page(Response made) {
        return made.header("Location").replaceFirst("^https?://[^/]*", "");
    }

    private static Map<String, String> browser(String session, Response made) {
        return Map.of(
                "ledger-session", session, kept(made).getName(), kept(made).getValue());
    }

    private static Cookie kept(Response response) {
        return keptIfAny(response).orElseThrow();
    }

    private static Optional<Cookie> keptIfAny(Response response) {
        return response.detailedCookies().asList().stream()
                .filter(cookie -> cookie.getName().startsWith(ShownOnce.COOKIE))
                .findFirst();
    }

    private static String told(Response page) {
        return Jsoup.parse(page.asString()).select(".shown h2").text();
    }

    private static RequestSpecification as(String session) {
        return given().accept("text/html").cookie("ledger-session", session);
    }

    private static String secret(Response page) {
        assertThat(page.statusCode()).isEqualTo(200);
        return Jsoup.parse(page.asString()).select(".secret").text();
    }
}
