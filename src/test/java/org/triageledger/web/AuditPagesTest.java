package org.triageledger.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.work.intake.Importer;
import org.triageledger.work.people.Accounts;
import org.triageledger.work.roster.RosterBook;

/** What an entry of the audit log says: who, when, about what with links, what stood there before, and why. */
@QuarkusTest
class AuditPagesTest {
    @Inject
    RosterBook roster;

    @Inject
    Importer importer;

    @Inject
    Accounts accounts;

    @TempDir
    Path folder;

    private String password = "";
    private String report = "";

    @BeforeEach
    void aReportWhoseStatusIsSetTwice() throws IOException {
        FictionalTeam.load(roster, importer, folder);
        password = NewAccount.make(accounts, "root", "admin", Optional.of("lena"));
        List<String> reports =
                JsonPath.from(asked().get("/api/v1/threads").asString()).getList("threads.report");
        report = reports.getFirst();
        for (String status : List.of("vulnerability", "spam")) {
            asked().contentType("application/json")
                    .header("X-Forwarded-For", "203.0.113.77")
                    .body("{\"status\": \"" + status + "\", \"reason\": \"read again\"}")
                    .post("/api/v1/threads/" + report + "/status")
                    .then()
                    .statusCode(200);
        }
    }

    private RequestSpecification asked() {
        return given().auth().preemptive().basic("root", password).accept("*/*");
    }

    @Test
    void anEntryHasFieldsOfItsOwnAndSaysWhatStoodThereBefore() {
        JsonPath log = JsonPath.from(asked().get("/api/v1/audit-log").asString());
        int last = log.getInt("entries[-1].id");
        asked().get("/api/v1/audit-log/" + last)
                .then()
                .statusCode(200)
                .body("$", not(hasKey("one")))
                .body("$", not(hasKey("other")))
                .body("fields.status", equalTo("spam"))
                .body("report", equalTo(report))
                .body("before", equalTo(last - 1))
                .body("by", equalTo("lena"))
                .body("via", equalTo("account root"))
                .body("address", equalTo("203.0.113.0/24"));
        asked().get("/api/v1/audit-log/" + (last - 1)).then().body("fields.status", equalTo("vulnerability"));
        asked().get("/api/v1/audit-log/1").then().body("before", nullValue()).body("address", nullValue());
        assertThat(log.getList("entries.find { it.kind == 'load-roster' }.fields.changed"))
                .contains("lena", "ada");
        asked().get("/api/v1/audit-log/verification").then().statusCode(200);
        assertThat(Jsoup.parse(asked().get("/audit-log").asString())
                        .select("main .note")
                        .text())
                .contains("Every entry is as it was made", last + " entries. Hash of the last");

        Document page = Jsoup.parse(asked().get("/decisions/" + last).asString());
        assertThat(page.select("main dl").text())
                .contains("About report " + report, "Before", "vulnerability", "After", "spam");
        assertThat(page.select("main a").eachAttr("href")).contains("/cases/" + report, "/decisions/" + (last - 1));

        asked().contentType("application/json")
                .body("{\"reason\": \"wrong report\"}")
                .post("/api/v1/audit-log/" + last + "/undo")
                .then()
                .statusCode(200);
        asked().get("/api/v1/audit-log/" + (last + 1)).then().body("before", equalTo(last));
        Document list = Jsoup.parse(asked().get("/audit-log").asString());
        assertThat(list.select("#entry-" + (last + 1) + " a").eachAttr("href"))
                .containsExactly("/decisions/" + (last + 1), "/decisions/" + last);
        assertThat(list.select("#entry-" + last).text()).contains("(undone)");
        assertThat(list.select("main .note").text())
                .containsPattern("The first " + last + " of " + (last + 1)
                        + " entries are as they were made, checked .*; the others were made since[.] Hash of the last");
        assertThat(asked().get("/audit-log.csv").asString()).contains(report);
    }
}
