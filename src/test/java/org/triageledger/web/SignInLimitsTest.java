package org.triageledger.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.triageledger.core.record.Entry;
import org.triageledger.store.DecisionStore;
import org.triageledger.work.TestClock;
import org.triageledger.work.people.Accounts;

/** Wrong passwords pause a name or a network for a while; whoever is signed in goes on. */
@QuarkusTest
class SignInLimitsTest {
    private static final int FREE = 5;
    private static final int EVERYWHERE = 50;

    @Inject
    Accounts accounts;

    @Inject
    DecisionStore log;

    @Inject
    TestClock clock;

    private String password = "";
    private Instant now = Instant.parse("2026-11-28T08:00:00Z");

    @BeforeEach
    void account() {
        now = now.plus(Duration.ofDays(2));
        clock.set(now);
        password = NewAccount.make(accounts, "ada", "admin", Optional.empty());
    }

    @Test
    void fiveWrongOnesPauseTheNameAlsoForTheRightOneAndASessionGoesOn() {
        String session = formSignIn("ada", password, "").cookie("ledger-session");
        for (int i = 0; i < FREE; i++) {
            assertThat(basic("ada", "wrong " + i, "").statusCode()).isEqualTo(401);
        }
        assertThat(basic("ada", password, "").statusCode()).isEqualTo(401);
        assertThat(formSignIn("ada", password, "").header("Location")).isEqualTo("/sign-in?paused=true");
        given().get("/sign-in?paused=true").then().body(containsString("paused for up to 15 minutes"));
        given().cookie("ledger-session", session).get("/accounts").then().statusCode(200);
        given().cookie("ledger-session", session)
                .get("/api/v1/accounts")
                .then()
                .body("accounts[0].wrongPasswords", equalTo(FREE))
                .body("accounts[0].pausedUntil", equalTo(now.plusSeconds(30).toString()));

        clock.set(now.plusSeconds(31));
        assertThat(basic("ada", "wrong again", "").statusCode()).isEqualTo(401);
        clock.set(now.plusSeconds(31 + 59));
        assertThat(basic("ada", password, "").statusCode()).isEqualTo(401);
        clock.set(now.plusSeconds(31 + 61));
        assertThat(basic("ada", password, "").statusCode()).isEqualTo(200);
        for (int i = 1; i < FREE; i++) {
            basic("ada", "wrong " + i, "");
        }
        assertThat(basic("ada", password, "").statusCode()).isEqualTo(200);
    }

    @Test
    void anAdminEndsThePause() {
        for (int i = 0; i < FREE; i++) {
            basic("ada", "wrong", "");
        }
        accounts.unlock("ada");
        assertThat(basic("ada", password, "").statusCode()).isEqualTo(200);
        assertThat(said()).contains(new Entry.SignInsAllowed("ada"));
    }

    /** Somebody elsewhere who knows the name tries without end; its owner signs in where they signed in before. */
    @Test
    void whoOnlyKnowsANameKeepsItsOwnerOutOfNoBrowserTheyUsedBefore() {
        String mark = formSignIn("ada", password, "192.0.2.1").cookie("ledger-browser");
        assertThat(mark).doesNotContain("ada");
        for (int round = 0; round < 3; round++) {
            clock.set(now.plus(Duration.ofMinutes(20L * round)));
            for (int i = 0; i < FREE + 1; i++) {
                basic("ada", "wrong " + i, "198.51.100.7");
            }
            assertThat(formSignIn("ada", password, "198.51.100.9").header("Location"))
                    .as("a new browser in the network of those who try waits")
                    .contains("paused=true");
            assertThat(formSignIn("ada", password, "203.0.113.5").cookie("ledger-session"))
                    .as("a new browser anywhere else does not")
                    .isNotBlank();
            assertThat(marked(mark, "ada", password).cookie("ledger-session")).isNotBlank();
        }
        assertThat(said()).contains(new Entry.SignInsPaused(Optional.of("ada"), Optional.of("198.51.100.0/24")));
    }

