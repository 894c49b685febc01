package org.triageledger.work;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;

/** What the application that most tests share is not set to: the other policy, and pages that everybody may see. */
public final class OtherSettings implements QuarkusTestProfile {
    public static final String WEBHOOK_SECRET = "only for these tests";

    /** The port at which the receiver of webhooks may listen. The profile and the tests are loaded apart, and share no field. */
    public static int receiver() {
        String name = "test.webhook.port";
        if (System.getProperty(name) == null) {
            try (ServerSocket free = new ServerSocket(0)) {
                System.setProperty(name, Integer.toString(free.getLocalPort()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return Integer.getInteger(name);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "ledger.policy",
                "pep811-2025",
                "ledger.cases.public-pages",
                "true",
                "ledger.webhooks.desk.url",
                "http://127.0.0.1:" + receiver() + "/hook",
                "ledger.webhooks.desk.secret",
                WEBHOOK_SECRET,
                "ledger.webhooks.board.url",
                "http://127.0.0.1:" + receiver() + "/board",
                "ledger.webhooks.board.secret",
                WEBHOOK_SECRET,
                "ledger.webhooks.board.events",
                "review");
    }
}
