package org.triageledger.work.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ShownSettingsTest {
    private static final Map<String, String> GIVEN = Map.of(
            "ledger.policy", "pep811-2025",
            "ledger.smtp.password", "hunter2",
            "ledger.mailboxes.team.host", "imap.example.org",
            "ledger.mailboxes.team.user", "team",
            "ledger.mailboxes.\"old list\".user", "old",
            "ledger.mailboxes.team.password-file", "/etc/team.password",
            "ledger.mailboxes.\"old list\".host", "old.example.org",
            "ledger.mailboxes.\"old list\".password", "hunter3");

    private static final Map<String, SettingViews.SettingLine> LINES = new ShownSettings(new SmallRyeConfigBuilder()
                    .addDiscoveredConverters()
                    .addDefaultInterceptors()
                    .withMapping(LedgerConfig.class)
                    .withSources(new PropertiesConfigSource(
                            GIVEN, "PropertiesConfigSource[source=file:/etc/application.properties]", 100))
                    .build())
            .all().settings().stream().collect(Collectors.toMap(SettingViews.SettingLine::name, line -> line));

    @Test
    void aSettingIsShownWithItsValueAndPlace() {
        assertThat(LINES.get("ledger.policy"))
                .isEqualTo(new SettingViews.SettingLine("ledger.policy", "pep811-2025", "settings-file"));
        assertThat(LINES.get("ledger.mailboxes.team.poll"))
                .isEqualTo(new SettingViews.SettingLine("ledger.mailboxes.team.poll", "60s", "default"));
        assertThat(LINES.get("ledger.smtp.host"))
                .isEqualTo(new SettingViews.SettingLine("ledger.smtp.host", null, "not-set"));
        assertThat(LINES.get("ledger.mailboxes.team.password-file"))
                .isEqualTo(new SettingViews.SettingLine(
                        "ledger.mailboxes.team.password-file", "/etc/team.password", "settings-file"));
    }

    @Test
    void ofASecretOnlyWhetherItIsSetIsShown() {
        assertThat(LINES.get("ledger.smtp.password"))
                .isEqualTo(new SettingViews.SettingLine("ledger.smtp.password", null, "settings-file"));
        assertThat(LINES.values().toString()).doesNotContain("hunter");
    }

    @Test
    void eachMailboxHasItsOwnSettings() {
        assertThat(LINES)
                .containsKeys(
                        "ledger.mailboxes.team.authserv-ids",
                        "ledger.mailboxes.\"old list\".authserv-ids",
                        "ledger.mailboxes.team.lists");
        assertThat(LINES.keySet()).noneMatch(name -> name.contains("*"));
    }
}
