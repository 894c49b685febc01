package org.triageledger.work.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.core.mail.ListId;
import org.triageledger.core.mail.Place;
import org.triageledger.core.mail.RawMail;
import org.triageledger.core.mail.SourceProfile;
import org.triageledger.mailbox.Batch;
import org.triageledger.mailbox.Cursor;
import org.triageledger.mime.Limits;
import org.triageledger.mime.MailReader;
import org.triageledger.store.MessageCopyStore;
import org.triageledger.store.SourceOrigin;
import org.triageledger.store.SourceStore;
import org.triageledger.work.Days;
import org.triageledger.work.config.Keys;
import org.triageledger.work.post.Returns;
import org.triageledger.work.queries.EvidenceAnswers;
import org.triageledger.work.queries.VerdictAnswers;
import org.triageledger.work.roster.RosterBook;

/** The same mail by whatever way, in whatever order and however often: the same threads, credits and verdicts. */
@QuarkusTest
class AnyWayInTest {
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
    private static final LocalDate FIRST = LocalDate.parse("2025-05-01");
    private static final LocalDate AS_OF = LocalDate.parse("2026-06-01");
    private static final String SERVER = "mx.example.org";
    private static final String LIST = "security.example.org";
    private static final int MAILS = 60;

    @Inject
    Importer importer;

    @Inject
    VerdictAnswers verdicts;

    @Inject
    EvidenceAnswers evidence;

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

    @Inject
    DataSource dataSource;

    @TempDir
    Path folder;

    @BeforeEach
    void begin() throws IOException {
        roster.load(Files.writeString(folder.resolve("roster.yaml"), """
            members:
              - {id: ada, name: Ada Example, joined: 2019-02-01, addresses: [ada@example.org]}
              - {id: bob, name: Bob Example, joined: 2019-02-01, addresses: [bob@example.org]}
              - {id: cay, name: Cay Example, joined: 2019-02-01, addresses: [cay@example.org]}
            """));
    }

    @RepeatedTest(12)
    void theLedgerIsTheSame(RepetitionInfo run) throws IOException {
        Random random = new Random(run.getCurrentRepetition());
        List<RawMail> mails = mails(random);

        imported(mails, "archive");
        String expected = ledger();
        assertThat(expected).contains("\"kind\":\"triage\"").contains("\"trust\":\"claimed\"");
        imported(mails, "archive");
        assertThat(ledger()).isEqualTo(expected);

        clear();
        watched(shuffled(mails, random), "mailbox", random);
        assertThat(ledger()).isEqualTo(expected);

        clear();
        List<RawMail> some = shuffled(mails, random).subList(0, MAILS / 2);
        watched(some, "mailbox", random);
        imported(shuffled(mails, random), "archive");
        watched(shuffled(mails, random), "another mailbox", random);
        assertThat(ledger()).isEqualTo(expected);
        clear();
    }

