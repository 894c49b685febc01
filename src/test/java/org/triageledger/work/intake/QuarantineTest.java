package org.triageledger.work.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.triageledger.core.mail.ListId;
import org.triageledger.core.mail.Place;
import org.triageledger.core.mail.RawMail;
import org.triageledger.core.mail.SourceProfile;
import org.triageledger.core.member.Person;
import org.triageledger.store.QuarantineEnd;
import org.triageledger.store.QuarantineStore;
import org.triageledger.store.RosterStore;
import org.triageledger.store.SourceOrigin;
import org.triageledger.store.SourceStore;
import org.triageledger.work.Refusal;
import org.triageledger.work.decision.Decisions;
import org.triageledger.work.queries.EvidenceAnswers;
import org.triageledger.work.queries.SourceAnswers;

@QuarkusTest
class QuarantineTest {
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final SourceProfile PROFILE = new SourceProfile(
            "quarantine-test",
            SourceProfile.Mode.MAILBOX,
            Set.of(ListId.parse("team.example.org").orElseThrow()),
            Set.of("mx.example.org", "mx2.example.org"),
            Set.of(),
            Set.of("ledger.example.org"));

    @Inject
    Quarantine quarantine;

    @Inject
    QuarantineStore store;

    @Inject
    SourceStore sources;

    @Inject
    EvidenceAnswers evidence;

    @Inject
    SourceAnswers held;

    @Inject
    RosterStore roster;

    @Inject
    Decisions decisions;

    private long source;

    @BeforeEach
    void begin() {
        source = QuarkusTransaction.requiringNew().call(() -> sources.ensure("quarantine-test", SourceOrigin.MAILBOX));
    }

    @AfterEach
    void settle() {
        QuarkusTransaction.requiringNew()
                .run(() -> store.open().forEach(entry -> store.settle(entry.id(), QuarantineEnd.READ, NOON, "", "")));
    }

    @Test
    void whatABetterReaderCanReadIsStoredAsIfItCameNow() {
        add("UID=1", "From: ada@example.org\nMessage-ID: <replayed@example.org>\n\nHello.\n");
        assertThat(quarantine.replay(OptionalLong.empty())).isEqualTo(new Quarantine.Replayed(1, 1, 0, 0));
        assertThat(held.quarantine().quarantine()).isEmpty();
        assertThat(evidence.messages().messages())
                .filteredOn(line -> line.messageId().equals("replayed@example.org"))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.arrived()).isEqualTo(NOON);
                    assertThat(line.trust()).isEqualTo("claimed");
                });
    }

    @Test
    void whatStaysUnreadableStaysWithTheReasonOfToday() {
        add("UID=2", "no mail at all");
        assertThat(quarantine.replay(OptionalLong.empty())).isEqualTo(new Quarantine.Replayed(1, 0, 1, 0));
        assertThat(held.quarantine().quarantine()).singleElement().satisfies(line -> {
            assertThat(line.why()).isEqualTo("it has no header field that can be read, so it is no mail");
            assertThat(line.kept()).isTrue();
        });
        assertThat(quarantine.replayAfterUpgrade()).isEqualTo(new Quarantine.Replayed(0, 0, 0, 0));
    }

    @Test
    void somebodyCanSayThatItDoesNotMatter() {
        add("UID=3", "no mail at all");
        long id = held.quarantine().quarantine().getFirst().id();
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> quarantine.dismiss(id, "", "why"))
                .withMessage("say who decides (up to 100 characters) and why (up to 1,000)");
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> quarantine.dismiss(-1, "ada", "why"))
                .withMessage("nothing in quarantine has the id -1: see `ledger quarantine`");
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> quarantine.dismiss(id, "mal", "why"))
                .withMessageStartingWith("nobody in the roster has the id 'mal'");
        QuarkusTransaction.requiringNew()
                .run(() -> roster.replacePeople(List.of(new Person(
                        "ada", "Ada Example", List.of(), Optional.empty(), List.of(), List.of(), List.of()))));
        try {
            quarantine.dismiss(id, "ada", "a test of the monitoring");
        } finally {
            QuarkusTransaction.requiringNew().run(() -> roster.replacePeople(List.of()));
        }
        assertThat(held.quarantine().quarantine()).isEmpty();
        assertThat(decisions.all().getLast()).satisfies(line -> {
            assertThat(line.what()).isEqualTo("Quarantine entry " + id + " dismissed");
            assertThat(line.by()).isEqualTo("ada");
        });
    }

    @Test
    void whatIsKeptIsDroppedWhenItIsOldAndItsEntryStays() {
        add("UID=6", "no mail at all");
        assertThat(held.quarantine().quarantine())
                .singleElement()
                .satisfies(line -> assertThat(line.kept()).isTrue());
        quarantine.trim();
        assertThat(held.quarantine().quarantine())
                .singleElement()
                .satisfies(line -> assertThat(line.kept()).isFalse());
        assertThat(quarantine.replay(OptionalLong.empty())).isEqualTo(new Quarantine.Replayed(0, 0, 0, 1));
    }

    @Test
    void nothingOfItLiesReadable() {
        add("UID=4", "canary canary canary");
        long id = held.quarantine().quarantine().getFirst().id();
        byte[] kept =
                QuarkusTransaction.requiringNew().call(() -> store.kept(id).orElseThrow());
        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("canary");
    }

    @Test
    void allThatIsNeededToReadItAgainIsKept() {
        QuarantinedMail held = new QuarantinedMail(PROFILE, raw("UID=5", "a\n\nb"));
        QuarantinedMail again =
                QuarantinedMail.of(held.bytes(), "quarantine-test", "UID=5").orElseThrow();
        assertThat(again.profile()).isEqualTo(PROFILE);
        assertThat(again.raw()).usingRecursiveComparison().isEqualTo(held.raw());
        assertThat(QuarantinedMail.of(new byte[] {1, 2}, "quarantine-test", "UID=5"))
                .isEmpty();
    }

    private void add(String where, String mail) {
        QuarkusTransaction.requiringNew()
                .run(() -> quarantine.add(source, PROFILE, raw(where, mail), "once unreadable", NOON));
    }

    private static RawMail raw(String where, String mail) {
        byte[] bytes = mail.getBytes(StandardCharsets.UTF_8);
        return new RawMail(
                new Place("quarantine-test", where), bytes, bytes.length, Optional.of(NOON), Optional.empty());
    }
}
