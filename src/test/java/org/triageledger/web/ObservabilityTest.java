package org.triageledger.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the alerts and the dashboard ask for is served, with the labels that they name. */
@QuarkusTest
@TestProfile(FreshLedger.class)
class ObservabilityTest {
    private static final Path FOLDER = Path.of("docker", "observability");

    /** Names in an expression that stand before a brace, a bracket, an operator or the end; functions stand before a parenthesis. */
    private static final Pattern METRIC = Pattern.compile("\\b([a-z]+(?:_[a-z]+)+)\\b(?!\\s*\\()");

    /** Made by Prometheus itself. */
    private static final Set<String> OF_PROMETHEUS = Set.of("up");

    private static List<String> expressions() throws IOException {
        List<String> found = new ArrayList<>();
        JsonNode alerts =
                new YAMLMapper().readTree(FOLDER.resolve("alerts.yaml").toFile());
        alerts.at("/groups/0/rules").forEach(rule -> found.add(rule.path("expr").asText()));
        JsonNode dashboard =
                new ObjectMapper().readTree(FOLDER.resolve("dashboard.json").toFile());
        dashboard
                .path("panels")
                .forEach(panel -> panel.path("targets")
                        .forEach(target -> found.add(target.path("expr").asText())));
        return found;
    }

    @Test
    void eachMetricThatIsNamedIsServed() throws IOException {
        given().get("/sign-in").then().statusCode(200); // so that there is a request to count
        String served =
                given().get("/q/metrics").then().statusCode(200).extract().asString();
        Set<String> names = served.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replaceFirst("[{ ].*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> expressions = expressions();
        assertThat(expressions).hasSizeGreaterThan(20).noneMatch(String::isBlank);
        Set<String> asked = expressions.stream()
                .flatMap(text -> METRIC.matcher(
                                text.replaceAll("by \\([^)]*\\)", "").replaceAll("\"[^\"]*\"", ""))
                        .results()
                        .map(found -> found.group(1)))
                .filter(name -> !OF_PROMETHEUS.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(asked)
                .contains("ledger_audit_damaged", "ledger_mailbox_unread", "http_server_requests_seconds_count");
        assertThat(names).containsAll(asked);
        // and each of our own is looked at by somebody
        assertThat(names.stream()
                        .filter(name -> name.startsWith("ledger_") && !name.equals("ledger_audit_head"))
                        .toList())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(asked).contains(name));
        for (String label : List.of("mailbox=\"team\"", "area=\"heap\"", "outcome=\"", "uri=\"")) {
            assertThat(served).contains(label);
        }
    }

    @Test
    void eachAlertSaysWhatToDo() throws IOException {
        JsonNode rules = new YAMLMapper()
                .readTree(FOLDER.resolve("alerts.yaml").toFile())
                .at("/groups/0/rules");
        assertThat(rules).hasSizeGreaterThan(5).allSatisfy(rule -> {
            assertThat(rule.path("alert").asText()).matches("Ledger[A-Za-z]+");
            assertThat(rule.at("/labels/severity").asText()).isIn("critical", "warning");
            assertThat(rule.at("/annotations/summary").asText()).isNotBlank();
            assertThat(rule.at("/annotations/description").asText()).hasSizeGreaterThan(40);
        });
    }

    /** What docker/kubernetes asks for. */
    @Test
    void eachProbeIsAnswered() {
        given().get("/q/health/started").then().statusCode(200);
        given().get("/q/health/live").then().statusCode(200);
        assertThat(given().get("/q/health/ready").statusCode()).isIn(200, 503);
    }

    @Test
    void theRulesLieWherePrometheusLooks() throws IOException {
        JsonNode scrape =
                new YAMLMapper().readTree(FOLDER.resolve("prometheus.yaml").toFile());
        assertThat(FOLDER.resolve(scrape.at("/rule_files/0").asText())).exists();
        assertThat(scrape.at("/scrape_configs/0/metrics_path").asText()).isEqualTo("/q/metrics");
        assertThat(scrape.at("/scrape_configs/0/job_name").asText()).isEqualTo("triage-ledger");
    }
}
