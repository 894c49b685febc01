package org.triageledger.work.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.notify.Letter;
import org.triageledger.store.CveRecordStore;
import org.triageledger.store.DecisionStore;
import org.triageledger.store.MessageCopyStore;
import org.triageledger.store.OutboxState;
import org.triageledger.store.OutboxStore;
import org.triageledger.store.Postgres;
import org.triageledger.store.RetentionStore;
import org.triageledger.store.ReturnStore;
import org.triageledger.store.RosterStore;
import org.triageledger.store.SnapshotStore;
import org.triageledger.store.SourceStore;
import org.triageledger.work.TestClock;
import org.triageledger.work.config.Keys;
import org.triageledger.work.config.LedgerConfig;
import org.triageledger.work.config.Letters;
import org.triageledger.work.config.MailSettings;
import org.triageledger.work.facts.Facts;
import org.triageledger.work.facts.GhsaBook;
import org.triageledger.work.facts.KeptActivity;
import org.triageledger.work.facts.KnownReviews;
import org.triageledger.work.facts.Policies;
import org.triageledger.work.intake.Importer;
import org.triageledger.work.intake.Quarantine;
import org.triageledger.work.post.FlakySmtp;
import org.triageledger.work.post.LetterWriter;
import org.triageledger.work.post.Outbox;
import org.triageledger.work.post.Outgoing;
import org.triageledger.work.post.Returns;
import org.triageledger.work.record.KnownDecisions;
import org.triageledger.work.record.SealedIds;
import org.triageledger.work.record.SealedTexts;
import org.triageledger.work.roster.ClaimBook;
import org.triageledger.work.roster.RosterBook;
import org.triageledger.work.roster.RosterFindings;

/**
 * A year in steps of a day, on PostgreSQL: two nodes that are started anew now and then, each with its own memory, a mail server
 * that fails half of the time, days on which nothing runs, and members who work, join and leave as the year goes by.
 */
