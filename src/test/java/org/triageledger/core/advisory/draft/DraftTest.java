package org.triageledger.core.advisory.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.triageledger.core.advisory.Finding;
import org.triageledger.core.advisory.Severity;
import org.triageledger.core.advisory.announcement.AnnouncementReader;
import org.triageledger.core.advisory.announcement.Lint;
import org.triageledger.core.advisory.announcement.RecordFacts;

class DraftTest {
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final Scored HIGH = new Scored("CVSS:4.0/AV:N", 8.7, Severity.HIGH);

    private static final DraftFields FIELDS = new DraftFields(
            "cve-2026-12345 ",
            "CPython",
            "Endless loop in the parser",
            "CVSS:4.0/AV:N",
            "\nThe parser of example files loops for ever.\r\n\r\nUsers can refuse files above 1 MB.\n",
            """
            https://github.com/python/cpython/pull/1001

            https://github.com/python/cpython/issues/1000
            https://www.cve.org/CVERecord?id=CVE-2026-12345
            https://github.com/python/cpython/commit/0123456789abcdef0123456789abcdef01234567
            https://example.org/notes
            https://github.com/python/cpython/pull/1001
            """,
            """
            reporter: Rosa Reporter
            Coordinator: Ada Example (https://github.com/ada-x)
            remediation-developer: Bob Example (https://github.com/bob-x)
            """);

    @Test
    void theAnnouncementIsThatOfTheTemplate() {
        Draft draft = draft(FIELDS);
        assertThat(AnnouncementTemplate.subject(draft)).isEqualTo("[CVE-2026-12345] Endless loop in the parser");
        assertThat(AnnouncementTemplate.text(draft)).isEqualTo("""
                There is a HIGH severity vulnerability affecting CPython.

                The parser of example files loops for ever.

                Users can refuse files above 1 MB.

                Please see the linked CVE ID for the latest information on affected versions:

                * https://www.cve.org/CVERecord?id=CVE-2026-12345
                * https://github.com/python/cpython/pull/1001
                * https://github.com/python/cpython/issues/1000
                * https://github.com/python/cpython/commit/0123456789abcdef0123456789abcdef01234567
                * https://example.org/notes
                """);
        assertThat(rules(draft)).isEmpty();
    }

    @Test
    void whatIsMissingIsFoundByTheLintOfAnnouncements() {
        Draft early = draft(new DraftFields(
                "",
                "the parser of CPython",
                "Endless loop",
                "CVSS:4.0/AV:N",
                "It loops.",
                "https://github.com/python/cpython/commit/0123456789abcdef",
                ""));
        assertThat(AnnouncementTemplate.subject(early)).isEqualTo("[CVE-YYYY-NNNN] Endless loop");
        assertThat(rules(early)).containsExactlyInAnyOrder(Lint.PLACEHOLDER, Lint.AFFECTED, Lint.COMMIT);
    }

    @Test
    void theRecordIsGivenCreditsAndReferencesWithTheirTags() {
        assertThat(RecordFragment.of(
                        draft(FIELDS),
                        Optional.of("https://lists.example.org/archives/list/announce@example.org/message/ABC/")))
                .isEqualTo(new RecordFragment(
                        List.of(
                                new RecordFragment.Credit("en", "reporter", "Rosa Reporter"),
                                new RecordFragment.Credit(
                                        "en", "coordinator", "Ada Example (https://github.com/ada-x)"),
                                new RecordFragment.Credit(
                                        "en", "remediation developer", "Bob Example (https://github.com/bob-x)")),
                        List.of(
                                reference("https://github.com/python/cpython/pull/1001", "patch"),
                                reference("https://github.com/python/cpython/issues/1000", "issue-tracking"),
                                reference(
                                        "https://github.com/python/cpython/commit/0123456789abcdef0123456789abcdef01234567",
                                        "patch"),
                                reference("https://example.org/notes"),
                                reference(
                                        "https://lists.example.org/archives/list/announce@example.org/message/ABC/",
                                        "vendor-advisory"))));
    }

