package org.triageledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseTroubleTest {
    @ParameterizedTest
    @CsvSource({
        "53100, 0, FULL",
        "25006, 0, READ_ONLY",
        "90097, 90097, READ_ONLY",
        "08001, 0, AWAY",
        "08006, 0, AWAY",
        "57P01, 0, AWAY",
        "90098, 90098, AWAY",
        "90020, 90020, IN_USE",
        "90030, 90030, DAMAGED",
        "XX001, 0, DAMAGED",
        "28P01, 0, PASSWORD",
        "53300, 0, BUSY",
        "HYT00, 50200, BUSY",
        "90031, 90031, FILE"
    })
    void aStateSaysWhatIsWrong(String state, int code, DatabaseTrouble trouble) {
        SQLException refused = new SQLException("secret", state, code);
        assertThat(DatabaseTrouble.of(new IllegalStateException(new StoreFailure(refused))))
                .contains(trouble);
        assertThat(DatabaseTrouble.of(new IllegalStateException("x", refused))).contains(trouble);
    }

    @Test
    void ofSeveralTheOneThatIsTheCauseIsSaid() {
        SQLException closed = new SQLException("closed", "90098", 90098, new IOException("No space left on device"));
        assertThat(DatabaseTrouble.of(closed)).contains(DatabaseTrouble.FULL);
        SQLException batch = new SQLException("batch", "42000");
        batch.setNextException(new SQLException("x", "25006"));
        assertThat(DatabaseTrouble.of(batch)).contains(DatabaseTrouble.READ_ONLY);
    }

    @Test
    void whatIsRefusedForAnotherReasonIsNoTrouble() {
        assertThat(DatabaseTrouble.of(new SQLException("unique", "23505", 23505)))
                .isEmpty();
        assertThat(DatabaseTrouble.of(new IllegalStateException("x"))).isEmpty();
        assertThat(DatabaseTrouble.of(null)).isEmpty();
    }

    @Test
    void eachLineIsOneThatSaysWhatToDo() {
        assertThat(Stream.of(DatabaseTrouble.values()))
                .allSatisfy(trouble -> assertThat(trouble.line())
                        .contains(": ")
                        .doesNotEndWith(".")
                        .matches("[a-z].*"));
    }
}
