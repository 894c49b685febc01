package org.triageledger.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.triageledger.work.roster.RosterBook;

/** Lists of the API page by page, and entity tags by which a program is told that nothing has changed. */
@QuarkusTest
@TestSecurity(user = "root", roles = "admin")
class ListAnswersTest {
    private static final String MEMBERS = "/api/v1/members?as-of=2026-01-01";
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

    @Inject
    RosterBook roster;

    @TempDir
    Path folder;

    @BeforeEach
    void team() throws IOException {
        load("ada", "bob", "cay", "dee", "eve");
    }

    private void load(String... members) throws IOException {
        StringBuilder text = new StringBuilder("members:\n");
        for (String id : members) {
            text.append("  - {id: ").append(id).append(", name: N ").append(id).append(", joined: 2019-02-01}\n");
        }
        roster.load(Files.writeString(folder.resolve("roster.yaml"), text));
    }

    @Test
    void whatHasNotChangedIsNotSentAgain() throws IOException {
        String tag = given().get(MEMBERS).then().statusCode(200).extract().header("ETag");
        assertThat(tag).matches("\"[0-9a-f]{32}\"");
        for (String condition : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
            Response unchanged = given().header("If-None-Match", condition).get(MEMBERS);
            assertThat(unchanged.statusCode()).as(condition).isEqualTo(304);
            assertThat(unchanged.body().asString()).isEmpty();
            assertThat(unchanged.header("ETag")).isEqualTo(tag);
        }
        for (String condition : List.of("\"other\"", "", "\"" + "x".repeat(4_000), tag.replace("\"", ""))) {
            given().header("If-None-Match", condition).get(MEMBERS).then().statusCode(200);
        }
        assertThat(given().get(MEMBERS + "&policy=pep811-2025").header("ETag")).isNotEqualTo(tag);
        load("ada", "bob");
        given().header("If-None-Match", tag)
                .get(MEMBERS)
                .then()
                .statusCode(200)
                .header("ETag", value -> org.hamcrest.Matchers.not(equalTo(tag)));
    }

    @Test
    void aProblemAndAnActHaveNoTag() {
        assertThat(given().get("/api/v1/members?as-of=x").header("ETag")).isNull();
        assertThat(given().contentType("application/json")
                        .body("{}")
                        .post("/api/v1/leaves")
                        .header("ETag"))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            page=1&size=2   | ada bob             | first 1, next 2, last 3
            page=2&size=2   | cay dee             | first 1, prev 1, next 3, last 3
            page=3&size=2   | eve                 | first 1, prev 2, last 3
            page=4&size=2   | ''                  | first 1, prev 3, last 3
            page=1000000&size=500 | ''            | first 1, prev 1, last 1
            size=5          | ada bob cay dee eve | first 1, last 1
            page=1          | ada bob cay dee eve | first 1, last 1
            """)
    void aListIsReadPageByPage(String asked, String members, String links) {
        Response response = given().get(MEMBERS + "&" + asked);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(String.join(" ", response.jsonPath().getList("members.member", String.class)))
                .isEqualTo(members);
        assertThat(response.jsonPath().getString("asOf")).isEqualTo("2026-01-01");
        List<String> found = new ArrayList<>();
        for (String link : response.headers().getValues("Link")) {
            Matcher matcher = Pattern.compile(
                            "</api/v1/members\\?as-of=2026-01-01&page=(\\d+)&size=\\d+>; rel=\"(\\w+)\"")
                    .matcher(link);
            assertThat(matcher.matches()).as(link).isTrue();
            found.add(matcher.group(2) + " " + matcher.group(1));
        }
        assertThat(String.join(", ", found)).isEqualTo(links);
    }

    @Test
    void aProgramComesToTheEndByFollowingTheLinks() {
        List<String> all = new ArrayList<>();
        String next = MEMBERS + "&size=2";
        while (next != null) {
            Response response = given().get(next);
            all.addAll(response.jsonPath().getList("members.member", String.class));
            next = response.headers().getValues("Link").stream()
                    .map(NEXT::matcher)
                    .filter(Matcher::find)
                    .map(found -> found.group(1))
                    .findFirst()
                    .orElse(null);
        }
        assertThat(all).containsExactly("ada", "bob", "cay", "dee", "eve");
    }

    @Test
    void withoutAPageTheListIsWhole() {
        Response whole = given().get(MEMBERS);
        assertThat(whole.headers().getValues("Link")).isEmpty();
        assertThat(whole.jsonPath().getList("members")).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "page=0",
                "page=-1",
                "page=x",
                "page=",
                "page=1.5",
                "page=99999999999999999999",
                "page=1000001",
                "size=0",
                "size=501",
                "size=-3",
                "size=%D9%A3",
                "size=%00"
            })
    void aPageThatIsNoneIsAProblem(String asked) {
        given().urlEncodingEnabled(false)
                .get(MEMBERS + "&" + asked)
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
        if (!asked.contains("%00")) {
            given().urlEncodingEnabled(false)
                    .get(MEMBERS + "&" + asked)
                    .then()
                    .body("detail", containsString("is not a number from 1 to"));
        }
    }

    /** Each list of the table, with the field in which it says that the list stands. */
    @Test
    void everyListThatIsSaidToHavePagesHasThem() {
        PagedLists.LISTS.forEach((path, fields) -> {
            String question = path.endsWith("differences") ? "?one=seed-2024&other=pep811-2025&" : "?";
            Response response = given().get(path.replace("{id}", "ada") + question + "size=1");
            assertThat(response.statusCode()).as(path).isEqualTo(200);
            fields.forEach(field -> assertThat(response.jsonPath().getList(field))
                    .as(path)
                    .isNotNull()
                    .hasSizeLessThanOrEqualTo(1));
            assertThat(response.headers().getValues("Link")).as(path).isNotEmpty();
        });
    }

    /** What is asked for by no id and answered by a list is a list; but for these, which are one thing each. */
    private static final Set<String> ONE_THING = Set.of(
            "/api/v1/account",
            "/api/v1/audit-log/verification",
            "/api/v1/cases/insight",
            "/api/v1/cases/numbers",
            "/api/v1/resignation",
            "/api/v1/to-do");

    @Test
    void everyAddressWithoutAnIdAnswersAListByPages() {
        JsonPath api = JsonPath.from(given().get("/q/openapi?format=json").asString());
        Map<String, Map<String, Object>> paths = api.getMap("paths");
        assertThat(paths.keySet().stream()
                        .filter(path -> path.startsWith("/api/v1/")
                                && !path.contains("{")
                                && paths.getOrDefault(path, Map.of()).containsKey("get")
                                && !ONE_THING.contains(path)))
                .containsExactlyInAnyOrderElementsOf(PagedLists.LISTS.keySet().stream()
                        .filter(path -> !path.contains("{"))
                        .toList());
    }

    @Test
    void theDescriptionNamesPagesAndTags() {
        String api = given().get("/q/openapi?format=json").asString();
        PagedLists.LISTS
                .keySet()
                .forEach(path -> assertThat(
                                JsonPath.from(api).getList("paths.'" + path + "'.get.parameters.name", String.class))
                        .as(path)
                        .contains("page", "size"));
        assertThat(api).contains("If-None-Match");
    }
}
