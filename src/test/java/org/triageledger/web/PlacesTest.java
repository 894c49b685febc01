package org.triageledger.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.work.intake.Importer;
import org.triageledger.work.people.Accounts;
import org.triageledger.work.roster.ClaimBook;
import org.triageledger.work.roster.RosterBook;

/** The navigation and the start page, as each role sees them. */
@QuarkusTest
class PlacesTest {
    @Inject
    RosterBook roster;

    @Inject
    Accounts accounts;

    @Inject
    Importer importer;

    @Inject
    ClaimBook claims;

    @TempDir
    Path folder;

    @BeforeEach
    void team() throws IOException {
        FictionalTeam.load(roster, importer, folder);
        NewAccount.make(accounts, "ines", "member", Optional.of("ines"));
        NewAccount.make(accounts, "marek", "council", Optional.of("marek"));
        NewAccount.make(accounts, "eye", "auditor", Optional.empty());
        NewAccount.make(accounts, "lena", "admin", Optional.of("lena"));
    }

    @Test
    @TestSecurity(user = "ines", roles = "member")
    void aMemberFindsTheirOwnStanding() {
        Document page = page("/");
        assertThat(places(page)).containsExactly("Start", "Members", "Reports", "Reviews");
        assertThat(page.text())
                .contains("Where you stand", "Your latest reports")
                .doesNotContain("The team today");
        assertThat(tabs(page("/cases"))).containsExactly("Cases", "Advisories", "Drafts");
        assertThat(tabs(page("/active"))).containsExactly("Who is active", "Nominations", "Public list");
    }

    @Test
    @TestSecurity(user = "marek", roles = "council")
    void theCouncilFindsReviewsAndNominationsAndNoReport() {
        Document page = page("/");
        assertThat(places(page)).containsExactly("Start", "Members", "Reports", "Reviews");
        assertThat(page.text()).contains("The team today").doesNotContain("in the queue");
        assertThat(page.select("header nav a").get(2).attr("href"))
                .as("the first page of the place that they see")
                .isEqualTo("/insight");
        assertThat(tabs(page("/review")))
                .containsExactly("Reviews", "Forecast", "Findings", "Policies", "Compare policies");
    }

    @Test
    @TestSecurity(user = "eye", roles = "auditor")
    void anAuditorSeesEveryPlaceAndIsAskedForNothing() {
        Document page = page("/");
        assertThat(places(page))
                .containsExactly("Start", "Members", "Reports", "Reviews", "Queue", "Sources", "Audit log", "Settings");
        assertThat(page.text()).contains("Nothing waits for you").doesNotContain("Where you stand");
        assertThat(page.select(".count")).isEmpty();
    }

    @Test
    @TestSecurity(user = "lena", roles = "admin")
    void anAdminIsLedToWhatIsCounted() {
        assertThat(page("/").select(".count")).isEmpty();
        claims.claim("triage", LocalDate.parse("2026-10-14"), "by phone", null, "ines");
        Document page = page("/");
        Element line = page.expectFirst(".todo a[href=/claims]");
        assertThat(line.text()).isEqualTo("1 claim or dispute to decide");
        assertThat(page.expectFirst("header nav a[href=/active] .count").ownText())
                .isEqualTo("1");
        Document led = page(line.attr("href"));
        assertThat(led.select("tbody tr")).hasSize(1);
        assertThat(led.expectFirst(".tabs a[href=/claims] .count").ownText()).isEqualTo("1");
    }

    @Test
    void aStrangerIsLedToWhatIsPublic() {
        Document page = page("/members");
        assertThat(places(page)).containsExactly("Members");
        assertThat(page.text()).contains("Sign in", "Documentation", "Licence");
    }

    private static Document page(String path) {
        return Jsoup.parse(given().get(path).then().statusCode(200).extract().asString());
    }

    private static List<String> places(Document page) {
        return page.select("header nav a").stream().map(Element::ownText).toList();
    }

    private static List<String> tabs(Document page) {
        return page.select(".tabs a").stream().map(Element::ownText).toList();
    }
}
