package org.triageledger.work.advisory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.triageledger.feeds.GhsaServer.advisory;
import static org.triageledger.feeds.GhsaServer.comment;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.feeds.GhsaServer;
import org.triageledger.work.TestClock;
import org.triageledger.work.queries.EvidenceAnswers;
import org.triageledger.work.roster.RosterBook;

/** Repositories are polled at a small server that answers as GitHub does, or fails; and what was printed of them is imported. */
@QuarkusTest
@TestProfile(GhsaPollingTest.TwoRepositories.class)
class GhsaPollingTest {
    private static final String AGAIN = "; get it from GitHub again";
    private static final Instant START = Instant.parse("2026-03-10T12:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 31);
    private static final String ONE = "GHSA-23fg-45hj-67km";
    private static final String TWO = "GHSA-89pq-rs23-tv45";
    private static final Path TOKEN = Path.of("target", "ghsa-test.token").toAbsolutePath();
    private static final String LIST =
            "/repos/example/parser/security-advisories?sort=updated&direction=desc&per_page=100";

    /** One repository under one name. */
    public static final class TwoRepositories implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "ledger.ghsa.github.repositories", "Example/Parser",
                    "ledger.ghsa.github.token-file", TOKEN.toString(),
                    "ledger.ghsa.github.every", "1h");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(GitHub.class));
        }
    }

    /** The server that the settings name. */
    public static final class GitHub implements QuarkusTestResourceLifecycleManager {
        private @Nullable GhsaServer server;

        @Override
        public Map<String, String> start() {
            try {
                server = new GhsaServer();
                return Map.of("ledger.ghsa.github.api", server.address());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void stop() {
            Objects.requireNonNull(server).close();
        }

        @Override
        public void inject(Object test) {
            if (test instanceof GhsaPollingTest one) {
                one.injected = server;
            }
        }
    }

    @Nullable
    GhsaServer injected;

    @Inject
    TestClock clock;

    @Inject
    GhsaPolling polling;

    @Inject
    GhsaImport importer;

    @Inject
    GhsaAnswers answers;

    @Inject
    EvidenceAnswers evidence;

    @Inject
    RosterBook roster;

    @Inject
    DataSource database;

    @TempDir
    Path folder;

    @BeforeEach
    void empty() throws Exception {
        server().forget();
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            for (String table : List.of("ghsa_fact", "ghsa_poll", "ghsa_repository", "ghsa_comment_list")) {
                statement.executeUpdate("delete from " + table);
            }
        }
        Files.writeString(TOKEN, "token\n");
        clock.set(START);
        roster.load(Files.writeString(folder.resolve("roster.yaml"), """
                members:
                  - {id: ada, name: Ada Example, github: Ada-X, joined: 2024-06-01, addresses: [ada@example.org]}
                  - {id: bob, name: Bob Example, github: bob-x, joined: 2024-06-01}
                """));
    }

    @Test
    void fromAReportToItsEnd() {
        theFirstLookFindsAnAdvisory();
        whatDidNotChangeIsNotReadAgain();
        aChangeIsReadWithItsTimes();
        workOfMembersCountsFromWhenItWasSeen();
    }

    private void theFirstLookFindsAnAdvisory() {
        server().json(LIST, "[" + advisory(ONE, "2026-03-10T11:00:00Z", "\"comments\": 0") + "]", "ETag: \"one\"")
                .json(comments(ONE), "[]", "ETag: \"none\"");
        polling.refresh();
        assertThat(answers.on(DAY).advisories())
                .singleElement()
                .extracting(GhsaViews.GhsaLine::state, GhsaViews.GhsaLine::knownUntil)
                .containsExactly("triage", START);

        polling.refresh();
        assertThat(server().asked()).as("its time has not come").hasSize(2);
    }

    private void whatDidNotChangeIsNotReadAgain() {
        server().forget();
        server().on(LIST, 304, "")
                .json(comments(ONE), "[" + comment(7, "ADA-X", "2026-03-10T12:30:00Z", "a secret") + "]");
        after("1h");
        assertThat(server().asked()).containsExactly("GET " + LIST + " \"one\"", "GET " + comments(ONE));
    }

    private void aChangeIsReadWithItsTimes() {
        server().forget();
        server().json(
                        LIST,
                        "["
                                + advisory(ONE, "2026-03-10T13:30:00Z", "\"x\": 1")
                                        .replace("\"triage\"", "\"draft\"")
                                        .replace("a secret title", "[ACCEPTED] a secret title")
                                        .replace(
                                                "\"credits_detailed\": []",
                                                "\"credits_detailed\": [{\"user\": {\"login\": \"bob-x\"},"
                                                        + " \"type\": \"coordinator\", \"state\": \"accepted\"}]")
                                + "]",
                        "ETag: \"two\"")
                .json(comments(ONE), "[" + comment(7, "ADA-X", "2026-03-10T12:30:00Z", "a secret") + "]");
        after("2h");
        GhsaViews.GhsaDetail detail = answers.show(ONE, DAY, true).orElseThrow();
        assertThat(detail.states())
                .containsExactly(
                        new GhsaViews.StateLine("triage", time("2026-03-01T10:00:00Z", "2026-03-01T10:00:00Z")),
                        new GhsaViews.StateLine("draft", time("2026-03-10T13:00:00Z", "2026-03-10T13:30:00Z")));
        assertThat(detail.summary()).isEqualTo("[ACCEPTED] a secret title");
        assertThat(detail.advisory().decided()).isEqualTo("accepted");
        assertThat(detail.comments())
                .containsExactly(new GhsaViews.CommentLine(
                        7, "ada-x", "ada", Instant.parse("2026-03-10T12:30:00Z"), 1, 8, null));
    }

    private void workOfMembersCountsFromWhenItWasSeen() {
        assertThat(credits())
                .containsExactly(
                        "ada triage ghsa " + ONE + " 2026-03-10T12:30:00Z",
                        "ada comment ghsa " + ONE + " 2026-03-10T12:30:00Z",
                        "bob coordination ghsa " + ONE + " 2026-03-10T13:30:00Z");
        assertThat(server().asked()).allMatch(line -> line.startsWith("GET "));
        assertThat(answers.show(ONE, LocalDate.of(2026, 3, 9), false)
                        .orElseThrow()
                        .states())
                .hasSize(1);
        assertThat(answers.show(ONE, LocalDate.of(2026, 2, 28), false)).isEmpty();
    }

    @Test
    void aPollThatFailsLeavesOpenWhatHappenedSinceAndIsTriedLaterAndLater() {
        server().json(LIST, "[" + advisory(ONE, "2026-03-10T11:00:00Z") + "]").json(comments(ONE), "[]");
        polling.refresh();
        server().forget();
        server().on(LIST, 502, "");
        after("1h");
        assertThat(line())
                .isEqualTo(
                        "failing, known until 2026-03-10T12:00:00Z: GitHub has an error with the advisories of example/parser"
                                + " (status 502): it is tried again");
        after("1h30s");
        assertThat(server().asked()).as("a minute later").hasSize(1);
        after("1h1m");
        assertThat(server().asked()).hasSize(2);
        after("1h2m");
        assertThat(server().asked()).as("two minutes later").hasSize(2);
        server().forget();
        server().json(LIST, "[" + advisory(ONE, "2026-03-10T11:00:00Z") + "]").json(comments(ONE), "[]");
        after("1h3m");
        assertThat(line()).isEqualTo("ok, known until 2026-03-10T13:03:00Z");
    }

    @Test
    void whenGitHubSaysHowLongToWaitItIsNotAskedBefore() {
        server().on(LIST, 429, "", "Retry-After: 7200");
        polling.refresh();
        after("1h59m");
        assertThat(server().asked()).hasSize(1);
        after("2h");
        assertThat(server().asked()).hasSize(2);
        assertThat(line()).startsWith("failing, cannot tell: GitHub wants to be asked less often");
    }

    @Test
    void anEmptyListOrOneInWhichSomethingIsMissingProvesNothing() {
        server().json(LIST, "[]");
        polling.refresh();
        assertThat(line())
                .isEqualTo(
                        "failing, cannot tell: GitHub lists no advisory of example/parser, which proves nothing: check that the"
                                + " token may read repository security advisories");
        server().forget();
        server().json(
                        LIST,
                        "[" + advisory(ONE, "2026-03-10T11:00:00Z") + "," + advisory(TWO, "2026-03-10T10:00:00Z") + "]")
                .json(comments(ONE), "[]")
                .json(comments(TWO), "[]");
        after("1h");
        assertThat(line()).isEqualTo("ok, known until 2026-03-10T13:00:00Z");
        server().forget();
        server().json(LIST, "[" + advisory(TWO, "2026-03-10T10:00:00Z") + "]");
        after("26h");
        assertThat(line())
                .isEqualTo(
                        "failing, known until 2026-03-10T13:00:00Z: 1 advisory of example/parser that GitHub listed before is"
                                + " missing: check what the token's owner may see");
    }

    @Test
    void ofSeveralPagesOfWhichOneIsCutOffNothingIsKept() {
        server().json(
                        LIST,
                        "[" + advisory(ONE, "2026-03-10T11:00:00Z") + "]",
                        "Link: <SERVER/page?after=x>; rel=\"next\"")
                .cut("/page?after=x", "[" + advisory(TWO, "2026-03-10T10:00:00Z"));
        polling.refresh();
        assertThat(answers.on(DAY).advisories()).isEmpty();
        server().forget();
        server().json(
                        LIST,
                        "[" + advisory(ONE, "2026-03-10T11:00:00Z") + "]",
                        "Link: <SERVER/page?after=x>; rel=\"next\"")
                .json("/page?after=x", "[" + advisory(TWO, "2026-03-10T10:00:00Z") + "]")
                .json(comments(ONE), "[]")
                .json(comments(TWO), "[]");
        after("2m");
        assertThat(answers.on(DAY).advisories())
                .extracting(GhsaViews.GhsaLine::ghsa)
                .containsExactly(ONE, TWO);
    }

    @Test
    void aMissingTokenAndOneThatMayWriteAreSaid() throws IOException {
        Files.delete(TOKEN);
        polling.refresh();
        assertThat(line())
                .isEqualTo(
                        "failing, cannot tell: ledger.ghsa.github is not polled: the token file cannot be read: check the path and"
                                + " its permissions");
        Files.writeString(TOKEN, "another\n");
        server().json(LIST, "[" + advisory(ONE, "2026-03-10T11:00:00Z") + "]", "X-OAuth-Scopes: repo")
                .json(comments(ONE), "[]");
        after("2m");
        assertThat(server().lastHeaders().getFirst("Authorization")).isEqualTo("Bearer another");
        assertThat(answers.repositories().getFirst().notes())
                .containsExactly(
                        "The token may write (repo): only reading is needed; make one that may read repository security"
                                + " advisories and nothing else");
    }

    @Test
    void commentsThatCannotBeReadAreSaidAndTheAdvisoriesAreKept() {
        server().json(LIST, "[" + advisory(ONE, "2026-03-10T11:00:00Z", "\"comments\": 3") + "]")
                .on(comments(ONE), 500, "");
        polling.refresh();
        assertThat(line())
                .isEqualTo(
                        "failing, known until 2026-03-10T12:00:00Z: GitHub has an error with the comments on an advisory of"
                                + " example/parser (status 500): it is tried again");
        assertThat(answers.on(DAY).advisories())
                .singleElement()
                .extracting(GhsaViews.GhsaLine::comments, GhsaViews.GhsaLine::commentsComplete)
                .containsExactly(0, false);
    }

    @Test
    void theSameImportTwiceChangesNothing() throws IOException {
        Path file = Files.writeString(
                folder.resolve("advisories.json"), "[[" + advisory(ONE, "2026-03-02T10:00:00Z") + "]]");
        Path comments = Files.writeString(
                folder.resolve("comments-" + ONE + ".json"),
                "[" + comment(7, "ada-x", "2026-03-02T12:00:00Z", "a secret") + "]");
        assertThat(load(file, comments)).isEqualTo(new GhsaViews.GhsaImported(1, 1, 2, 0, false, List.of()));
        GhsaViews.GhsaAdvisories before = answers.on(DAY);
        assertThat(load(folder)).isEqualTo(new GhsaViews.GhsaImported(1, 1, 0, 2, false, List.of()));
        assertThat(answers.on(DAY)).isEqualTo(before);
        assertThat(credits())
                .containsExactly(
                        "ada triage ghsa " + ONE + " 2026-03-02T12:00:00Z",
                        "ada comment ghsa " + ONE + " 2026-03-02T12:00:00Z");
    }

    @Test
    void aFileThatMakesNoSenseIsNamedAndTheOthersGoOn() throws IOException {
        Path bad = Files.writeString(folder.resolve("a.json"), "<html>a secret</html>");
        Path cut =
                Files.writeString(folder.resolve("b.json"), "[" + advisory(TWO, "2026-03-02T10:00:00Z") + ", {\"ghsa");
        Path good = Files.writeString(folder.resolve("c.json"), advisory(ONE, "2026-03-02T10:00:00Z"));
        Path lost =
                Files.writeString(folder.resolve("d.json"), comment(7, "ada-x", "2026-03-02T12:00:00Z", "a secret"));
        GhsaViews.GhsaImported imported = load(folder);
        assertThat(imported.problems())
                .containsExactly(
                        bad + ": this is no JSON, or it ends too early (line 1): nothing of it is taken" + AGAIN,
                        cut + ": this is no JSON, or it ends too early (line 4): nothing of it is taken" + AGAIN,
                        lost
                                + ": object 1: it does not say which advisory it belongs to: it is passed over; name it with"
                                + " --advisory, or in the file's name");
        assertThat(answers.on(DAY).advisories())
                .extracting(GhsaViews.GhsaLine::ghsa)
                .containsExactly(ONE);
        assertThat(imported.stored()).isEqualTo(1);
        assertThat(good).exists();
    }

    @Test
    void standardInputIsReadAndADryRunStoresNothing() {
        GhsaImport.Order order = new GhsaImport.Order(
                List.of("-"), Optional.of("Example/Parser"), Optional.empty(), Optional.empty(), true);
        assertThat(importer.run(order, bytes(advisory(ONE, "2026-03-02T10:00:00Z"))))
                .isEqualTo(new GhsaViews.GhsaImported(1, 0, 0, 0, true, List.of()));
        assertThat(answers.on(DAY).advisories()).isEmpty();
        assertThatThrownBy(() -> load(folder.resolve("nothing"))).hasMessageContaining("check the path");
    }

    /** Looks at one advisory as they were printed on several days, and its comments. */
    @Test
    void anyOrderOfImportsGivesTheSame() throws Exception {
        List<String> texts = new ArrayList<>(List.of(
                advisory(ONE, "2026-03-02T10:00:00Z"),
                advisory(ONE, "2026-03-04T10:00:00Z").replace("\"triage\"", "\"draft\""),
                advisory(ONE, "2026-03-08T10:00:00Z", "\"closed_at\": \"2026-03-08T09:00:00Z\"")
                        .replace("\"triage\"", "\"closed\""),
                "[" + comment(1, "ada-x", "2026-03-05T10:00:00Z", "one") + "]",
                "[" + comment(2, "bob-x", "2026-03-06T10:00:00Z", "two") + "]"));
        Random random = new Random(5);
        List<String> outcomes = new ArrayList<>();
        for (int turn = 0; turn < 5; turn++) {
            empty();
            for (String text : texts) {
                GhsaImport.Order order =
                        new GhsaImport.Order(List.of("-"), Optional.empty(), Optional.of(ONE), Optional.empty(), false);
                importer.run(order, bytes(text));
            }
            outcomes.add(answers.show(ONE, DAY, true) + " " + credits());
            Collections.shuffle(texts, random);
        }
        assertThat(outcomes.stream().distinct()).hasSize(1);
        assertThat(outcomes.getFirst())
                .contains("state=closed")
                .contains("ada triage")
                .contains("bob comment");
    }

    @Test
    void tenMegabytesOfCommentsLeaveNothingBehindButTheirSize() throws Exception {
        server().json(LIST, "[" + advisory(ONE, "2026-03-10T11:00:00Z") + "]")
                .json(
                        comments(ONE),
                        IntStream.range(0, 200)
                                .mapToObj(id -> comment(id, "ada-x", "2026-03-09T10:00:00Z", "secret ".repeat(7_500)))
                                .collect(Collectors.joining(",", "[", "]")));
        polling.refresh();
        assertThat(answers.on(DAY).advisories().getFirst().comments()).isEqualTo(200);
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("script")) {
            while (rows.next()) {
                assertThat(rows.getString(1)).doesNotContain("secret", "finder", ONE, "\"ada-x\"");
            }
        }
    }

    private GhsaServer server() {
        return Objects.requireNonNull(injected);
    }

    private void after(String time) {
        clock.set(START.plus(Duration.parse("PT" + time.toUpperCase(java.util.Locale.ROOT))));
        polling.refresh();
    }

    private GhsaViews.GhsaImported load(Path... paths) {
        return importer.run(
                new GhsaImport.Order(
                        java.util.Arrays.stream(paths).map(Path::toString).toList(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false),
                InputStream.nullInputStream());
    }

    private String line() {
        GhsaViews.RepositoryLine line = answers.repositories().getFirst();
        return line.state() + ", " + (line.knownUntil() == null ? "cannot tell" : "known until " + line.knownUntil())
                + (line.trouble() == null ? "" : ": " + line.trouble());
    }

    private List<String> credits() {
        return evidence.credits(Optional.empty(), Optional.empty(), Optional.empty()).credits().stream()
                .map(line -> line.member() + " " + line.kind() + " " + line.source() + " " + line.evidence() + " "
                        + line.last())
                .toList();
    }

    private static GhsaViews.Time time(String from, String by) {
        return new GhsaViews.Time(Instant.parse(from), Instant.parse(by));
    }

    private static String comments(String id) {
        return "/repos/example/parser/security-advisories/" + id + "/comments?per_page=100";
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
