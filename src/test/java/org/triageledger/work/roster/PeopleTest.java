package org.triageledger.work.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.core.activity.Activity;
import org.triageledger.core.activity.Credit;
import org.triageledger.work.Days;
import org.triageledger.work.OtherSettings;
import org.triageledger.work.Refusal;
import org.triageledger.work.Signed;
import org.triageledger.work.TestClock;
import org.triageledger.work.decision.Decisions;
import org.triageledger.work.decision.Proposal;
import org.triageledger.work.facts.Facts;
import org.triageledger.work.facts.Policies;
import org.triageledger.work.intake.Importer;
import org.triageledger.work.queries.EvidenceAnswers;
import org.triageledger.work.queries.EvidenceViews;
import org.triageledger.work.queries.TeamAnswers;
import org.triageledger.work.queries.VerdictAnswers;
import org.triageledger.work.queries.VerdictViews;
import org.triageledger.work.queue.ClaimAnswers;
import org.triageledger.work.queue.QueueViews;
import org.triageledger.work.record.DecisionViews;
import org.triageledger.work.roster.NominationBook.Asked;

/** How people join, leave, are away, and what they claim; each test begins with the same team and no decisions. */
@QuarkusTest
@TestProfile(OtherSettings.class)
class PeopleTest {
    private static final String AGREED = "agreed";

    @Inject
    NominationBook nominations;

    @Inject
    ClaimBook claims;

    @Inject
    LeaveBook leaves;

    @Inject
    ClaimAnswers claimAnswers;

    @Inject
    Decisions decisions;

    @Inject
    Days days;

    @Inject
    Policies policies;

    @Inject
    VerdictAnswers verdicts;

    @Inject
    EvidenceAnswers evidence;

    @Inject
    TeamAnswers team;

    @Inject
    PublishedLists lists;

    @Inject
    RosterBook roster;

    @Inject
    Importer importer;

    @Inject
    Facts facts;

    @Inject
    TestClock clock;

    @Inject
    DataSource dataSource;

    @TempDir
    Path folder;

    @BeforeEach
    void begin() throws IOException, SQLException {
        try (Connection connection = dataSource.getConnection();
                java.sql.Statement statement = connection.createStatement()) {
            statement.execute("delete from decision");
        }
        at("2026-03-01T08:00:00Z");
        roster.load(Files.writeString(folder.resolve("roster.yaml"), """
                members:
                  - {id: ada, name: Ada Example, joined: 2019-02-01, addresses: [ada@example.org], roles: [{role: admin}]}
                  - {id: bob, name: Bob Example, joined: 2019-02-01, addresses: [bob@example.org]}
                  - {id: cay, name: Cay Example, joined: 2019-02-01, addresses: [cay@example.org], roles: [{role: admin}]}
                  - {id: sam, name: Sam Example, joined: 2019-02-01, roles: [{role: steering-council}]}
                """));
        importer.run(
                new Importer.Order(
                        "list",
                        "archive",
                        List.of(),
                        List.of(),
                        new Importer.DayRange(LocalDate.parse("2025-01-01"), LocalDate.parse("2026-12-31")),
                        List.of(Files.writeString(folder.resolve("list.mbox"), """
                                From x Mon Feb  2 10:00:00 2026
                                From: finder@example.net
                                Message-ID: <report@example.net>
                                Subject: overflow

                                There is a hole.

                                From x Tue Feb  3 10:00:00 2026
                                From: Bob Example <bob@example.org>
                                Message-ID: <answer@example.org>
                                In-Reply-To: <report@example.net>
                                Subject: Re: overflow

                                We look at it.
                                """)
                                .toString())),
                count -> {});
    }