    /** However many networks somebody has: a name gives a bounded number of passwords to try, and its owner's browsers wait for none. */
    @Test
    void aNameThatIsTriedFromManyNetworksPausesEverywhereButWhereItsOwnerWas() {
        String mark = formSignIn("ada", password, "203.0.110.1").cookie("ledger-browser");
        for (int i = 0; i < EVERYWHERE; i++) {
            assertThat(formSignIn("ada", "wrong " + i, "100.64." + i / 4 + ".1").header("Location"))
                    .contains("failed=true");
        }
        assertThat(formSignIn("ada", password, "203.0.113.5").header("Location"))
                .as("a network that never tried")
                .contains("paused=true");
        assertThat(marked(mark, "ada", password).cookie("ledger-session")).isNotBlank();
        clock.set(now.plusSeconds(31));
        assertThat(formSignIn("ada", password, "203.0.113.5").cookie("ledger-session"))
                .isNotBlank();
        formSignIn("ada", "wrong again", "203.0.114.5");
        assertThat(formSignIn("ada", password, "203.0.115.5").header("Location"))
                .as("what came from everywhere is not forgotten by a sign-in")
                .contains("paused=true");
        accounts.unlock("ada");
        assertThat(formSignIn("ada", password, "203.0.115.5").cookie("ledger-session"))
                .isNotBlank();
    }

    /** The admin sees a pause that holds in one network alone, and ends all of them. */
    @Test
    void anAdminSeesAndEndsThePausesOfAllNetworks() {
        String session = formSignIn("ada", password, "").cookie("ledger-session");
        for (int i = 0; i < FREE; i++) {
            basic("ada", "wrong " + i, "198.51.100.7");
            basic("ada", "wrong " + i, "203.0.113.7");
        }
        given().cookie("ledger-session", session)
                .get("/api/v1/accounts")
                .then()
                .body("accounts[0].wrongPasswords", equalTo(2 * FREE))
                .body("accounts[0].pausedUntil", equalTo(now.plusSeconds(30).toString()));
        accounts.unlock("ada");
        assertThat(basic("ada", password, "198.51.100.7").statusCode()).isEqualTo(200);
        assertThat(basic("ada", password, "203.0.113.7").statusCode()).isEqualTo(200);
    }

    @Test
    void aKnownBrowserIsPausedByItsOwnWrongPasswords() {
        String mark = formSignIn("ada", password, "").cookie("ledger-browser");
        for (int i = 0; i < FREE; i++) {
            assertThat(marked(mark, "ada", "wrong " + i).header("Location")).contains("failed=true");
        }
        assertThat(marked(mark, "ada", password).header("Location")).contains("paused=true");
        assertThat(formSignIn("ada", password, "").cookie("ledger-session")).isNotBlank();
    }

    /** Nobody who steals or makes up a mark gets more passwords to try, and none tells whether there is such an account. */
    @Test
    void aMarkOfAnotherOrAnOldOneIsNone() {
        NewAccount.make(accounts, "eve", "member", Optional.empty());
        String old = formSignIn("ada", password, "").cookie("ledger-browser");
        clock.set(now.plus(Duration.ofDays(181)));
        String fresh = formSignIn("ada", password, "").cookie("ledger-browser");
        for (int i = 0; i < FREE; i++) {
            basic("ada", "wrong", "");
            basic("eve", "wrong", "");
        }
        for (String mark : List.of(
                old, "", "x", fresh + "0", fresh.replaceFirst("^[0-9]+", "9999999"), fresh.toUpperCase(Locale.ROOT))) {
            assertThat(marked(mark, "ada", password).header("Location"))
                    .as(mark)
                    .contains("paused=true");
        }
        assertThat(marked(fresh, "eve", "wrong").header("Location")).contains("paused=true");
        assertThat(marked(fresh, "ada", password).cookie("ledger-session")).isNotBlank();
    }

    @Test
    void whoIsSignedInChangesTheirPasswordAlthoughTheNameIsPaused() {
        String session = formSignIn("ada", password, "").cookie("ledger-session");
        for (int i = 0; i < FREE; i++) {
            basic("ada", "wrong", "");
        }
        for (int i = 0; i < FREE - 1; i++) {
            assertThat(changed(session, "wrong")).contains("The present password is not right");
        }
        assertThat(changed(session, password)).contains("\"username\"");
        for (int i = 0; i < FREE; i++) {
            changed(session, "wrong");
        }
        assertThat(changed(session, "a new one of more letters")).contains("Too many wrong passwords");
    }

