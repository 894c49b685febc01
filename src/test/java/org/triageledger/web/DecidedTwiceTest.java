package org.triageledger.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.work.intake.Importer;
import org.triageledger.work.people.Accounts;
import org.triageledger.work.roster.RosterBook;

/** Several requests that decide the same at the same time: one of them does, and the others are told. */
@QuarkusTest
class DecidedTwiceTest {
    private static final int AT_ONCE = 6;

    @Inject
    RosterBook roster;

    @Inject
    Importer importer;

    @Inject
    Accounts accounts;

    @TempDir
    Path folder;

    private String password = "";

    @Test
    void aQuestionIsAnsweredOnceAndUndoneOnce() throws Exception {
        start();
        String item = new ObjectMapper()
                .readTree(get("/api/v1/queue/items?kind=author"))
                .at("/items/0/item")
                .asText();
        assertThat(item).isNotEmpty();
        assertThat(atOnce(
                        "/api/v1/queue/answers",
                        "{\"items\": [\"" + item + "\"], \"answer\": \"reject\", \"reason\": \"not theirs\"}"))
                .containsExactly(200, 400, 400, 400, 400, 400);
        String entry = new ObjectMapper()
                .readTree(get("/api/v1/audit-log?kind=decision"))
                .at("/entries/0/id")
                .asText();
        assertThat(atOnce("/api/v1/audit-log/" + entry + "/undo", "{\"reason\": \"a mistake\"}"))
                .containsExactly(200, 400, 400, 400, 400, 400);
        assertThat(new ObjectMapper()
                        .readTree(get("/api/v1/audit-log?kind=decision"))
                        .get("entries"))
                .hasSize(2);
    }

    private void start() throws IOException {
        FictionalTeam.load(roster, importer, folder);
        FictionalTeam.ask(importer, folder);
        password = NewAccount.make(accounts, "twice", "admin", Optional.of("lena"));
    }

    private List<Integer> atOnce(String address, String json) throws Exception {
        return AtOnce.post("twice", password, address, Collections.nCopies(AT_ONCE, json));
    }

    private String get(String address) {
        return given().auth().preemptive().basic("twice", password).get(address).asString();
    }
}