    @Test
    void aWeekAndTwoThirdsOfTheVotesMakeAMember() {
        String id = nominations.nominate(new Asked("Dee Example", "dee-x", null), "good patches", "bob");
        refused(
                () -> nominations.nominate(new Asked("D. Example", "DEE-x", null), "again", "ada"),
                "D. Example is nominated already.");
        nominations.vote(id, true, null, "bob");
        nominations.vote(id, true, "helpful", "ada");
        nominations.vote(id, false, "too soon", "cay");
        nominations.vote(id, true, "on second thought", "cay");
        assertThat(line(id).favour()).isEqualTo(3);
        nominations.vote(id, false, "too soon", "cay");
        int entries = decisions.all().size();
        nominations.vote(id, false, " too soon ", "cay");
        assertThat(decisions.all()).as("the same vote once more is no change").hasSize(entries);
        assertThat(line(id).rule()).startsWith("Nominating is not a vote");
        assertThat(line(id).voters())
                .extracting(vote -> vote.name() + " " + vote.vote())
                .containsExactly("Bob Example for", "Ada Example for", "Cay Example against");
        refused(() -> nominations.vote(id, true, null, "eve"), "Only members vote.");
        refused(() -> nominations.admit(id, null, null, "ada"), "The vote ends at 2026-03-08 08:00 UTC");
        refused(
                () -> nominations.rule(id, true, "fine", null, "sam"),
                "The steering council can veto a nomination; members accept it by their votes.");
        refused(
                () -> nominations.rule(id, false, "no", null, "sam"),
                "A veto is recorded by a message: name its Message-ID.");
        assertThat(line(id).state()).isEqualTo("voting");

        at("2026-03-08T08:00:00Z");
        refused(() -> nominations.vote(id, true, null, "sam"), "The vote ended at 2026-03-08 08:00 UTC");
        assertThat(line(id).why()).isEqualTo("2 in favour, 1 against. An admin or the council makes them a member.");
        refused(() -> nominations.admit(id, null, null, "bob"), "The roster does not know 'bob' as an admin");
        refused(() -> nominations.admit(id, "ada", null, "ada"), "'ada' is somebody's id in the roster");
        assertThat(nominations.admit(id, null, null, "ada")).isEqualTo("dee-x");

        assertThat(line(id).joined()).isEqualTo("2026-03-08");
        assertThat(members("2026-03-07")).doesNotContain("dee-x");
        assertThat(members("2026-03-08")).contains("dee-x");
        assertThat(team.today().members())
                .extracting(PeopleViews.TeamLine::name)
                .contains("Dee Example");
        assertThat(lists.export(org.triageledger.core.member.Listing.Kind.MEMBERS, Optional.empty()))
                .contains("Dee Example,dee-x,");
    }

    @Test
    void theirOwnWordEndsAMembershipAtOnceAndHistoryStays() {
        refused(() -> nominations.resign("bob", null, "ada"), "People resign for themselves");
        refused(() -> nominations.resigning("bob", "ada"), "People resign for themselves");
        assertThat(nominations.resigning("bob", "bob")).satisfies(preview -> {
            assertThat(preview.lastDay()).isEqualTo("2026-02-28");
            assertThat(preview.next()).noneMatch(line -> line.contains("role of admin"));
        });
        assertThat(nominations.resigning("ada", "ada").next()).anyMatch(line -> line.contains("role of admin"));
        assertThat(members("2026-03-01")).contains("bob");
        assertThat(nominations.resign("bob", "thank you all", "bob")).isEqualTo("2026-02-28");
        refused(() -> nominations.resign("bob", null, "bob"), "Bob Example is no member.");
        assertThat(members("2026-03-01")).doesNotContain("bob");
        assertThat(members("2026-02-28")).contains("bob");
        assertThat(team.today().members())
                .extracting(PeopleViews.TeamLine::name)
                .doesNotContain("Bob Example");

        at("2026-06-01T08:00:00Z");
        String id = nominations.nominate(new Asked("bob example", null, null), "is back", "ada");
        nominations.vote(id, true, null, "ada");
        refused(() -> nominations.vote(id, true, null, "bob"), "Nobody votes on themselves.");
        at("2026-06-08T08:00:00Z");
        nominations.admit(id, null, LocalDate.parse("2026-06-09"), "ada");
        assertThat(members("2026-06-08")).doesNotContain("bob");
        assertThat(members("2026-06-09")).contains("bob");
        assertThat(members("2026-02-28")).contains("bob");

        undo("resign");
        assertThat(members("2026-05-01")).contains("bob");
    }

