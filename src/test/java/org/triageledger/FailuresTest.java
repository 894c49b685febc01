package org.triageledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triageledger.work.Refusal;
import org.triageledger.work.config.LedgerConfig;

class FailuresTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "never", emptyValue = "", textBlock = """
                    ledger.mailboxes.team.accept-arc | true | there is no setting ledger.mailboxes.team.accept-arc (FOLDER/application.properties, line 2): name the hosts whose ARC seals count in ledger.mailboxes.team.arc-sealers
                    ledger.remindrs.send       | true | there is no setting ledger.remindrs.send (FOLDER/application.properties, line 2): did you mean ledger.reminders.send?
                    ledger.mailboxes.desk.hots | imap | there is no setting ledger.mailboxes.desk.hots (FOLDER/application.properties, line 2): did you mean ledger.mailboxes.desk.host?
                    ledger.colour              | red  | there is no setting ledger.colour (FOLDER/application.properties, line 2): the sample config/application.properties names all there are
                    ledger.blind-after         | soon | the setting ledger.blind-after cannot be read: Invalid duration
                    ledger.smtp.port           | p4ss | the setting ledger.smtp.port cannot be read: Expected an integer value
                    ledger.policy              |      | the setting ledger.policy is empty: give it a value, or remove the line
                    ledger.mailboxes.team.host | imap | the setting ledger.mailboxes.team.user is missing: set it in config/application.properties
                    """)
    void aWrongSettingIsOneLineWithoutItsValue(String name, @Nullable String value, String line) throws IOException {
        Path file = Files.writeString(
                folder.resolve("application.properties"),
                "# settings\n" + name + "=" + Objects.requireNonNullElse(value, "") + "\n");
        Throwable wrong = catchThrowable(() -> new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .addDefaultInterceptors()
                .withMapping(LedgerConfig.class)
                .withSources(new PropertiesConfigSource(file.toUri().toURL(), 100))
                .build());

        assertThat(Failures.line(new IllegalStateException("started badly", wrong)))
                .isEqualTo(line.replace("FOLDER", folder.toString()));
    }

    @Test
    void unknownSettingsAreNamedAllAtOnce() throws IOException {
        Path file = Files.writeString(
                folder.resolve("application.properties"),
                "ledger.polisy=seed-2024\nledger.policy=seed-2024\nledger.smtp.hoost=mail\nledger.blind-after=soon\n");
        Throwable wrong = catchThrowable(() -> new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .addDefaultInterceptors()
                .withMapping(LedgerConfig.class)
                .withSources(new PropertiesConfigSource(file.toUri().toURL(), 100))
                .build());

        assertThat(Failures.line(new IllegalStateException("started badly", wrong)))
                .isEqualTo(
                        "there is no setting ledger.polisy (FOLDER/application.properties, line 1): did you mean ledger.policy?"
                                        .replace("FOLDER", folder.toString())
                                + "\nledger: there is no setting ledger.smtp.hoost (FOLDER/application.properties, line 3): did you mean ledger.smtp.host?"
                                        .replace("FOLDER", folder.toString()));
    }

    @Test
    void theCauseIsSaidWhereverItIs() {
        assertThat(Failures.line(new IllegalStateException(new Refusal("ledger.policy names no policy"))))
                .isEqualTo("ledger.policy names no policy");
        assertThat(Failures.line(new IllegalStateException(new SQLException("secret", "08001"))))
                .isEqualTo(
                        "the database cannot be reached: start it, or check its address; the ledger goes on by itself once it is"
                                + " back. Look whether your change is there before you repeat it");
        assertThat(Failures.line(new IllegalStateException(new SQLException("secret", "42S02"))))
                .isEqualTo(
                        "the database cannot be opened (SQL state 42S02): check the data directory, its permissions and the"
                                + " free space");
        assertThat(Failures.line(new IllegalStateException("outer", new IllegalArgumentException("port\n in use"))))
                .isEqualTo("cannot start: port in use");
        assertThat(Failures.line(new IllegalStateException())).isEqualTo("cannot start: IllegalStateException");
    }
}
