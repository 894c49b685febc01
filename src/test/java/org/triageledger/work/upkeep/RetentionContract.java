package org.triageledger.work.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.triageledger.core.record.Entry;
import org.triageledger.store.DecisionStore;
import org.triageledger.store.MessageCopyStore;
import org.triageledger.work.EmptyLedger;
import org.triageledger.work.Signed;
import org.triageledger.work.TestClock;
import org.triageledger.work.decision.AuditLog;
import org.triageledger.work.decision.Decisions;
import org.triageledger.work.decision.Proposal;
import org.triageledger.work.intake.Importer;
import org.triageledger.work.intake.IntakeViews;
import org.triageledger.work.queries.EvidenceAnswers;
import org.triageledger.work.queries.SourceAnswers;
import org.triageledger.work.queries.VerdictAnswers;
import org.triageledger.work.roster.RosterBook;

/** Old threads on which nothing rests go, nobody's verdict changes by it, and what might be wrong later is unknown. */
abstract class RetentionContract {
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModules(new JavaTimeModule(), new Jdk8Module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    private static final LocalDate TODAY = LocalDate.parse("2026-11-28");
    private static final int YEARS = 3;
    private static final LocalDate LIMIT = TODAY.minusYears(YEARS);
    private static final String TEAM = """
            members:
              - {id: ada, name: Ada Example, joined: 2018-02-01, roles: [{role: admin}], addresses: [ada@example.org]}
              - {id: bob, name: Bob Example, joined: 2018-02-01, addresses: [bob@example.org]}
              - {id: cia, name: Cia Example, joined: 2023-06-01, addresses: [cia@example.org]}
            """;

    @Inject
    RetentionBook retention;

    @Inject
    RosterBook roster;

    @Inject
    Importer importer;

    @Inject
    VerdictAnswers verdicts;

    @Inject
    EvidenceAnswers evidence;

    @Inject
    SourceAnswers sources;

    @Inject
    MessageCopyStore copies;

    @Inject
    Decisions decisions;

    @Inject
    DecisionStore log;

    @Inject
    AuditLog audit;

    @Inject
    Checks checks;

    @Inject
    TestClock clock;

    @TempDir
    Path folder;

    @BeforeEach
    void aLedger() throws IOException {
        new EmptyLedger().beforeClass(RetentionContract.class);
        clock.set(TODAY.atTime(8, 0).toInstant(java.time.ZoneOffset.UTC));
        team(TEAM);
    }

    private void team(String yaml) throws IOException {
        roster.load(Files.writeString(folder.resolve("roster.yaml"), yaml));
    }

    private IntakeViews.Imported mail(String source, String mbox) throws IOException {
        return importer.run(
                new Importer.Order(
                        source,
                        "archive",
                        List.of(),
                        List.of(),
                        new Importer.DayRange(LocalDate.parse("2018-01-01"), TODAY),
                        List.of(Files.writeString(folder.resolve(source + ".mbox"), mbox)
                                .toString())),
                read -> {});
    }

    private static String one(String id, LocalDate day, String from, String parent) {
        return "From x "
                + DateTimeFormatter.ofPattern("EEE MMM dd '10:00:00' uuuu", Locale.ENGLISH)
                        .format(day)
                + "\nFrom: " + from + "\nDate: "
                + DateTimeFormatter.ofPattern("EEE, d MMM uuuu '10:00:00 +0000'", Locale.ENGLISH)
                        .format(day)
                + "\nMessage-ID: <" + id + "@example.net>\n"
                + (parent.isEmpty() ? "" : "In-Reply-To: <" + parent + "@example.net>\n") + "Subject: hole " + id
                + "\n\nSome lines of " + id + ".\n\n";
    }

    /** Threads of all years: of strangers alone, with answers of members, and of former members. */
    private static String random(long seed) {
        Random random = new Random(seed);
        StringBuilder mbox = new StringBuilder();
        for (int thread = 0; thread < 40; thread++) {
            LocalDate day = LocalDate.parse("2019-01-01").plusDays(random.nextInt(2880));
            String first = "t" + thread;
            mbox.append(one(first, day, "finder" + random.nextInt(5) + "@example.net", ""));
            for (int reply = 0; reply < random.nextInt(4); reply++) {
                day = day.plusDays(random.nextInt(200));
                if (day.isAfter(TODAY)) {
                    break;
                }
                String who = List.of(
                                "ada@example.org",
                                "bob@example.org",
                                "cia@example.org",
                                "finder1@example.net",
                                "zoe@example.com")
                        .get(random.nextInt(5));
                mbox.append(one(first + "r" + reply, day, who, first));
            }
        }
        return mbox.toString();
    }

    private Map<String, String> answers() throws IOException {
        Map<String, String> answers = new TreeMap<>();
        for (LocalDate day = LIMIT.plusDays(1); day.isBefore(TODAY.plusDays(40)); day = day.plusDays(17)) {
            for (String policy : List.of("seed-2024", "pep811-2025")) {
                answers.put(day + " " + policy, JSON.writeValueAsString(verdicts.evaluate(day, policy)));
            }
        }
        answers.put(
                "credits",
                JSON.writeValueAsString(evidence.credits(Optional.empty(), Optional.empty(), Optional.empty())));
        return answers;
    }

    private String verdict(String member, LocalDate day) {
        return verdicts.evaluate(day, "seed-2024").members().stream()
                .filter(line -> line.member().member().equals(member))
                .map(line -> line.member().verdict())
                .findFirst()
                .orElseThrow();
    }

    private long count() {
        return QuarkusTransaction.requiringNew().call(copies::count);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyAnswerForDaysAfterTheLimitStaysAsItWas(long seed) throws IOException {
        String mbox = random(seed);
        mail("archive", mbox);
        mail("copies", mbox.replace("Subject: ", "X-List: y\nSubject: "));
        Map<String, String> before = answers();
        long all = count();
        int entries = log.all().size();

        RetentionBook.Outcome outcome = retention.apply(YEARS);
        assertThat(outcome.limit()).isEqualTo(LIMIT);
        assertThat(outcome.threads()).isPositive();
        assertThat(outcome.copies()).isPositive();
        assertThat(count()).isEqualTo(all - outcome.copies());
        assertThat(answers()).isEqualTo(before);

        assertThat(log.all()).hasSize(entries + 1);
        assertThat(log.all().getLast().entry())
                .isEqualTo(new Entry.FactsRemoved(LIMIT, outcome.threads(), outcome.copies()));
        assertThat(audit.check().damage()).isEmpty();
        assertThat(checks.run(OptionalLong.empty()).checks()).noneMatch(Checks.Line::isFinding);

        // again: nothing is left to do, and the same mail does not come back, by whatever source
        assertThat(retention.apply(YEARS).threads()).isZero();
        assertThat(mail("archive", mbox).stored()).isZero();
        assertThat(mail("third", mbox).stored()).isZero();
        assertThat(answers()).isEqualTo(before);
        assertThat(retention.apply(YEARS).threads()).isZero();
        assertThat(log.all()).hasSize(entries + 1);
    }

    /** Whose address it was is learnt later: what was removed might have been their work. */
    @Test
    void anAddressThatIsLearntLaterMakesWhatReachesThereUnknown() throws IOException {
        LocalDate old = LIMIT.minusMonths(2);
        mail(
                "archive",
                one("r", old.minusDays(3), "finder@example.net", "")
                        + one("a", old, "cia@example.com", "r")
                        + one("s", TODAY.minusDays(30), "finder@example.net", "")
                        + one("b", TODAY.minusDays(20), "bob@example.org", "s"));
        LocalDate soonAfter = LIMIT.plusMonths(2);
        assertThat(verdict("bob", soonAfter)).isEqualTo("inactive");
        assertThat(verdict("bob", TODAY)).isEqualTo("active");
        assertThat(retention.apply(YEARS).threads()).isEqualTo(1);
        assertThat(verdict("bob", soonAfter)).isEqualTo("inactive");
        assertThat(sources.watching().sources().getFirst().removed()).isNotNull();

        team(TEAM.replace("addresses: [bob@example.org]", "addresses: [bob@example.org, cia@example.com]"));
        assertThat(verdict("bob", soonAfter)).isEqualTo("unknown");
        assertThat(verdicts.why("bob", soonAfter, "seed-2024").gaps())
                .anyMatch(gap -> gap.cause().contains("removed by retention"));
        assertThat(verdict("bob", TODAY)).isEqualTo("active");

        // as it was: known again
        team(TEAM);
        assertThat(verdict("bob", soonAfter)).isEqualTo("inactive");
        // somebody who came long after changes nothing
        team(
                TEAM
                        + "  - {id: dan, name: Dan Example, joined: 2026-01-01, addresses: [{address: dan@example.org, from: 2026-01-01}]}\n");
        assertThat(verdict("bob", soonAfter)).isEqualTo("inactive");
    }

    @Test
    void whatSomethingRestsOnStays() throws IOException {
        LocalDate old = LIMIT.minusYears(1);
        List<String> mails = new ArrayList<>();
        mails.add(one("credit", old, "finder@example.net", "")
                + one("answer", old.plusDays(1), "ada@example.org", "credit"));
        mails.add(one("decided", old.plusDays(50), "finder@example.net", ""));
        mails.add(one("young", old.plusDays(100), "finder@example.net", "")
                + one("late", LIMIT.plusDays(1), "finder@example.net", "young"));
        mails.add(one("alone", old.plusDays(150), "finder@example.net", ""));
        mail("archive", String.join("", mails));
        String report = evidence.threads().threads().stream()
                .filter(thread -> thread.messageIds().equals(List.of("decided@example.net")))
                .map(thread -> thread.report())
                .findFirst()
                .orElseThrow();
        decisions.decide(new Proposal.Status(report, "vulnerability"), new Signed("ada", "by phone"));

        RetentionBook.Outcome outcome = retention.apply(YEARS);
        assertThat(outcome.threads()).isEqualTo(1);
        assertThat(outcome.kept()).isEqualTo(2);
        assertThat(evidence.messages().messages().stream().map(message -> message.messageId()))
                .containsExactlyInAnyOrder(
                        "credit@example.net",
                        "answer@example.net",
                        "decided@example.net",
                        "young@example.net",
                        "late@example.net");
    }

    /** Mail of long ago is imported after a run: it is new, and goes with the next one. */
    @Test
    void otherOldMailIsTakenInAndGoesLater() throws IOException {
        mail("archive", one("one", LIMIT.minusYears(2), "finder@example.net", ""));
        assertThat(retention.apply(YEARS).threads()).isEqualTo(1);
        assertThat(mail("archive", one("two", LIMIT.minusYears(1), "finder@example.net", ""))
                        .stored())
                .isEqualTo(1);
        clock.set(Instant.parse("2027-03-01T08:00:00Z"));
        assertThat(retention.apply(YEARS).threads()).isEqualTo(1);
        assertThat(count()).isZero();
    }
}
