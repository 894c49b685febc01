package org.triageledger.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is sent, nobody is credited who did not do the work, and nobody who did it is called inactive. */
class AttacksTest {
    /** So many variants of each attack are tried here; all of them by {@code bin/bench attacks}. */
    private static final int SOME = 12;

    private static final String WHOLE = """
            situation: s
            right: r
            why: w
            credited: nobody
            --- mail
            From x
            """;

    @TestFactory
    Stream<DynamicTest> attacksHold() {
        return Attacks.files().stream().map(AttacksTest::attackHolds);
    }

    /** Nothing that a sender repeats a thousand times, folds, puts among comments or encodes credits more, or costs much. */
    @TestFactory
    Stream<DynamicTest> noVariantOfAnAttackDoesMore() {
        return Attacks.files().stream()
                .map(file -> DynamicTest.dynamicTest(String.valueOf(file.getFileName()), () -> {
                    AttackFile attack = Attacks.read(file);
                    assertThat(Attacks.worseVariants(attack, SOME))
                            .as(attack.right())
                            .isEmpty();
                }));
    }

    private static DynamicTest attackHolds(Path file) {
        try {
            AttackFile attack = Attacks.read(file);
            return DynamicTest.dynamicTest(
                    attack.situation() + " (" + attack.name() + ")",
                    () -> assertThat(Attacks.misses(attack)).as(attack.right()).isEmpty());
        } catch (AttackFile.Malformed malformed) {
            return DynamicTest.dynamicTest(String.valueOf(file.getFileName()), () -> {
                throw malformed;
            });
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            credited: nobody | credited: bea         | credited` names bea
            credited: nobody | verdict: bob          | line 4: `bob` is no verdict
            credited: nobody | option: colour blue   | line 4: unknown option `colour`
            credited: nobody | author: two ada       | line 4: write the number of the mail
            credited: nobody | as-of: tomorrow       | is no day: write it as 2026-11-26
            credited: nobody | credited              | line 4: neither `name: value` nor a comment
            credited: nobody | colour: blue          | line 4: unknown field `colour`
            situation: s     | # none                | `situation:` is missing: add it
            --- mail         | # none                | line 6: neither
            why: w           | situation: again      | line 3: `situation` stands here twice
            """)
    void aMalformedFileIsRefusedWithItsPlaceAndWhatToDo(String line, String by, String complaint) {
        assertThatThrownBy(() -> AttackFile.parse("mangled", WHOLE.replace(line + "\n", by + "\n")))
                .isInstanceOf(AttackFile.Malformed.class)
                .hasMessageStartingWith("mangled.txt, line ")
                .hasMessageContaining(complaint);
    }

    @Test
    void whatTheFileSaysIsCompared() {
        AttackFile attack = AttackFile.parse("one", """
                situation: a report by an outsider, and an answer by nobody who can be known
                right: several things that are wrong
                why: each must be named
                credited: bob
                waits: ?
                verdict: bob active, cia inactive
                automation: 1 bounce
                author: 1 direct bob@example.org
                lines: 2 1
                --- mail
                From x Thu Oct  1 10:00:00 2026
                Authentication-Results: mx.example.org; dmarc=pass header.from=reporter.example
                Received: from a by mx.example.org; 1 Oct 2026 10:00:00 +0000
                From: rita@reporter.example
                Subject: bug
                Message-ID: <1@reporter.example>

                a bug
                """);

        assertThat(Attacks.misses(attack))
                .containsExactly(
                        "credited: nobody, not bob",
                        "waits: nobody, not ?",
                        "verdict bob: inactive, not active",
                        "automation 1: human, not bounce",
                        "author 1: direct rita@reporter.example, not direct bob@example.org",
                        "lines 2: no such mail, not 1");
    }
}
