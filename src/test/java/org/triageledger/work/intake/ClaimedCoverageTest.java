package org.triageledger.work.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.core.coverage.Stretch;
import org.triageledger.core.mail.SourceProfile;
import org.triageledger.mailbox.Batch;
import org.triageledger.mailbox.Cursor;
import org.triageledger.mailbox.PollResult;
import org.triageledger.mime.Limits;
import org.triageledger.mime.MailReader;
import org.triageledger.store.MessageCopyStore;
import org.triageledger.store.SourceOrigin;
import org.triageledger.store.SourceStore;
import org.triageledger.work.config.Keys;
import org.triageledger.work.post.Returns;
import org.triageledger.work.queries.VerdictAnswers;
import org.triageledger.work.queries.VerdictViews;
import org.triageledger.work.roster.RosterBook;

/** Nothing is claimed to be read completely where something may be missing. */
@QuarkusTest
class ClaimedCoverageTest {
    private static final LocalDate SINCE = LocalDate.of(2025, 1, 1);
    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

    @Inject
    Importer importer;

    @Inject
    VerdictAnswers verdicts;

    @Inject
    RosterBook roster;

    @Inject
    MessageCopyStore sightings;

    @Inject
    SourceStore sources;

    @Inject
    Quarantine quarantine;

    @Inject
    Returns returns;

    @Inject
    Keys keys;

    @TempDir
    Path folder;

    @Test
    void aFolderWithFilesThatArePassedOverClaimsNothing() throws IOException {
        String mail = "From: ada@example.org\nMessage-ID: <%s@example.org>\nSubject: s\n\nHello\n";
        Files.writeString(folder.resolve("1.eml"), mail.formatted("one"));
        String apple = mail.formatted("two");
        Files.writeString(folder.resolve("2.emlx"), apple.length() + "\n" + apple + "<?xml version=\"1.0\"?>\n");
        Path msg = Files.writeString(folder.resolve("3.msg"), "?");

        IntakeViews.Imported part = imported("folder");
        assertThat(part.read()).isEqualTo(2);
        assertThat(part.quarantined()).isZero();
        assertThat(part.passedOver()).containsExactly(msg.toString());
        assertThat(covered("folder")).isEmpty();

        Files.delete(msg);
        assertThat(imported("folder").passedOver()).isEmpty();
        assertThat(covered("folder")).hasSize(1);
    }

    @Test
    void whereAnArchiveEndsTheLastDayItCoversIsOffered() throws IOException {
        roster.load(Files.writeString(folder.resolve("roster.yaml"), """
                members:
                  - {id: ada, name: Ada Example, joined: 2019-02-01, addresses: [ada@example.org]}
                  - {id: bob, name: Bob Example, joined: 2019-02-01, addresses: [bob@example.org]}
                """));
        Path mail = Files.writeString(
                folder.resolve("1.eml"), "From: mal@example.net\nMessage-ID: <one@example.net>\nSubject: s\n\nHello\n");
        importer.run(
                new Importer.Order(
                        "archive",
                        "archive",
                        List.of(),
                        List.of(),
                        new Importer.DayRange(LocalDate.of(2020, 1, 1), LocalDate.of(2022, 12, 31)),
                        List.of(mail.toString())),
                count -> {});

        VerdictViews.Active missing = verdicts.active(LocalDate.of(2023, 1, 9), "seed-2024");
        assertThat(missing.members()).allMatch(member -> member.verdict().equals("unknown"));
        assertThat(missing.lastCovered()).isEqualTo(new VerdictViews.LastCovered(LocalDate.of(2022, 12, 31), 2));
        VerdictViews.Active covered = verdicts.active(LocalDate.of(2022, 12, 31), "seed-2024");
        assertThat(covered.members()).allMatch(member -> member.verdict().equals("inactive"));
        assertThat(covered.lastCovered()).isNull();
    }

    /** The cursor has gone past what is missing when the connection breaks: the next look must not cover the time. */
    @Test
    void whatWentUnseenBeforeALostConnectionIsAGap() {
        long id = QuarkusTransaction.requiringNew().call(() -> sources.ensure("watched", SourceOrigin.MAILBOX));
        LiveMail first = live(id);
        first.looked("watched", look(0, 0));
        first.take("watched", new Batch(List.of(), List.of(), 1, new Cursor(1, 7, 8), 3));
        LiveMail second = live(id);
        second.looked("watched", look(60, 0));
        second.looked("watched", look(120, 0));
        second.looked("watched", look(180, 2));
        second.looked("watched", look(240, 0));

        assertThat(covered("watched"))
                .containsExactly(
                        new Stretch(SINCE.atStartOfDay(ZoneOffset.UTC).toInstant(), NOW),
                        new Stretch(NOW.plusSeconds(60), NOW.plusSeconds(120)),
                        new Stretch(NOW.plusSeconds(180), NOW.plusSeconds(240)));
    }

    private static PollResult look(long second, long vanished) {
        return new PollResult(NOW.plusSeconds(second), new Cursor(1, 7, 8), 7, vanished, true);
    }

    private LiveMail live(long id) {
        SourceProfile profile =
                new SourceProfile("watched", SourceProfile.Mode.MAILBOX, Set.of(), Set.of(), Set.of(), Set.of());
        return new LiveMail(
                id,
                new Ingest(profile, new MailReader(Limits.DEFAULT), keys.vault(), true),
                Optional.of(SINCE),
                sightings,
                sources,
                quarantine,
                returns,
                Clock.fixed(NOW.plusSeconds(30), ZoneOffset.UTC));
    }

    private IntakeViews.Imported imported(String source) {
        return importer.run(
                new Importer.Order(
                        source,
                        "archive",
                        List.of(),
                        List.of(),
                        new Importer.DayRange(SINCE, LocalDate.of(2025, 12, 31)),
                        List.of(folder.toString())),
                count -> {});
    }

    private List<Stretch> covered(String source) {
        return QuarkusTransaction.requiringNew()
                .call(() -> sources.all().stream()
                        .filter(eachSource -> eachSource.name().equals(source))
                        .flatMap(eachSource -> eachSource.covered().stream())
                        .toList());
    }
}
