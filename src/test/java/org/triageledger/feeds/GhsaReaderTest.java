package org.triageledger.feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triageledger.core.advisory.GhsaId;
import org.triageledger.core.advisory.ghsa.Comment;
import org.triageledger.core.advisory.ghsa.Look;
import org.triageledger.core.advisory.ghsa.SummaryTag;

/** What is read of the objects of GitHub's API, in all the forms in which they come. */
class GhsaReaderTest {
    private static final String ADVISORY = """
            {"ghsa_id": "GHSA-23fg-45hj-67km", "cve_id": "CVE-2050-1234567",
             "html_url": "https://github.com/Example/Parser/security/advisories/GHSA-23fg-45hj-67km",
             "summary": "[ACCEPTED] a secret title", "description": "a secret\\ntext", "severity": "high",
             "author": {"login": "Finder", "id": 1}, "publisher": null,
             "identifiers": [{"type": "GHSA", "value": "GHSA-23fg-45hj-67km"}, {"type": "CVE", "value": "CVE-2050-1234567"}],
             "state": "draft", "created_at": "2026-03-01T10:00:00Z", "updated_at": "2026-03-02T11:00:00+01:00",
             "published_at": null, "closed_at": null, "withdrawn_at": null, "submission": {"accepted": true},
             "vulnerabilities": [{"package": {"ecosystem": "pip", "name": "parser"}, "patched_versions": "1.0"}],
             "credits": [{"login": "Ada-X", "type": "coordinator"}, {"login": "finder", "type": "finder"},
                         {"login": "bob-x", "type": "remediation_developer"}],
             "credits_detailed": [{"user": {"login": "Ada-X"}, "type": "coordinator", "state": "accepted"},
                                  {"user": {"login": "finder"}, "type": "finder", "state": "pending"}],
             "collaborating_users": [{"login": "Ada-X"}, {"login": "bob-x"}],
             "collaborating_teams": [{"name": "The Team", "slug": "psrt"}],
             "private_fork": {"full_name": "example/parser-ghsa-23fg-45hj-67km", "owner": {"login": "example"}},
             "comments": 2}""";

    private static final String COMMENT = """
            {"id": 77, "user": {"login": "Ada-X", "type": "User"}, "created_at": "2026-03-01T12:00:00Z",
             "updated_at": "2026-03-01T12:05:00Z", "body": "> a secret\\n\\nI can\\nreproduce it :+1:\\n---\\n"}""";

    private static final String LOOK =
            "GHSA-23fg-45hj-67km example/parser CVE-2050-1234567 draft [accepted] high by finder"
                    + " created 2026-03-01T10:00:00Z updated 2026-03-02T10:00:00Z accepted"
                    + " credits ada-x coordinator accepted, bob-x remediation-developer unknown, finder finder pending"
                    + " users [ada-x, bob-x] teams [psrt] 2 comments, description of 13";

    @Test
    void allFormsOfOneAdvisorySayTheSame() {
        assertThat(Stream.of(
                                ADVISORY,
                                "[" + ADVISORY + "]",
                                "[[" + ADVISORY + "],[]]",
                                "[]\n[" + ADVISORY + "]",
                                ADVISORY.replaceAll("[\\r\\n]", "") + "\n",
                                "\uFEFF[" + ADVISORY + "]",
                                "{\"action\": \"reported\", \"repository\": {\"full_name\": \"Example/Parser\", \"private\": false},"
                                        + " \"sender\": {\"login\": \"x\"}, \"repository_advisory\": " + ADVISORY + "}")
                        .map(GhsaReaderTest::read)
                        .distinct())
                .containsExactly(LOOK);
    }

