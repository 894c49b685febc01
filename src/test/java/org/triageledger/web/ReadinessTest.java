package org.triageledger.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

/** A mailbox that is configured, and that nobody has begun to watch. */
@QuarkusTest
@TestProfile(FreshLedger.class)
class ReadinessTest {
    @Test
    void aMailboxThatWasNeverLookedAtIsNotReadyEvenBeforeItIsWatched() {
        given().get("/q/health/ready").then().statusCode(503).body("status", is("DOWN"));
    }
}
