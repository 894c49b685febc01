package org.triageledger.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
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
        Document page = page("/");
        Element late = page.selectFirst(".todo a[href^=/cases]");
        assertThat(late).isNotNull();
        int counted = Integer.parseInt(late.selectFirst("b").text());
        assertThat(page(late.attr("href")).select("tbody tr")).hasSize(counted);
        assertThat(page.selectFirst("header nav a[href=/cases] .count").ownText())
                .isEqualTo(String.valueOf(counted));
    }

    @Test
    void aStrangerIsLedToWhatIsPublic() {
        Document page = page("/members");
        assertThat(places(page)).containsExactly("Members", "Published advisories");
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
