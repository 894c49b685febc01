package org.triageledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.work.intake.Importer;
import org.triageledger.work.people.Accounts;
import org.triageledger.work.roster.RosterBook;

/** How people join, claim and leave, in a browser, narrow and wide, by day and by night. */
@QuarkusTest
class PeoplePagesTest {
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
    URI home;

    @TempDir
    Path folder;

    @RegisterExtension
    static final Chromium browser = new Chromium();

    private final Map<String, String> passwords = new HashMap<>();
    private final List<String> complaints = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        roster.load(Files.writeString(folder.resolve("roster.yaml"), """
                members:
                  - {id: ada, name: Ada Beispiel, github: ada-b, joined: 2019-02-01, addresses: [ada@example.org], roles: [{role: admin}]}
                  - {id: bob, name: Bob Voorbeeld, joined: 2019-02-01, addresses: [bob@example.org]}
                  - {id: sam, name: Sam Esempio, joined: 2019-02-01, roles: [{role: steering-council}]}
                """));
        roster.releaseCycle(Files.writeString(folder.resolve("cycle.json"), """
                {"3.99": {"status": "bugfix", "end_of_life": "2099-10", "release_manager": "Hal Who"}}
                """).toString());
        DateTimeFormatter form = DateTimeFormatter.ofPattern("EEE MMM dd '10:00:00' uuuu", Locale.ENGLISH);
        importer.run(
                new Importer.Order(
                        "archive",
                        "archive",
                        List.of(),
                        List.of(),
                        new Importer.DayRange(today.minusYears(2), today.plusDays(1)),
                        List.of(Files.writeString(
                                        folder.resolve("a.mbox"), """
                                From x FIRST
                                From: finder@example.net
                                Message-ID: <report@example.net>
                                Subject: overflow

                                There is a hole.

                                From x SECOND
                                From: Bob Voorbeeld <bob@example.org>
                                Message-ID: <answer@example.org>
                                In-Reply-To: <report@example.net>
                                Subject: Re: overflow

                                We look at it.
                                """.replace("FIRST", form.format(today.minusDays(30)))
                                                .replace("SECOND", form.format(today.minusDays(29))))
                                .toString())),
                read -> {});
        Map.of("ada", "admin", "bob", "member", "sam", "council")
                .forEach((name, role) -> passwords.put(name, NewAccount.make(accounts, name, role, Optional.of(name))));
    }

    @Test
    void fromANominationToAResignation() {
        as("bob", this::claimsDisputesAndTakesLeave);
        as("ada", this::anAdminChangesAndRemovesALeave);
        as("bob", this::nominatesAndVotes);
        as("sam", this::theCouncilAccepts);
        as("ada", this::anAdminAddsTheMemberAndDecidesClaims);
        as("bob", this::resigns);
        assertThat(complaints).isEmpty();
    }

    private void claimsDisputesAndTakesLeave(Page page) {
        page.navigate(home + "me");
        assertThat(main(page)).contains("Bob Voorbeeld", "active", "Claim work that left no mail");
        page.getByLabel("Day, in UTC")
                .fill(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString());
        page.getByLabel("What you did").fill("handled by phone");
        button(page, "Submit claim");
        page.getByLabel("Why this credit is wrong").first().fill("it was only thanks");
        page.locator("button:has-text('Dispute the credit')").first().click();
        assertThat(main(page)).contains("Claims and disputes about you", "handled by phone", "not yet");
        page.getByLabel("Reason (optional)").first().fill("a private matter");
        button(page, "Record leave");
        assertThat(main(page)).contains("on leave from", "a private matter", "no end given");
        button(page, "Record leave");
        assertThat(main(page)).contains("These days overlap another leave");
        page.getByText("Change the leave").click();
        page.locator("details[open] input[name=to]")
                .fill(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                        .plusDays(3)
                        .toString());
        page.locator("details[open] button").first().click();
        assertThat(main(page)).doesNotContain("no end given").contains("a private matter");
        assertThat(page.url()).isEqualTo(home + "me");
        Look.everywhere(page, "me");
    }

    private void anAdminChangesAndRemovesALeave(Page page) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        page.navigate(home + "members/bob");
        assertThat(main(page)).contains("Leave of absence", "a private matter");
        Look.everywhere(page, "why-leaves");
        page.getByText("Record a leave").click();
        page.getByLabel("From").fill(today.plusDays(2).toString());
        page.getByLabel("Reason (optional)").fill("<b>a trip</b>");
        button(page, "Record leave");
        assertThat(main(page)).contains("These days overlap another leave");
        assertThat(page.getByLabel("Reason (optional)").inputValue()).isEqualTo("<b>a trip</b>");
        Look.everywhere(page, "leave-refused");
        page.getByLabel("From").fill(today.plusDays(20).toString());
        page.getByLabel("To (optional)").fill(today.plusDays(19).toString());
        button(page, "Record leave");
        assertThat(main(page)).contains("The leave ends before it begins");
        page.getByLabel("To (optional)").fill(today.plusDays(30).toString());
        button(page, "Record leave");
        assertThat(page.url()).isEqualTo(home + "members/bob#leaves");
        assertThat(main(page)).contains("<b>a trip</b>", today.plusDays(30).toString());
        link(page, "Change the leave from " + today.plusDays(20));
        assertThat(page.getByLabel("To (optional)").inputValue())
                .isEqualTo(today.plusDays(30).toString());
        Look.everywhere(page, "leave-change");
        page.getByLabel("To (optional)").fill(today.plusDays(25).toString());
        button(page, "Save changes");
        assertThat(main(page))
                .contains(today.plusDays(25).toString())
                .doesNotContain(today.plusDays(30).toString());
        link(page, "Remove… the leave from " + today.plusDays(20));
        assertThat(main(page)).contains("Nothing is changed before you confirm it.", "<b>a trip</b>");
        Look.everywhere(page, "leave-removal");
        page.getByText("Keep it").click();
        assertThat(main(page)).contains("<b>a trip</b>");
        link(page, "Remove… the leave from " + today.plusDays(20));
        String removal = page.url();
        button(page, "Remove leave");
        assertThat(main(page)).doesNotContain("<b>a trip</b>").contains("a private matter");
        assertThat(page.navigate(removal).status()).as("it is gone").isEqualTo(404);
        page.navigate(home + "members/ada/leaves");
        assertThat(page.navigate(removal.replace("/bob/", "/ada/")).status()).isEqualTo(404);
    }

    private static void link(Page page, String name) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    private void nominatesAndVotes(Page page) {
        page.navigate(home + "nominations");
        assertThat(main(page)).contains("Hal Who", "awaits council", "Proposed by rule");
        page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("Dee Muster");
        page.getByLabel("GitHub login").fill("dee-m");
        page.getByLabel("Reason (no vulnerability details)").fill("good patches");
        button(page, "Nominate");
        page.locator("input[value=for]").check();
        button(page, "Vote on Dee Muster");
        assertThat(main(page))
                .contains(
                        "Your vote. You can change it until the vote ends.",
                        "1 in favour, 0 against so far",
                        "Nominating is not a vote",
                        "Members see the counts and their own vote.")
                .doesNotContain("AoE");
        page.locator("input[value=against]").check();
        button(page, "Change vote on Dee Muster");
        assertThat(main(page)).contains("0 in favour, 1 against so far");
        page.locator("input[value=for]").check();
        button(page, "Change vote on Dee Muster");
        assertThat(page.getByText("Council decision").count()).isZero();
        Look.everywhere(page, "nominations-member");
    }

    private void theCouncilAccepts(Page page) {
        page.navigate(home + "nominations");
        assertThat(main(page)).contains("Bob Voorbeeld: for");
        page.getByText("Council decision").first().click();
        page.locator("details[open] input[value=accept]").check();
        page.locator("details[open] input[name=reason]").fill("welcome");
        page.locator("details[open] button").click();
        assertThat(main(page)).contains("The steering council accepted.");
        Look.everywhere(page, "nominations-council");
    }

    private void anAdminAddsTheMemberAndDecidesClaims(Page page) {
        page.navigate(home + "nominations");
        page.locator("button", new Page.LocatorOptions().setHasText("Add member"))
                .click();
        assertThat(main(page)).contains("Closed", "A member since");
        page.navigate(home + "claims");
        assertThat(main(page)).contains("Bob Voorbeeld", "Claims work", "Credit disputed");
        Look.everywhere(page, "claims-open");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile("^Decide claim")))
                .first()
                .click();
        assertThat(main(page))
                .contains(
                        "Bob Voorbeeld disputes a credit of Bob Voorbeeld",
                        "it was only thanks",
                        "What accepting it would change today",
                        "loses 1 report with credits",
                        "answer@example.org");
        Look.everywhere(page, "claim-dispute");
        page.navigate(home + "claims");
        for (int i = 0; i < 2; i++) {
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile("^Decide claim")))
                    .first()
                    .click();
            page.locator("input[value=accept]").check();
            page.locator("input[name=reason]").fill("seen");
            button(page, "Save decision");
        }
        assertThat(main(page)).contains("No open claims or disputes", "Decided", "seen");
        Look.everywhere(page, "claims-decided");
        page.navigate(home + "approvals");
        assertThat(main(page)).contains("No decision is awaiting approval");
        page.navigate(home + "members/bob");
        assertThat(main(page)).contains("claim-c", "claimed");
    }

    private void resigns(Page page) {
        page.navigate(home + "claims");
        assertThat(main(page)).doesNotContain("handled by phone");
        page.navigate(home + "me");
        page.getByText("Resign from the team").click();
        assertThat(page.url()).isEqualTo(home + "me/resign");
        assertThat(main(page)).contains("Bob Voorbeeld, this is what happens", "Last day of your membership");
        Look.everywhere(page, "resign");
        page.getByText("Stay on the team").click();
        assertThat(main(page)).contains("Claim work that left no mail");
        page.navigate(home + "me/resign");
        button(page, "Resign from the team");
        assertThat(page.url()).isEqualTo(home + "me");
        assertThat(main(page))
                .contains(
                        "You left the team",
                        "Bob Voorbeeld",
                        "Leave of absence",
                        "a private matter",
                        "handled by phone")
                .doesNotContain("Record leave", "Submit claim", "Resign from the team");
        Look.everywhere(page, "me-left");
        page.getByText("Eligibility details").click();
        assertThat(main(page)).contains("Bob Voorbeeld", "Criteria");
        page.navigate(home + "me/resign");
        assertThat(main(page)).contains("Bob Voorbeeld is no member.");
        page.navigate(home + "members");
        Look.everywhere(page, "members-signed-in");
    }

    private void as(String name, Consumer<Page> visit) {
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            page.onConsoleMessage(message -> {
                // the browser complains of what was refused
                if (!message.text().contains("403")
                        && !message.text().contains("404")
                        && !message.text().contains("409")
                        && !message.text().contains("400")) {
                    complaints.add(message.text());
                }
            });
            page.setDefaultTimeout(8_000);
            page.navigate(home + "sign-in");
            page.getByLabel("Name").fill(name);
            page.getByLabel("Password").fill(passwords.getOrDefault(name, ""));
            page.locator("main button").click();
            page.waitForURL(home.toString());
            visit.accept(page);
        }
    }

    private static String main(Page page) {
        return page.locator("main").innerText();
    }

    private static void button(Page page, String name) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .first()
                .click();
    }
}
