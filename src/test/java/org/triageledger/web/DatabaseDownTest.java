package org.triageledger.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.cli.InProcess;
import org.triageledger.store.DatabaseTrouble;
import org.triageledger.store.DecisionStore;
import org.triageledger.store.OwnPostgres;
import org.triageledger.work.EmptyLedger;
import org.triageledger.work.TestClock;
import org.triageledger.work.people.Accounts;
import org.triageledger.work.roster.RosterBook;
import org.triageledger.work.upkeep.ClockDifference;
import picocli.CommandLine;

/** A PostgreSQL that is down, can only be read, or has no space left: each request says so, and work goes on by itself afterwards. */
@QuarkusTest
@TestProfile(OwnPostgres.class)
class DatabaseDownTest {
    @Inject
    Accounts accounts;

    @Inject
    RosterBook roster;

    @Inject
    DecisionStore log;

    @Inject
    DataSource dataSource;

    @Inject
    CommandLine.IFactory factory;

    @Inject
    TestClock clock;

    @Inject
    ClockDifference clocks;

    @TempDir
    Path folder;

    private String ada = "";

    @BeforeEach
    void aLedger() throws Exception {
        new EmptyLedger().beforeClass(DatabaseDownTest.class);
        roster.load(Files.writeString(folder.resolve("roster.yaml"), """
                members:
                  - {id: ada, name: Ada Example, joined: 2019-02-01, roles: [{role: admin}], addresses: [ada@example.org]}
                  - {id: bob, name: Bob Example, joined: 2019-02-01, addresses: [bob@example.org]}
                """));
        ada = accounts.create("ada", "admin", Optional.of("ada"));
    }

    @AfterEach
    void asBefore() {
        clock.reset();
    }

    private RequestSpecification asAda() {
        return given().auth().preemptive().basic("ada", ada);
    }

    private Response invite() {
        return asAda().contentType("application/json")
                .body("{\"role\": \"auditor\"}")
                .post("/api/v1/accounts/invitations");
    }

    private void sql(String... all) throws Exception {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String one : all) {
                statement.execute(one);
            }
        }
    }

    private InProcess.Result load() throws Exception {
        return InProcess.run(
                factory, "roster", "load", folder.resolve("roster.yaml").toString());
    }

    @Test
    void isSaidToPeopleAndProgramsUntilItIsBack() throws Exception {
        String session = given().redirects()
                .follow(false)
                .formParam("j_username", "ada")
                .formParam("j_password", ada)
                .post("/j_security_check")
                .cookie("ledger-session");
        given().cookie("ledger-session", session).get("/active").then().statusCode(200);
        OwnPostgres.Server.down();
        try {
            for (String path : new String[] {"/active", "/queue", "/sources"}) {
                given().redirects()
                        .follow(false)
                        .cookie("ledger-session", session)
                        .get(path)
                        .then()
                        .statusCode(503)
                        .contentType(startsWith("text/html"))
                        .header("Retry-After", "60")
                        .body(containsString(DatabaseDown.TITLE))
                        .body(containsString("The database cannot be reached: start it"));
            }
            for (String path : new String[] {"/api/v1/members", "/api/v1/sources"}) {
                asAda().get(path)
                        .then()
                        .statusCode(503)
                        .contentType("application/problem+json")
                        .header("Retry-After", "60")
                        .body("status", is(503))
                        .body("detail", containsString("The database cannot be reached: start it"));
            }
            given().get("/q/health/ready").then().statusCode(503);
            given().get("/q/health/live").then().statusCode(200);
            InProcess.Result command = load();
            assertThat(command.exit()).isEqualTo(1);
            assertThat(command.err()).isEqualTo("ledger: " + DatabaseTrouble.AWAY.line() + "\n");
        } finally {
            OwnPostgres.Server.up();
        }
        given().cookie("ledger-session", session).get("/active").then().statusCode(200);
        asAda().get("/api/v1/members").then().statusCode(200);
        assertThat(load().exit()).isZero();
    }

    @Test
    void whatCanOnlyBeReadIsReadAndTakesNothing() throws Exception {
        int before = log.all().size();
        sql("alter role postgres set default_transaction_read_only = on");
        OwnPostgres.Server.down();
        OwnPostgres.Server.up();
        try {
            invite().then().statusCode(503).body("detail", startsWith("The database can only be read"));
            InProcess.Result command = load();
            assertThat(command.err()).isEqualTo("ledger: " + DatabaseTrouble.READ_ONLY.line() + "\n");
            assertThat(log.all()).hasSize(before);
        } finally {
            sql("set transaction_read_only = off", "set session characteristics as transaction read write");
            sql("begin; set transaction read write; alter role postgres reset default_transaction_read_only; commit");
            OwnPostgres.Server.down();
            OwnPostgres.Server.up();
        }
        invite().then().statusCode(200);
    }

    @Test
    void aFullDiskStoresNothingOfWhatWasBegun() throws Exception {
        int before = log.all().size();
        sql(
                "create function no_space() returns trigger language plpgsql as $$ begin raise exception 'could not extend"
                        + " file' using errcode = '53100'; end $$",
                "create trigger no_space before insert on decision for each row execute function no_space()");
        try {
            invite().then()
                    .statusCode(503)
                    .body(
                            "detail",
                            startsWith("The disk of the database is full, and what was to be written was not stored"));
            InProcess.Result command = load();
            assertThat(command.exit()).isEqualTo(1);
            assertThat(command.err()).isEqualTo("ledger: " + DatabaseTrouble.FULL.line() + "\n");
            assertThat(log.all()).hasSize(before);
        } finally {
            sql("drop trigger no_space on decision", "drop function no_space()");
        }
        invite().then().statusCode(200);
        assertThat(log.all()).hasSize(before + 1);
    }

    @Test
    void aClockThatIsTenMinutesOffMakesTheNodeUnready() {
        for (int minutes : new int[] {10, -10}) {
            clock.reset();
            clock.set(clock.instant().plus(minutes, ChronoUnit.MINUTES));
            assertThat(clocks.look().tooMuch()).isTrue();
            assertThat(clocks.look().problem().orElseThrow())
                    .contains(
                            minutes > 0
                                    ? "seconds ahead of that of the database: "
                                    : "seconds behind that of the database");
            given().get("/q/health/ready")
                    .then()
                    .statusCode(503)
                    .body("checks.find { it.name == 'clock' }.status", is("DOWN"))
                    .body("checks.find { it.name == 'clock' }.data.problem", containsString("set both by NTP"));
        }
        clock.reset();
        assertThat(clocks.look().tooMuch()).isFalse();
        given().get("/q/health/ready").then().body("checks.find { it.name == 'clock' }.status", is("UP"));
    }
}
