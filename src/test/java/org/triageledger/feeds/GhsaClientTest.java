package org.triageledger.feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.triageledger.feeds.GhsaServer.advisory;
import static org.triageledger.feeds.GhsaServer.comment;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.triageledger.core.advisory.GhsaId;

/** What is asked of GitHub, and what is said of each of its answers. */
class GhsaClientTest {
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String LIST =
            "/repos/example/parser/security-advisories?sort=updated&direction=desc&per_page=100";
    private static final String COMMENTS =
            "/repos/example/parser/security-advisories/GHSA-23fg-45hj-67km/comments?per_page=100";
    private static final GhsaId ID = new GhsaId("GHSA-23fg-45hj-67km");

    private GhsaServer server;

    @BeforeEach
    void start() throws IOException {
        server = new GhsaServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void allPagesAreReadAndNothingButGetIsSent() {
        server.json(
                        LIST,
                        "[" + advisory("GHSA-2222-2222-2222", "2026-03-09T10:00:00Z") + "]",
                        "ETag: W/\"one\"",
                        "Link: <SERVER/page?after=x>; rel=\"next\", <SERVER/page?before=y>; rel=\"prev\"")
                .json("/page?after=x", "[" + advisory("GHSA-3333-3333-3333", "2026-03-08T10:00:00Z") + "]");
        assertThat(list(Optional.empty(), Optional.empty()))
                .isEqualTo("found GHSA-2222-2222-2222 GHSA-3333-3333-3333, etag W/\"one\", complete");
        assertThat(server.asked()).containsExactly("GET " + LIST, "GET /page?after=x");
        assertThat(server.lastHeaders().getFirst("Authorization")).isEqualTo("Bearer token");
        assertThat(server.lastHeaders().getFirst("X-GitHub-Api-Version")).isEqualTo("2022-11-28");
    }

    @Test
    void whatWasReadBeforeIsNotAskedForAgain() {
        server.json(
                LIST,
                "[" + advisory("GHSA-2222-2222-2222", "2026-03-09T10:00:00Z") + ","
                        + advisory("GHSA-3333-3333-3333", "2026-03-07T10:00:00Z") + "]",
                "Link: <SERVER/page?after=x>; rel=\"next\"");
        assertThat(list(Optional.empty(), Optional.of("2026-03-08T10:00:00Z")))
                .isEqualTo("found GHSA-2222-2222-2222 GHSA-3333-3333-3333, complete");
        assertThat(server.asked()).containsExactly("GET " + LIST);
    }

    @Test
    void anUnchangedListIsAskedForByItsETag() {
        server.on(LIST, 304, "", "ETag: \"one\"");
        assertThat(list(Optional.of("\"one\""), Optional.empty())).isEqualTo("unchanged");
        assertThat(server.asked()).containsExactly("GET " + LIST + " \"one\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            401 | | GitHub did not accept the token for the advisories of example/parser (status 401): it expired or was withdrawn; make a new one and write it into the token file
            403 | | GitHub refuses the advisories of example/parser (status 403): give the token the permission to read repository security advisories, or make its owner a security manager
            403 | Retry-After: 60 | GitHub wants to be asked less often for the advisories of example/parser (status 403): it is tried again after 2026-03-10T12:01:00Z [2026-03-10T12:01:00Z]
            403 | X-RateLimit-Remaining: 0;X-RateLimit-Reset: 1773147600 | GitHub wants to be asked less often for the advisories of example/parser (status 403): it is tried again after 2026-03-10T13:00:00Z [2026-03-10T13:00:00Z]
            429 | Retry-After: 999999999 | GitHub wants to be asked less often for the advisories of example/parser (status 429): it is tried again after 2026-03-11T12:00:00Z [2026-03-11T12:00:00Z]
            429 | Retry-After: Tue, 10 Mar 2026 12:30:00 GMT | GitHub wants to be asked less often for the advisories of example/parser (status 429): it is tried again after 2026-03-10T12:30:00Z [2026-03-10T12:30:00Z]
            429 | Retry-After: soon | GitHub wants to be asked less often for the advisories of example/parser (status 429): it is tried again later
            404 | | GitHub does not show the advisories of example/parser (status 404): check the repository's name, and that the token may read repository security advisories
            301 | Location: http://127.0.0.1:1/ | GitHub points elsewhere for the advisories of example/parser (status 301): the repository was renamed or moved; write its new name into the settings
            500 | | GitHub has an error with the advisories of example/parser (status 500): it is tried again
            503 | Retry-After: 120 | GitHub has an error with the advisories of example/parser (status 503): it is tried again [2026-03-10T12:02:00Z]
            418 | | GitHub refused the advisories of example/parser (status 418): check the repository's name and the address of the API
            200 | Content-Type: text/html | What came for the advisories of example/parser is no JSON but a web page: a proxy may ask to sign in; check the address of the API
            200 | Content-Type: application/json | What came for the advisories of example/parser is no JSON, or was cut off: none of it is taken, it is tried again
            """)
    void eachAnswerThatIsNoneIsOneLineWithWhatToDo(int status, String headers, String line) {
        server.on(LIST, status, "<html>a secret</html>", headers == null ? new String[0] : headers.split(";"));
        assertThat(list(Optional.empty(), Optional.empty())).isEqualTo(line);
    }

    @Test
    void ofAListThatIsCutOffNothingIsTaken() {
        server.cut(LIST, "[" + advisory("GHSA-2222-2222-2222", "2026-03-09T10:00:00Z") + ",");
        assertThat(list(Optional.empty(), Optional.empty()))
                .isEqualTo(
                        "What came for the advisories of example/parser is no JSON, or was cut off: none of it is taken, it is"
                                + " tried again");
        server.forget();
        server.json(
                        LIST,
                        "[" + advisory("GHSA-2222-2222-2222", "2026-03-09T10:00:00Z") + "]",
                        "Link: <SERVER/page?after=x>; rel=\"next\"")
                .on("/page?after=x", 502, "");
        assertThat(list(Optional.empty(), Optional.empty()))
                .isEqualTo("GitHub has an error with the advisories of example/parser (status 502): it is tried again");
    }

    @Test
    void theTokenIsSentToNoOtherServerAndPagesHaveAnEnd() {
        server.json(LIST, "[]", "Link: <https://other.example/page>; rel=\"next\"");
        assertThat(list(Optional.empty(), Optional.empty()))
                .startsWith("GitHub names a page on another server for the advisories of example/parser");
        server.forget();
        server.json(LIST, "[]", "Link: <SERVER" + LIST + ">; rel=\"next\"");
        assertThat(list(Optional.empty(), Optional.empty()))
                .startsWith("GitHub's pages of the advisories of example/parser come to no end");
        server.forget();
        server.json(LIST, "[]", "Link: <no address>; rel=\"next\"");
        assertThat(list(Optional.empty(), Optional.empty())).startsWith("GitHub names a page on another server");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            X-OAuth-Scopes: repo, read:org | The token may write (repo): only reading is needed; make one that may read repository security advisories and nothing else
            X-OAuth-Scopes: repository_advisories:write, public_repo | The token may write (public_repo, repository_advisories:write): only reading is needed; make one that may read repository security advisories and nothing else
            X-OAuth-Scopes: repository_advisories:read, user:email |
            X-OAuth-Scopes: |
            GitHub-Authentication-Token-Expiration: 2026-03-20 10:00:00 UTC | The token expires on 2026-03-20: make a new one and write it into the token file
            GitHub-Authentication-Token-Expiration: 2026-12-20 10:00:00 UTC |
            """)
    void whatTheTokenMayDoIsReported(String header, String note) {
        server.json(LIST, "[]", header + (header.endsWith(":") ? " " : ""));
        assertThat(list(Optional.empty(), Optional.empty()))
                .isEqualTo("found , complete" + (note == null ? "" : ", " + note));
    }

    @Test
    void anObjectThatCannotBeUsedLeavesTheListIncomplete() {
        server.json(LIST, "[{\"ghsa_id\": \"none\"}," + advisory("GHSA-2222-2222-2222", "2026-03-09T10:00:00Z") + "]");
        assertThat(list(Optional.empty(), Optional.empty()))
                .isEqualTo(
                        "found GHSA-2222-2222-2222, incomplete, 1 objects in the advisories of example/parser could not be used:"
                                + " object 1: its ghsa_id is none: it is passed over; get it from GitHub again");
    }

    @Test
    void commentsAreReadWhateverTheirSize() {
        String text = "secret ".repeat(7_500);
        server.json(
                COMMENTS,
                IntStream.range(0, 200)
                        .mapToObj(id -> comment(id, "ada-x", "2026-03-02T10:00:00Z", text))
                        .collect(Collectors.joining(",", "[", "]")));
        GhsaClient.Answer<?> answer = client(PATIENCE).comments("example/parser", ID, Optional.empty(), NOW);
        assertThat(((GhsaClient.Answer.Found<?>) answer).entries()).hasSize(200);
        assertThat(answer.toString()).doesNotContain("secret");
    }

    @Test
    void aServerThatIsNotThereOrNeverEndsIsGivenUp() throws IOException {
        String address = server.address();
        server.close();
        assertThat(line(new GhsaClient(address, "token", PATIENCE)
                        .advisories("example/parser", Optional.empty(), Optional.empty(), NOW)))
                .startsWith("the advisories of example/parser cannot be had, the connection failed");
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> drip(silent));
            assertThat(line(new GhsaClient("http://127.0.0.1:" + silent.getLocalPort(), "token", Duration.ofMillis(500))
                            .advisories("example/parser", Optional.empty(), Optional.empty(), NOW)))
                    .matches(
                            "GitHub did not send the advisories of example/parser in time.*|.*the connection failed.*|.*cut off.*");
        }
    }