    @Test
    void aVetoStandsByItsMessageAndNobodyIsAdmittedAfterIt() {
        String id = nominations.nominate(new Asked("Dee Example", null, null), "good patches", "bob");
        nominations.vote(id, true, null, "bob");
        for (String text :
                List.of("see the list", "<veto @example.org>", "<a@example.org> <b@example.org>", "veto", "x@")) {
            refused(
                    () -> nominations.rule(id, false, "not now", text, "sam"),
                    "that is no Message-ID: write it as its field has it, like <id@example.org>");
        }
        nominations.rule(id, false, "not now", "<veto@example.org>", "sam");
        assertThat(line(id).rulings())
                .extracting(eachLine -> eachLine.by() + " " + eachLine.ruling() + " " + eachLine.messageId())
                .containsExactly("sam decline veto@example.org");
        at("2026-03-09T08:00:00Z");
        refused(() -> nominations.admit(id, null, null, "ada"), "It was declined. The steering council declined.");
    }

    @Test
    void whatTheRulesProposedAndAPersonTookBackIsNotProposedAgain() throws IOException {
        Path cycle = Files.writeString(folder.resolve("cycle.json"), """
                {"9.2": {"branch": "9.2", "pep": 1, "status": "bugfix", "first_release": "2024-10-07",
                         "end_of_life": "2029-10", "release_manager": "Una Example"}}
                """);
        roster.releaseCycle(cycle.toString());
        assertThat(nominations.running().nominations())
                .extracting(PeopleViews.NominationLine::name)
                .contains("Una Example");
        undo("nominate");
        assertThat(nominations.propose()).isEmpty();
        assertThat(nominations.running().nominations())
                .extracting(PeopleViews.NominationLine::name)
                .doesNotContain("Una Example");
    }

    @Test
    void whomTheReleaseCycleNamesIsProposedAtOnceAndOnce() throws IOException {
        Path cycle = Files.writeString(folder.resolve("cycle.json"), """
                {"9.1": {"branch": "9.1", "pep": 1, "status": "bugfix", "first_release": "2024-10-07",
                         "end_of_life": "2029-10", "release_manager": "Rae Example"}}
                """);
        roster.releaseCycle(cycle.toString());
        roster.releaseCycle(cycle.toString());
        assertThat(nominations.propose()).isEmpty();
        assertThat(nominations.running().nominations())
                .extracting(line -> line.name() + ": " + line.kind() + ", " + line.state() + ", " + line.by())
                .containsExactly("Rae Example: release-manager, awaits-council, null");
        String id = nominations.running().nominations().getFirst().nomination();
        refused(() -> nominations.vote(id, true, null, "ada"), "there is no vote");
        refused(() -> nominations.admit(id, null, null, "ada"), "The steering council has not accepted yet.");
        nominations.rule(id, true, "as the draft says", null, "sam");
        assertThat(nominations.admit(id, "rae", null, "sam")).isEqualTo("rae");
        assertThat(verdicts.active(days.today(), policies.nameOr(null)).members())
                .filteredOn(line -> line.member().equals("rae"))
                .extracting(VerdictViews.MemberLine::verdict)
                .containsExactly("exempt");
        assertThat(nominations.resign("rae", null, "rae")).isEqualTo("2026-03-01");
    }

