package org.triageledger.work.config;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.MonthDay;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.triageledger.core.eligibility.Policy;
import org.triageledger.core.eligibility.Retention;
import org.triageledger.core.mail.HiddenCharacters;
import org.triageledger.core.reminder.Cadence;
import org.triageledger.letters.LetterTemplates;
import org.triageledger.work.Refusal;

/**
 * Looks at the settings before anything is done with them: a wrong one ends the start with one line that names it. What is wrong
 * with a single mailbox stops that mailbox only, when it is to be watched.
 */
@ApplicationScoped
public class Settings {
    private static final Set<String> SWITCHES = Set.of("true", "false");

    private final LedgerConfig config;
    private final MailSettings mail;
    private final Config raw;

    Settings(LedgerConfig config, MailSettings mail, Config raw) {
        this.config = config;
        this.mail = mail;
        this.raw = raw;
    }

    /** @throws Refusal for the first setting that is wrong, by its name */
    void check(@Observes @Priority(1) StartupEvent event) {
        hidden(raw)
                .or(() -> problem(config))
                .or(() -> unclearSwitch(raw))
                .or(() -> bareAddress(raw))
                .ifPresent(line -> {
                    throw new Refusal(line);
                });
        mail.post();
    }

    /** The day of the yearly review, as {@code 12-12}. */
    public static MonthDay yearly(LedgerConfig config) {
        try {
            return MonthDay.parse("--" + config.review().day());
        } catch (DateTimeException e) {
            throw new Refusal("ledger.review.day is not a valid day of a year: write month and day, as in 12-12");
        }
    }

    /** What is wrong, for people; empty where nothing is. */
    static Optional<String> problem(LedgerConfig config) {
        return Stream.<Optional<String>>of(
                        unless(
                                Policy.asked(config.policy()).isPresent(),
                                "ledger.policy names no policy: choose " + String.join(" or ", Policy.names())
                                        + ", with + and a reading behind it or without"),
                        unless(
                                config.leastSubstance() >= 0,
                                "ledger.least-substance must be a number of lines, 0 or more"),
                        day(config),
                        some("ledger.blind-after", config.blindAfter()),
                        unless(
                                config.retention()
                                        .filter(years -> years < Retention.LEAST_YEARS || years > 100)
                                        .isEmpty(),
                                "ledger.retention must be a number of years, " + Retention.LEAST_YEARS
                                        + " or more; without it nothing is removed"),
                        AccessSettings.problem(config),
                        some("ledger.nominations.voting", config.nominations().voting()),
                        some("ledger.release-cycle.every", config.releaseCycle().every()),
                        config.ghsa().entrySet().stream()
                                .flatMap(entry ->
                                        some(
                                                "ledger.ghsa." + entry.getKey() + ".every",
                                                entry.getValue().every())
                                                .stream())
                                .findFirst(),
                        unless(
                                config.cve().assigners().stream().allMatch(Settings::isOrganisation),
                                "ledger.cve.assigners must be ids of organisations, as assignerOrgId in CVE records has them"),
                        CaseSettings.problem(config.cases()),
                        WebhookSettings.problem(config.webhooks()),
                        some("ledger.quarantine.keep-for", config.quarantine().keepFor()),
                        unless(
                                config.quarantine().keepBytes() >= 0
                                        && config.quarantine().largest() >= 0,
                                "ledger.quarantine.keep-bytes and ledger.quarantine.largest must be numbers of bytes, 0 or more"),
                        steps(config.reminders().daysBefore()),
                        letters(config),
                        unless(
                                config.reminders().pages().stream().allMatch(Settings::isPage),
                                "ledger.reminders.pages is no address of pages: write it as in https://ledger.example.org"),
                        unless(config.smtp().mostAMinute() > 0, "ledger.smtp.most-a-minute must be 1 or more"))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** By its name and place; the value may be a secret. */
    static Optional<String> hidden(Config raw) {
        return StreamSupport.stream(raw.getPropertyNames().spliterator(), false)
                .filter(name -> name.startsWith("ledger."))
                .flatMap(name -> raw.getOptionalValue(name, String.class).flatMap(HiddenCharacters::inText).stream()
                        .map(found -> "in the setting " + HiddenCharacters.escaped(name) + " " + found.complaint()))
                .findFirst();
    }

    /** Whatever is no {@code true} would silently be {@code false}. */
    static Optional<String> unclearSwitch(Config raw) {
        return StreamSupport.stream(raw.getPropertyNames().spliterator(), false)
                .filter(name -> name.startsWith("ledger."))
                .filter(name -> name.endsWith(".send")
                        || name.endsWith(".allow-plain")
                        || name.startsWith("ledger.ghsa.") && name.endsWith(".comments")
                        || name.equals("ledger.keep-subjects")
                        || name.equals("ledger.plus-tags"))
                .filter(name -> raw.getOptionalValue(name, String.class)
                        .filter(value -> !SWITCHES.contains(value.toLowerCase(Locale.ROOT)))
                        .isPresent())
                .map(name -> name + " must be true or false")
                .findFirst();
    }

    /** Quarkus takes an IPv6 address without brackets for a name, and asks DNS for it with each request. */
    static Optional<String> bareAddress(Config raw) {
        return raw.getOptionalValues("quarkus.http.proxy.trusted-proxies", String.class).orElse(List.of()).stream()
                .map(String::strip)
                .filter(one -> one.indexOf(':') != one.lastIndexOf(':') && !one.startsWith("[") && !one.contains("/"))
                .findFirst()
                .map(one -> "quarkus.http.proxy.trusted-proxies needs an IPv6 address in brackets: write ["
                        + HiddenCharacters.escaped(one) + "]");
    }

    private static Optional<String> day(LedgerConfig config) {
        try {
            yearly(config);
            return Optional.empty();
        } catch (Refusal refusal) {
            return Optional.of(String.valueOf(refusal.getMessage()));
        }
    }

    private static Optional<String> steps(List<Integer> daysBefore) {
        try {
            return Optional.of(new Cadence(daysBefore)).flatMap(fine -> Optional.empty());
        } catch (IllegalArgumentException e) {
            return Optional.of("ledger.reminders.days-before is wrong: " + e.getMessage());
        }
    }

    private static Optional<String> letters(LedgerConfig config) {
        try {
            return Optional.of(new LetterTemplates(config.letters())).flatMap(fine -> Optional.empty());
        } catch (LetterTemplates.BadTemplate e) {
            return Optional.of("ledger.letters: " + e.getMessage());
        }
    }

    static Optional<String> some(String name, Duration time) {
        return unless(time.isPositive(), name + " must be longer than nothing, as in 24h");
    }

    private static boolean isOrganisation(String text) {
        return text.strip().matches("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    }

    private static boolean isPage(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null && Set.of("http", "https").contains(String.valueOf(uri.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Optional<String> unless(boolean fine, String problem) {
        return fine ? Optional.empty() : Optional.of(problem);
    }
}
