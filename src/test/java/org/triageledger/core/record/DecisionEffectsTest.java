package org.triageledger.core.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.triageledger.core.activity.Credit;
import org.triageledger.core.activity.Report;
import org.triageledger.core.mail.Address;
import org.triageledger.core.mail.thread.Confirmation;
import org.triageledger.core.member.AddressLink;
import org.triageledger.core.member.Dated;
import org.triageledger.core.membership.Actor.Capacity;
import org.triageledger.core.membership.Claim;
import org.triageledger.core.membership.Effect;
import org.triageledger.core.membership.Leave;
import org.triageledger.core.membership.Nomination;
import org.triageledger.core.review.Decision;
import org.triageledger.core.review.OffboardingTask;
import org.triageledger.core.review.Review;

class DecisionEffectsTest {
    private static final Address HOME = Address.parse("ada@example.org").orElseThrow();
    private static final Entry.Act LINK = new Entry.AddressLinked("ada", HOME, Dated.ALWAYS);
    private static final LocalDate DAY = LocalDate.parse("2026-12-12");

    @Test
    void takingEntriesInPortionsGivesTheSameAsTakingAllAtOnce() {
        Random random = new Random(11);
        for (int round = 0; round < 300; round++) {
            List<LogEntry> log = Entries.log(random, random.nextInt(60));
            DecisionEffects portions = DecisionEffects.NONE;
            for (int at = 0; at < log.size(); ) {
                int next = Math.min(log.size(), at + 1 + random.nextInt(5));
                portions = portions.plus(log.subList(at, next));
                at = next;
            }
            assertThat(portions).isEqualTo(DecisionEffects.of(log));
        }
    }

    @Test
    void undoingAnEntryGivesWhatWouldHoldWithoutIt() {
        Random random = new Random(13);
        for (int round = 0; round < 300; round++) {
            List<LogEntry> log = Entries.log(random, 20).stream()
                    .filter(entry ->
                            entry.entry() instanceof Entry.Act && entry.entry().canBeUndone())
                    .filter(entry -> !(entry.entry() instanceof Entry.Approved))
                    .toList();
            if (log.isEmpty()) {
                continue;
            }
            LogEntry undone = log.get(random.nextInt(log.size()));
            List<LogEntry> without =
                    log.stream().filter(entry -> entry != undone).toList();
            DecisionEffects then = DecisionEffects.of(log).plus(entry(99, "cia", new Entry.Undone(undone.id())));
            assertThat(then.effective()).isEqualTo(DecisionEffects.of(without).effective());
            assertThat(then.memberships()).isEqualTo(DecisionEffects.of(without).memberships());
            assertThat(then.confirmations())
                    .isEqualTo(DecisionEffects.of(without).confirmations());
            assertThat(then.claims()).isEqualTo(DecisionEffects.of(without).claims());
            assertThat(then.isUndone(undone.id())).isTrue();
        }
    }

    @Test
    void whatIsSaidOfAnAuthorLastHolds() {
        DecisionEffects effects = log(
                new Entry.AuthorConfirmed("key1", Optional.of(HOME)),
                new Entry.AuthorRejected("key1"),
                new Entry.AuthorRejected("key2"),
                new Entry.AuthorConfirmed("key2", Optional.empty()));
        assertThat(effects.rejected()).containsExactly("key1");
        assertThat(effects.confirmations())
                .containsExactly(new Confirmation("key2", Optional.empty(), "confirmed by a person (decision 4)"));
    }

