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
        as("bob", page -> {
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
            assertThat(main(page)).contains("on leave from", "a private matter");
            assertThat(page.url()).isEqualTo(home + "me");
            Look.everywhere(page, "me");

            page.navigate(home + "nominations");
            assertThat(main(page)).contains("Hal Who", "awaits council", "Proposed by rule");
            page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("Dee Muster");
            page.getByLabel("GitHub login").fill("dee-m");
            page.getByLabel("Reason (no vulnerability details)").fill("good patches");
            button(page, "Nominate");
            page.locator("input[value=for]").check();
            button(page, "Vote on Dee Muster");
            assertThat(main(page)).contains("Your vote. It cannot be changed", "1 in favour, 0 against so far");
            assertThat(page.getByText("Council decision").count()).isZero();
            Look.everywhere(page, "nominations-member");
        });
        as("sam", page -> {
            page.navigate(home + "nominations");
            assertThat(main(page)).contains("bob: for");
            page.getByText("Council decision").first().click();
            page.locator("details[open] input[value=accept]").check();
            page.locator("details[open] input[name=reason]").fill("welcome");
            page.locator("details[open] button").click();
            assertThat(main(page)).contains("The steering council accepted.");
            Look.everywhere(page, "nominations-council");
        });
        as("ada", page -> {
            page.navigate(home + "nominations");
            page.locator("button", new Page.LocatorOptions().setHasText("Add member"))
                    .click();
            assertThat(main(page)).contains("Closed", "A member since");
            page.navigate(home + "claims");
            assertThat(main(page)).contains("bob claims work", "handled by phone", "it was only thanks");
            Look.everywhere(page, "claims-open");
            for (int i = 0; i < 2; i++) {
                page.locator("article input[value=accept]").first().check();
                page.locator("article input[name=reason]").first().fill("seen");
                page.locator("article button").first().click();
            }
            assertThat(main(page)).contains("No open claims or disputes", "Decided", "seen");
            Look.everywhere(page, "claims-decided");
            page.navigate(home + "approvals");
            assertThat(main(page)).contains("No decision is awaiting approval");
            page.navigate(home + "members/bob");
            assertThat(main(page)).contains("claim-c", "claimed");
        });
        as("bob", page -> {
            page.navigate(home + "claims");
            assertThat(main(page)).doesNotContain("handled by phone");
            page.navigate(home + "me");
            page.getByText("Resign from the team").click();
            page.getByLabel("I resign").check();
            button(page, "Resign");
            assertThat(main(page)).contains("not linked to a current member");
        });
        assertThat(complaints).isEmpty();
    }

    private void as(String name, Consumer<Page> visit) {
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            page.onConsoleMessage(message -> {
                // the browser complains of the page that bob may not see
                if (!message.text().contains("403")) {
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
