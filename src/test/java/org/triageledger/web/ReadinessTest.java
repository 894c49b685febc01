package org.triageledger.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ReadinessTest.OneMailbox.class)
class ReadinessTest {
    /** A mailbox that is configured, and that nobody has begun to watch. */
    public static final class OneMailbox implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.datasource.jdbc.url",
                    "jdbc:h2:mem:readiness;DB_CLOSE_DELAY=-1",
                    "ledger.mailboxes.inbox.host",
                    "127.0.0.1",
                    "ledger.mailboxes.inbox.user",
                    "ledger");
        }
    }

    @Test
    void aMailboxThatWasNeverLookedAtIsNotReadyEvenBeforeItIsWatched() {
        given().get("/q/health/ready").then().statusCode(503).body("status", is("DOWN"));
    }
}