    /** Sends the head of an answer, and then nothing for ever. */
    private static void drip(ServerSocket server) {
        try (Socket socket = server.accept();
                InputStream in = socket.getInputStream()) {
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n["
                            .getBytes(StandardCharsets.US_ASCII));
            while (in.read() >= 0) {
                // until the client goes
            }
        } catch (IOException e) {
            // it went
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://api.example.org", "ftp://127.0.0.1", "api.example.org", "https://", "%%"})
    void theTokenIsNotSentUnprotected(String address) {
        assertThatThrownBy(() -> new GhsaClient(address, "token", PATIENCE))
                .hasMessage("the address of the API must be one like https://api.github.com");
    }

    private GhsaClient client(Duration patience) {
        return new GhsaClient(server.address(), "token", patience);
    }

    private String list(Optional<String> etag, Optional<String> since) {
        return line(client(PATIENCE).advisories("example/parser", etag, since.map(Instant::parse), NOW));
    }

    private static String line(GhsaClient.Answer<GhsaReader.FoundAdvisory> answer) {
        return switch (answer) {
            case GhsaClient.Answer.Found<GhsaReader.FoundAdvisory> found ->
                Stream.concat(
                                Stream.of(
                                        "found "
                                                + found.entries().stream()
                                                        .map(foundAdvisory -> foundAdvisory
                                                                .look()
                                                                .id()
                                                                .value())
                                                        .collect(Collectors.joining(" ")),
                                        found.etag().map(tag -> "etag " + tag).orElse(""),
                                        found.complete() ? "complete" : "incomplete"),
                                found.notes().stream())
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(", "));
            case GhsaClient.Answer.Unchanged<GhsaReader.FoundAdvisory> unchanged ->
                "unchanged" + String.join(", ", unchanged.notes());
            case GhsaClient.Answer.Failed<GhsaReader.FoundAdvisory> failed ->
                failed.why() + failed.notBefore().map(at -> " [" + at + "]").orElse("");
        };
    }
}
