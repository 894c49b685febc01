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
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.work.people.Accounts;
import org.triageledger.work.people.TokenScope;
import org.triageledger.work.people.Tokens;
import org.triageledger.work.roster.RosterBook;

/** From an invitation to a first sign-in, a new password, a token, and too many wrong passwords; in a browser, narrow and wide. */
@QuarkusTest
class AccountPagesTest {
    private static final String FIRST = "blue kettle, wet dog";
    private static final String SECOND = "green teapot, dry cat";

    @Inject
    Accounts accounts;

    @Inject
    Tokens tokens;

    @Inject
    RosterBook roster;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway") // set by the test framework
    URI home;

    @TempDir
    Path folder;

    @RegisterExtension
    static final Chromium browser = new Chromium();

    private String password = "";

    @BeforeEach
    void people() throws IOException {
        roster.load(Files.writeString(folder.resolve("roster.yaml"), """
                members:
                  - {id: ada, name: Ada Beispiel, joined: 2019-02-01, roles: [{role: admin}]}
                  - {id: bob, name: Bob Voorbeeld, joined: 2019-02-01}
                """));
        password = NewAccount.make(accounts, "ada", "admin", Optional.of("ada"));
        NewAccount.make(accounts, "council-of-the-long-name@example.org", "council", Optional.empty());
        for (int i = 0; i < 5; i++) {
            accounts.signIn("council-of-the-long-name@example.org", "wrong", Optional.empty(), Optional.empty());
        }
    }

    @Test
    void fromAnInvitationToASessionThatEnds() {
        String link = invite();
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            page.navigate(link);
            Look.everywhere(page, "access-invitation");
            assertThat(page.getByLabel("User name").inputValue()).isEqualTo("bob");
            page.getByLabel("Password", exact()).fill(FIRST);
            page.getByLabel("Password again").fill("something else");
            button(page, "Make account");
            assertThat(main(page)).contains("typed differently the second time");
            page.getByLabel("Password", exact()).fill(FIRST);
            page.getByLabel("Password again").fill(FIRST);
            button(page, "Make account");
            assertThat(main(page)).contains("Your password is set. Sign in with it.");
            signIn(page, "bob", FIRST);
            page.navigate(link);
            assertThat(main(page)).contains("was used already", "Ask an admin");
            Look.everywhere(page, "access-invitation-over");

            page.navigate(home + "account");
            assertThat(main(page)).contains("signed in as bob", "this one", "You have no tokens");
            page.getByLabel("Present password").fill("not the right one");
            page.getByLabel("New password", exact()).fill(SECOND);
            page.getByLabel("New password again").fill(SECOND);
            button(page, "Change password");
            assertThat(main(page)).contains("present password is not right");
            page.getByLabel("Present password").fill(FIRST);
            page.getByLabel("New password", exact()).fill(SECOND);
            page.getByLabel("New password again").fill(SECOND);
            button(page, "Change password");
            assertThat(main(page)).contains("Your password is changed");

            page.getByLabel("What it is for").fill("weekly report");
            button(page, "Create token");
            String token = page.locator(".secret code").innerText();
            assertThat(token).startsWith(Tokens.PREFIX);
            assertThat(tokens.use(token).map(Tokens.Bearer::scope)).contains(TokenScope.READ);
            Look.everywhere(page, "access-account");
            page.reload();
            assertThat(main(page)).contains("A token is shown once only").doesNotContain(token);
            assertThat(page.getByText("Revoke token weekly report").count()).isOne();
            page.getByLabel("What it is for").fill("calendar");
            page.getByLabel("read the calendar alone").check();
            button(page, "Create token");
            assertThat(page.locator(".secret code").innerText()).contains("/review.ics?token=tl_");
            page.navigate(home + "account");
            assertThat(main(page)).doesNotContain(token);
            button(page, "Revoke token weekly report");
            assertThat(main(page)).contains("The token is revoked");
            assertThat(tokens.use(token)).isEmpty();

            accounts.signOut("bob");
            page.getByLabel("Present password").fill(SECOND);
            page.getByLabel("New password", exact()).fill(FIRST);
            page.getByLabel("New password again").fill(FIRST);
            button(page, "Change password");
            assertThat(page.content()).doesNotContain(SECOND, FIRST);
            assertThat(main(page)).contains("Your session has ended");
        }
    }

    @Test
    void tooManyWrongPasswords() {
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            for (int i = 0; i < 6; i++) {
                page.navigate(home + "sign-in");
                signIn(page, "eve", "wrong");
            }
            assertThat(main(page)).contains("paused for up to 15 minutes");
            Look.everywhere(page, "access-sign-in-paused");
        }
    }

    private String invite() {
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            page.navigate(home + "sign-in");
            signIn(page, "ada", password);
            page.locator("header nav").getByText("Settings").click();
            page.locator(".tabs").getByText("Accounts").click();
            assertThat(main(page)).contains("paused until", "wrong passwords: 5", "Invite somebody");
            page.getByLabel("Person").selectOption("bob");
            button(page, "Create invitation");
            assertThat(main(page))
                    .contains("it is not shown again", "Open invitations and links for a new password: 1");
            String link = page.locator(".secret code").innerText();
            Look.everywhere(page, "access-accounts");
            page.reload();
            assertThat(main(page))
                    .contains("A link is shown once only", "Open invitations and links for a new password: 1")
                    .doesNotContain(link);
            page.getByText("Open invitations and links for a new password: 1").click();
            assertThat(main(page))
                    .contains("Account for member bob", "1 invitation")
                    .doesNotContain(link);
            Look.everywhere(page, "access-invitations");
            page.locator(".tabs").getByText("Accounts").click();
            button(page, "End pause of account council-of-the-long-name@example.org");
            assertThat(main(page)).contains("The pause is ended").doesNotContain("paused until", link);
            return link;
        }
    }

    private static void signIn(Page page, String name, String password) {
        page.getByLabel("Name").fill(name);
        page.getByLabel("Password").fill(password);
        button(page, "Sign in");
    }

    private static String main(Page page) {
        return page.getByRole(AriaRole.MAIN).innerText();
    }

    private static Page.GetByLabelOptions exact() {
        return new Page.GetByLabelOptions().setExact(true);
    }

    private static void button(Page page, String name) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .first()
                .click();
    }
}