    @Test
    void aProposalHoldsFromItsApprovalBySomebodyElseOn() {
        DecisionEffects proposed = DecisionEffects.of(List.of(entry(1, "ada", new Entry.Proposed(LINK))));
        assertThat(proposed.links()).isEmpty();
        assertThat(proposed.awaitingApproval()).hasSize(1);
        DecisionEffects byThemselves = proposed.plus(entry(2, "ada", new Entry.Approved(1)));
        assertThat(byThemselves.links()).isEmpty();
        DecisionEffects approved = proposed.plus(entry(2, "bob", new Entry.Approved(1)));
        assertThat(approved.links()).containsExactly(new AddressLink("ada", HOME, Dated.ALWAYS, true));
        assertThat(approved.awaitingApproval()).isEmpty();
        assertThat(approved.approved(1)).contains(true);
        assertThat(approved.effective())
                .singleElement()
                .satisfies(made -> assertThat(List.of(made.id(), made.by())).containsExactly(2L, "ada"));
        assertThat(approved.plus(entry(3, "bob", new Entry.Undone(2))).links()).isEmpty();
        DecisionEffects declined = proposed.plus(entry(2, "bob", new Entry.Declined(1)));
        assertThat(declined.approved(1)).contains(false);
        assertThat(declined.plus(entry(3, "bob", new Entry.Approved(1))).links())
                .isEmpty();
    }

    @Test
    void aProposalToUndoUndoesOnceItIsApproved() {
        DecisionEffects linked = log(LINK).plus(entry(2, "ada", new Entry.Proposed(new Entry.Undone(1))));
        assertThat(linked.links()).hasSize(1);
        assertThat(linked.isUndone(1)).isFalse();
        DecisionEffects approved = linked.plus(entry(3, "bob", new Entry.Approved(2)));
        assertThat(approved.links()).isEmpty();
        assertThat(approved.isUndone(1)).isTrue();
    }

    @Test
    void aReviewEndsTheMembershipsThatWereDecidedToEnd() {
        DecisionEffects effects = log(
                new Entry.ReviewPlanned("2026", Capacity.ADMIN, DAY.minusDays(1)),
                new Entry.ReviewMoved("2026", Capacity.COUNCIL, DAY),
                new Entry.ReviewOpened("2026", Capacity.ADMIN, "ab".repeat(32)),
                new Entry.ReviewMoved("2026", Capacity.ADMIN, DAY.plusDays(9)),
                new Entry.MemberDecided("2026", Capacity.ADMIN, Decision.Kind.REMOVE, "bob"),
                new Entry.MemberDecided("2026", Capacity.ADMIN, Decision.Kind.REMOVE, "cia"),
                new Entry.MemberDecided("2026", Capacity.COUNCIL, Decision.Kind.KEEP, "cia"),
                new Entry.ReviewClosed("2026", Capacity.COUNCIL, DAY.plusDays(2)),
                new Entry.TaskDone("2026", Capacity.ADMIN, OffboardingTask.Venue.CHAT, "bob"));
        assertThat(effects.memberships()).singleElement().isInstanceOfSatisfying(Effect.Leaves.class, leaves -> {
            assertThat(leaves.person()).isEqualTo("bob");
            assertThat(leaves.lastDay()).isEqualTo(DAY.plusDays(2));
        });
        ReviewHistory review = effects.reviews().getFirst();
        assertThat(review.planned().day()).isEqualTo(DAY);
        assertThat(review.decisions()).hasSize(3);
        assertThat(review.done()).hasSize(1);
        assertThat(review.with(Optional.empty())).isInstanceOf(Review.Damaged.class);
    }

    @Test
    void aCancelledReviewIsGoneAndItsIdIsNot() {
        DecisionEffects effects = log(
                new Entry.ReviewPlanned("2026", Capacity.ADMIN, DAY),
                new Entry.ReviewCancelled("2026", Capacity.ADMIN));
        assertThat(effects.reviews()).isEmpty();
        assertThat(effects.cancelledReviews()).containsExactly("2026");
    }

    @Test
    void aFindingIsSettledUntilItsDay() {
        DecisionEffects effects = log(new Entry.FindingSettled("f1", "code: text", Optional.of(DAY)));
        assertThat(effects.settledOn(DAY)).containsOnlyKeys("f1");
        assertThat(effects.settledOn(DAY.plusDays(1))).isEmpty();
    }