    private static String changed(String session, String present) {
        return given().cookie("ledger-session", session)
                .contentType("application/json")
                .body(java.util.Map.of("present", present, "chosen", "a new one of more letters"))
                .post("/api/v1/account/password")
                .asString();
    }

    private static Response marked(String mark, String name, String password) {
        return given().cookie("ledger-browser", mark)
                .redirects()
                .follow(false)
                .formParam("j_username", name)
                .formParam("j_password", password)
                .post("/j_security_check");
    }

    @Test
    void aNameThatNobodyHasIsAnsweredAsOneThatSomebodyHas() {
        List<String> known = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (int i = 0; i < FREE + 2; i++) {
            known.add(told("ada"));
            unknown.add(told("nobody-of-that-name"));
        }
        assertThat(unknown).isEqualTo(known);
        assertThat(known.getFirst()).contains("failed=true");
        assertThat(known.getLast()).contains("paused=true");
        assertThat(log.all().toString()).doesNotContain("nobody-of-that-name");
    }

    @Test
    void theAuditLogIsToldOncePerDayAndNotOfEachTry() {
        NewAccount.make(accounts, "told-once", "member", Optional.empty());
        for (int round = 0; round < 4; round++) {
            clock.set(now.plus(Duration.ofHours(round)));
            for (int i = 0; i < FREE + 3; i++) {
                basic("told-once", "wrong", "");
            }
        }
        assertThat(said())
                .filteredOn(Entry.SignInsPaused.class::isInstance)
                .containsOnlyOnce(new Entry.SignInsPaused(Optional.of("told-once"), Optional.empty()));
    }

    @Test
    void manyNamesFromOneNetworkPauseItAndNoOther() {
        for (int i = 0; i < 30; i++) {
            basic("guess" + i, "wrong", "192.0.2." + i);
        }
        assertThat(basic("ada", password, "192.0.2.200").statusCode()).isEqualTo(401);
        assertThat(basic("ada", password, "198.51.100.1").statusCode()).isEqualTo(200);
        assertThat(basic("ada", password, "").statusCode()).isEqualTo(200);
        assertThat(said()).contains(new Entry.SignInsPaused(Optional.empty(), Optional.of("192.0.2.0/24")));
        clock.set(now.plus(Duration.ofMinutes(16)));
        assertThat(basic("ada", password, "192.0.2.200").statusCode()).isEqualTo(200);
    }

    @Test
    void manyTriesAtOnceGetNoMorePasswordsToTry() throws InterruptedException, ExecutionException {
        try (ExecutorService tries = Executors.newFixedThreadPool(12)) {
            List<Future<Accounts.Attempt>> all = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String wrong = "wrong " + i;
                all.add(tries.submit(() -> accounts.signIn("ada", wrong, Optional.empty(), Optional.empty())));
            }
            int compared = 0;
            for (Future<Accounts.Attempt> one : all) {
                if (one.get() instanceof Accounts.Attempt.Wrong) {
                    compared++;
                }
            }
            assertThat(compared).isEqualTo(FREE);
        }
    }

    private List<Entry> said() {
        return log.all().stream().map(entry -> entry.entry()).toList();
    }

    private static String told(String name) {
        Response answer = formSignIn(name, "wrong", "");
        return answer.statusCode() + " " + answer.header("Location") + " "
                + answer.body().asString();
    }

    private static Response formSignIn(String name, String password, String from) {
        return from(given(), from)
                .redirects()
                .follow(false)
                .formParam("j_username", name)
                .formParam("j_password", password)
                .post("/j_security_check");
    }

    private static Response basic(String name, String password, String from) {
        return from(given(), from).auth().preemptive().basic(name, password).get("/api/v1/members");
    }

    private static RequestSpecification from(RequestSpecification request, String address) {
        return address.isEmpty() ? request : request.header("X-Forwarded-For", address);
    }
}