    /** One field at a time; the others are right. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        cve         | CVE-2026-123                 | the CVE id is none: write it as in CVE-2026-12345, or leave it empty until one is reserved
        cve         | CVE-2026-12345678901234567890 | the CVE id is none: write it as in CVE-2026-12345, or leave it empty until one is reserved
        title       | ' '                          | the title is empty: write it in one line
        title       | two\\nlines                  | in the title, a hidden character (U+000A) stands at character 4: remove it
        title       | a\\u202Eb                    | in the title, a hidden character (U+202E) stands at character 2: remove it
        project     | ''                           | the project is empty: write it in one line
        description | ' '                          | the description is empty: say what is affected, and how users can protect themselves
        description | x\\u0000y                    | in the description, a hidden character (U+0000) stands at character 2: remove it
        description | x\\ny\\u2066                 | in the description, a hidden character (U+2066) stands in line 2, at character 2: remove it
        links       | https://https://github.com/x | link 1 cannot be followed: write https:// once, then the host, one link a line
        links       | https://example.org/a b      | link 1 cannot be followed: write https:// once, then the host, one link a line
        links       | https://a.example\\njavascript:x | link 2 cannot be followed: write https:// once, then the host, one link a line
        vector      | CVSS:3.1/AV:N                | not of version 4
        """)
    void whatIsWrongIsSaidWithWhatToDo(String field, String value, String fault) {
        assertThat(faults(with(field, unescaped(value)))).containsExactly(fault);
    }

    @ParameterizedTest
    @ValueSource(strings = {"coordinator", "coordinator: ", "king: Ada Example", ": Ada Example", "finders: x"})
    void aCreditHasATypeAndAName(String line) {
        assertThat(faults(with("credits", "reporter: Rosa\n" + line)))
                .singleElement()
                .asString()
                .startsWith("credit 2 has no type or no name: write as in")
                .endsWith("the types are coordinator, analyst, remediation developer, remediation reviewer,"
                        + " remediation verifier, finder, reporter, tool, sponsor, other");
    }

    @Test
    void whatIsTooLongIsRefusedWithoutBeingRead() {
        String huge = "x".repeat(5_000_000);
        assertThat(faults(new DraftFields(huge, huge, huge, "CVSS:4.0/AV:N", huge, huge, huge)))
                .containsExactly(
                        "the CVE id is none: write it as in CVE-2026-12345, or leave it empty until one is reserved",
                        "the title is longer than 200 characters: shorten it",
                        "the project is longer than 60 characters: shorten it",
                        "the description is longer than 20000 characters: shorten it",
                        "the links are longer than 40000 characters: shorten them",
                        "the credits are longer than 40000 characters: shorten them");
        assertThat(faults(with("links", "https://example.org/\n".repeat(1000))))
                .containsExactly("the links are more than 100: keep those that readers need");
    }

    @Test
    void nothingOfADraftIsInItsText() {
        assertThat(FIELDS + " " + draft(FIELDS)).isEqualTo("DraftFields Draft");
    }

    @Test
    void aDraftIsDeletedSomeTimeAfterItWasPublicFirst() {
        Duration month = Duration.ofDays(30);
        Optional<Instant> later = Optional.of(NOON.plusSeconds(60));
        assertThat(SavedDraft.deletedFrom(Optional.empty(), Optional.empty(), month))
                .isEmpty();
        assertThat(SavedDraft.deletedFrom(Optional.of(NOON), later, month)).contains(NOON.plus(month));
        assertThat(SavedDraft.deletedFrom(later, Optional.of(NOON), month)).contains(NOON.plus(month));
        assertThat(SavedDraft.deletedFrom(later, Optional.empty(), month))
                .contains(NOON.plusSeconds(60).plus(month));
    }

    private static List<String> rules(Draft draft) {
        return Lint.of(
                        AnnouncementReader.read(AnnouncementTemplate.subject(draft), AnnouncementTemplate.text(draft)),
                        Optional.empty(),
                        Optional.of(NOON),
                        id -> RecordFacts.UNKNOWN,
                        NOON)
                .stream()
                .map(Finding::rule)
                .distinct()
                .toList();
    }

    private static Draft draft(DraftFields fields) {
        return switch (DraftReader.read(fields, DraftTest::vector)) {
            case DraftReader.Outcome.Complete complete -> complete.draft();
            case DraftReader.Outcome.Faulty faulty -> throw new AssertionError(faulty.sentences());
        };
    }

    private static List<String> faults(DraftFields fields) {
        return switch (DraftReader.read(fields, DraftTest::vector)) {
            case DraftReader.Outcome.Complete ignored -> List.of();
            case DraftReader.Outcome.Faulty faulty -> faulty.sentences();
        };
    }

    private static VectorReading vector(String text) {
        return text.startsWith("CVSS:4.0/") ? HIGH : new VectorReading.NoVector("not of version 4");
    }

    private static DraftFields with(String field, String value) {
        return new DraftFields(
                field.equals("cve") ? value : FIELDS.cve(),
                field.equals("project") ? value : FIELDS.project(),
                field.equals("title") ? value : FIELDS.title(),
                field.equals("vector") ? value : FIELDS.vector(),
                field.equals("description") ? value : FIELDS.description(),
                field.equals("links") ? value : FIELDS.links(),
                field.equals("credits") ? value : FIELDS.credits());
    }

    private static String unescaped(String text) {
        return text.replace("\\n", "\n")
                .replace("\\u202E", "\u202E")
                .replace("\\u2066", "\u2066")
                .replace("\\u0000", "\u0000");
    }

    private static RecordFragment.Reference reference(String url, String... tags) {
        return new RecordFragment.Reference(url, List.of(tags));
    }
}