    @Test
    void claimedWorkCountsOnceASecondPersonSaysSoAndIsCalledClaimedForEver() {
        refused(
                () -> claims.claim("triage", LocalDate.parse("2026-03-02"), "by phone", null, "cay"),
                "has not come yet");
        refused(
                () -> claims.claim("cooking", LocalDate.parse("2026-02-02"), "by phone", null, "cay"),
                "no kind of work");
        refused(
                () -> claims.claim("triage", LocalDate.parse("2018-02-02"), "by phone", null, "cay"),
                "you were no member");
        refused(() -> claims.claim("triage", LocalDate.parse("2026-02-02"), " ", null, "cay"), "Say what happened");
        refused(
                () -> claims.claim("triage", LocalDate.parse("2026-02-02"), "x", "http://a.example", "cay"),
                "https://");
        String id = claims.claim(
                "triage", LocalDate.parse("2026-02-20"), "handled by phone", "https://example.org/advisory/1", "cay");
        assertThat(claims.open()).isEqualTo(1);
        assertThat(credits("cay")).isEmpty();
        refused(() -> claims.judge(id, true, AGREED, "cay"), "Nobody decides on a claim of their own");
        refused(() -> claims.judge(id, true, AGREED, "bob"), "The roster does not know 'bob' as an admin");
        refused(() -> claims.judge("c99", true, AGREED, "ada"), "there is no claim 'c99'");
        claims.judge(id, true, AGREED, "ada");
        refused(() -> claims.judge(id, false, AGREED, "ada"), "It was accepted on 2026-03-01.");

        assertThat(credits("cay")).containsExactly("triage claim-" + id + " claimed");
        assertThat(reasons("cay")).anyMatch(reason -> reason.contains("it is claimed"));
        assertThat(claims.all(claimant -> true).claims().getFirst().text())
                .isEqualTo("handled by phone\nhttps://example.org/advisory/1");
        assertThat(claims.all(claimant -> false).claims().getFirst().text()).isNull();

        undo("decide-claim");
        assertThat(credits("cay")).isEmpty();
        assertThat(claims.open()).isEqualTo(1);
    }

    @Test
    void fromTheLastDayOnThatSomethingIsKnownOfAllDaysAreOne() {
        assertThat(on("2026-02-02").reports()).hasSize(1);
        assertThat(on("2026-02-02").credits()).isEmpty();
        assertThat(on("2026-02-03").credits()).extracting(Credit::member).containsOnly("bob");
        assertThat(on("2026-02-03")).isSameAs(on("2026-03-01")).isSameAs(on("2027-03-01"));

        String id = claims.claim("triage", LocalDate.parse("2026-02-20"), "handled by phone", null, "cay");
        claims.judge(id, true, AGREED, "ada");
        assertThat(on("2026-02-19").credits()).extracting(Credit::member).containsOnly("bob");
        assertThat(on("2026-02-20").credits()).extracting(Credit::member).contains("bob", "cay");
        assertThat(on("2026-02-20")).isSameAs(on("2026-03-01"));
    }

    private Activity on(String day) {
        return facts.on(LocalDate.parse(day)).activity();
    }

    @Test
    void aDisputeThatIsAcceptedTakesTheCreditAndUndoingGivesItBack() {
        assertThat(credits("bob")).hasSize(2);
        String report = evidence.credits(Optional.of("bob"), Optional.empty(), Optional.empty())
                .credits()
                .getFirst()
                .report();
        refused(() -> claims.dispute("bob", "r1", null, "not mine", "bob"), "'bob' has no such credit");
        String id = claims.dispute("bob", report, "triage", "it was only thanks", "cay");
        refused(
                () -> claims.dispute("bob", report, "triage", "once more", "cay"),
                "you said so already: " + id + " waits for a decision");
        refused(() -> claims.judge(id, true, AGREED, "cay"), "Nobody decides on a claim of their own");
        claims.judge(id, true, AGREED, "ada");
        assertThat(credits("bob")).allMatch(credit -> credit.startsWith("comment "));
        undo("decide-claim");
        assertThat(credits("bob")).hasSize(2);
    }

