package org.triageledger.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.work.Days;
import org.triageledger.work.TestClock;
import org.triageledger.work.intake.Importer;
import org.triageledger.work.people.Accounts;
import org.triageledger.work.people.TokenScope;
import org.triageledger.work.people.Tokens;
import org.triageledger.work.roster.NominationBook;
import org.triageledger.work.roster.RosterBook;

/** Who leaves the team sees their own history from then on, and nothing that the team works on; their session and tokens go on. */
@QuarkusTest
class FormerMemberTest {
    private static final List<String> OF_THE_TEAM =
            List.of("/active", "/nominations", "/cases", "/drafts", "/advisories", "/review", "/forecast", "/compare");

    private static final List<String> OWN = List.of("/", "/me", "/members/tom", "/account", "/policies", "/members");

    @Inject
    RosterBook roster;

    @Inject
    Importer importer;

    @Inject
    Accounts accounts;

    @Inject
    Tokens tokens;

    @Inject
    NominationBook nominations;

    @Inject
    Days days;

    @Inject
    TestClock clock;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws IOException {
        FictionalTeam.load(roster, importer, folder);
    }

    @AfterEach
    void now() {
        clock.reset();
    }

    @Test
    void seesTheirHistoryAlone() {
        String session = NewAccount.session(accounts, "tom", "member", Optional.of("tom"));
        String token =
                tokens.create("tom", "a program", TokenScope.READ_AND_ACT, 30).token();
        OF_THE_TEAM.forEach(
                page -> assertThat(get(session, page).statusCode()).as(page).isEqualTo(200));
        assertThat(api(token, "nominations").statusCode()).isEqualTo(200);

        nominations.resign("tom", "", "tom");

        OF_THE_TEAM.forEach(
                page -> assertThat(get(session, page).statusCode()).as(page).isEqualTo(403));
        OWN.forEach(page -> assertThat(get(session, page).statusCode()).as(page).isEqualTo(200));
        assertThat(Jsoup.parse(get(session, "/me").asString()).select("main").text())
                .contains("You left the team", "Report");
        assertThat(Jsoup.parse(get(session, "/account").asString())
                        .select("main")
                        .text())
                .contains("no member of the team today");
        assertThat(Jsoup.parse(get(session, "/").asString()).select("nav a").eachAttr("href"))
                .doesNotContainAnyElementsOf(OF_THE_TEAM);
        assertThat(get(session, "/members/ada").statusCode()).isIn(403, 404);

        for (String closed : List.of("nominations", "members", "cases", "drafts", "reviews", "forecast")) {
            assertThat(api(token, closed).statusCode()).as(closed).isEqualTo(403);
        }
        assertThat(api(token, "members/tom/why?as-of=" + days.today().minusDays(1))
                        .statusCode())
                .isEqualTo(200);
        assertThat(api(token, "members/tom/credits").statusCode()).isEqualTo(200);
        assertThat(given().auth()
                        .oauth2(token)
                        .contentType("application/json")
                        .body(Map.of("name", "Dee", "reason", "x"))
                        .post("/api/v1/nominations")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void whoSignsInAfterTheyLeftSeesNoMore() {
        nominations.resign("noor", "", "noor");
        String session = NewAccount.session(accounts, "noor", "member", Optional.of("noor"));
        assertThat(get(session, "/me").statusCode()).isEqualTo(200);
        assertThat(get(session, "/cases").statusCode()).isEqualTo(403);
    }

    @Test
    void everyLinkOnTheirPagesOpens() {
        String admin = adminToken();
        given().auth()
                .oauth2(admin)
                .contentType("application/json")
                .body(Map.of("day", days.today().plusDays(40).toString()))
                .post("/api/v1/reviews")
                .then()
                .statusCode(200);
        nominations.resign("ines", "", "ines");
        String session = NewAccount.session(accounts, "ines", "member", Optional.of("ines"));
        List<String> pages = new ArrayList<>(OWN);
        pages.replaceAll(page -> page.equals("/members/tom") ? "/members/ines" : page);
        pages.add("/members/ines?as-of=" + days.today().minusDays(1));

        for (String page : pages) {
            for (String link : Jsoup.parse(get(session, page).asString())
                    .select("header a[href^=/], nav a[href^=/], main a[href^=/]")
                    .eachAttr("href")) {
                assertThat(get(session, link).statusCode())
                        .as(link + " on " + page)
                        .isEqualTo(200);
            }
        }
        assertThat(main(session, "/"))
                .contains("You are no member of the team today", "Your last day was")
                .doesNotContain("Next review");
        assertThat(main(session, "/account")).doesNotContain("read the calendar alone");
        String token = tokens.create("ines", "a program", TokenScope.READ, 30).token();
        assertThat(api(token, "to-do").asString()).doesNotContain("nextReview", "/review/");
    }

    @Test
    void adminsAreToldOfAccountsThatKeepTheirRights() {
        clock.set(Instant.parse("2026-11-20T10:00:00Z")); // Marek is on the steering council then
        accounts.all().forEach(account -> accounts.remove(account.username()));
        String admin = adminToken();
        NewAccount.make(accounts, "lena", "auditor", Optional.of("lena"));
        NewAccount.make(accounts, "kwame", "member", Optional.of("kwame"));
        NewAccount.make(accounts, "marek", "council", Optional.of("marek"));
        NewAccount.make(accounts, "yuki", "council", Optional.of("yuki"));
        assertThat(lines(admin, "left")).isEmpty();
        for (String id : List.of("lena", "kwame", "marek", "yuki")) {
            nominations.resign(id, "", id);
        }

        assertThat(lines(admin, "left")).containsExactly("kwame", "lena", "marek", "yuki");
        assertThat(lines(admin, "left-with-rights")).containsExactly("lena", "yuki");
        assertThat(api(admin, "accounts?filter=left").jsonPath().<String>getList("accounts.left"))
                .hasSize(4)
                .allMatch(day -> day.startsWith("20"));
        String session = NewAccount.session(accounts, "ada", "admin", Optional.of("ada"));
        String count = "a[href=/accounts?filter=left-with-rights]";
        assertThat(Jsoup.parse(get(session, "/").asString()).select(count).text())
                .isEqualTo("2 accounts that keep their rights though their people left the team");
        assertThat(main(session, "/accounts?filter=left-with-rights"))
                .contains("member lena left on " + days.today().minusDays(1))
                .doesNotContain("kwame left on");

        accounts.remove("yuki");
        assertThat(Jsoup.parse(get(session, "/").asString()).select(count).text())
                .isEqualTo("1 account that keeps its rights though its person left the team");
        accounts.remove("lena");
        assertThat(Jsoup.parse(get(session, "/").asString()).select(count)).isEmpty();
    }

    @Test
    void anAccountOfAnotherRoleHasWhatItsRoleSays() {
        nominations.resign("aiko", "", "aiko");
        String session = NewAccount.session(accounts, "aiko", "auditor", Optional.of("aiko"));
        assertThat(get(session, "/cases").statusCode()).isEqualTo(200);
    }

    private static Response get(String session, String path) {
        return given().accept("text/html")
                .cookie("ledger-session", session)
                .redirects()
                .follow(false)
                .get(path);
    }

    private String adminToken() {
        NewAccount.make(accounts, "ada", "admin", Optional.of("ada"));
        return tokens.create("ada", "a program", TokenScope.READ_AND_ACT, 30).token();
    }

    private static List<String> lines(String token, String filter) {
        return api(token, "accounts?filter=" + filter).jsonPath().getList("accounts.username");
    }

    private static String main(String session, String path) {
        return Jsoup.parse(get(session, path).asString()).select("main").text();
    }

    private static Response api(String token, String path) {
        return given().auth().oauth2(token).get("/api/v1/" + path);
    }
}
