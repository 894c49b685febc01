package org.triageledger.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.work.Days;
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

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws IOException {
        FictionalTeam.load(roster, importer, folder);
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

    private static Response api(String token, String path) {
        return given().auth().oauth2(token).get("/api/v1/" + path);
    }
}