    @Test
    void aLeaveStandsBesideAVerdictAndChangesNothing() {
        List<String> before = verdicts();
        refused(
                () -> leaves.take("bob", LocalDate.parse("2026-03-02"), LocalDate.parse("2026-03-01"), null, "bob"),
                "ends before");
        for (String far : List.of("1999-12-31", "2062-03-02", "9999-12-31")) {
            refused(
                    () -> leaves.take("bob", LocalDate.parse("2026-03-02"), LocalDate.parse(far), null, "bob"),
                    "'to' is before 2000 or more than ten years ahead: check the year");
            refused(() -> leaves.take("bob", LocalDate.parse(far), null, null, "bob"), "'from' is before 2000");
        }
        refused(() -> leaves.take("bob", LocalDate.parse("2026-03-02"), null, null, "sam"), "as an admin");
        refused(() -> leaves.take("nobody", LocalDate.parse("2026-03-02"), null, null, "ada"), "is no member");
        leaves.take("bob", LocalDate.parse("2026-02-20"), LocalDate.parse("2026-04-30"), "a private matter", "bob");
        assertThat(verdicts()).isEqualTo(before);
        assertThat(leaves.all(member -> true).leaves())
                .extracting(line -> line.member() + " " + line.from() + " " + line.to() + " " + line.reason())
                .containsExactly("bob 2026-02-20 2026-04-30 a private matter");
        assertThat(leaves.all(member -> false).leaves().getFirst().reason()).isNull();
        assertThat(verdicts.active(days.today(), policies.nameOr(null)).members())
                .filteredOn(line -> line.member().equals("bob"))
                .extracting(VerdictViews.MemberLine::leave)
                .containsExactly("on leave from 2026-02-20 to 2026-04-30");
    }