@QuarkusTest
@TestProfile(ReminderClockTest.TwoNodes.class)
class ReminderClockTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2026, 12, 31);
    private static final LocalDate REVIEW = LocalDate.of(2026, 12, 12);
    private static final Duration SIX_HOURS = Duration.ofHours(6);

    /** Nothing runs from 30 to 28 days before the review: that step is due late. */
    private static final Set<LocalDate> DOWN = Set.of(REVIEW.minusDays(30), REVIEW.minusDays(29), REVIEW.minusDays(28));

    /** PostgreSQL, a clock of our own, a bad mail server. */
    public static final class TwoNodes implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("ledger.team", "Example Team");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(Postgres.Server.class), new TestResourceEntry(FlakySmtp.class));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    @Inject
    SealedTexts texts;

    @Inject
    TestClock clock;

    @Inject
    MessageCopyStore sightings;

    @Inject
    RetentionStore retention;

    @Inject
    SourceStore sources;

    @Inject
    RosterStore rosters;

    @Inject
    GhsaBook ghsa;

    @Inject
    Keys keys;

    @Inject
    SealedIds ids;

    @Inject
    KeptActivity kept;

    @Inject
    DecisionStore decisions;

    @Inject
    CveRecordStore records;

    @Inject
    SnapshotStore snapshots;

    @Inject
    OutboxStore outboxes;

    @Inject
    ReturnStore returned;

    @Inject
    Returns returns;

    @Inject
    Outgoing outgoing;

    @Inject
    RosterFindings oddities;

    @Inject
    Quarantine quarantine;

    @Inject
    MailSettings settings;

    @Inject
    LedgerConfig config;

    @Inject
    RosterBook roster;

    @Inject
    Importer importer;

    @TempDir
    Path folder;

    @Test
    void eachReminderIsSentOnceToWhomItIsDueAndNoneToWhomItIsNot() throws IOException {
        // Read when all of it has come, for what claims to come from the future is not believed; it counts from its day
        // on.
        clock.set(at(LAST));
        team();
        FlakySmtp.failsHalfOfTheTime(new Random(5));
        Random random = new Random(7);
        List<Node> nodes = new java.util.ArrayList<>(List.of(new Node(), new Node()));
        for (LocalDate day = FIRST; !day.isAfter(LAST); day = day.plusDays(1)) {
            if (DOWN.contains(day)) {
                continue;
            }
            boolean due = !day.isBefore(REVIEW.minusDays(60)) && !day.isAfter(REVIEW);
            for (int run = 0; run < (due ? 2 : 1); run++) {
                clock.set(at(day).plus(SIX_HOURS.multipliedBy(run)));
                if (random.nextInt(10) == 0) {
                    nodes.set(random.nextInt(2), new Node());
                }
                // each looks before either sends
                nodes.forEach(Node::note);
                nodes.get(random.nextInt(2)).outbox.send();
                nodes.get(random.nextInt(2)).outbox.send();
            }
        }

        assertThat(sent())
                .containsExactlyElementsOf(Stream.of(
                                "member/2026/60: late, mid, quiet, rest",
                                "member/2026/30: late, quiet",
                                "member/2026/14: late, quiet",
                                "member/2026/7: late, quiet",
                                "summary/2026/60: ada",
                                "summary/2026/30: ada",
                                "summary/2026/14: ada, bob",
                                "summary/2026/7: ada, bob")
                        .sorted()
                        .toList());
        assertThat(FlakySmtp.TAKEN.stream().filter(FlakySmtp.Taken::replied).map(FlakySmtp.Taken::messageId))
                .as("whatever the server said it took, it took once")
                .doesNotHaveDuplicates();
        assertThat(outboxes.all())
                .allSatisfy(entry -> assertThat(entry.state()).isIn(OutboxState.SENT, OutboxState.DROPPED));
    }

    /** Step and to whom, by what the mail server took; a mail taken twice is one by its id. */
    private List<String> sent() {
        Map<String, OutboxStore.Entry> byId =
                outboxes.all().stream().collect(Collectors.toMap(OutboxStore.Entry::messageId, entry -> entry));
        Map<String, Set<String>> steps = new HashMap<>();
        for (FlakySmtp.Taken taken : new HashSet<>(FlakySmtp.TAKEN)) {
            OutboxStore.Entry entry = java.util.Objects.requireNonNull(byId.get(taken.messageId()));
            assertThat(taken.to()).isEqualTo(entry.recipient() + "@example.org");
            if (entry.kind().equals("reminder")) {
                steps.computeIfAbsent(
                                entry.about().substring(0, entry.about().lastIndexOf('/')), key -> new TreeSet<>())
                        .add(entry.recipient());
            }
        }
        return steps.entrySet().stream()
                .map(step -> step.getKey() + ": " + String.join(", ", step.getValue()))
                .sorted()
                .toList();
    }

    /** One process: what it remembers is its own, the database is both nodes'. */
    private final class Node {
        private final ReminderDesk desk;
        private final Outbox outbox;

        Node() {
            KnownDecisions known = new KnownDecisions(decisions);
            Facts facts = new Facts(
                    sightings, retention, sources, rosters, known, records, ids, ghsa, keys, config, clock, kept);
            KnownReviews planned = new KnownReviews(known, snapshots);
            Policies policies = new Policies(config, planned);
            ReviewBook reviews = new ReviewBook(
                    decisions, known, snapshots, planned, policies, facts, quarantine, oddities, config, clock);
            desk = new ReminderDesk(
                    reviews,
                    policies,
                    outboxes,
                    returned,
                    new ClaimBook(decisions, known, facts, texts, clock),
                    new Letters(config),
                    config);
            outbox = new Outbox(outboxes, settings, List.of(new InTransaction(desk)), outgoing, returns, clock);
        }

        void note() {
            QuarkusTransaction.requiringNew().run(() -> desk.note(outbox));
        }
    }

    /** What the container puts around a bean. */
    private record InTransaction(LetterWriter writer) implements LetterWriter {
        @Override
        public String kind() {
            return writer.kind();
        }

        @Override
        public Optional<Letter> write(String recipient, String about, String messageId) {
            return QuarkusTransaction.requiringNew().call(() -> writer.write(recipient, about, messageId));
        }
    }

    /**
     * Quiet never works; rest works in the days on which nothing runs; mid 40 days before the review; busy long before it; edge
     * on the first day that counts, late on the day before that; new joined within the year; gone leaves 20 days before, and
     * is asked nothing.
     */
    private void team() throws IOException {
        roster.load(Files.writeString(folder.resolve("roster.yaml"), """
            members:
              - {id: ada, name: Ada Example, joined: 2015-01-01, addresses: [ada@example.org], roles: [{role: admin}, {role: steering-council}]}
              - {id: bob, name: Bob Example, joined: 2015-01-01, addresses: [bob@example.org], roles: [{role: admin, from: B20}, {role: steering-council}]}
              - {id: quiet, name: Quiet Example, joined: 2015-01-01, addresses: [quiet@example.org]}
              - {id: rest, name: Rest Example, joined: 2015-01-01, addresses: [rest@example.org]}
              - {id: mid, name: Mid Example, joined: 2015-01-01, addresses: [mid@example.org]}
              - {id: busy, name: Busy Example, joined: 2015-01-01, addresses: [busy@example.org]}
              - {id: edge, name: Edge Example, joined: 2015-01-01, addresses: [edge@example.org]}
              - {id: late, name: Late Example, joined: 2015-01-01, addresses: [late@example.org]}
              - {id: new, name: New Example, joined: 2026-04-01, addresses: [new@example.org]}
              - {id: gone, name: Gone Example, joined: 2015-01-01, left: B20, addresses: [gone@example.org]}
            """.replace(
                        "B20", REVIEW.minusDays(20).toString())));
        StringBuilder mbox = new StringBuilder();
        mail(mbox, LocalDate.of(2025, 1, 10), "finder@example.net", "r", "");
        mail(mbox, REVIEW.minusYears(1).minusDays(1), "late@example.org", "late", "r");
        mail(mbox, REVIEW.minusYears(1), "edge@example.org", "edge", "r");
        mail(mbox, LocalDate.of(2026, 8, 1), "busy@example.org", "busy", "r");
        mail(mbox, REVIEW.minusDays(40), "mid@example.org", "mid", "r");
        mail(mbox, REVIEW.minusDays(29), "rest@example.org", "rest", "r");
        importer.run(
                new Importer.Order(
                        "archive",
                        "archive",
                        List.of(),
                        List.of(),
                        new Importer.DayRange(LocalDate.of(2024, 1, 1), LocalDate.of(2027, 12, 31)),
                        List.of(Files.writeString(folder.resolve("a.mbox"), mbox)
                                .toString())),
                read -> {});
    }

    private static void mail(StringBuilder mbox, LocalDate day, String from, String id, String parent) {
        mbox.append("From x ")
                .append(DateTimeFormatter.ofPattern("EEE MMM dd '01:00:00' uuuu", Locale.ENGLISH)
                        .format(day))
                .append("\nFrom: ")
                .append(from)
                .append("\nMessage-ID: <")
                .append(id)
                .append("@example.net>")
                .append(parent.isEmpty() ? "" : "\nIn-Reply-To: <" + parent + "@example.net>")
                .append("\nSubject: a report\n\nSome lines.\n\n");
    }

    private static Instant at(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().plus(Duration.ofHours(4));
    }
}