    @Test
    void aLeaveStandsAsItWasChangedLastUntilItIsRemoved() {
        Dated march = new Dated(Optional.of(DAY), Optional.of(DAY.plusDays(9)));
        Dated shorter = new Dated(Optional.of(DAY), Optional.of(DAY.plusDays(2)));
        Entry noted = new Entry.LeaveNoted("bob", march, Optional.of("why"));
        Entry changed = new Entry.LeaveChanged(1, "bob", shorter, Optional.empty());
        assertThat(log(noted, changed).leaves()).containsExactly(new Leave("bob", shorter, Optional.empty()));
        assertThat(log(noted, changed, new Entry.Undone(2)).notedLeaves())
                .singleElement()
                .satisfies(leave -> {
                    assertThat(leave.leave().when()).isEqualTo(march);
                    assertThat(leave.sealed()).contains("why");
                });
        assertThat(log(noted, changed, new Entry.LeaveRemoved(1, "bob")).leaves())
                .isEmpty();
        assertThat(log(noted, changed, new Entry.LeaveRemoved(1, "bob"), new Entry.Undone(3))
                        .leaves())
                .hasSize(1);
        assertThat(log(new Entry.LeaveChanged(7, "bob", march, Optional.empty()))
                        .leaves())
                .isEmpty();
    }

    @Test
    void aSecondVoteOfAMemberTakesThePlaceOfTheFirst() {
        DecisionEffects effects = DecisionEffects.of(List.of(
                entry(
                        1,
                        "ada",
                        new Entry.Nominated(
                                "n1",
                                Nomination.Kind.MEMBER,
                                "pep811-2025",
                                Duration.ofDays(7),
                                new Nomination.Candidate(Optional.empty(), "Dee", Optional.empty()))),
                entry(2, "bob", new Entry.Voted("n1", true)),
                entry(3, "cia", new Entry.Voted("n1", true)),
                entry(4, "bob", new Entry.Voted("n1", false))));
        assertThat(effects.nominations().getFirst().votes())
                .extracting(vote -> vote.member() + " " + vote.favour())
                .containsExactly("cia true", "bob false");
    }

    @Test
    void theRestOfTheActsHold() {
        DecisionEffects effects = log(
                new Entry.ReportStatusSet("key1", Report.Status.SPAM),
                new Entry.Resigned("bob", DAY),
                new Entry.WorkClaimed("c3", "bob", Credit.Kind.TRIAGE, DAY, "sealed"),
                new Entry.ClaimJudged("c3", Claim.Verdict.ACCEPTED, Capacity.ADMIN),
                new Entry.LeaveNoted("bob", Dated.ALWAYS, Optional.empty()),
                new Entry.Unreadable("of-later", "x", "y", Optional.empty(), Optional.empty()));
        assertThat(effects.rulings())
                .singleElement()
                .satisfies(ruling -> assertThat(ruling.status()).isEqualTo(Report.Status.SPAM));
        assertThat(effects.memberships()).hasSize(1);
        assertThat(effects.claims())
                .singleElement()
                .satisfies(claim -> assertThat(claim.judgement()).isPresent());
        assertThat(effects.sealedText("c3")).contains("sealed");
        assertThat(effects.leaves()).hasSize(1);
        assertThat(effects.unreadable())
                .singleElement()
                .satisfies(entry -> assertThat(entry.id()).isEqualTo(6));
    }

    private static DecisionEffects log(Entry... entries) {
        List<LogEntry> log = new ArrayList<>();
        for (Entry entry : entries) {
            log.add(entry(log.size() + 1L, "cia", entry));
        }
        return DecisionEffects.of(log);
    }

    private static LogEntry entry(long id, String by, Entry entry) {
        return new LogEntry(id, entry, Instant.parse("2026-11-01T10:00:00Z").plusSeconds(id), by, "because", "");
    }
}
