package org.triageledger.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triageledger.core.reminder.Notice;
import org.triageledger.core.reminder.Reminder;
import org.triageledger.core.reminder.Reminders;
import org.triageledger.core.review.Crew;

class LetterTemplatesTest {
    @TempDir
    Path folder;

    @Test
    void aFileInTheFolderOverridesTheProgramsTemplate() throws IOException {
        Files.writeString(folder.resolve("member.md"), """
                Subject: {name} & the review
                Dear *{name}*,
                see you on {review}.

                1. first
                2. second
                """);
        Letter letter = new LetterTemplates(Optional.of(folder)).write(notice());
        assertThat(letter.subject()).isEqualTo("Cyd Example & the review");
        assertThat(letter.text()).isEqualTo("""
                Dear Cyd Example, see you on 12 December 2026.

                - first
                - second
                """);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            Subject: a\\n{nme}           | member.md line 2
            Subject: a\\n{#if name}x     | member.md line 2
            Hello {name}                 | the first line must be
            """)
    void whatCannotBeFilledInIsOneLineThatNamesTheFile(String template, String line) throws IOException {
        Files.writeString(folder.resolve("member.md"), template.replace("\\n", "\n"));
        assertThatThrownBy(() -> new LetterTemplates(Optional.of(folder)))
                .isInstanceOf(LetterTemplates.BadTemplate.class)
                .hasMessageContaining(line)
                .satisfies(failure ->
                        assertThat(String.valueOf(failure.getMessage()).lines()).hasSize(1));
    }

    @Test
    void aFolderThatIsMissingIsNamed() {
        Path missing = folder.resolve("none");
        assertThatThrownBy(() -> new LetterTemplates(Optional.of(missing)))
                .hasMessage(
                        "the folder of letters " + missing + " does not exist: create it, or remove ledger.letters");
    }

    private static Notice notice() {
        return Reminders.of(Crew.planned(), Crew.mixed().basis(), Crew.OFFICE)
                .due(LocalDate.of(2026, 11, 28), Set.of())
                .stream()
                .filter(reminder -> reminder.key().kind() == Reminder.Kind.MEMBER
                        && reminder.key().person().equals("cyd"))
                .map(Reminder::notice)
                .findFirst()
                .orElseThrow();
    }
}
