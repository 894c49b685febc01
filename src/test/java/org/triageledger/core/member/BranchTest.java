package org.triageledger.core.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BranchTest {
    @ParameterizedTest(name = "published on {0} as {1} until {2}: alive until {3}")
    @CsvSource(textBlock = """
                    2026-10-20, SECURITY,    2026-10-31, 2026-10-31
                    2026-11-20, SECURITY,    2026-10-31, 2026-10-31
                    2026-10-20, END_OF_LIFE, 2026-10-31, 2026-10-19
                    2026-10-31, END_OF_LIFE, 2026-10-31, 2026-10-31
                    2026-11-20, END_OF_LIFE, 2026-10-31, 2026-10-31
                    """)
    void isAliveByDateAndByStatus(LocalDate day, Branch.Status status, LocalDate named, LocalDate last) {
        Branch branch =
                Branch.published(List.of(branch(status, named)), List.of(), day).getFirst();
        assertThat(branch.isAlive(last)).isTrue();
        assertThat(branch.isAlive(last.plusDays(1))).isFalse();
    }

    @Test
    void anEndThatWasNotedOnceStaysWhereItIs() {
        List<Branch> asPublished = List.of(branch(Branch.Status.END_OF_LIFE, LocalDate.of(2026, 10, 31)));
        List<Branch> first = Branch.published(asPublished, List.of(), LocalDate.of(2026, 10, 20));
        assertThat(Branch.published(asPublished, first, LocalDate.of(2026, 10, 25)))
                .isEqualTo(first);
    }

    private static Branch branch(Branch.Status status, LocalDate end) {
        return new Branch("3.10", status, Optional.empty(), Optional.of(end), List.of("Eve Example"));
    }
}
