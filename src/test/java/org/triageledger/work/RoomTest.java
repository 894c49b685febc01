package org.triageledger.work;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RoomTest {
    private static final long MB = 1 << 20;

    @Test
    void aLedgerThatFitsIsTaken() {
        assertThatCode(() -> Room.hold(0, 8 * MB)).doesNotThrowAnyException();
        assertThatCode(() -> Room.hold(100_000, 310 * MB)).doesNotThrowAnyException();
        assertThatCode(() -> Room.hold(270_000, 390 * MB)).doesNotThrowAnyException();
    }

    @Test
    void aLedgerThatDoesNotFitIsRefusedWithWhatToDo() {
        assertThatThrownBy(() -> Room.hold(270_000, 248 * MB))
                .isInstanceOf(NoRoom.class)
                .hasMessage("270000 mails need 378 MB of memory, and the program was given 248 MB: start it again with"
                        + " LEDGER_JAVA_OPTS=-Xmx756m in the environment");
        assertThatThrownBy(() -> Room.hold(Integer.MAX_VALUE, 1024 * MB)).isInstanceOf(NoRoom.class);
    }
}
