package org.triageledger.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triageledger.core.review.Crew.DAY;
import static org.triageledger.core.review.Crew.member;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.triageledger.core.eligibility.Policy;
import org.triageledger.core.hash.Sha256;
import org.triageledger.core.review.Crew;

class VerificationTest {
    private final Snapshot frozen = Snapshot.of("2026", Crew.mixed().basis(), DAY);

    @Test
    void theSameFactsGiveTheSameBytes() {
        assertThat(verify(Crew.mixed())).isEqualTo(new Verification.Same(frozen.sha256()));
    }

    @Test
    void itIsComputedAgainAsItWasKnownThen() {
        Snapshot early = Snapshot.of(
                "2026", Crew.mixed().knownUntil("2026-12-12T09:00:00Z").basis(), DAY);
        assertThat(Verification.verify(
                        early.bytes(),
                        early.sha256(),
                        Crew.mixed().knownUntil("2027-03-01T09:00:00Z").basis()))
                .isEqualTo(new Verification.Same(early.sha256()));
    }

    @Test
    void mailThatWasFoundLaterChangesSomebody() {
        assertThat(verify(Crew.mixed().worked("dee", "r-canary-9", "2026-02-03")))
                .isEqualTo(new Verification.Differs(
                        List.of(new Verification.Change(
                                "dee",
                                "Dee Example",
                                List.of(
                                        "Verdict was inactive, is active until 2027-02-03.",
                                        "Credits was 0, is 1.",
                                        "Last credit was none, is 2026-02-03."))),
                        List.of("credits")));
    }

    @Test
    void whoWasForgottenOrShouldNotHaveBeenThere() {
        assertThat(verify(Crew.mixed().with(member("hal").joined("2026-12-01"))))
                .isEqualTo(new Verification.Differs(
                        List.of(new Verification.Change(
                                "hal", "Hal Example", List.of("Was no member then, and is one now."))),
                        List.of("people")));
    }

    @Test
    void factsThatChangeNobodyAreNamed() {
        assertThat(verify(Crew.mixed().branch("3.15", "2031-10", "Eve Example")))
                .isInstanceOfSatisfying(
                        Verification.Differs.class,
                        differs -> assertThat(differs.members())
                                .extracting(Verification.Change::member)
                                .containsExactly("eve"));
        assertThat(verify(Crew.mixed().worked("ada", "r-canary-1", "2024-03-01")))
                .isEqualTo(new Verification.OtherFacts(List.of("credits")));
        assertThat(verify(Crew.mixed().drift("not-in-list", "Cyd Example is not in the list.")))
                .isEqualTo(new Verification.OtherFacts(List.of("findings")));
        assertThat(verify(Crew.mixed().read("2025-01-01", "2026-12-12")))
                .isEqualTo(new Verification.OtherFacts(List.of("coverage")));
    }

    @Test
    void anotherReadingIsAnotherPolicy() {
        assertThat(verify(Crew.mixed()
                        .under(Policy.SEED_2024.reading("spam-counts").orElseThrow())))
                .isEqualTo(new Verification.OtherFacts(List.of("policy")));
    }

    @Test
    void whatWasTamperedWithIsDamaged() {
        byte[] stored = new String(frozen.bytes(), StandardCharsets.UTF_8)
                .replace("2025-05-03", "2025-05-04")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(Verification.verify(stored, frozen.sha256(), Crew.mixed().basis()))
                .isEqualTo(new Verification.Damaged(frozen.sha256(), Sha256.hex(stored)));
        byte[] none = "none".getBytes(StandardCharsets.UTF_8);
        assertThat(Verification.verify(none, Sha256.hex(none), Crew.mixed().basis()))
                .isInstanceOf(Verification.Damaged.class);
    }

    private Verification verify(Crew now) {
        return Verification.verify(frozen.bytes(), frozen.sha256(), now.basis());
    }
}
