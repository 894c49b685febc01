package org.triageledger.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.work.intake.Importer;
import org.triageledger.work.intake.IntakeViews;
import org.triageledger.work.people.Accounts;
import org.triageledger.work.roster.RosterBook;

/**
 * A word that stands in the subject, the text, the sender's name and an attachment's name of a mail is nowhere afterwards: not in
 * logs, metrics, health, descriptions, pages or errors, and not in one byte of the database; nor is a CVE id of the text. The sender's address is a fact
 * that is kept, and shown to nobody who is not signed in.
 */
@QuarkusTest
@TestProfile(FreshLedger.class)
class CanaryTest {
    private static final String WORD = "Kanarienvogel-7f3a9c";
    private static final String ASKED = "Papagei-20d4e8";
    private static final String EMBARGOED = "CVE-2026-77431";
    private static final String LOCAL = "sittich-51be";
    private static final String STORED = "canary-message-id@example.net";
    private static final List<String> OPEN = List.of(
            "/members",
            "/sign-in",
            "/sign-in?failed=true",
            "/sign-in?paused=true",
            "/invitation/" + ASKED,
            "/review.ics?token=" + ASKED,
            "/q/health",
            "/q/health/live",
            "/q/health/ready",
            "/q/metrics",
            "/q/openapi",
            "/q/openapi?format=json",
            "/ledger.css",
            "/",
            "/nothing/of/the/kind",
            "/api/v1/members",
            "/api/v1/nothing",
            "/members/" + ASKED,
            "/sign-in?failed=" + ASKED,
            "/members?as-of=" + ASKED,
            "/api/v1/members?as-of=" + ASKED);
    private static final List<String> SIGNED_IN = List.of(
            "/",
            "/active?verdict=unknown",
            "/insight",
            "/insight.csv",
            "/api/v1/cases/insight",
            "/members/canary-member",
            "/sources",
            "/api/v1/members",
            "/api/v1/members/canary-member/why",
            "/api/v1/members/canary-member/credits",
            "/api/v1/sources",
            "/api/v1/quarantine",
            "/active?as-of=" + ASKED,
            "/active?verdict=" + ASKED,
            "/active?policy=" + ASKED,
            "/members/" + ASKED,
            "/api/v1/members?as-of=" + ASKED,
            "/api/v1/members?policy=" + ASKED,
            "/api/v1/members?" + ASKED + "=1",
            "/api/v1/members/" + ASKED + "/credits",
            "/api/v1/members/canary-member/credits?from=" + ASKED,
            "/review",
            "/review/list.csv",
            "/review/list.csv?filter=" + ASKED,
            "/sources/list.csv",
            "/sources/quarantine",
            "/sources/quarantine/list.csv",
            "/review/" + ASKED,
            "/forecast",
            "/policies",
            "/audit-log",
            "/account",
            "/account?done=" + ASKED,
            "/accounts",
            "/accounts?done=" + ASKED,
            "/accounts/invitations?done=" + ASKED,
            "/accounts/invitations/list.csv?filter=" + ASKED,
            "/accounts/tokens",
            "/accounts/tokens/list.csv?sort=" + ASKED,
            "/erasures?member=" + ASKED,
            "/api/v1/account",
            "/api/v1/accounts",
            "/api/v1/approvals",
            "/api/v1/audit-log",
            "/api/v1/audit-log/verification",
            "/api/v1/threads",
            "/api/v1/threads?page=" + ASKED,
            "/api/v1/accounts/invitations",
            "/api/v1/accounts/tokens",
            "/settings",
            "/audit-log.jsonl",
            "/forecast?policy=" + ASKED,
            "/compare",
            "/compare?one=" + ASKED,
            "/compare?other=seed-2024%2B" + ASKED,
            "/findings",
            "/findings.csv",
            "/reminders",
            "/review.ics",
            "/api/v1/reviews",
            "/api/v1/reviews/" + ASKED,
            "/api/v1/reminders",
            "/api/v1/findings",
            "/api/v1/forecast",
            "/api/v1/policies",
            "/api/v1/settings",
            "/api/v1/differences?one=" + ASKED);

    @Inject
    RosterBook roster;

    @Inject
    Importer importer;

    @Inject
    Accounts accounts;

    @Inject
    DataSource dataSource;

    @TempDir
    Path folder;

    private String password = "";
    private IntakeViews.Imported imported = new IntakeViews.Imported(0, 0, 0, 0, List.of(), 0, false);

    @BeforeEach
    void readMailWithCanaries() throws IOException {
        roster.load(Files.writeString(folder.resolve("roster.yaml"), """
                members:
                  - {id: canary-member, name: Eva Example, joined: 2019-02-01, addresses: [eva@example.org]}
                """));
        Path mbox = Files.writeString(folder.resolve("list.mbox"), """
                From x Mon Mar  2 10:00:00 2026
                From: "WORD" <LOCAL@example.net>
                Message-ID: <STORED>
                Subject: WORD in the parser
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain; charset=utf-8

                A hole: WORD, that is EMBARGOED. Write to LOCAL@example.net.
                --b
                Content-Type: application/octet-stream; name="WORD.bin"
                Content-Disposition: attachment; filename="WORD.bin"
                Content-Transfer-Encoding: base64

                BASE64
                --b--

                From x Tue Mar  3 10:00:00 2026
                From: WORD <eva@example.org>
                Message-ID: <canary-answer@example.org>
                In-Reply-To: <STORED>
                Subject: Re: WORD in the parser

                On Monday WORD <LOCAL@example.net> wrote:
                > WORD

                WORD, thank you.

                From x Wed Mar  4 10:00:00 2026
                Subject WORD
                From WORD LOCAL at example.net
                attachment filename WORD.bin

                WORD

                """.replace("WORD", WORD)
                .replace("EMBARGOED", EMBARGOED)
                .replace("LOCAL", LOCAL)
                .replace("STORED", STORED)
                .replace("BASE64", Base64.getEncoder().encodeToString(WORD.getBytes(StandardCharsets.UTF_8))));
        imported = importer.run(
                new Importer.Order("canary", "archive", List.of(), List.of(), null, List.of(mbox.toString())),
                read -> {});
        password = NewAccount.make(accounts, "root", "admin", Optional.empty());
    }

