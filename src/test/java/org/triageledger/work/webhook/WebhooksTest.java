package org.triageledger.work.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.notify.SignedPost;
import org.triageledger.store.WebhookStore;
import org.triageledger.work.OtherSettings;
import org.triageledger.work.TestClock;
import org.triageledger.work.review.FindingsBook;
import org.triageledger.work.review.ReviewBook;
import org.triageledger.work.roster.RosterBook;

/** What other programs are told, how it is signed, and what happens where they do not take it. */
@QuarkusTest
@TestProfile(OtherSettings.class)
class WebhooksTest {
    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    Webhooks webhooks;

    @Inject
    WebhookStore store;

    @Inject
    RosterBook roster;

    @Inject
    ReviewBook reviews;

    @Inject
    FindingsBook findings;

    @Inject
    TestClock clock;

    @TempDir
    Path folder;

    private record Got(String path, String delivery, String signature, String body) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    private final List<Got> got = new CopyOnWriteArrayList<>();
    private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
    private volatile int status = 204;
    private HttpServer receiver;

    @BeforeEach
    void listen() throws IOException {
        clock.set(START);
        receiver = HttpServer.create(
                new InetSocketAddress(InetAddress.getByName("127.0.0.1"), OtherSettings.receiver()), 0);
        receiver.createContext("/", exchange -> {
            got.add(new Got(
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestHeaders().getFirst(SignedPost.DELIVERY),
                    exchange.getRequestHeaders().getFirst(SignedPost.SIGNATURE),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            meanwhile.getAndSet(() -> {}).run();
            if (status == 302) {
                exchange.getResponseHeaders().add("Location", "/elsewhere");
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        receiver.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        receiver.start();
        load("ada", "bob");
        webhooks.note();
        while (webhooks.send() > 0) {
            // what an earlier test left
        }
        got.clear();
    }

    @AfterEach
    void end() {
        receiver.stop(0);
    }

    private void load(String... members) throws IOException {
        StringBuilder text = new StringBuilder("members:\n");
        for (String id : members) {
            text.append("  - {id: ").append(id).append(", name: Secret Name, joined: 2019-02-01");
            text.append(id.equals("ada") ? ", roles: [{role: admin}]}\n" : "}\n");
        }
        roster.load(Files.writeString(folder.resolve("roster.yaml"), text));
    }

    @Test
    void whatIsSoAtFirstIsNoNews() {
        assertThat(webhooks.note()).isZero();
        assertThat(webhooks.send()).isZero();
        assertThat(got).isEmpty();
    }

    @Test
    void aNewMemberAndAReviewAreToldSignedAndById() throws IOException {
        load("ada", "bob", "cay");
        String review = reviews.plan(LocalDate.parse("2026-12-12"), true, new ReviewBook.Who("ada", "admin"));
        webhooks.note();
        webhooks.send();
        assertThat(got.stream()
                        .filter(each -> each.path().equals("/board"))
                        .map(each -> each.json().get("event").asText()))
                .containsExactly("review.planned");
        Got verdict = got.stream()
                .filter(each -> each.json().get("event").asText().equals("verdict.changed"))
                .findFirst()
                .orElseThrow();
        assertThat(verdict.json()).isEqualTo(JSON.readTree("""
                {"event": "verdict.changed", "at": "2026-03-02T10:00:00Z", "data":
                  {"member": "cay", "from": null, "to": "unknown", "policy": "pep811-2025", "asOf": "2026-03-02"}}
                """));
        assertThat(verdict.signature())
                .isEqualTo(SignedPost.signature(OtherSettings.WEBHOOK_SECRET, verdict.body(), START))
                .matches("t=1772445600,v1=[0-9a-f]{64}");
        Got step = got.stream()
                .filter(each -> each.path().equals("/board"))
                .findFirst()
                .orElseThrow();
        assertThat(step.json().at("/data/review").asText()).isEqualTo(review);
        assertThat(step.json().at("/data/entry").asLong()).isPositive();
        assertThat(got).noneMatch(each -> each.body().contains("Secret Name"));
        int before = got.size();
        webhooks.note();
        webhooks.send();
        assertThat(got).hasSize(before);
    }

    @Test
    void whatIsNotTakenIsSentAgainLaterAndLaterAndGivenUpWithAFinding() throws IOException {
        status = 503;
        load("ada", "bob", "dee");
        webhooks.note();
        webhooks.send();
        int first = got.size();
        assertThat(first).isPositive();
        webhooks.send();
        assertThat(got).hasSize(first);
        clock.set(START.plus(Duration.ofMinutes(1)));
        webhooks.send();
        assertThat(got).hasSize(2 * first);
        assertThat(got.get(first).delivery()).isEqualTo(got.getFirst().delivery());
        assertThat(got.get(first).signature())
                .startsWith("t=" + START.plusSeconds(60).getEpochSecond());
        clock.set(START.plus(Duration.ofMinutes(2)));
        webhooks.send();
        assertThat(got).hasSize(2 * first);
        assertThat(failures()).isEmpty();
        for (Instant at = START; at.isBefore(START.plus(Duration.ofDays(3))); at = at.plus(Duration.ofHours(1))) {
            clock.set(at);
            webhooks.send();
        }
        assertThat(store.waiting()).isZero();
        assertThat(failures())
                .containsExactly(
                        "The webhook 'desk' could not be told of what happened on 2026-03-02 (status 503): it was"
                                + " given up after three days. Check its address, secret and receiver; what it missed is in the audit"
                                + " log and among the findings.");
        status = 200;
        load("ada", "bob", "eve");
        clock.set(START.plus(Duration.ofDays(4)));
        webhooks.note();
        webhooks.send();
        assertThat(failures()).isEmpty();
    }

    private List<String> failures() {
        return findings.waiting().stream()
                .filter(sentence -> sentence.startsWith("The webhook"))
                .toList();
    }

    @Test
    void aRedirectIsNotFollowed() throws IOException {
        status = 302;
        load("ada", "bob", "fay");
        webhooks.note();
        webhooks.send();
        assertThat(got).isNotEmpty().noneMatch(each -> each.path().equals("/elsewhere"));
        status = 204;
        clock.set(START.plus(Duration.ofMinutes(1)));
        assertThat(webhooks.send()).isPositive();
    }

    @Test
    void othersAreToldWhileOneDoesNotAnswer() throws IOException {
        load("ada", "bob", "hal");
        reviews.plan(LocalDate.parse("2028-12-12"), true, new ReviewBook.Who("ada", "admin"));
        webhooks.note();
        Instant until = START.plus(Duration.ofMinutes(2));
        io.quarkus.narayana.jta.QuarkusTransaction.requiringNew().run(() -> {
            String silent = store.claim(START, until, Set.of()).orElseThrow().hook();
            String other =
                    store.claim(START, until, Set.of(silent)).orElseThrow().hook();
            assertThat(other).isNotEqualTo(silent);
            assertThat(store.claim(START, until, Set.of(silent, other))).isEmpty();
        });
        clock.set(until);
        assertThat(webhooks.send()).isGreaterThan(1);
    }

    @Test
    void aNodeThatDiesAfterTakingItLosesNothing() throws IOException {
        load("ada", "bob", "gus");
        webhooks.note();
        long waiting = store.waiting();
        io.quarkus.narayana.jta.QuarkusTransaction.requiringNew()
                .run(() -> assertThat(store.claim(START, START.plus(Duration.ofMinutes(2)), Set.of()))
                        .isPresent());
        assertThat(webhooks.send()).isEqualTo((int) waiting - 1);
        clock.set(START.plus(Duration.ofMinutes(2)));
        assertThat(webhooks.send()).isEqualTo(1);
    }

    @Test
    void aNodeThatIsAheadDoesNotTakeWhatOneThatIsBehindIsSending() throws IOException {
        load("ada", "bob", "ivy");
        clock.set(START.minusSeconds(60));
        webhooks.note();
        List<Integer> taken = new CopyOnWriteArrayList<>();
        meanwhile.set(() -> {
            clock.set(START.plusSeconds(60));
            taken.add(webhooks.send());
        });
        webhooks.send();
        assertThat(taken).hasSize(1);
        assertThat(got.stream().map(Got::delivery)).isNotEmpty().doesNotHaveDuplicates();
    }
}
