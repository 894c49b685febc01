package org.triageledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.store.OutboxStore;
import org.triageledger.work.TestClock;
import org.triageledger.work.intake.Importer;
import org.triageledger.work.people.Accounts;
import org.triageledger.work.roster.RosterBook;

/**
 * A former member is erased by pages. Afterwards nothing that an admin can reach by following links, no answer of the API, no file to
 * save, no letter and no line of the log names them.
 */
@QuarkusTest
@TestProfile(FreshLedger.class)
class ErasurePagesTest {
    private static final LocalDate DAY = LocalDate.parse("2026-11-28");
    private static final Pattern HERS = Pattern.compile(
            "(?<![\\p{L}\\p{N}])(zwölfmüster|zw%c3%b6lfm%c3%bcster|heidi|heidi-zw|heidi@zwoelf\\.example|hz@example\\.com)(?![\\p{L}\\p{N}])");
    private static final String ROSTER = """
            members:
              - {id: ada, name: Ada Example, joined: 2019-02-01, addresses: [ada@example.org], roles: [{role: admin}]}
              - {id: cia, name: Cia Example, joined: 2019-02-01, addresses: [cia@example.org], roles: [{role: admin}]}
              - {id: heidi, name: Heidi Zwölfmüster, github: heidi-zw, joined: 2019-02-01, addresses: [heidi@zwoelf.example, hz@example.com]}
            """;

    private static final int MOST = 600;

    @Inject
    RosterBook roster;

    @Inject
    Accounts accounts;

    @Inject
    Importer importer;

    @Inject
    OutboxStore outbox;

    @Inject
    TestClock clock;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway") // set by the test framework
    URI home;

    @TempDir
    Path folder;

    @RegisterExtension
    static final Chromium browser = new Chromium();

    private String ada = "";

    @Test
    void whoIsErasedIsNamedNowhere() throws IOException {
        String review = aYearWithHer();
        try (BrowserContext context = browser.newContext()) {
            Page page = signedIn(context);
            Map<String, String> before = reachable(page);
            assertThat(before).hasSizeBetween(100, MOST - 1).containsKey("/review/" + review + "/report.zip");
            assertThat(named(before))
                    .as("they are named in the beginning")
                    .hasSizeGreaterThan(20)
                    .containsKeys("/accounts/tokens", "/api/v1/leaves", "/audit-log.csv");

            page.navigate(home + "erasures");
            Look.everywhere(page, "erasure");
            page.getByText("Show what would change").click();
            assertThat(page.locator("[role=alert]").innerText()).contains("Say whom to erase");
            page.getByLabel("Addresses").fill("ada@example.org");
            page.getByText("Show what would change").click();
            assertThat(page.locator("[role=alert]").innerText()).contains("is that of ada in the roster");
            assertThat(page.getByLabel("Addresses").inputValue()).isEqualTo("ada@example.org");

            page.navigate(home + "members/heidi");
            page.getByText("Erase this person…").click();
            assertThat(page.getByLabel("Person who left").inputValue()).isEqualTo("heidi");
            page.getByText("Show what would change").click();
            assertThat(page.url()).isEqualTo(home + "erasures");
            assertThat(page.locator("main").innerText())
                    .contains("erased-1", "Counts, credits, verdicts and decisions stay.");
            assertThat(page.getByLabel("Reason").inputValue()).isEmpty();
            Look.everywhere(page, "erasure-preview");
            assertThat(named(reachable(page)).keySet()).isEqualTo(named(before).keySet());

            page.getByLabel("Reason").fill("Heidi asked for it");
            page.getByLabel("for good").check();
            page.getByText("Erase person", new Page.GetByTextOptions().setExact(true))
                    .click();
            assertThat(page.locator("[role=alert]").innerText()).contains("The reason names the person");
            assertThat(page.getByLabel("Reason").inputValue()).isEqualTo("Heidi asked for it");
            page.getByLabel("Reason").fill("asked for by letter");
            page.getByLabel("for good").check();
            page.getByText("Erase person", new Page.GetByTextOptions().setExact(true))
                    .click();
            page.waitForURL(home + "decisions/*");
            assertThat(page.locator("main").innerText())
                    .contains("A person was erased, and is erased-1 from now on", "asked for by letter")
                    .doesNotContain("Undo");
            Look.everywhere(page, "erasure-done");
            page.reload();
            assertThat(page.locator("main").innerText()).contains("asked for by letter");

            Map<String, String> after = reachable(page);
            assertThat(after).hasSizeBetween(100, MOST - 1).containsKey("/review/" + review + "/report.zip");
            assertThat(named(after)).isEmpty();
            page.navigate(home + "audit-log?kind=erasure");
            assertThat(page.locator("tbody tr").count()).isEqualTo(1);
            assertThat(page.navigate(home + "members/heidi").status()).isEqualTo(404);
            assertThat(page.navigate(home + "review/" + review + "/verify").status())
                    .isEqualTo(200);
        }
        assertThat(String.valueOf(QuarkusTransaction.requiringNew().call(outbox::all)))
                .doesNotMatch("(?is).*" + HERS + ".*");
        assertThat(Files.readAllLines(FreshLedger.LOG).stream()
                        .filter(ErasurePagesTest::isOurs)
                        .filter(line ->
                                HERS.matcher(line.toLowerCase(Locale.ROOT)).find())
                        .toList())
                .as("the log")
                .isEmpty();
    }

