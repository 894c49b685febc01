package org.triageledger.work.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.work.Days;
import org.triageledger.work.Refusal;
import org.triageledger.work.Signed;
import org.triageledger.work.facts.Policies;
import org.triageledger.work.intake.Importer;
import org.triageledger.work.queries.EvidenceAnswers;
import org.triageledger.work.queries.VerdictAnswers;
import org.triageledger.work.queries.VerdictViews;
import org.triageledger.work.queue.QueueItems;
import org.triageledger.work.queue.QueueViews;
import org.triageledger.work.record.DecisionViews;
import org.triageledger.work.review.FindingsBook;
import org.triageledger.work.roster.RosterBook;

/** Each test decides, looks, and takes back what it decided: the next begins as it began. */
@QuarkusTest
class DecisionsTest {
    private static final Signed SIGNED = new Signed("cia", "a test");
    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());

    @Inject
    Decisions decisions;

    @Inject
    AuditLog audit;

    @Inject
    QueueItems queue;

    @Inject
    Days days;

    @Inject
    Policies policies;

    @Inject
    VerdictAnswers verdicts;

    @Inject
    EvidenceAnswers evidence;

    @Inject
    RosterBook roster;

    @Inject
    FindingsBook findings;

    @Inject
    Rulings rulings;

    @Inject
    Importer importer;

    @TempDir
    Path folder;

    @BeforeEach
    void begin() throws IOException {
        roster.load(Files.writeString(folder.resolve("roster.yaml"), """
            members:
              - id: ada
                name: Ada Example
                joined: 2019-02-01
                addresses: [ada@example.org]
              - id: bob
                name: Bob Example
                joined: 2019-02-01
                addresses: [bob@example.org]
                roles: [{role: admin}]
              - id: cia
                name: Cia Example
                joined: 2019-02-01
                addresses: [cia@example.org]
                roles: [{role: admin}]
            """));
        String day = java.time.format.DateTimeFormatter.ofPattern("EEE MMM dd", java.util.Locale.ROOT)
                .format(days.today().minusDays(20));
        String year = String.valueOf(days.today().minusDays(20).getYear());
        importer.run(
                new Importer.Order(
                        "archive",
                        "archive",
                        List.of(),
                        List.of(),
                        new Importer.DayRange(days.today().minusYears(2), days.today()),
                        List.of(Files.writeString(folder.resolve("a.mbox"), """
                            From x DAY 10:00:00 YEAR
                            From: Finder <finder@example.net>
                            Message-ID: <d-1@example.net>
                            Subject: overflow in the parser

                            There is a hole.

                            From x DAY 11:00:00 YEAR
                            From: Ada Example <ada@home.example.com>
                            Message-ID: <d-2@home.example.com>
                            In-Reply-To: <d-1@example.net>
                            Subject: Re: overflow in the parser

                            I look at it.

                            From x DAY 13:00:00 YEAR
                            From: =?utf-8?q?Sam_Example?=
                            Message-ID: <d-4@example.net>
                            In-Reply-To: <d-1@example.net>
                            Subject: Re: overflow in the parser

                            The patch is ready.

                            """.replace("DAY", day)
                                        .replace("YEAR", year))
                                .toString())),
                read -> {});
        importer.run(
                new Importer.Order(
                        "claims",
                        "mailbox",
                        List.of(),
                        List.of("mx.example.org"),
                        null,
                        List.of(Files.writeString(folder.resolve("b.mbox"), """
                            From x DAY 12:00:00 YEAR
                            From: Bob Example <bob@example.org>
                            Message-ID: <d-3@example.org>
                            In-Reply-To: <d-1@example.net>
                            Subject: Re: overflow in the parser

                            So do I.

                            """.replace("DAY", day)
                                        .replace("YEAR", year))
                                .toString())),
                read -> {});
    }

    @Test
    void activeAndForecastSayTheSameOfOneDay() {
        for (int later : List.of(-30, -1, 0, 1, 40, 700)) {
            LocalDate day = days.today().plusDays(later);
            String policy = policies.nameOr(null);
            assertThat(verdicts.forecast(day, policy).members().stream()
                            .collect(Collectors.toMap(
                                    VerdictViews.ForecastLine::member, VerdictViews.ForecastLine::now)))
                    .as("%d days from today", later)
                    .isEqualTo(verdicts.active(day, policy).members().stream()
                            .collect(Collectors.toMap(
                                    VerdictViews.MemberLine::member, VerdictViews.MemberLine::verdict)));
        }
    }

    @Test
    void anAuthorWhomNobodyNamesIsAskedAboutAndAnswersToTheNameOfAnyMember() {
        assertThat(asked(QueueItems.AUTHOR))
                .filteredOn(waiting -> waiting.members().isEmpty())
                .singleElement()
                .satisfies(waiting -> {
                    assertThat(waiting.messages()).containsExactly("d-4@example.net");
                    assertThat(waiting.why()).isEqualTo("The message names no author");
                });
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> decisions.preview(new Proposal.Confirm("d-4@example.net", null)))
                .withMessageContaining("name the member");
        assertThat(decisions
                        .preview(new Proposal.Confirm("d-4@example.net", "ada"))
                        .changes())
                .contains("ada gains 1 report with credits");
        assertThat(decisions
                        .preview(new Proposal.Confirm("d-4@example.net", "bob@example.org"))
                        .changes())
                .contains("bob gains 1 report with credits");
    }

    @Test
    void aLinkShowsFirstWhatItWouldChangeThenChangesItAndIsTakenBackExactly() throws Exception {
        String before = everything();
        Proposal link = new Proposal.Link("ada", "ada@home.example.com", null, null);
        assertThat(decisions.preview(link).changes()).contains("ada gains 1 report with credits");
        assertThat(everything()).isEqualTo(before);

        assertThat(asked(QueueItems.ADDRESS)).singleElement().satisfies(suggestion -> {
            assertThat(suggestion.members()).containsExactly("ada");
            assertThat(suggestion.address()).isEqualTo("ada@home.example.com");
            assertThat(suggestion.why()).contains("1 message in 1 report");
        });
        DecisionViews.Effect effect = decisions.decide(link, SIGNED);
        assertThat(effect.changes())
                .containsExactly("ada gains 1 report with credits", "ada becomes active (was inactive)");
        assertThat(effect.waits()).isFalse();
        assertThat(effect.entries()).containsExactly(decisions.all().getLast().id());
        assertThat(asked(QueueItems.ADDRESS)).isEmpty();
        assertThat(everything()).isNotEqualTo(before);

        undoLast();
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void anUnlinkedAddressEarnsNothing() throws Exception {
        decisions.decide(new Proposal.Link("ada", "ada@home.example.com", null, null), SIGNED);
        assertThat(decisions
                        .preview(new Proposal.Unlink("ada", "ada@home.example.com"))
                        .changes())
                .contains("ada loses 1 report with credits");
        undoLast();
    }

    @Test
    void whatIsOnlyClaimedCountsOnceSomebodyConfirmsIt() throws Exception {
        assertThat(named()).singleElement().satisfies(waiting -> {
            assertThat(waiting.members()).containsExactly("bob");
            assertThat(waiting.messages()).containsExactly("d-3@example.org");
        });
        String before = everything();
        decisions.decide(new Proposal.Confirm("d-3@example.org", null), SIGNED);
        assertThat(named()).isEmpty();
        assertThat(verdict("bob")).isEqualTo("active");
        undoLast();
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void whatIsRejectedIsNoQuestionAnyMore() {
        decisions.decide(new Proposal.Reject("d-3@example.org"), SIGNED);
        assertThat(named()).isEmpty();
        assertThat(verdict("bob")).isEqualTo("inactive");
        undoLast();
        assertThat(named()).hasSize(1);
        decisions.decide(new Proposal.Reject("d-4@example.net"), SIGNED);
        assertThat(asked(QueueItems.AUTHOR)).isEqualTo(named());
        undoLast();
    }

    private List<QueueViews.QueueItem> asked(String kind) {
        return queue.found(QueueItems.Asked.of(kind, null, null, null)).items();
    }

    /** What waits for a member; an author whom nobody names waits, too. */
    private List<QueueViews.QueueItem> named() {
        return asked(QueueItems.AUTHOR).stream()
                .filter(waiting -> !waiting.members().isEmpty())
                .toList();
    }

    @Test
    void whatCountsForTheOneWhoDecidesWaitsForASecondPerson() throws Exception {
        String before = everything();
        for (Situation situation : List.of(
                new Situation(
                        "an address linked to oneself",
                        new Proposal.Link("ada", "ada@home.example.com", null, null),
                        "ada"),
                new Situation("one's own mail confirmed", new Proposal.Confirm("d-3@example.org", null), "bob"),
                new Situation(
                        "one's own mail confirmed, by naming an address",
                        new Proposal.Confirm("d-3@example.org", "bob@example.org"),
                        "bob"),
                new Situation(
                        "somebody else's mail confirmed as one's own",
                        new Proposal.Confirm("d-2@home.example.com", "bob@example.org"),
                        "bob"))) {
            DecisionViews.Effect effect = decisions.decide(situation.proposal, new Signed(situation.by, "a test"));
            assertThat(effect.waits()).as(situation.what).isTrue();
            assertThat(everything()).as(situation.what).isEqualTo(before);
            long entry = effect.proposal();
            assertThat(decisions.awaitingApproval())
                    .singleElement()
                    .satisfies(line -> assertThat(line.id()).isEqualTo(entry));
            assertThatExceptionOfType(Refusal.class)
                    .as("approved by the one who proposed it")
                    .isThrownBy(() -> decisions.decide(new Proposal.Approve(entry), new Signed(situation.by, "mine")))
                    .withMessage(
                            "nobody approves what they proposed themselves: another admin or one of the council has"
                                    + " to");
            assertThatExceptionOfType(Refusal.class)
                    .as("approved by nobody the roster knows")
                    .isThrownBy(() -> decisions.decide(new Proposal.Approve(entry), new Signed("mal", "mine")));
            decisions.decide(new Proposal.Approve(entry), SIGNED);
            assertThat(everything()).as(situation.what + ", approved").isNotEqualTo(before);
            assertThat(decisions.awaitingApproval()).isEmpty();
            undoLast();
            assertThat(everything()).as(situation.what + ", undone").isEqualTo(before);
        }
    }

    private record Situation(String what, Proposal proposal, String by) {}

    @Test
    void aMemberWhoIsNoAdminApprovesNothing() {
        DecisionViews.Effect effect =
                decisions.decide(new Proposal.Confirm("d-3@example.org", null), new Signed("bob", "a test"));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(
                        () -> decisions.decide(new Proposal.Approve(effect.proposal()), new Signed("ada", "a friend")))
                .withMessageStartingWith("The roster does not know 'ada' as an admin");
        decisions.decide(new Proposal.Decline(effect.proposal()), SIGNED);
        assertThat(decisions.awaitingApproval()).isEmpty();
        refused(
                new Proposal.Approve(effect.proposal()),
                "entry " + effect.proposal() + " does not wait for approval: see `ledger decisions`");
        assertThat(verdict("bob")).isEqualTo("inactive");
    }

    @Test
    void takingBackWhatSomebodyElseDecidedAgainstOneselfWaitsToo() {
        decisions.decide(new Proposal.Confirm("d-3@example.org", null), SIGNED);
        decisions.decide(new Proposal.Reject("d-3@example.org"), SIGNED);
        long reject = decisions.all().getLast().id();
        DecisionViews.Effect effect = decisions.decide(new Proposal.Undo(reject), new Signed("bob", "mine"));
        assertThat(effect.waits()).isTrue();
        assertThat(verdict("bob")).isEqualTo("inactive");
        decisions.decide(new Proposal.Decline(effect.proposal()), SIGNED);
        undoLast();
        undoLast();
    }

    @Test
    void bothNamesFromOneSystemUserAreAFinding() {
        DecisionViews.Effect effect =
                decisions.decide(new Proposal.Confirm("d-3@example.org", null), new Signed("bob", "a test"));
        decisions.decide(new Proposal.Approve(effect.proposal()), SIGNED);
        assertThat(findings.waiting()).anyMatch(sentence -> sentence.contains("bear two names, bob and cia"));
        undoLast();
        assertThat(findings.waiting()).noneMatch(sentence -> sentence.contains("bear two names"));
    }

    @Test
    void whoDecidesIsSomebodyOfTheRoster() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> decisions.decide(new Proposal.Reject("d-3@example.org"), new Signed("mal", "x")))
                .withMessage("nobody in the roster has the id 'mal': say who decides by the id in the roster, see"
                        + " `ledger active`");
    }

    @Test
    void aReportStatusStandsInTheLogAndIsTakenBack() throws Exception {
        String before = everything();
        String report = evidence.threads().threads().getFirst().report();
        rulings.mark(report, "internal", "cia", "a test of ours");
        assertThat(everything()).isNotEqualTo(before);
        assertThat(decisions.all().getLast()).satisfies(line -> {
            assertThat(line.kind()).isEqualTo("report-status");
            assertThat(line.what()).endsWith("marked as internal");
            assertThat(line.undoable()).isTrue();
        });
        undoLast();
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void whatMakesNoSenseIsRefusedInOneLine() {
        refused(
                new Proposal.Link("nobody", "x@example.org", null, null),
                "nobody in the roster has the id 'nobody': see `ledger active`");
        refused(new Proposal.Link("ada", "no address", null, null), "'no address' is no mail address");
        refused(
                new Proposal.Link("ada", "bob@example.org", null, null),
                "that address belongs to 'bob' on some of these days: unlink it first, or choose other days");
        refused(
                new Proposal.Link(
                        "ada", "x@example.org", days.today(), days.today().minusDays(1)),
                "the days end before they begin: give the earlier day first");
        refused(new Proposal.Unlink("ada", "bob@example.org"), "that address is not one of 'ada'");
        refused(
                new Proposal.Confirm("none@example.org", null),
                "no message has that Message-ID: see `ledger queue` and `ledger messages`");
        refused(new Proposal.Undo(99_999), "there is no decision 99999: see `ledger decisions`");
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> new Signed(" ", "x"));
    }

    @Test
    void everyDecisionStaysInTheRecord() {
        int before = decisions.all().size();
        decisions.decide(new Proposal.Reject("d-3@example.org"), SIGNED);
        undoLast();
        assertThat(decisions.all()).hasSize(before + 2);
        assertThat(decisions.all().get(before).undone()).isTrue();
        assertThat(audit.check().damage()).isEmpty();
        long undo = decisions.all().getLast().id();
        refused(new Proposal.Undo(undo), "decision " + undo + " cannot be undone; record a new decision instead");
    }

    private void refused(Proposal proposal, String line) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> decisions.preview(proposal))
                .withMessage(line);
    }

    private void undoLast() {
        long last = decisions.all().stream()
                .filter(DecisionViews.DecisionLine::undoable)
                .mapToLong(DecisionViews.DecisionLine::id)
                .max()
                .orElseThrow();
        decisions.decide(new Proposal.Undo(last), SIGNED);
    }

    private String verdict(String member) {
        return verdicts.active(days.today(), "seed-2024").members().stream()
                .filter(line -> line.member().equals(member))
                .findFirst()
                .orElseThrow()
                .verdict();
    }

    /** All that follows from mail and decisions. What waits for approval is no question of them. */
    private String everything() throws JsonProcessingException {
        return JSON.writeValueAsString(List.of(
                verdicts.evaluate(days.today(), "seed-2024"),
                evidence.credits(java.util.Optional.empty(), java.util.Optional.empty(), java.util.Optional.empty()),
                evidence.threads(),
                asked(QueueItems.AUTHOR),
                asked(QueueItems.THREADS),
                asked(QueueItems.ADDRESS),
                asked(QueueItems.NAME)));
    }
}
