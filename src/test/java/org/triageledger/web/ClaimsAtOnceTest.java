package org.triageledger.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.work.intake.Importer;
import org.triageledger.work.people.Accounts;
import org.triageledger.work.roster.RosterBook;

/** Claims that are sent at the same time: each is kept under an id of its own, and the same is not taken twice. */
@QuarkusTest
class ClaimsAtOnceTest {
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
    void ofClaimsThatAreSentTogetherNoneIsLostAndTheSameIsTakenOnce() throws Exception {
        FictionalTeam.load(roster, importer, folder);
        password = NewAccount.make(accounts, "claims", "admin", Optional.of("lena"));
        assertThat(atOnce(
                        "/api/v1/claims",
                        IntStream.rangeClosed(1, AT_ONCE)
                                .mapToObj(day -> claim("2026-09-0" + day))
                                .toList()))
                .containsOnly(200)
                .hasSize(AT_ONCE);
        assertThat(claims().findValuesAsText("claim")).doesNotHaveDuplicates().hasSize(AT_ONCE);
        assertThat(claims().findValuesAsText("day")).doesNotHaveDuplicates();

        assertThat(atOnce("/api/v1/claims", claim("2026-10-01"))).containsExactly(200, 400, 400, 400, 400, 400);
        assertThat(claims()).hasSize(AT_ONCE + 1);
    }

    private static String claim(String day) {
        return "{\"kind\": \"triage\", \"day\": \"" + day + "\", \"text\": \"by phone\"}";
    }

    private JsonNode claims() throws IOException {
        return new ObjectMapper().readTree(get("/api/v1/claims")).get("claims");
    }

    private List<Integer> atOnce(String address, String json) throws Exception {
        return atOnce(address, Collections.nCopies(AT_ONCE, json));
    }

    private List<Integer> atOnce(String address, List<String> bodies) throws Exception {
        return AtOnce.post("claims", password, address, bodies);
    }

    private String get(String address) {
        return given().auth()
                .preemptive()
                .basic("claims", password)
                .get(address)
                .asString();
    }
}
