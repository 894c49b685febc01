package org.triageledger.letters;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triageledger.core.eligibility.Policy;
import org.triageledger.core.mail.Address;
import org.triageledger.core.reminder.Cadence;
import org.triageledger.core.reminder.Letterhead;
import org.triageledger.core.reminder.Reminder;
import org.triageledger.core.reminder.ReminderSettings;
import org.triageledger.core.reminder.Reminders;
import org.triageledger.core.review.Crew;
import org.triageledger.core.review.Expected;

/** The mails as people read them. */
class LettersTest {
    private static final LetterTemplates TEMPLATES = new LetterTemplates(Optional.empty());
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 28);

    static Letter letter(String which) {
        Crew crew = Crew.mixed().away("cyd", "2026-11-01", "2026-12-31");
        Address dee = Address.parse("dee@example.org").orElseThrow();
        return switch (which) {
            case "member" -> only(crew, Crew.OFFICE, Reminder.Kind.MEMBER, "cyd");
            case "member-pep811" -> only(crew.under(Policy.PEP811_2025), Crew.OFFICE, Reminder.Kind.MEMBER, "gus");
            case "member-without-pages" ->
                only(
                        crew,
                        new ReminderSettings(
                                Cadence.DEFAULT,
                                new Letterhead(
                                        "the Example Security Team", Optional.empty(), "security-admins@example.org"),
                                Set.of(),
                                0),
                        Reminder.Kind.MEMBER,
                        "dee");
            case "summary" ->
                only(
                        crew.drift("not-in-list", "Cyd Example is on the roster and not in the list."),
                        new ReminderSettings(Cadence.DEFAULT, Crew.HEAD, Set.of(dee), 2),
                        Reminder.Kind.SUMMARY,
                        "bob");
            case "summary-patchy" ->
                only(
                        Crew.of()
                                .with(Crew.member("ada").role("admin"))
                                .read("2025-01-01", "2026-06-30")
                                .read("2026-08-05", "2026-11-28")
                                .knownUntil("2026-11-28T00:00:00Z"),
                        Crew.OFFICE,
                        Reminder.Kind.SUMMARY,
                        "ada");
            default -> throw new AssertionError(which);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "member, Before the review on 12 December 2026",
        "member-pep811, Before the review on 12 December 2026",
        "member-without-pages, Before the review on 12 December 2026",
        "summary, Review 2026 on 2026-12-12: 14 days left",
        "summary-patchy, Review 2026 on 2026-12-12: 14 days left"
    })
    void asPlainText(String which, String subject) {
        assertThat(letter(which).subject()).isEqualTo(subject);
        assertThat(letter(which).text()).isEqualTo(Expected.text("letter-" + which + ".txt"));
        assertThat(letter(which).text().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(72));
    }

    @ParameterizedTest
    @CsvSource({"member", "summary"})
    void asHtml(String which) {
        assertThat(letter(which).html()).isEqualTo(Expected.text("letter-" + which + ".html"));
    }

    @Test
    void noLetterNamesAReportOrAReason() {
        for (String which : java.util.List.of("member", "member-pep811", "summary", "summary-patchy")) {
            assertThat(letter(which).text() + letter(which).html())
                    .doesNotContain("canary")
                    .doesNotContain("private");
        }
        assertThat(letter("member")).hasToString("Letter");
    }

    private static Letter only(Crew crew, ReminderSettings office, Reminder.Kind kind, String person) {
        return Reminders.of(Crew.planned(), crew.basis(), office).due(TODAY, Set.of()).stream()
                .filter(eachReminder -> eachReminder.key().kind() == kind
                        && eachReminder.key().person().equals(person))
                .map(reminder -> TEMPLATES.write(reminder.notice()))
                .findFirst()
                .orElseThrow();
    }
}
