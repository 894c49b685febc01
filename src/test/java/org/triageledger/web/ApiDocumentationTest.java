package org.triageledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.notify.SignedPost;
import org.triageledger.work.TestClock;
import org.triageledger.work.people.Accounts;
import org.triageledger.work.people.TokenScope;
import org.triageledger.work.people.Tokens;
import org.triageledger.work.roster.RosterBook;

/** What docs/api.md shows is run as it stands there, and prints what it says. */
@QuarkusTest
class ApiDocumentationTest {
    private static final Path PAGE = Path.of("docs", "api.md");
    private static final Pattern EXAMPLE =
            Pattern.compile("```(sh|python)\\n(.*?)```\\n\\n```output\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern ROUTE = Pattern.compile("/api/v1/[a-z/-]+[a-z]");

    @Inject
    RosterBook roster;

    @Inject
    Accounts accounts;

    @Inject
    Tokens tokens;

    @Inject
    TestClock clock;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway") // set by the test framework
    URI service;

    @TempDir
    Path folder;

    @Test
    void everyExampleDoesWhatThePageSays() throws Exception {
        clock.set(Instant.parse("2026-11-28T10:00:00Z"));
        roster.load(Files.writeString(folder.resolve("roster.yaml"), """
                members:
                  - {id: ada, name: Ada Example, joined: 2019-02-01, roles: [{role: admin}]}
                  - {id: bob, name: Bob Example, joined: 2026-06-01}
                  - {id: cay, name: Cay Example, joined: 2026-07-01}
                """));
        NewAccount.make(accounts, "ada", "admin", Optional.of("ada"));
        String token =
                tokens.create("ada", "examples", TokenScope.READ_AND_ACT, 90).token();
        List<MatchResult> examples =
                EXAMPLE.matcher(Files.readString(PAGE)).results().toList();
        assertThat(examples).hasSizeGreaterThanOrEqualTo(7);
        for (MatchResult example : examples) {
            assertThat(run(example.group(1), example.group(2), token)).isEqualTo(example.group(3));
        }
    }

    /** The receiver's part of the page takes what the service signs. */
    @Test
    void theCheckOfASignatureTakesOurs() throws Exception {
        String page = Files.readString(PAGE);
        String check = EXAMPLE.matcher(page)
                .results()
                .map(example -> example.group(2))
                .filter(text -> text.contains("def is_genuine"))
                .findFirst()
                .orElseThrow();
        String body = "{\"event\":\"verdict.changed\"}";
        Instant at = Instant.parse("2026-11-26T10:00:00Z");
        String signature = SignedPost.signature("a secret that both know", body, at);
        String asked = """
                for secret, body, late in [("a secret that both know", b'BODY', 0), ("a secret that both know", b'BODY', 301),
                                           ("another secret, longer", b'BODY', 0), ("a secret that both know", b'BODY ', 0)]:
                    print(is_genuine(secret, "SIGNATURE", body, SECONDS + late))
                """.replace("BODY", body)
                .replace("SIGNATURE", signature)
                .replace("SECONDS", String.valueOf(at.getEpochSecond()));
        assertThat(run("python", check + "\n" + asked, "")).isEqualTo("False\nTrue\nFalse\nFalse\nFalse\n");
    }

    @Test
    void everyAddressOfThePageIsOne() throws IOException {
        Set<String> routes = Routes.written().stream().map(Routes.Route::path).collect(Collectors.toSet());
        assertThat(ROUTE.matcher(Files.readString(PAGE)).results().map(MatchResult::group))
                .isNotEmpty()
                .allMatch(routes::contains);
    }

    private String run(String language, String text, String token) throws Exception {
        List<String> command = new ArrayList<>(
                language.equals("sh") ? List.of("bash", "-euo", "pipefail", "-c") : List.of("python3", "-c"));
        command.add(text);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LEDGER_URL", service.toString().replaceFirst("/$", ""));
        builder.environment().put("LEDGER_TOKEN", token);
        builder.environment().put("PYTHONIOENCODING", "utf-8");
        builder.environment()
                .keySet()
                .removeIf(name -> name.toLowerCase(java.util.Locale.ROOT).endsWith("_proxy"));
        Process process = builder.start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