    /** What a library says to who debugs it, and the requests of this test, are not: their loggers say nothing below INFO. */
    private static boolean isOurs(String line) {
        return !line.contains(" DEBUG [") && !line.contains(" TRACE [") || line.contains(" [org.tri.");
    }

    @Test
    void onlyAnAdminErases() {
        try (BrowserContext context = browser.newContext()) {
            String password = NewAccount.make(accounts, "eve", "auditor", Optional.empty());
            Page page = signedIn(context, "eve", password);
            assertThat(page.navigate(home + "erasures").status()).isEqualTo(403);
            page.navigate(home + "settings");
            assertThat(page.locator(".tabs").innerText()).contains("Tokens").doesNotContain("Erase");
        }
    }

    /** She works, is in a review, gets a letter, and leaves. Gives the review. */
    private String aYearWithHer() throws IOException {
        clock.set(DAY.minusDays(3).atTime(8, 0).toInstant(ZoneOffset.UTC));
        roster.load(Files.writeString(folder.resolve("roster.yaml"), ROSTER));
        importer.run(
                new Importer.Order(
                        "archive",
                        "archive",
                        List.of(),
                        List.of(),
                        new Importer.DayRange(DAY.minusYears(2), DAY),
                        List.of(Files.writeString(
                                        folder.resolve("mail.mbox"),
                                        mail("r1", "Finn Finder <f@example.net>", "", "hole, says Heidi Zwölfmüster")
                                                + mail(
                                                        "a1",
                                                        "Heidi Zwölfmüster <heidi@zwoelf.example>",
                                                        "r1",
                                                        "Re: hole")
                                                + mail("a2", "ada@example.org", "r1", "Re: hole"))
                                .toString())),
                read -> {});
        ada = NewAccount.make(accounts, "ada", "admin", Optional.of("ada"));
        String heidi = NewAccount.make(accounts, "heidi", "member", Optional.of("heidi"));
        post("heidi", heidi, "leaves", "{\"from\": \"2026-12-20\", \"to\": \"2026-12-24\", \"reason\": \"away\"}");
        post("heidi", heidi, "claims", "{\"kind\": \"coordination\", \"day\": \"2026-11-20\", \"text\": \"I phoned\"}");
        post("heidi", heidi, "account/tokens", "{\"label\": \"of Heidi\", \"scope\": \"read\", \"days\": 3}");
        QuarkusTransaction.requiringNew()
                .call(() -> outbox.add(
                        "reminder/heidi/2026-12-12",
                        "reminder",
                        "heidi",
                        "2026-12-12",
                        "<letter@example.org>",
                        clock.instant()));
        String today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
        String review = post("ada", ada, "reviews", "{\"day\": \"" + today + "\"}");
        post("ada", ada, "reviews/" + review + "/opening", "{}");
        for (String member : List.of("ada", "cia", "heidi")) {
            RestAssured.given()
                    .auth()
                    .preemptive()
                    .basic("ada", ada)
                    .contentType("application/json")
                    .body("{\"member\": \"" + member + "\", \"decision\": \"keep\", \"reason\": \"x\"}")
                    .post("/api/v1/reviews/" + review + "/decisions");
        }
        post("ada", ada, "reviews/" + review + "/closing", "{\"lastDay\": \"" + today + "\"}");
        clock.set(DAY.atTime(8, 0).toInstant(ZoneOffset.UTC));
        roster.load(Files.writeString(
                folder.resolve("roster.yaml"),
                ROSTER.replace("heidi-zw, joined", "heidi-zw, left: 2026-11-26, joined")));
        ada = NewAccount.make(accounts, "ada", "admin", Optional.of("ada"));
        return review;
    }

