package org.triageledger.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.triageledger.core.member.Branch;
import org.triageledger.feeds.ReleaseCycleFile.Outcome;

class ReleaseCycleFileTest {
    private static final String CYCLE = """
            {
              "9.2": {"branch": "main", "pep": 2, "status": "feature", "first_release": "2027-10",
                      "end_of_life": "2032-10", "release_manager": "Dee Example"},
              "9.1": {"branch": "9.1", "pep": 1, "status": "security", "first_release": "2024-10-07",
                      "end_of_life": "2028-02", "release_manager": "Dee Example & Bob Example (9.1.7)"},
              "8": {"status": "end-of-life"}
            }
            """;

    @Test
    void aMonthBeginsOnItsFirstDayAndEndsOnItsLast() {
        assertThat(ReleaseCycleFile.parse(CYCLE))
                .isEqualTo(new Outcome.Loaded(List.of(
                        new Branch(
                                "9.2",
                                Branch.Status.FEATURE,
                                day("2027-10-01"),
                                day("2032-10-31"),
                                List.of("Dee Example")),
                        new Branch(
                                "9.1",
                                Branch.Status.SECURITY,
                                day("2024-10-07"),
                                day("2028-02-29"),
                                List.of("Dee Example", "Bob Example")),
                        new Branch("8", Branch.Status.END_OF_LIFE, Optional.empty(), Optional.empty(), List.of()))));
    }

    @ParameterizedTest
    @CsvSource({
        "2028-02-29, true",
        "2028-03-01, false",
    })
    void aBranchLivesThroughItsLastDay(LocalDate day, boolean alive) {
        Outcome.Loaded loaded = (Outcome.Loaded) ReleaseCycleFile.parse(CYCLE);
        assertThat(loaded.branches().get(1).isAlive(day)).isEqualTo(alive);
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("", "this is no release cycle: a JSON object with an entry per branch is expected"),
                Arguments.of("[]", "this is no release cycle: a JSON object with an entry per branch is expected"),
                Arguments.of("{}", "this is no release cycle: a JSON object with an entry per branch is expected"),
                Arguments.of("{\n\"9.1\": {", "this is no JSON (line 2)"),
                Arguments.of("<html>", "this is no JSON (line 1)"),
                Arguments.of("{\"main\": {\"status\": \"bugfix\"}}", "branch main: the key is no version"),
                Arguments.of("{\"9.1\": {\"status\": \"retired\"}}", "branch 9.1: unknown status \"retired\""),
                Arguments.of("{\"9.1\": 7}", "branch 9.1: unknown status \"\""),
                Arguments.of(
                        "{\"9.1\": {\"status\": \"bugfix\", \"end_of_life\": \"2026-02-30\"}}",
                        "branch 9.1: \"end_of_life\" is not a valid date: write YYYY-MM or YYYY-MM-DD"),
                Arguments.of(
                        "{\"9.1\": {\"status\": \"bugfix\", \"end_of_life\": \"soon\"}}",
                        "branch 9.1: \"end_of_life\" is not a valid date: write YYYY-MM or YYYY-MM-DD"));
    }

    @ParameterizedTest
    @MethodSource
    void faults(String json, String expected) {
        assertThat(ReleaseCycleFile.parse(json)).isEqualTo(new Outcome.Faulty(List.of(expected)));
    }

    @Test
    void itComesFromAnAddressToo() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/cycle.json", exchange -> {
            byte[] bytes = CYCLE.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        try {
            String here = "http://127.0.0.1:" + server.getAddress().getPort();
            assertThat(ReleaseCycleFile.read(here + "/cycle.json")).isEqualTo(ReleaseCycleFile.parse(CYCLE));
            assertThat(ReleaseCycleFile.read(here + "/nothing"))
                    .isEqualTo(new Outcome.Faulty(List.of("the server answered with status 404: check the address")));
        } finally {
            server.stop(0);
        }
        assertThat(ReleaseCycleFile.read("http://example.org/cycle.json"))
                .isEqualTo(new Outcome.Faulty(List.of("the address must begin with https://")));
        assertThat(ReleaseCycleFile.read("/nonexistent/cycle.json"))
                .isEqualTo(new Outcome.Faulty(
                        List.of("the file cannot be read: check the path, its permissions and that it is UTF-8")));
    }

    private static Optional<LocalDate> day(String text) {
        return Optional.of(LocalDate.parse(text));
    }
}
