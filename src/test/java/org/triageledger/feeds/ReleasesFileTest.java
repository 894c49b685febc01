package org.triageledger.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleasesFileTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'releases': {'3.13': [{'stage': '3.13.0 candidate 2', 'state': 'actual', 'date': '2024-09-06'}]}} | 3.13.0rc2 2024-09-06",
                "{'releases': {'3.13': [{'stage': '3.13.1', 'state': 'expected', 'date': '2024-12-03'}]}} | 3.13.1 2024-12-03 expected",
                // what was made goes before what was planned
                "{'releases': {'3.13': [{'stage': '3.13.1', 'state': 'expected', 'date': '2024-12-03'},"
                        + " {'stage': '3.13.1', 'state': 'actual', 'date': '2024-12-04'}]}} | 3.13.1 2024-12-04",
                // the rest counts
                "{'releases': {'3.13': [{'stage': 'soon', 'date': '2024-12-03'}, {'stage': '3.13.2', 'date': 'soon'}, 7,"
                        + " {'stage': '3.13.3', 'state': 'actual', 'date': '2025-04-08'}]}} | 3.13.3 2025-04-08",
                "{'releases': {}} | this is no list of releases: none has a stage and a date",
                "{'releases': []} | this is no list of releases: a JSON object with \"releases\" is expected",
                "[] | this is no list of releases: a JSON object with \"releases\" is expected",
                "<html> | this is no JSON (line 1)",
            })
    void releases(String json, String expected) {
        assertThat(
                        switch (ReleasesFile.parse(json.replace('\'', '"'))) {
                            case ReleasesFile.Outcome.Loaded loaded ->
                                loaded.releases().stream()
                                        .map(release -> release.version().text() + " " + release.date()
                                                + (release.expected() ? " expected" : ""))
                                        .collect(Collectors.joining(", "));
                            case ReleasesFile.Outcome.Faulty faulty -> faulty.why();
                        })
                .isEqualTo(expected);
    }
}
