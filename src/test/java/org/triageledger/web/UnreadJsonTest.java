package org.triageledger.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triageledger.work.people.Accounts;
import org.triageledger.work.roster.RosterBook;

/** JSON that cannot be read is answered with the field and with what belongs there, and nothing is done. */
@QuarkusTest
class UnreadJsonTest {
    @Inject
    RosterBook roster;

    @Inject
    Accounts accounts;

    @TempDir
    Path folder;

    private String password = "";

    @BeforeEach
    void team() throws IOException {
        roster.load(Files.writeString(folder.resolve("roster.yaml"), FictionalTeam.ROSTER));
        password = NewAccount.make(accounts, "tom", "member", Optional.of("tom"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            leaves         | {"from": 5}                              | 'from' cannot be read: write a day as YYYY-MM-DD that exists
            leaves         | {"from": "2027-02-30"}                   | 'from' cannot be read: write a day as YYYY-MM-DD that exists
            leaves         | {"from": {"<b>": 1}}                     | 'from' cannot be read: write a day as YYYY-MM-DD that exists
            leaves         | {"from": "2027-02-01", "reason": ["<b>"]} | 'reason' cannot be read: write a text
            account/tokens | {"label": "x", "days": "<b>"}            | 'days' cannot be read: write a number
            leaves         | {                                        | what was sent is not a JSON object: write one as the API describes it at /q/openapi
            leaves         | []                                       | what was sent is not a JSON object: write one as the API describes it at /q/openapi
            """)
    void theFieldIsNamed(String what, String json, String why) {
        given().auth()
                .preemptive()
                .basic("tom", password)
                .contentType("application/json")
                .body(json)
                .post("/api/v1/" + what)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", equalTo(why));
        given().auth()
                .preemptive()
                .basic("tom", password)
                .get("/api/v1/leaves")
                .then()
                .body("leaves.size()", equalTo(0));
    }
}
