package org.triageledger.work.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.MonthDay;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

public class SettingsTest {
    private static final Pattern SETTING = Pattern.compile("^#(?=[a-z][a-z0-9.-]*=)", Pattern.MULTILINE);

    private static final Pattern CAPITAL = Pattern.compile("[A-Z]");

    private static SmallRyeConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .addDefaultInterceptors()
                .withMapping(LedgerConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build();
    }

    private static Map<String, String> sample() throws IOException {
        Properties read = new Properties();
        read.load(new StringReader(SETTING.matcher(Files.readString(Path.of("config/application.properties")))
                .replaceAll("")));
        Map<String, String> settings = new HashMap<>();
        read.stringPropertyNames().forEach(name -> settings.put(name, read.getProperty(name)));
        return settings;
    }

    @Test
    void everySettingOfTheSampleIsOneAndIsRight() throws IOException {
        Map<String, String> sample = sample();
        sample.put("ledger.letters", "src/main/resources/letters"); // the sample's own is made by an admin
        LedgerConfig config = config(sample).getConfigMapping(LedgerConfig.class);

        assertThat(Settings.problem(config)).isEmpty();
        assertThat(Settings.yearly(config)).isEqualTo(MonthDay.of(12, 12));
        assertThat(config.mailboxes()).containsOnlyKeys("team");
    }

    @Test
    void theSampleNamesEverySetting() throws IOException {
        assertThat(sample().keySet())
                .containsAll(names(LedgerConfig.class, "ledger.")
                        // given on the command line: the settings are found beside it
                        .filter(name -> !name.equals("ledger.data"))
                        .toList());
    }