    private static String mail(String id, String from, String parent, String subject) {
        return "From x Mon Nov 16 10:00:00 2026\nFrom: " + from
                + "\nDate: Mon, 16 Nov 2026 10:00:00 +0000\nMessage-ID: <" + id
                + "@example.net>\n" + (parent.isEmpty() ? "" : "In-Reply-To: <" + parent + "@example.net>\n")
                + "Subject: "
                + subject + "\nContent-Type: text/plain; charset=utf-8\n\nSome lines of " + id + ".\n\n";
    }

    /** Gives the id of the review that is answered, if one is. */
    private static String post(String user, String password, String what, String json) {
        var answer = RestAssured.given()
                .auth()
                .preemptive()
                .basic(user, password)
                .contentType("application/json")
                .body(json)
                .post("/api/v1/" + what);
        assertThat(answer.statusCode()).as(what + " " + answer.asString()).isEqualTo(200);
        return String.valueOf(answer.<Object>path("review.review"));
    }

    private static Map<String, List<String>> named(Map<String, String> answers) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        answers.forEach((address, text) -> {
            List<String> words = HERS.matcher((address + "\n" + text).toLowerCase(Locale.ROOT))
                    .results()
                    .map(word -> word.group())
                    .distinct()
                    .toList();
            if (!words.isEmpty()) {
                found.put(address, words);
            }
        });
        return found;
    }

    /** Everything that links lead to, and the answers of the API to GET that need no id. */
    private Map<String, String> reachable(Page page) throws IOException {
        Deque<String> open = new ArrayDeque<>(List.of("/", "/audit.atom", "/review.ics"));
        Routes.written().stream()
                .filter(route -> route.method().equals("GET")
                        && !route.path().contains("{")
                        && !route.path().equals("/sign-in/oidc"))
                .forEach(route -> open.add(route.path()));
        Map<String, String> texts = new LinkedHashMap<>();
        while (!open.isEmpty() && texts.size() < MOST) {
            String address = open.poll();
            if (texts.containsKey(address)) {
                continue;
            }
            APIResponse answer = page.request().get(home + address.substring(1));
            String type = answer.headers().getOrDefault("content-type", "");
            String text = type.contains("zip") ? unpacked(answer.body()) : answer.text();
            texts.put(address, text);
            if (type.contains("html")) {
                Jsoup.parse(text).select("a[href]").eachAttr("href").stream()
                        .map(link -> link.startsWith("?") ? address.replaceFirst("\\?.*", "") + link : link)
                        .filter(link -> link.startsWith("/"))
                        .map(link -> link.replaceFirst("#.*", ""))
                        .forEach(open::add);
            }
        }
        return texts;
    }

    private static String unpacked(byte[] zip) throws IOException {
        List<String> parts = new ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                parts.add(entry.getName());
                parts.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return String.join("\n", parts);
    }

    private Page signedIn(BrowserContext context) {
        return signedIn(context, "ada", ada);
    }

    private Page signedIn(BrowserContext context, String user, String password) {
        Page page = context.newPage();
        page.navigate(home + "sign-in");
        page.getByLabel("Name").fill(user);
        page.getByLabel("Password").fill(password);
        page.locator("main button").click();
        page.waitForURL(home.toString());
        return page;
    }
}
