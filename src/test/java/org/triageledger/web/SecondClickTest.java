package org.triageledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
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
import org.triageledger.work.review.ReviewBook;
import org.triageledger.work.roster.LeaveBook;
import org.triageledger.work.roster.RosterBook;

/** A button that is pressed once more, or on a page that is older than what was done since, says that nothing was changed. */
@QuarkusTest
class SecondClickTest {
    private static final String GONE =
            "What this form is about is not there, or not any more. Nothing was changed; go back and reload the page.";

    @Inject
    RosterBook roster;

    @Inject
    Importer importer;

    @Inject
    Accounts accounts;

    @Inject
    Tokens tokens;

    @Inject
    LeaveBook leaves;

    @Inject
    ReviewBook reviews;

    @Inject
    Days days;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws IOException {
        FictionalTeam.load(roster, importer, folder);
    }

    @Test
    void onALeave() {
        String tom = NewAccount.session(accounts, "tom", "member", Optional.of("tom"));
        leaves.take("tom", days.today(), null, "", "tom");
        long number = leaves.all(member -> true).leaves().getFirst().decision();
        assertTwice(tom, "/me", "/me/leave/" + number + "/removal", Map.of(), GONE);
    }

    @Test
    void onAReview() {
        String lena = NewAccount.session(accounts, "lena", "admin", Optional.of("lena"));
        String id = reviews.plan(days.today().plusYears(4), new ReviewBook.Who("lena", "admin"));
        assertTwice(lena, "/review", "/review/" + id + "/cancel", Map.of("reason", "not needed"), GONE);
    }

    @Test
    void onAToken() {
        String lena = NewAccount.session(accounts, "lena", "admin", Optional.of("lena"));
        long id = tokens.create("lena", "a program", TokenScope.READ, 3).id();
        assertTwice(
                lena,
                "/account",
                "/account/tokens/" + id + "/revocation",
                Map.of(),
                "There is no token " + id + " to revoke");
    }

    private static void assertTwice(String session, String page, String path, Map<String, String> fields, String told) {
        assertThat(PageForm.post(session, page, path, fields).statusCode()).isEqualTo(303);
        Response again = PageForm.post(session, page, path, fields);
        assertThat(again.statusCode()).isIn(404, 409);
        assertThat(Jsoup.parse(again.asString()).select("main").text()).contains(told);
    }
}