    @Test
    void theSampleTellsTheDefaultsAsTheyAre() throws IOException {
        LedgerConfig bare = config(Map.of()).getConfigMapping(LedgerConfig.class);

        assertThat(Settings.problem(bare)).isEmpty();
        Map<String, String> sample = sample();
        assertThat(sample)
                .containsEntry("ledger.policy", bare.policy())
                .containsEntry("ledger.least-substance", String.valueOf(bare.leastSubstance()))
                .containsEntry("ledger.review.day", bare.review().day())
                .containsEntry("ledger.plus-tags", String.valueOf(bare.plusTags()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    policy                 | pep-8111 | ledger.policy names no policy: choose seed-2024 or pep811-2025, with + and a reading behind it or without
                    least-substance        | -1       | ledger.least-substance must be a number of lines, 0 or more
                    review.day             | 02-30    | ledger.review.day is not a valid day of a year: write month and day, as in 12-12
                    blind-after            | PT0S     | ledger.blind-after must be longer than nothing, as in 24h
                    retention              | 2        | ledger.retention must be a number of years, 3 or more; without it nothing is removed
                    nominations.voting     | -P1D     | ledger.nominations.voting must be longer than nothing, as in 24h
                    release-cycle.every    | 0s       | ledger.release-cycle.every must be longer than nothing, as in 24h
                    sessions.idle          | 0s       | ledger.sessions.idle must be longer than nothing, as in 24h
                    sessions.longest       | 31d      | ledger.sessions.longest must be 30 days at most, as in 72h
                    invitations.valid-for  | 721h     | ledger.invitations.valid-for must be 30 days at most, as in 72h
                    audit.addresses        | some     | ledger.audit.addresses must be full, network or none
                    oidc.issuer            | http://sso.example.org  | ledger.oidc.issuer must be an https address; http is taken for this machine alone
                    oidc.issuer            | https://sso.example.org | ledger.oidc.issuer needs ledger.oidc.client-id and ledger.oidc.client-secret-file too
                    quarantine.keep-for    | 0s       | ledger.quarantine.keep-for must be longer than nothing, as in 24h
                    quarantine.largest     | -1       | ledger.quarantine.keep-bytes and ledger.quarantine.largest must be numbers of bytes, 0 or more
                    reminders.days-before  | 30,0     | ledger.reminders.days-before is wrong: a reminder goes out 1 to 365 days before the review
                    reminders.pages        | see wiki | ledger.reminders.pages is no address of pages: write it as in https://ledger.example.org
                    smtp.most-a-minute     | 0        | ledger.smtp.most-a-minute must be 1 or more
                    """)
    void aWrongSettingIsNamed(String name, String value, String problem) {
        assertThat(Settings.problem(config(Map.of("ledger." + name, value)).getConfigMapping(LedgerConfig.class)))
                .contains(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            desk | https://desk.example.org/x | long enough a secret | finding        | ''
            desk | http://127.0.0.1:8081/x    | long enough a secret | finding,review | ''
            desk | http://desk.example.org/x  | long enough a secret | finding        | ledger.webhooks.desk.url must be an https address without a name and password; http only for this machine
            desk | https://u:p@example.org/x  | long enough a secret | finding        | ledger.webhooks.desk.url must be an https address without a name and password; http only for this machine
            desk | file:///etc/passwd         | long enough a secret | finding        | ledger.webhooks.desk.url must be an https address without a name and password; http only for this machine
            desk | https://desk.example.org/x | too short            | finding        | ledger.webhooks.desk.secret must have at least 16 characters
            desk | https://desk.example.org/x | ''                   | finding        | ledger.webhooks.desk needs .secret-file or .secret
            desk | https://desk.example.org/x | long enough a secret | mail           | "ledger.webhooks.desk.events can be finding, review, verdict"
            """, quoteCharacter = '"')
    void aWebhookNeedsAnAddressAndASecret(String name, String url, String secret, String events, String problem) {
        Map<String, String> settings = new HashMap<>(
                Map.of("ledger.webhooks." + name + ".url", url, "ledger.webhooks." + name + ".events", events));
        if (!secret.equals("''")) {
            settings.put("ledger.webhooks." + name + ".secret", secret);
        }
        assertThat(Settings.problem(config(settings).getConfigMapping(LedgerConfig.class))
                        .orElse("''"))
                .isEqualTo(problem);
    }

    @ParameterizedTest
    @CsvSource({"reminders.send, maybe", "keep-subjects, 0ff", "mailboxes.team.allow-plain, nope", "plus-tags, 2"})
    void aSwitchIsOnOrOff(String name, String value) {
        SmallRyeConfig config = config(Map.of(
                "ledger." + name, value, "ledger.mailboxes.team.host", "localhost", "ledger.mailboxes.team.user", "u"));

        assertThat(Settings.unclearSwitch(config)).contains("ledger." + name + " must be true or false");
    }

    /** Without brackets each request would ask DNS for a name, and wait for seconds where DNS does not answer. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            127.0.0.1,[::1]              |
            10.0.0.0/8, fd00::/8         |
            proxy.example.org:8443       |
            127.0.0.1, ::1               | [::1]
            2001:db8::7                  | [2001:db8::7]
            """)
    void anAddressOfAProxyIsNotTakenForAName(String value, @Nullable String write) {
        SmallRyeConfig config = config(Map.of("quarkus.http.proxy.trusted-proxies", value));

        assertThat(Settings.bareAddress(config))
                .isEqualTo(Optional.ofNullable(write)
                        .map(address -> "quarkus.http.proxy.trusted-proxies needs an IPv6 address in brackets: write "
                                + address));
    }

    /** What the mapping calls its settings; a mailbox is called {@code team}. */
    public static Stream<String> names(Class<?> mapping, String prefix) {
        return Arrays.stream(mapping.getDeclaredMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .flatMap(method -> {
                    String name = prefix
                            + CAPITAL.matcher(method.getName())
                                    .replaceAll("-$0")
                                    .toLowerCase(Locale.ROOT);
                    String type = method.getGenericReturnType().getTypeName();
                    return Arrays.stream(LedgerConfig.class.getDeclaredClasses())
                            .filter(inner -> type.contains(inner.getName()))
                            .findFirst()
                            .map(inner -> names(inner, name + (type.contains("Map<") ? ".team." : ".")))
                            .orElseGet(() -> Stream.of(name));
                });
    }
}
