package org.triageledger.work.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditFilterTest {
    private static final DecisionViews.DecisionLine LINE = line("2026-03-01T23:59:59Z");

    private static DecisionViews.DecisionLine line(String at) {
        return new DecisionViews.DecisionLine(
                7,
                "account-created",
                Map.of("username", "dee"),
                null,
                null,
                Instant.parse(at),
                "ada",
                "",
                false,
                "root",
                null,
                "Account dee created",
                "account",
                "",
                false);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            ada,  account,  2026-03-01, 2026-03-01, true
            root, account,  2026-03-01, 2026-03-01, true
            bob,  account,  2026-03-01, 2026-03-01, false
            ,     ,         ,           ,           true
            ,     decision, ,           ,           false
            ,     ,         2026-03-02, ,           false
            ,     ,         ,           2026-02-28, false
            ,     ' ',      ' ',        2026-03-01, true
            """)
    void anEntryIsShownIfItIsAskedFor(
            @Nullable String by, @Nullable String kind, @Nullable String from, @Nullable String to, boolean shown) {
        assertThat(AuditFilter.of(by, kind, from, to).test(LINE)).isEqualTo(shown);
    }

    @Test
    void whatCannotBeAskedForIsRefusedWithoutRepeatingIt() {
        assertThatThrownBy(() -> AuditFilter.of(null, "<b>", null, null))
                .hasMessage("'kind' has no such choice: choose decision, account, roster, sign-in, subject, erasure");
        assertThatThrownBy(() -> AuditFilter.of(null, null, "2026-02-30", null))
                .hasMessageStartingWith("'from' is not a valid date");
    }
}
