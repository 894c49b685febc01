package org.triageledger.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.security.TestSecurity;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triageledger.api.Examples;
import org.triageledger.work.intake.Importer;
import org.triageledger.work.people.Accounts;
import org.triageledger.work.roster.RosterBook;

/** What the REST API answers, as whole texts, and that its description says the same. */
@QuarkusTest
@TestProfile(FreshLedger.class)
class ApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    RosterBook roster;

    @Inject
    Importer importer;

    @Inject
    Accounts accounts;

    @TempDir
    Path folder;

    @BeforeEach
    void team() throws IOException {
        roster.load(Files.writeString(folder.resolve("roster.yaml"), """
                members:
                  - {id: ada, name: Ada Example, joined: 2019-02-01, addresses: [ada@example.org]}
                  - {id: cy, name: Cy Example, joined: 2024-06-01, addresses: [cy@example.org]}
                """));
        Path mbox = Files.writeString(folder.resolve("list.mbox"), """
                From x Sat Mar  2 10:00:00 2024
                From: Finder <finder@example.net>
                Message-ID: <api-1@example.net>
                Subject: something odd

                A hole.

                From x Sun Mar  3 10:00:00 2024
                From: Ada Example <ada@example.org>
                Message-ID: <api-2@example.org>
                In-Reply-To: <api-1@example.net>
                Archived-At: <https://lists.example.org/archives/api-2>
                Subject: Re: something odd

                Thank you.

                """);
        importer.run(
                new Importer.Order(
                        "api",
                        "archive",
                        List.of(),
                        List.of(),
                        new Importer.DayRange(LocalDate.of(2023, 1, 1), LocalDate.of(2024, 11, 1)),
                        List.of(mbox.toString())),
                read -> {});
    }

    @Test
    @TestSecurity(user = "root", roles = "admin")
    void membersOnADayByAPolicy() throws IOException {
        assertThat(json("/api/v1/members?as-of=2024-11-01&policy=seed-2024")).isEqualTo(JSON.readTree("""
                {"policy": "seed-2024", "asOf": "2024-11-01", "members": [
                  {"member": "ada", "name": "Ada Example", "verdict": "active", "until": "2025-03-03",
                   "lastCredit": "2024-03-03", "credits": 1,
                   "reasons": ["Triaged 1 report since 2023-11-01, last on 2024-03-03."],
                   "creditDays": ["2024-03-03"], "leave": null},
                  {"member": "cy", "name": "Cy Example", "verdict": "newcomer", "until": "2025-06-01",
                   "lastCredit": null, "credits": 0,
                   "reasons": ["Joined on 2024-06-01, within the last year."],
                   "creditDays": [], "leave": null}]}
                """));
    }

    /** All of the year's mail is yet to come, and may be theirs. */
    @Test
    @TestSecurity(user = "root", roles = "admin")
    void nobodyIsInactiveOnADayToCome() throws IOException {
        LocalDate day = LocalDate.of(2999, 11, 1);
        assertThat(json("/api/v1/members?as-of=" + day).get("members"))
                .extracting(member -> member.get("verdict").asText() + ": "
                        + member.get("reasons").get(0).asText())
                .containsExactly(
                        "unknown: No credit since 2998-11-01, the last was on 2024-03-03; mail is missing from 2998-11-01 to"
                                + " 2999-11-01.",
                        "unknown: No credit so far; mail is missing from 2998-11-01 to 2999-11-01.");
    }

    /** A filter that is misspelt must not answer as if nothing had been asked for. */
    @Test
    @TestSecurity(user = "root", roles = "admin")
    void aParameterThatThereIsNotIsRefusedEverywhere() throws IOException {
        List<String> tried = new ArrayList<>();
        for (String route : Routes.methods().keySet()) {
            if (route.startsWith("GET /api/v1/") && !route.contains("{")) {
                String path = route.substring("GET ".length());
                tried.add(path);
                assertThat(given().get(path + "?unknown=1").then().extract().statusCode())
                        .as(path)
                        .isEqualTo(400);
            }
        }
        assertThat(tried).hasSizeGreaterThan(25);
        assertThat(problem("/api/v1/members?fliter=active"))
                .isEqualTo("this address takes no such parameter: did you mean 'filter'?");
        assertThat(problem("/api/v1/forecast?day=2026-01-01"))
                .isEqualTo("this address takes no such parameter: it takes as-of, filter, page, policy, q, size, sort");
        assertThat(problem("/api/v1/audit-log?limit=-1"))
                .isEqualTo("this address takes no such parameter: it takes by, from, kind, page, size, to");
        assertThat(problem("/api/v1/policies?" + "x".repeat(50) + "=1"))
                .isEqualTo("this address takes no such parameter: it takes page, size");
        assertThat(problem("/api/v1/to-do?a=1")).isEqualTo("this address takes no parameters");
        given().get("/api/v1/members?as-of=2026-01-01&policy=pep811-2025&page=1&size=10")
                .then()
                .statusCode(200);
    }

    private static String problem(String address) {
        return given().get(address).then().statusCode(400).extract().jsonPath().getString("detail");
    }

    @Test
    @TestSecurity(user = "root", roles = "admin")
    void oneMembersCredits() throws IOException {
        JsonNode credits = json("/api/v1/members/ada/credits?from=2024-03-01&to=2024-03-31");
        String report = credits.at("/credits/0/report").asText();
        assertThat(report).matches("r[0-9a-f]{16}");
        assertThat(credits).isEqualTo(JSON.readTree("""
                {"credits": [
                  {"member": "ada", "kind": "triage", "report": "REPORT", "first": "2024-03-03T10:00:00Z",
                   "last": "2024-03-03T10:00:00Z", "messageIds": ["api-2@example.org"], "trust": "archive",
                   "rule": "wrote-in-report", "source": "mail", "evidence": "api-2@example.org"},
                  {"member": "ada", "kind": "comment", "report": "REPORT", "first": "2024-03-03T10:00:00Z",
                   "last": "2024-03-03T10:00:00Z", "messageIds": ["api-2@example.org"], "trust": "archive",
                   "rule": "wrote-in-report", "source": "mail", "evidence": "api-2@example.org"}],
                 "pending": []}
                """.replace("REPORT", report)));
        assertThat(json("/api/v1/members/ada/credits?from=2024-03-04&to=2024-12-31"))
                .isEqualTo(JSON.readTree("{\"credits\": [], \"pending\": []}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            /api/v1/members?as-of=2026-02-30            | 400 | Bad Request | 'as-of' is not a valid date: write YYYY-MM-DD, with a day that exists
            /api/v1/members?as-of=%2B99999-01-01        | 400 | Bad Request | 'as-of' is not a valid date: write YYYY-MM-DD, with a day that exists
            /api/v1/members?policy=%0Aelse              | 400 | Bad Request | "unknown policy. Valid: seed-2024, pep811-2025"
            /api/v1/members/ada/credits?from=yesterday  | 400 | Bad Request | 'from' is not a valid date: write YYYY-MM-DD, with a day that exists
            /api/v1/members/ada/credits?from=2026-01-02&to=2026-01-01 | 400 | Bad Request | the range ends before it begins: give the earlier day as from
            /api/v1/members/ada/why?as-of=1             | 400 | Bad Request | 'as-of' is not a valid date: write YYYY-MM-DD, with a day that exists
            /api/v1/members/nobody/credits              | 404 | Not Found   | There is nothing at this address.
            /api/v1/members/nobody/why                  | 404 | Not Found   | There is nothing at this address.
            /api/v1/members/ada/why?as-of=2001-01-01    | 400 | Bad Request | nobody with the id 'ada' is a member on 2001-01-01: see `ledger active --as-of 2001-01-01`
            /api/v1/else                                | 404 | Not Found   | There is nothing at this address.
            """)
    @TestSecurity(user = "root", roles = "admin")
    void aWrongQuestionIsAProblem(String path, int status, String title, String detail) throws IOException {
        assertProblem(given().urlEncodingEnabled(false).get(path), status, title, detail);
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/members", "/api/v1/members/ada/credits", "/api/v1/sources"})
    void aStrangerIsToldToSignIn(String path) throws IOException {
        String first = "Sign in first: send a name and password with HTTP Basic.";
        assertProblem(given().redirects().follow(false).get(path), 401, "Unauthorized", first);
        String wrong =
                "Name, password or token is wrong or no longer valid, or sign-in is paused for up to 15 minutes after wrong passwords.";
        assertProblem(given().auth().preemptive().basic("nobody", "wrong").get(path), 401, "Unauthorized", wrong);
        assertProblem(given().auth().preemptive().oauth2("tl_wrong").get(path), 401, "Unauthorized", wrong);
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/members/ada/credits", "/api/v1/members/ada/why", "/api/v1/sources", "/api/v1/quarantine"})
    @TestSecurity(user = "council", roles = "council")
    void theCouncilIsRefusedWhatIsEvidence(String path) throws IOException {
        assertProblem(given().get(path), 403, "Forbidden", "This is not for your account to see.");
    }

    @Test
    @TestSecurity(user = "root", roles = "admin")
    void theDescriptionSaysWhatIsAnswered() throws IOException {
        NewAccount.make(accounts, "root", "admin", Optional.empty());
        JsonNode api = JSON.readTree(given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .asString());
        Map<String, List<String>> statuses = new TreeMap<>();
        api.get("paths").properties().stream()
                .filter(path -> path.getValue().has("get") && !path.getKey().startsWith("/api/v1/reviews/"))
                .forEach(path -> {
                    List<String> codes = new ArrayList<>();
                    path.getValue().at("/get/responses").fieldNames().forEachRemaining(codes::add);
                    statuses.put(path.getKey(), codes.stream().sorted().toList());
                });
        assertThat(statuses)
                .isEqualTo(Map.ofEntries(
                        Map.entry("/api/v1/members", List.of("200", "400", "401", "403")),
                        Map.entry("/api/v1/members/{id}/credits", List.of("200", "400", "401", "403", "404")),
                        Map.entry("/api/v1/members/{id}/why", List.of("200", "400", "401", "403", "404")),
                        Map.entry("/api/v1/audit-log", List.of("200", "400", "401", "403")),
                        Map.entry("/api/v1/audit-log/verification", List.of("200", "401", "403")),
                        Map.entry("/api/v1/audit-log/{id}", List.of("200", "401", "403", "404")),
                        Map.entry("/api/v1/approvals", List.of("200", "400", "401", "403")),
                        Map.entry("/api/v1/messages", List.of("200", "400", "401", "403")),
                        Map.entry("/api/v1/threads", List.of("200", "400", "401", "403")),
                        Map.entry("/api/v1/account", List.of("200", "401", "403")),
                        Map.entry("/api/v1/accounts", List.of("200", "400", "401", "403")),
                        Map.entry("/api/v1/accounts/invitations", List.of("200", "400", "401", "403")),
                        Map.entry("/api/v1/accounts/tokens", List.of("200", "400", "401", "403")),
                        Map.entry("/api/v1/advisories", List.of("200", "400", "401", "403")),
                        Map.entry("/api/v1/advisories/{id}", List.of("200", "400", "401", "403", "404")),
                        Map.entry("/api/v1/announcements", List.of("200", "400", "401", "403")),
                        Map.entry("/api/v1/cases", List.of("200", "400", "401", "403")),
                        Map.entry("/api/v1/cases/insight", List.of("200", "400", "401", "403")),
                        Map.entry("/api/v1/cases/numbers", List.of("200", "400", "401", "403")),
                        Map.entry("/api/v1/cases/{id}", List.of("200", "400", "401", "403", "404")),
                        Map.entry("/api/v1/cve/names", List.of("200", "400", "401", "403")),
                        Map.entry("/api/v1/cve/records", List.of("200", "400", "401", "403")),
                        Map.entry("/api/v1/cve/records/{id}", List.of("200", "400", "401", "403", "404")),
                        Map.entry("/api/v1/ghsa", List.of("200", "400", "401", "403")),
                        Map.entry("/api/v1/ghsa/{id}", List.of("200", "400", "401", "403", "404")),
                        Map.entry("/api/v1/drafts", List.of("200", "400", "401", "403")),
                        Map.entry("/api/v1/drafts/{id}", List.of("200", "401", "403", "404")),
                        Map.entry("/api/v1/drafts/{id}/announcement.eml", List.of("200", "401", "403", "404")),
                        Map.entry("/api/v1/queue/items", List.of("200", "400", "401", "403")),
                        Map.entry("/api/v1/queue/items/{item}", List.of("200", "401", "403", "404")),
                        Map.entry("/api/v1/sources", List.of("200", "400", "401", "403")),
                        Map.entry("/api/v1/quarantine", List.of("200", "400", "401", "403")),
                        Map.entry("/api/v1/nominations", List.of("200", "400", "401", "403")),
                        Map.entry("/api/v1/claims", List.of("200", "400", "401", "403")),
                        Map.entry("/api/v1/claims/{id}", List.of("200", "401", "403", "404")),
                        Map.entry("/api/v1/resignation", List.of("200", "401", "403")),
                        Map.entry("/api/v1/leaves", List.of("200", "400", "401", "403")),
                        Map.entry("/api/v1/reviews", List.of("200", "400", "401", "403")),
                        Map.entry("/api/v1/reminders", List.of("200", "400", "401", "403")),
                        Map.entry("/api/v1/findings", List.of("200", "400", "401", "403")),
                        Map.entry("/api/v1/forecast", List.of("200", "400", "401", "403")),
                        Map.entry("/api/v1/settings", List.of("200", "400", "401", "403")),
                        Map.entry("/api/v1/to-do", List.of("200", "401", "403")),
                        Map.entry("/api/v1/policies", List.of("200", "400", "401", "403")),
                        Map.entry("/api/v1/differences", List.of("200", "400", "401", "403"))));
        for (String path : statuses.keySet()) {
            if (path.matches(
                    "/api/v1/(?:(?:advisories|announcements|cve|drafts|ghsa|queue|resignation)\\b.*|(?:cases|claims|audit-log)/\\{.*)")) {
                continue; // this ledger has none; their own tests ask for some
            }
            JsonNode responses = api.get("paths").get(path).at("/get/responses");
            assertFits(
                    json(path.replace("{id}", "ada") + (path.endsWith("why") ? "?as-of=2024-11-01" : "")),
                    responses.at("/200/content/application~1json/schema"),
                    api,
                    path);
            responses.properties().forEach(response -> {
                if (!response.getKey().equals("200")) {
                    assertThat(response.getValue()
                                    .at("/content/application~1problem+json/schema/$ref")
                                    .asText())
                            .as(path + " " + response.getKey())
                            .isEqualTo("#/components/schemas/Problem");
                }
            });
        }
    }

    @Test
    void eachRequestAndAnswerHasAnExampleThatFits() throws IOException {
        JsonNode api = json("/q/openapi?format=json");
        List<String> seen = new ArrayList<>();
        api.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    String where = operation.getKey() + " " + path.getKey();
                    for (String content : List.of(
                            "/requestBody/content/application~1json", "/responses/200/content/application~1json")) {
                        JsonNode media = operation.getValue().at(content);
                        if (path.getKey().startsWith("/api/v1") && !media.isMissingNode()) {
                            assertThat(media.has("example")).as(where).isTrue();
                            assertThat(media.get("example").toString())
                                    .as(where)
                                    .doesNotContain(Examples.MISSING);
                            if (content.startsWith("/responses")) {
                                assertFits(media.get("example"), media.get("schema"), api, where);
                            } else {
                                assertThat(media.get("example").toString())
                                        .as(where)
                                        .contains("\"");
                            }
                            seen.add(where);
                        }
                    }
                }));
        assertThat(seen).hasSizeGreaterThan(100);
    }

    /** Every value is described, has a type it may have, and what is required is there. */
    private static void assertFits(JsonNode value, JsonNode schema, JsonNode api, String where) {
        if (schema.has("$ref")) {
            assertFits(value, api.at(schema.get("$ref").asText().substring(1)), api, where);
            return;
        }
        if (schema.has("anyOf")) {
            for (JsonNode one : schema.get("anyOf")) {
                if (value.isNull() == one.path("type").asText().equals("null")) {
                    assertFits(value, one, api, where);
                    return;
                }
            }
        }
        List<String> types = new ArrayList<>();
        JsonNode type = schema.path("type");
        (type.isArray() ? type : JSON.createArrayNode().add(type)).forEach(node -> types.add(node.asText()));
        String found = switch (value.getNodeType()) {
            case NULL -> "null";
            case ARRAY -> "array";
            case OBJECT -> "object";
            case BOOLEAN -> "boolean";
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            default -> "string";
        };
        assertThat(types).as(where).contains(found);
        if (value.isArray()) {
            value.forEach(node -> assertFits(node, schema.get("items"), api, where + "[]"));
        }
        if (value.isObject() && schema.has("additionalProperties")) {
            return; // names of its own, as the description says
        }
        if (value.isObject()) {
            value.properties().forEach(field -> {
                JsonNode described = schema.path("properties").get(field.getKey());
                assertThat(described).as(where + "." + field.getKey()).isNotNull();
                assertFits(field.getValue(), described, api, where + "." + field.getKey());
            });
            schema.path("required")
                    .forEach(name -> assertThat(value.has(name.asText()))
                            .as(where + "." + name.asText())
                            .isTrue());
            assertThat(schema.path("required")).as(where).isNotEmpty();
        }
    }

    private static JsonNode json(String path) throws IOException {
        return JSON.readTree(given().get(path)
                .then()
                .statusCode(200)
                .contentType("application/json")
                .extract()
                .asString());
    }

    private static void assertProblem(Response response, int status, String title, String detail) throws IOException {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.contentType()).startsWith("application/problem+json");
        assertThat(JSON.readTree(response.asString()))
                .isEqualTo(JSON.createObjectNode()
                        .put("type", "about:blank")
                        .put("title", title)
                        .put("status", status)
                        .put("detail", detail));
    }
}
