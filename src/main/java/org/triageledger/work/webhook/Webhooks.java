package org.triageledger.work.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.record.Entry;
import org.triageledger.core.record.LogEntry;
import org.triageledger.notify.SignedPost;
import org.triageledger.store.WebhookStore;
import org.triageledger.work.ClockSkew;
import org.triageledger.work.Refusal;
import org.triageledger.work.cases.CaseBook;
import org.triageledger.work.cases.CaseViews;
import org.triageledger.work.config.LedgerConfig;
import org.triageledger.work.config.WebhookSettings;
import org.triageledger.work.facts.Policies;
import org.triageledger.work.queries.VerdictAnswers;
import org.triageledger.work.queries.VerdictViews;
import org.triageledger.work.record.KnownDecisions;
import org.triageledger.work.review.FindingsBook;
import org.triageledger.work.review.ReviewViews;

/**
 * Tells other programs what became otherwise: findings, verdicts, steps of reviews. What happened is noted together with what is known now, in
 * one transaction, and sent from there; so a node that dies loses nothing, and at most sends something again.
 */
@ApplicationScoped
public class Webhooks {
    private static final Logger LOG = Logger.getLogger(Webhooks.class);

    /** What is not taken for so long is sent no more. */
    public static final Duration GIVE_UP_AFTER = Duration.ofDays(3);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration HOLD = ClockSkew.hold(PATIENCE.multipliedBy(6));
    private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofHours(6);
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int MOST_AT_ONCE = 100;

    private static final String FINDING = "finding";
    private static final String VERDICT = "verdict";
    private static final String ENTRY = "entry";

    /** Under this subject stands by which policy verdicts were known, and that findings were looked at before. */
    private static final String BEGUN = "";

    private final WebhookStore store;
    private final FindingsBook findings;
    private final CaseBook cases;
    private final VerdictAnswers verdicts;
    private final Policies policies;
    private final KnownDecisions decisions;
    private final LedgerConfig config;
    private final ObjectMapper json;
    private final Clock clock;

    Webhooks(
            WebhookStore store,
            FindingsBook findings,
            CaseBook cases,
            VerdictAnswers verdicts,
            Policies policies,
            KnownDecisions decisions,
            LedgerConfig config,
            ObjectMapper json,
            Clock clock) {
        this.store = store;
        this.findings = findings;
        this.cases = cases;
        this.verdicts = verdicts;
        this.policies = policies;
        this.decisions = decisions;
        this.config = config;
        this.json = json;
        this.clock = clock;
    }

    public boolean isOn() {
        return !config.webhooks().isEmpty();
    }

    /** Notes what became otherwise since the last time; the first time only what is so. Gives how many events there were. */
    public int note() {
        return QuarkusTransaction.requiringNew().call(() -> {
            Instant now = clock.instant();
            store.takeTurn(now.toString());
            List<WebhookEvent> events = new ArrayList<>(steps());
            events.addAll(findings());
            events.addAll(verdicts());
            for (WebhookEvent event : events) {
                config.webhooks().forEach((hook, settings) -> {
                    if (settings.events().contains(event.kind())) {
                        store.add(hook, event.name(), body(event, now), now);
                    }
                });
            }
            store.trim(now.minus(KEPT));
            return events.size();
        });
    }

    private List<WebhookEvent> steps() {
        Optional<Long> last = Optional.ofNullable(store.known(ENTRY).get(BEGUN)).map(Long::valueOf);
        List<LogEntry> log = decisions.now().log();
        if (!log.isEmpty()) {
            store.know(ENTRY, BEGUN, Long.toString(log.getLast().id()));
        } else if (last.isEmpty()) {
            store.know(ENTRY, BEGUN, "0");
        }
        return last.stream()
                .flatMap(id -> log.stream().filter(entry -> entry.id() > id))
                .flatMap(entry -> step(entry).stream())
                .toList();
    }

    private static Optional<WebhookEvent> step(LogEntry made) {
        return made.entry() instanceof Entry.ReviewStep step ? Optional.of(step(step, made.id())) : Optional.empty();
    }

    private static WebhookEvent step(Entry.ReviewStep step, long id) {
        return switch (step) {
            case Entry.ReviewPlanned planned -> WebhookEvent.review("planned", planned.review(), null, id);
            case Entry.ReviewMoved moved -> WebhookEvent.review("moved", moved.review(), null, id);
            case Entry.ReviewCancelled cancelled -> WebhookEvent.review("cancelled", cancelled.review(), null, id);
            case Entry.ReviewOpened opened -> WebhookEvent.review("opened", opened.review(), null, id);
            case Entry.MemberDecided decided -> WebhookEvent.review("decided", decided.review(), decided.member(), id);
            case Entry.ReviewClosed closed -> WebhookEvent.review("closed", closed.review(), null, id);
            case Entry.TaskDone done -> WebhookEvent.review("task-done", done.review(), done.member(), id);
        };
    }

