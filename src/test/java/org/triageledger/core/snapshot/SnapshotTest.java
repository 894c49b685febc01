package org.triageledger.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triageledger.core.review.Crew.DAY;
import static org.triageledger.core.review.Crew.member;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.triageledger.core.activity.Activity;
import org.triageledger.core.activity.Report;
import org.triageledger.core.coverage.Coverage;
import org.triageledger.core.eligibility.Policy;
import org.triageledger.core.member.Roster;
import org.triageledger.core.review.Crew;
import org.triageledger.core.review.Expected;

class SnapshotTest {
    @Property(tries = 30)
    void theSameFactsInAnyOrderHaveTheSameBytes(@ForAll Random random) {
        ReviewInput basis = rich().basis();
        ReviewInput shuffled = new ReviewInput(
                basis.policy(),
                new Roster(
                        shuffled(basis.roster().people(), random),
                        shuffled(basis.roster().branches(), random)),
                new Activity(
                        shuffled(basis.activity().reports(), random),
                        shuffled(basis.activity().credits(), random),
                        List.of()),
                new Coverage(shuffled(basis.coverage().stretches(), random)),
                basis.knownUntil(),
                shuffled(basis.leaves(), random),
                basis.drift(),
                basis.quarantined());

        assertThat(Snapshot.of("2026", shuffled, DAY).bytes())
                .isEqualTo(Snapshot.of("2026", basis, DAY).bytes());
    }

    @Test
    void whatWasFrozenIsReadBackWhole() {
        for (Policy policy : List.of(Policy.SEED_2024, Policy.PEP811_2025)) {
            Snapshot snapshot = Snapshot.of("2026", rich().under(policy).basis(), DAY);
            assertThat(Snapshot.read(snapshot.bytes())).contains(snapshot);
        }
    }

    /** As they were written on 2026-11-27; the file is never changed, so that what a review rested on stays readable. */
    @Test
    void snapshotsOfFormat2AreReadAndWrittenAsTheyWere() {
        byte[] kept = Expected.text("snapshot-format-2.json").getBytes(StandardCharsets.UTF_8);
        Snapshot read = Snapshot.read(kept).orElseThrow();
        assertThat(read).hasToString("Snapshot[2026, 2026-12-12, 8 members]");
        assertThat(read.bytes()).isEqualTo(kept);
        assertThat(read.sha256()).isEqualTo("bfcc3d149470c2a7741057dce52febb324389a9fded8ae02703e7ee9633f8673");
    }

    @Property(tries = 200)
    void whatIsNotWholeIsNotRead(@ForAll @IntRange(min = 0, max = 3_000) int length) {
        byte[] bytes = Snapshot.of("2026", rich().basis(), DAY).bytes();
        assertThat(Snapshot.read(Arrays.copyOf(bytes, Math.min(length, bytes.length - 1))))
                .isEmpty();
        assertThat(Snapshot.read("{\"format\":1}".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    /** One member, who is away. */
    static Crew cyd() {
        return Crew.of().with(member("cyd")).worked("cyd", "r3", "2025-05-03").away("cyd", "2026-12-01", "");
    }

    @Test
    void theWholeJson() {
        assertThat(new String(Snapshot.of("2026", cyd().basis(), DAY).bytes(), StandardCharsets.UTF_8))
                .isEqualTo(Expected.text("snapshot.json"));
    }

    @Test
    void whatComesAfterTheDayChangesNothing() {
        byte[] then = Snapshot.of("2026", Crew.mixed().basis(), DAY).bytes();
        Crew later = Crew.mixed()
                .with(member("hal").joined("2026-12-13"))
                .worked("dee", "r-canary-4", "2026-12-13")
                .away("dee", "2027-01-01", "2027-02-01");
        assertThat(Snapshot.of("2026", later.basis(), DAY).bytes()).isEqualTo(then);

        Crew left = Crew.of()
                .branch("3.14", "2030-10", "Eve Example")
                .with(member("ada").role("admin"))
                .with(member("bob").role("admin"))
                .with(member("cyd").left("2026-12-12"))
                .with(member("dee").left("2026-12-31"))
                .with(member("eve"))
                .with(member("fay").role("steering-council", "2025-12-20", "2026-12-31"))
                .with(member("gus").joined("2026-05-01"))
                .worked("ada", "r-canary-1", "2026-03-01", "2026-11-02")
                .worked("bob", "r-canary-2", "2026-06-15")
                .worked("cyd", "r-canary-3", "2025-05-03");
        assertThat(Snapshot.of("2026", left.basis(), DAY).bytes())
                .as("those whose membership ended by the review were members on its day")
                .isEqualTo(then);
    }

    @Test
    void itsTextNamesNobody() {
        assertThat(Crew.mixed().opened().snapshot()).hasToString("Snapshot[2026, 2026-12-12, 7 members]");
        assertThat(Crew.mixed().basis()).hasToString("ReviewInput[seed-2024, Roster[7 people, 1 branches]]");
    }

    private static Crew rich() {
        return Crew.mixed()
                .branch("3.13", "2029-10", "Eve Example")
                .with(member("ivy").role("expert 3.13").role("release-manager 3.14"))
                .report("r-canary-1", Report.Status.UNREVIEWED, "opening")
                .read("2025-01-01", "2026-07-31")
                .read("2026-08-02", "2026-12-12")
                .away("dee", "2026-11-01", "2026-12-31")
                .away("cyd", "2026-11-01", "")
                .drift("not-in-list", "Ivy Example is on the roster and not in the list.");
    }

    private static <T> List<T> shuffled(List<T> items, Random random) {
        List<T> shuffled = new ArrayList<>(items);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }
}