    @Test
    void aCommentIsItsAuthorItsTimesAndItsSize() {
        assertThat(read("[[" + COMMENT + "]]", Optional.of("GHSA-23fg-45hj-67km")))
                .isEqualTo("GHSA-23fg-45hj-67km #77 ada-x 2026-03-01T12:00:00Z/2026-03-01T12:05:00Z 2 lines of 40");
        assertThat(read(COMMENT.replace(
                        "\"id\": 77",
                        "\"html_url\": \"https://github.com/example/parser/security/advisories/GHSA-23fg-45hj-67km#advisory-comment-77\","
                                + " \"id\": 77")))
                .isEqualTo("GHSA-23fg-45hj-67km #77 ada-x 2026-03-01T12:00:00Z/2026-03-01T12:05:00Z 2 lines of 40");
        assertThat(read(COMMENT.replace("\"User\"", "\"Bot\""), Optional.of("GHSA-23fg-45hj-67km")))
                .contains("ada-x (program)");
        assertThat(read(COMMENT.replaceAll("\"user\": \\{.*?}", "\"user\": null"), Optional.of("GHSA-23fg-45hj-67km")))
                .contains("#77 nobody");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "ghsa_id": "GHSA-23fg-45hj-67km" | "ghsa_id": "GHSA-1" | object 1: its ghsa_id is none: it is passed over; get it from GitHub again
            "state": "draft" | "state": "dreaming" | object 1: its state is none of triage, draft, published, closed and withdrawn: it is passed over; get it from GitHub again
            "updated_at": "2026-03-02T11:00:00+01:00" | "updated_at": "2026-03-02 11:00" | object 1: its updated_at is no date and time with a zone: it is passed over; get it from GitHub again
            "created_at": "2026-03-01T10:00:00Z" | "created_at": "2026-03-01T10:00:00" | object 1: its created_at is no date and time with a zone: it is passed over; get it from GitHub again
            "created_at": "2026-03-01T10:00:00Z" | "created_at": "0001-01-01T00:00:00Z" | object 1: its created_at is a date on which there was no GitHub: it is passed over; get it from GitHub again
            {"ghsa_id": | {"message": "Not Found", "status": "404", "x": | object 1: an error of GitHub (status 404) in place of an advisory: check the repository's name and what the token may see
            {"ghsa_id": | {"other": | object 1: neither an advisory nor a comment: it is passed over; get it from GitHub again
            """)
    void anObjectThatMakesNoSenseIsNamedAndTheOthersAreRead(String part, String instead, String problem) {
        assertThat(read("[" + ADVISORY.replace(part, instead) + "," + ADVISORY + "]"))
                .isEqualTo(LOOK + "; " + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            '' | there is nothing in it: look whether `gh api` failed, and get it again
            ' ' | there is nothing in it: look whether `gh api` failed, and get it again
            [] | ''
            <!DOCTYPE html><html> | this is no JSON, or it ends too early (line 1): nothing of it is taken; get it from GitHub again
            [{"ghsa_id": "GHSA-23fg-45hj-67km" | this is no JSON, or it ends too early (line 1): nothing of it is taken; get it from GitHub again
            [ | this is no JSON, or it ends too early (line 1): nothing of it is taken; get it from GitHub again
            "a secret" | this holds no advisories and no comments: give what `gh api --paginate --slurp repos/OWNER/NAME/security-advisories` prints
            42 | this holds no advisories and no comments: give what `gh api --paginate --slurp repos/OWNER/NAME/security-advisories` prints
            """)
    void whatIsNoneOfItIsRefusedAsAWhole(String text, String outcome) {
        assertThat(read(text)).isEqualTo(outcome);
    }

    @Test
    void fieldsOfOtherKindsThanExpectedSayNothing() {
        assertThat(read("""
                {"ghsa_id": "GHSA-23fg-45hj-67km", "cve_id": {"a": [1]}, "state": "closed", "updated_at": "2026-03-02T10:00:00Z",
                 "author": "finder", "credits": "ada-x", "credits_detailed": [[{"user": 1}], 5, {"user": {"login": "no login!"}}],
                 "collaborating_users": {"login": "x"}, "submission": [], "comments": "many", "description": 5}"""))
                .isEqualTo("GHSA-23fg-45hj-67km ? ? closed [] ? by ? updated 2026-03-02T10:00:00Z"
                        + " credits  users [] teams [] ? comments, description of 0");
    }

    /** Only what is counted is gone through; it is never whole in memory. */
    @Test
    void tenMegabytesOfCommentsAreRead() {
        String comment =
                "{\"id\": %d, \"user\": {\"login\": \"ada-x\"}, \"created_at\": \"2026-03-01T12:00:00Z\", \"body\": \"%s\"}";
        String text = Stream.iterate(1, id -> id + 1)
                .limit(200)
                .map(id -> comment.formatted(id, "secret ".repeat(7_500)))
                .collect(Collectors.joining(",", "[[", "]]"));
        assertThat(text.length()).isGreaterThan(10 << 20);
        assertThat(read(text, Optional.of("GHSA-23fg-45hj-67km")).split("; ")).hasSize(200);
        assertThat(read(
                        "[" + comment.formatted(1, "secret ".repeat(1_500_000)) + "]",
                        Optional.of("GHSA-23fg-45hj-67km")))
                .isEqualTo(
                        "GHSA-23fg-45hj-67km #1 ada-x 2026-03-01T12:00:00Z/2026-03-01T12:00:00Z 1 lines of 10500000");
    }

    @Test
    void nestingAndRepetitionHaveBounds() {
        assertThat(read("[".repeat(100_000))).startsWith("this is no JSON");
        assertThat(read(ADVISORY.replace(
                        "\"collaborating_users\": [",
                        "\"collaborating_users\": [" + "{\"login\": \"eve\"},".repeat(100_000))))
                .contains("users [eve]");
    }

    @Test
    void whatIsKeptReadsAsWhatItWas() {
        GhsaReader.Outcome.Read read = (GhsaReader.Outcome.Read) outcome("[" + ADVISORY + "]", Optional.empty());
        Look look = read.advisories().getFirst().look();
        assertThat(GhsaFacts.look(GhsaFacts.of(look), look.seen())).isEqualTo(look);
        assertThat(GhsaFacts.of(look)).doesNotContain("secret");
        Comment comment = ((GhsaReader.Outcome.Read) outcome(COMMENT, Optional.of("GHSA-23fg-45hj-67km")))
                .comments()
                .getFirst();
        assertThat(GhsaFacts.comment(GhsaFacts.of(comment))).isEqualTo(comment);
        assertThat(GhsaFacts.of(comment)).doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [ACCEPTED] hole in the parser | accepted
            [accept] hole | accepted
            hole [CLOSED] | closed
            [ACCEPTED][COMPLETED] hole | completed
            [3.14] [ Duplicate ] hole | duplicate
            [CLOSED] [INVALID] hole | ?
            the word [invalid] in a pattern | ?
            hole | ?
            """)
    void theTagOfASummarySaysHowItWasDecided(String summary, String decided) {
        assertThat(SummaryTag.decisive(SummaryTag.in(summary))
                        .map(SummaryTag::word)
                        .orElse("?"))
                .isEqualTo(decided);
    }

    /** GitHub's own examples, where they are at hand. */
    @Test
    void gitHubsExamplesAreRead() throws IOException {
        Path file = Path.of("..", "shared", "data", "ghsa", "examples.json");
        assumeThat(file).exists();
        JsonNode examples = new ObjectMapper().readTree(file.toFile());
        assertThat(read(examples.path("repository-advisory").toString()))
                .isEqualTo("GHSA-abcd-1234-efgh repo/a-package CVE-2050-00000 published [] critical by octocat"
                        + " created 2020-01-01T00:00:00Z updated 2020-01-02T00:00:00Z published 2020-01-03T00:00:00Z"
                        + " credits octocat analyst accepted users [octokitten] teams [justice-league] ? comments,"
                        + " description of 52");
        assertThat(read(examples.path("repository-advisory-pvr").toString()))
                .isEqualTo("GHSA-abcd-1234-efgh repo/a-package CVE-2050-00000 triage [] high by octocat"
                        + " created 2020-01-01T00:00:00Z updated 2020-01-02T00:00:00Z not accepted"
                        + " credits octocat finder accepted users [octocat] teams [justice-league] ? comments,"
                        + " description of 51");
    }

    static String read(String text) {
        return read(text, Optional.empty());
    }

    private static String read(String text, Optional<String> advisory) {
        return switch (outcome(text, advisory)) {
            case GhsaReader.Outcome.Read read ->
                Stream.of(
                                read.advisories().stream().map(found -> line(found.look())),
                                read.comments().stream().map(GhsaReaderTest::line),
                                read.problems().stream())
                        .flatMap(lines -> lines)
                        .collect(Collectors.joining("; "));
            case GhsaReader.Outcome.Faulty faulty -> faulty.why();
        };
    }

    private static GhsaReader.Outcome outcome(String text, Optional<String> advisory) {
        return GhsaReader.read(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                new GhsaReader.Context(Optional.empty(), advisory.flatMap(GhsaId::parse), Optional.empty()));
    }

    private static String line(Look look) {
        return Stream.of(
                        look.id().value(),
                        look.repository().orElse("?"),
                        look.cve().map(Object::toString).orElse("?"),
                        look.state().word(),
                        look.tags().stream().map(SummaryTag::word).toList().toString(),
                        look.severity().orElse("?"),
                        "by " + look.author().orElse("?"),
                        date("created", look.created()),
                        date("updated", Optional.of(look.updated())),
                        date("published", look.published()),
                        date("closed", look.closed()),
                        look.accepted()
                                .map(yes -> yes ? "accepted" : "not accepted")
                                .orElse(""),
                        "credits "
                                + look.credits().stream()
                                        .map(credit -> credit.login() + " "
                                                + credit.type().word() + " "
                                                + credit.acceptance().word())
                                        .collect(Collectors.joining(", ")),
                        "users " + look.collaborators(),
                        "teams " + look.teams(),
                        (look.comments().equals(OptionalInt.empty())
                                        ? "?"
                                        : look.comments().getAsInt())
                                + " comments,",
                        "description of " + look.descriptionLength())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String date(String name, Optional<Instant> time) {
        return time.map(at -> name + " " + at).orElse("");
    }

    private static String line(Comment comment) {
        return comment.advisory() + " #" + comment.id() + " " + comment.login().orElse("nobody")
                + (comment.program() ? " (program) " : " ") + comment.created() + "/" + comment.updated() + " "
                + comment.lines() + " lines of " + comment.length();
    }
}