    private List<WebhookEvent> findings() {
        Map<String, String> open = new TreeMap<>();
        for (ReviewViews.FindingLine line : findings.all().waiting()) {
            open.put(line.key(), line.code());
        }
        for (CaseViews.CaseLine each : cases.all(today()).cases()) {
            for (CaseViews.CaseFindingLine line : each.findings()) {
                open.put(line.key(), line.rule());
            }
        }
        List<WebhookEvent> events = new ArrayList<>();
        changes(FINDING, open, "")
                .forEach((key, change) -> events.add(
                        change.after() == null
                                ? WebhookEvent.finding("closed", key, String.valueOf(change.before()))
                                : WebhookEvent.finding("opened", key, change.after())));
        return events;
    }

    private List<WebhookEvent> verdicts() {
        String policy = policies.nameOr(null);
        LocalDate today = today();
        Map<String, String> now = new TreeMap<>();
        for (VerdictViews.MemberLine line : verdicts.active(today, policy).members()) {
            now.put(line.member(), line.verdict());
        }
        List<WebhookEvent> events = new ArrayList<>();
        changes(VERDICT, now, policy)
                .forEach((member, change) -> events.add(
                        WebhookEvent.verdict(member, change.before(), change.after(), policy, today.toString())));
        return events;
    }

    private record Change(@Nullable String before, @Nullable String after) {}

    /**
     * What is otherwise than it was known, which is known from now on.
     *
     * @param by what it was worked out by; where that is new, as at the first time, nothing counts as a change
     */
    private Map<String, Change> changes(String kind, Map<String, String> now, String by) {
        Map<String, String> before = new TreeMap<>(store.known(kind));
        boolean same = by.equals(before.remove(BEGUN));
        if (!same) {
            store.know(kind, BEGUN, by);
        }
        Map<String, Change> changes = new LinkedHashMap<>();
        now.forEach((subject, value) -> {
            String old = before.remove(subject);
            if (!value.equals(old)) {
                store.know(kind, subject, value);
                changes.put(subject, new Change(old, value));
            }
        });
        before.forEach((subject, old) -> {
            store.forget(kind, subject);
            changes.put(subject, new Change(old, null));
        });
        return same ? changes : Map.of();
    }

    private String body(WebhookEvent event, Instant at) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("event", event.name());
        body.put("at", at);
        body.put("data", event.data());
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends what is due; gives how many were taken. A receiver that does not answer is asked once, so that others do not wait for it. */
    public int send() {
        int taken = 0;
        Set<String> silent = new HashSet<>();
        for (int i = 0; i < MOST_AT_ONCE; i++) {
            Optional<WebhookStore.Delivery> due = QuarkusTransaction.requiringNew()
                    .call(() -> store.claim(clock.instant(), clock.instant().plus(HOLD), silent));
            if (due.isEmpty()) {
                break;
            }
            SignedPost.Outcome outcome = send(due.get());
            taken += outcome instanceof SignedPost.Outcome.Taken ? 1 : 0;
            if (outcome.equals(SignedPost.NO_ANSWER)) {
                silent.add(due.get().hook());
            }
        }
        return taken;
    }

    private SignedPost.Outcome send(WebhookStore.Delivery delivery) {
        LedgerConfig.Webhook settings = config.webhooks().get(delivery.hook());
        if (settings == null) {
            QuarkusTransaction.requiringNew().run(() -> store.drop(delivery.id(), clock.instant()));
            return new SignedPost.Outcome.Failed("not set any more");
        }
        SignedPost.Outcome outcome = post(delivery, settings);
        Instant now = clock.instant();
        switch (outcome) {
            case SignedPost.Outcome.Taken ignored ->
                QuarkusTransaction.requiringNew().run(() -> store.sent(delivery.id(), now));
            case SignedPost.Outcome.Failed failed -> {
                Instant next = now.plus(wait(delivery.attempts()));
                boolean over = next.isAfter(delivery.madeAt().plus(GIVE_UP_AFTER));
                QuarkusTransaction.requiringNew().run(() -> {
                    if (over) {
                        store.giveUp(delivery.id(), failed.why(), now);
                    } else {
                        store.later(delivery.id(), next, failed.why());
                    }
                });
                LOG.warnf(
                        "the webhook %s was not told of %s (%s): %s",
                        delivery.hook(), delivery.event(), failed.why(), over ? "given up" : "tried again later");
            }
        }
        return outcome;
    }

    private SignedPost.Outcome post(WebhookStore.Delivery delivery, LedgerConfig.Webhook settings) {
        try {
            return new SignedPost(
                            URI.create(settings.url()), WebhookSettings.secret(delivery.hook(), settings), PATIENCE)
                    .send(delivery.id(), delivery.body(), clock.instant());
        } catch (Refusal refusal) {
            return new SignedPost.Outcome.Failed("no secret");
        }
    }

    /** Twice as long each time. */
    private static Duration wait(int attempts) {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(Math.max(attempts - 1, 0), 12));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