    private String ledger() {
        try {
            return JSON.writeValueAsString(List.of(
                    evidence.threads(),
                    evidence.credits(Optional.empty(), Optional.empty(), Optional.empty()),
                    verdicts.active(AS_OF, "seed-2024"),
                    verdicts.evaluate(AS_OF, "pep811-2025")));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void imported(List<RawMail> mails, String source) throws IOException {
        StringBuilder mbox = new StringBuilder();
        DateTimeFormatter form = DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss yyyy", Locale.ROOT)
                .withZone(ZoneOffset.UTC);
        for (RawMail mail : mails) {
            mbox.append("From x ")
                    .append(form.format(mail.internalDate().orElseThrow()))
                    .append('\n')
                    .append(new String(mail.bytes(), StandardCharsets.UTF_8))
                    .append('\n');
        }
        importer.run(
                new Importer.Order(
                        source,
                        "mailbox",
                        List.of(LIST),
                        List.of(SERVER),
                        new Importer.DayRange(FIRST, AS_OF),
                        List.of(Files.writeString(folder.resolve("some.mbox"), mbox)
                                .toString())),
                count -> {});
    }

    /** As the watcher hands mail over: in batches of any size, some of them twice, as after a lost connection. */
    private void watched(List<RawMail> mails, String source, Random random) {
        SourceProfile profile = new SourceProfile(
                source,
                SourceProfile.Mode.MAILBOX,
                Set.of(ListId.parse(LIST).orElseThrow()),
                Set.of(SERVER),
                Set.of(),
                Set.of());
        long id = QuarkusTransaction.requiringNew().call(() -> sources.ensure(source, SourceOrigin.MAILBOX));
        LiveMail live = new LiveMail(
                id,
                new Ingest(profile, new MailReader(Limits.DEFAULT), keys.vault(), true),
                Optional.of(FIRST),
                sightings,
                sources,
                quarantine,
                returns,
                Clock.systemUTC());
        int at = 0;
        while (at < mails.size()) {
            int end = Math.min(mails.size(), at + 1 + random.nextInt(9));
            Batch batch = new Batch(mails.subList(at, end), List.of(), 0, new Cursor(1, end, 0), mails.size() - end);
            live.take(source, batch);
            if (random.nextInt(4) == 0) {
                evidence.threads();
                live.take(source, batch);
            }
            at = end;
        }
        QuarkusTransaction.requiringNew().run(() -> sources.cover(id, Days.stretch(FIRST, AS_OF)));
    }

    private void clear() {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : List.of("sighting_key", "sighting", "coverage", "quarantine")) {
                statement.execute("delete from " + table);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<RawMail> shuffled(List<RawMail> mails, Random random) {
        List<RawMail> shuffled = new ArrayList<>(mails);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    /** Reports and answers to them, some by their subject alone, some to mail that never came, some forged, some doubled. */
    private static List<RawMail> mails(Random random) {
        List<String> people = List.of(
                "ada@example.org", "bob@example.org", "cay@example.org", "eve@example.net", "finder@example.com");
        List<RawMail> mails = new ArrayList<>();
        for (int i = 0; i < MAILS; i++) {
            String from = people.get(random.nextInt(people.size()));
            String domain = from.substring(from.indexOf('@') + 1);
            boolean reply = i > 3 && random.nextInt(3) > 0;
            int parent = reply ? random.nextInt(i + 3) : i;
            // Some ids are borne by two mails.
            int id = random.nextInt(12) == 0 && i > 0 ? random.nextInt(i) : i;
            Instant arrived = START.plusSeconds(3600L * 7 * i);
            StringBuilder mail = new StringBuilder();
            if (random.nextInt(4) > 0) {
                mail.append("Authentication-Results: " + SERVER + "; dmarc=pass header.from=" + domain + "\n");
            }
            mail.append("Received: from a.example.net by " + SERVER + "; "
                            + DateTimeFormatter.RFC_1123_DATE_TIME.format(arrived.atOffset(ZoneOffset.UTC)) + "\n")
                    .append("From: <")
                    .append(from)
                    .append(">\n")
                    .append("Message-ID: <m")
                    .append(id)
                    .append("@example.com>\n");
            if (reply && random.nextInt(4) > 0) {
                mail.append(
                                random.nextBoolean()
                                        ? "References: <m" + random.nextInt(MAILS) + "@example.com> "
                                        : "In-Reply-To: ")
                        .append("<m")
                        .append(parent)
                        .append("@example.com>\n");
            }
            mail.append(reply ? "Subject: Re: hole " : "Subject: hole ")
                    .append(parent % 9)
                    .append("\n\n")
                    .append("Words of mail ")
                    .append(i)
                    .append(".\n");
            byte[] bytes = mail.toString().getBytes(StandardCharsets.UTF_8);
            mails.add(new RawMail(
                    new Place("any", "UID=" + i), bytes, bytes.length, Optional.of(arrived), Optional.of(arrived)));
        }
        return mails;
    }
}