    @Test
    void aLeaveIsChangedAndRemovedAndNoTwoShareADay() {
        LocalDate march = LocalDate.parse("2026-03-10");
        long spring = leaves.take("bob", march, march.plusDays(10), "a private matter", "bob");
        refused(() -> leaves.take("bob", march.plusDays(10), null, null, "bob"), "These days overlap another leave");
        refused(() -> leaves.take("bob", march.minusDays(3), null, null, "ada"), "from 2026-03-10 to 2026-03-20");
        long summer = leaves.take("bob", march.plusDays(11), null, null, "ada");
        leaves.take("cay", march, null, null, "cay");
        refused(
                () -> leaves.change(spring, march, march.plusDays(20), null, "bob"),
                "These days overlap another leave (on leave from 2026-03-21)");
        refused(() -> leaves.change(spring, march, march.minusDays(1), null, "bob"), "ends before");
        refused(() -> leaves.change(spring, march, null, null, "sam"), "as an admin");
        refused(() -> leaves.remove(spring, "sam"), "as an admin");
        refused(() -> leaves.remove(9999, "bob"), "there is no leave 9999");

        leaves.change(spring, march.minusDays(1), march.plusDays(2), null, "bob");
        assertThat(own("bob"))
                .containsExactly("2026-03-21 null null by ada", "2026-03-09 2026-03-12 a private matter by bob");
        leaves.change(spring, march, march.plusDays(2), "", "ada");
        assertThat(own("bob")).contains("2026-03-10 2026-03-12 null by ada");

        leaves.remove(summer, "bob");
        assertThat(own("bob")).containsExactly("2026-03-10 2026-03-12 null by ada");
        leaves.take("bob", march.plusDays(30), null, null, "bob");
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> undo("remove-leave"))
                .withMessageContaining("another leave has been noted for these days since");
        undo("change-leave");
        assertThat(own("bob")).contains("2026-03-09 2026-03-12 a private matter by bob");
    }

    private List<String> own(String member) {
        return leaves.all(any -> true).leaves().stream()
                .filter(line -> line.member().equals(member))
                .map(line -> line.from() + " " + line.to() + " " + line.reason() + " by " + line.by())
                .toList();
    }

    @Test
    void aClaimIsShownWithItsEvidenceAndWhatAcceptingItWouldChange() {
        String claimed = claims.claim(
                "triage", LocalDate.parse("2026-02-20"), "handled by phone", "https://example.org/advisory/1", "cay");
        QueueViews.ClaimDetail claim =
                claimAnswers.one(claimed, ClaimAnswers.Asking.OPERATOR).orElseThrow();
        assertThat(claim.claim().name()).isEqualTo("Cay Example");
        assertThat(claim.claim().said()).isEqualTo("handled by phone");
        assertThat(claim.claim().link()).isEqualTo("https://example.org/advisory/1");
        assertThat(claim.evidence()).isEmpty();
        assertThat(claim.ifAccepted()).contains("Cay Example gains 1 report with credits");
        assertThat(credits("cay")).as("nothing is changed").isEmpty();

        String report = evidence.credits(Optional.of("bob"), Optional.empty(), Optional.empty())
                .credits()
                .getFirst()
                .report();
        String disputed = claims.dispute("bob", report, null, "it was only thanks", "cay");
        QueueViews.ClaimDetail dispute = claimAnswers
                .one(disputed, new ClaimAnswers.Asking("ada", true, true))
                .orElseThrow();
        assertThat(dispute.mayDecide()).isTrue();
        assertThat(dispute.evidence())
                .singleElement()
                .satisfies(found -> assertThat(found.messages())
                        .extracting(EvidenceViews.EvidenceLine::messageId)
                        .containsExactly("answer@example.org"));
        assertThat(dispute.ifAccepted()).contains("Bob Example loses 1 report with credits");
        assertThat(claimAnswers
                        .one(disputed, new ClaimAnswers.Asking("cay", true, true))
                        .orElseThrow()
                        .mayDecide())
                .isFalse();
        QueueViews.ClaimDetail forCouncil = claimAnswers
                .one(disputed, new ClaimAnswers.Asking("sam", true, false))
                .orElseThrow();
        assertThat(forCouncil.evidence()).isEmpty();
        assertThat(forCouncil.messages()).isEqualTo(1);
        claims.judge(disputed, true, "only thanks, indeed", "ada");
        assertThat(credits("bob")).isEmpty();
        assertThat(claimAnswers
                        .one(disputed, ClaimAnswers.Asking.OPERATOR)
                        .orElseThrow()
                        .evidence())
                .as("what an accepted dispute took away")
                .isEqualTo(dispute.evidence());
        assertThat(claimAnswers.one("c9999", ClaimAnswers.Asking.OPERATOR)).isEmpty();
    }

    @Test
    void whatIsSaidInClaimsAndLeavesIsNowhereInClear() throws SQLException {
        claims.claim("triage", LocalDate.parse("2026-02-20"), "xyzzy in the parser", null, "cay");
        leaves.take("bob", LocalDate.parse("2026-02-20"), null, "xyzzy at home", "bob");
        StringBuilder all = new StringBuilder();
        try (Connection connection = dataSource.getConnection();
                java.sql.Statement statement = connection.createStatement()) {
            for (String table : List.of("decision", "sealed_text")) {
                try (ResultSet rows = statement.executeQuery("select * from " + table)) {
                    while (rows.next()) {
                        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                            Object value = rows.getObject(i);
                            all.append(
                                    value instanceof byte[] bytes
                                            ? new String(bytes, StandardCharsets.ISO_8859_1)
                                            : value);
                        }
                    }
                }
            }
        }
        assertThat(all).isNotEmpty().doesNotContain("xyzzy");
    }

    private void at(String instant) {
        clock.set(Instant.parse(instant));
    }

    private PeopleViews.NominationLine line(String id) {
        return nominations.all().nominations().stream()
                .filter(line -> line.nomination().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private List<String> members(String day) {
        return verdicts.active(LocalDate.parse(day), policies.nameOr(null)).members().stream()
                .map(VerdictViews.MemberLine::member)
                .toList();
    }

    private List<String> verdicts() {
        return verdicts.active(days.today(), policies.nameOr(null)).members().stream()
                .map(line -> line.member() + " " + line.verdict() + " " + line.until())
                .toList();
    }

    private List<String> reasons(String member) {
        return verdicts.active(days.today(), policies.nameOr(null)).members().stream()
                .filter(line -> line.member().equals(member))
                .flatMap(line -> line.reasons().stream())
                .toList();
    }

    private List<String> credits(String member) {
        return evidence.credits(Optional.of(member), Optional.empty(), Optional.empty()).credits().stream()
                .map(line -> line.kind() + " " + line.report() + " " + line.rule())
                .toList();
    }

    private void undo(String kind) {
        long id = decisions.all().stream()
                .filter(line -> line.kind().equals(kind))
                .mapToLong(DecisionViews.DecisionLine::id)
                .max()
                .orElseThrow();
        QuarkusTransaction.requiringNew()
                .run(() -> decisions.decide(new Proposal.Undo(id), new Signed("sam", "a test")));
    }

    private static void refused(ThrowingCallable act, String why) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(act).withMessageContaining(why);
    }
}
