package org.triageledger.work;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HeapGuardTest {
    private static final long MB = 1 << 20;

    @Test
    void aLedgerThatFitsIsTaken() {
        assertThatCode(() -> HeapGuard.hold(0, 8 * MB)).doesNotThrowAnyException();
        assertThatCode(() -> HeapGuard.hold(100_000, 240 * MB)).doesNotThrowAnyException();
        assertThatCode(() -> HeapGuard.hold(270_000, 490 * MB)).doesNotThrowAnyException();
    }

    @Test
    void aLedgerThatDoesNotFitIsRefusedWithWhatToDo() {
        assertThatThrownBy(() -> HeapGuard.hold(270_000, 248 * MB))
                .isInstanceOf(HeapExhausted.class)
                .hasMessage("270000 mails need 487 MB of memory, and the program was given 248 MB: start it again with"
                        + " LEDGER_JAVA_OPTS=-Xmx974m in the environment");
        assertThatThrownBy(() -> HeapGuard.hold(150_000, 290 * MB)).isInstanceOf(HeapExhausted.class);
        assertThatThrownBy(() -> HeapGuard.hold(Integer.MAX_VALUE, 1024 * MB)).isInstanceOf(HeapExhausted.class);
    }

    @Test
    void forARebuildWhatIsKnownHasToFitASecondTime() {
        assertThatCode(() -> HeapGuard.holdTwice(100_000, 375 * MB)).doesNotThrowAnyException();
        assertThatThrownBy(() -> HeapGuard.holdTwice(100_000, 320 * MB)).isInstanceOf(HeapExhausted.class);
    }
}