    @Test
    void oneOfTheMailsIsInQuarantineAndTheOthersCount() {
        assertThat(imported.read()).isEqualTo(3);
        given().auth()
                .preemptive()
                .basic("root", password)
                .get("/api/v1/quarantine")
                .then()
                .statusCode(200)
                .body("quarantine.size()", org.hamcrest.Matchers.equalTo(1))
                .body("quarantine[0].source", org.hamcrest.Matchers.equalTo("canary"));
        assertThat(signedIn("/api/v1/members/canary-member/credits")).contains("canary-answer@example.org");
    }

    @TestFactory
    Stream<DynamicTest> noStrangerSeesTheWordOrTheAddress() {
        return OPEN.stream()
                .map(path -> dynamicTest(path, () -> {
                    Response stranger = given().redirects().follow(false).get(path);
                    assertThat(found(withHeaders(stranger), WORD, EMBARGOED, LOCAL))
                            .isEmpty();
                    assertThat(found(stranger.body().asString(), ASKED)).isEmpty();
                    Response liar = given().accept("application/json")
                            .auth()
                            .preemptive()
                            .basic("root", ASKED)
                            .redirects()
                            .follow(false)
                            .get(path);
                    assertThat(found(withHeaders(liar), WORD, EMBARGOED, LOCAL)).isEmpty();
                    assertThat(found(liar.body().asString(), ASKED)).isEmpty();
                }));
    }

    @TestFactory
    Stream<DynamicTest> noPageOrAnswerHoldsTheWordNorRepeatsWhatWasAsked() {
        return SIGNED_IN.stream()
                .map(path -> dynamicTest(path, () -> {
                    String answer = signedIn(path);
                    assertThat(found(answer, WORD, EMBARGOED)).isEmpty();
                    assertThat(found(withoutFields(answer), ASKED)).isEmpty();
                }));
    }

    /** What somebody typed into a field may stand in that field again, to be corrected; nowhere else. */
    private static String withoutFields(String answer) {
        if (!answer.contains("<!doctype html>") && !answer.contains("<!DOCTYPE html>")) {
            return answer;
        }
        int page = answer.toLowerCase(Locale.ROOT).indexOf("<!doctype html>");
        Document html = Jsoup.parse(answer.substring(page));
        html.select("form[method=get] input").removeAttr("value");
        html.select("form[method=get] option[selected]").remove();
        return answer.substring(0, page) + html.outerHtml();
    }

    @Test
    void noByteOnDiskHoldsTheWord() throws IOException, SQLException {
        SIGNED_IN.forEach(this::signedIn);
        OPEN.forEach(path -> given().redirects().follow(false).get(path));
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("checkpoint sync");
        }
        byte[] database = Files.readAllBytes(FreshLedger.DATA.resolve("ledger.mv.db"));
        assertThat(found(database, STORED)).as("the scan finds what is stored").isNotEmpty();
        assertThat(found(Files.readAllBytes(FreshLedger.LOG), "Installed features"))
                .as("the scan finds what is logged")
                .isNotEmpty();
        try (Stream<Path> files = Files.walk(FreshLedger.FOLDER)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(found(Files.readAllBytes(file), WORD, EMBARGOED))
                        .as(file.getFileName().toString())
                        .isEmpty();
            }
        }
        assertThat(found(Files.readAllBytes(FreshLedger.LOG), LOCAL))
                .as("the log")
                .isEmpty();
    }

    private String signedIn(String path) {
        return withHeaders(given().auth().preemptive().basic("root", password).get(path));
    }

    private static String withHeaders(Response response) {
        return response.statusLine() + "\n" + response.headers() + "\n\n"
                + response.body().asString();
    }

    private static List<String> found(String text, String... words) {
        return found(text.getBytes(StandardCharsets.UTF_8), words);
    }

    /** Which of the words stand in the bytes, in whatever case, plain, as UTF-16, or in base64. */
    private static List<String> found(byte[] bytes, String... words) {
        String plain = new String(bytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        List<String> found = new ArrayList<>();
        for (String word : words) {
            Map<String, String> spellings = Map.of(
                    "plain", spelled(word, StandardCharsets.UTF_8),
                    "UTF-16, big end first", spelled(word, StandardCharsets.UTF_16BE),
                    "UTF-16, little end first", spelled(word, StandardCharsets.UTF_16LE),
                    "base64", base64(word, 0),
                    "base64 one on", base64(word, 1),
                    "base64 two on", base64(word, 2));
            spellings.forEach((how, spelling) -> {
                if (plain.contains(spelling.toLowerCase(Locale.ROOT))) {
                    found.add(word + ", " + how);
                }
            });
        }
        return found;
    }

    private static String spelled(String word, Charset charset) {
        return new String(word.getBytes(charset), StandardCharsets.ISO_8859_1);
    }

    /** The inner part of a word's base64, where the word begins so many bytes after a group of three. */
    private static String base64(String word, int offset) {
        String whole = Base64.getEncoder()
                .withoutPadding()
                .encodeToString(("xx".substring(0, offset) + word).getBytes(StandardCharsets.UTF_8));
        return whole.substring(offset == 0 ? 0 : 4, whole.length() - 4);
    }
}
