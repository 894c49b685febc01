package org.triageledger.core.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triageledger.core.review.Crew.admin;
import static org.triageledger.core.review.Crew.done;
import static org.triageledger.core.review.Crew.told;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.triageledger.core.activity.Credit;
import org.triageledger.core.member.Roster;
import org.triageledger.core.membership.Claim.Matter;
import org.triageledger.core.membership.Claim.Verdict;
import org.triageledger.core.review.Crew;

class ClaimTest {
    private static final Roster ROSTER = Crew.mixed().roster();

    @Test
    void acceptedWorkIsACreditThatSaysItWasClaimed() {
        Claim claim = done(claim("dee", work("dee", "2026-09-09")));
        assertThat(claim.credit()).isEmpty();
        Claim accepted = done(claim.judge(Verdict.ACCEPTED, "I was on that call", admin("ada", "2026-11-02")));
        Credit credit = accepted.credit().orElseThrow();
        assertThat(credit.rule()).isEqualTo("claimed");
        assertThat(credit.evidence().getFirst().trustWhy()).isEqualTo("claimed by dee, accepted by ada on 2026-11-02");
        assertThat(Crew.mixed()
                        .worked(credit)
                        .opened()
                        .snapshot()
                        .line("dee")
                        .map(line -> line.verdict().word()))
                .contains("active");
        assertThat(done(claim.judge(Verdict.REJECTED, "that was last year", admin("ada", "2026-11-02")))
                        .credit())
                .isEmpty();
    }

    @Test
    void anAcceptedDisputeTakesThatCreditAndNoOther() {
        Credit due = Crew.mixed().basis().activity().credits().getFirst();
        Claim dispute = done(claim("cyd", new Matter.Dispute("ada", due.kind(), due.report())));
        assertThat(dispute.takes(due)).isFalse();
        Claim accepted = done(dispute.judge(Verdict.ACCEPTED, "quite so", admin("bob", "2026-11-02")));
        assertThat(accepted.takes(due)).isTrue();
        assertThat(accepted.takes(Crew.mixed().basis().activity().credits().getLast()))
                .isFalse();
        assertThat(accepted.credit()).isEmpty();
    }

    @Test
    void aSecondPersonDecides() {
        Claim own = done(claim("ada", work("ada", "2026-09-09")));
        assertThat(told(own.judge(Verdict.ACCEPTED, "it was me", admin("ada", "2026-11-02"))))
                .isEqualTo("own-case: Nobody decides on a claim of their own: ask another admin.");
        assertThat(told(own.judge(Verdict.ACCEPTED, "seen", Crew.member("cyd", "2026-11-02"))))
                .isEqualTo("not-entitled: An admin, or one of the steering council, decides on a claim.");
        assertThat(told(own.judge(Verdict.ACCEPTED, "", admin("bob", "2026-11-02"))))
                .startsWith("no-reason");
        Claim judged = done(own.judge(Verdict.ACCEPTED, "seen", admin("bob", "2026-11-02")));
        assertThat(told(judged.judge(Verdict.REJECTED, "not seen", admin("bob", "2026-11-03"))))
                .isEqualTo("already-decided: It was accepted on 2026-11-02.");
        Claim dispute = done(claim("cyd", new Matter.Dispute("ada", Credit.Kind.TRIAGE, "r-canary-1")));
        assertThat(told(dispute.judge(Verdict.REJECTED, "mine", admin("ada", "2026-11-02"))))
                .startsWith("own-case");
    }

    @Test
    void whatCannotBeClaimed() {
        assertThat(told(claim("cyd", work("dee", "2026-09-09"))))
                .isEqualTo("not-entitled: Only the member who did the work can claim it.");
        assertThat(told(claim("dee", work("dee", "2026-11-02"))))
                .isEqualTo("too-early: The day 2026-11-02 has not come yet.");
        assertThat(told(claim("gus", work("gus", "2026-04-30"))))
                .isEqualTo("not-a-member: On 2026-04-30 you were no member.");
        assertThat(told(claim("stranger", work("stranger", "2026-09-09"))))
                .isEqualTo("not-a-member: Only members claim or dispute a credit.");
    }

    private static Matter work(String member, String day) {
        return new Matter.Work(member, Credit.Kind.COORDINATION, LocalDate.parse(day), Optional.empty());
    }

    private static Outcome<Claim> claim(String by, Matter matter) {
        return Claim.of("c1", matter, "handled by phone", ROSTER, Crew.member(by, "2026-11-01"));
    }
}
