package org.triageledger.core.advisory.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triageledger.core.advisory.record.Records.record;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triageledger.core.member.People;
import org.triageledger.core.member.Roster;

class RecordCreditsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 26);
    private static final Roster ROSTER = new Roster(
            Stream.of(
                            People.named("ada", "Ada Example").github("ada-x").joined("2024-01-01"),
                            People.named("bob", "Robert B. Example")
                                    .alias("Bob Muster")
                                    .github("Bob-X"),
                            People.named("cia", "Cia Muster").github("cia-x").joined("2026-06-01"),
                            People.named("dan", "Dan Twin").github("dan-x"),
                            People.named("don", "Dan Twin").github("don-x"),
                            People.named("eve", "Eve Other"))
                    .map(People::person)
                    .toList(),
            List.of());

    @ParameterizedTest(name = "{0}: {1} gives {2}, asks {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                // types
                "coordinator | Ada Example (https://github.com/ada-x) | ada coordinator | -",
                "Coordinator | Ada Example (https://github.com/ada-x) | ada coordinator | -",
                "analyst | github.com/ADA-X | ada analyst | -",
                "remediation developer | A. E. (https://github.com/ada-x) | ada remediation-developer | -",
                "remediation reviewer | Robert B. Example (https://github.com/bob-x) | bob remediation-reviewer | -",
                "remediation verifier | Bob Muster (github.com/BOB-X) | bob remediation-verifier | -",
                "finder | Ada Example (https://github.com/ada-x) | - | -",
                "reporter | Ada Example (https://github.com/ada-x) | - | -",
                "tool | Ada Example (https://github.com/ada-x) | - | -",
                "sponsor | Ada Example (https://github.com/ada-x) | - | -",
                "other | Ada Example (https://github.com/ada-x) | - | -",
                "'' | Ada Example (https://github.com/ada-x) | - | -",
                "inventor | Ada Example (https://github.com/ada-x) | - | -",
                // names
                "coordinator | Ada Example | - | ada: name-alone",
                "coordinator | ÁDA  EXAMPLE | - | ada: name-alone",
                "coordinator | Bob Muster (Example Inc.) | - | bob: name-alone",
                "coordinator | Dan Twin | - | dan don: name-of-several",
                "coordinator | Rob Example | - | bob: similar-name",
                "coordinator | ada-x | - | ada: similar-name",
                "coordinator | Somebody Else | - | -",
                "coordinator | Eve Other | - | eve: name-alone",
                "reporter | Ada Example | - | -",
                // accounts that are not the roster's
                "coordinator | Ada Example (https://github.com/mallory) | - | ada: other-account",
                "coordinator | Eve Other (https://github.com/eve-x) | - | eve: other-account",
                "coordinator | Somebody Else (https://github.com/mallory) | - | -",
                "coordinator | Ada Example (https://github.com/bob-x) | - | ada bob: name-of-another",
                "coordinator | Dan Twin (https://github.com/don-x) | don coordinator | -",
                "coordinator | A (https://github.com/ada-x) and B (https://github.com/bob-x) | - | ada bob: several-accounts",
                // programs, nobody, and who was no member yet
                "coordinator | ada-x[bot] | - | -",
                "coordinator | Ada Example (https://github.com/apps/ada-x) | - | -",
                "coordinator | '' | - | -",
                "coordinator | ' ( ) ' | - | -",
                "coordinator | Cia Muster (https://github.com/cia-x) | - | -",
                "coordinator | Cia Muster | - | -",
            })
    void whoIsCredited(String type, String value, String credited, String asked) {
        RecordCredits credits = of(Map.of(), record("CVE-2026-1234").credit(type, value));
        assertThat(written(credits)).isEqualTo(credited.equals("-") ? "" : credited);
        assertThat(asked(credits)).isEqualTo(asked.equals("-") ? "" : asked);
    }

    @Test
    void aNameIsAskedOnceAndTheAnswerHoldsForAllRecords() {
        Records one = record("CVE-2026-1234").credit("coordinator", "Ada Example");
        Records other = record("CVE-2026-123456").credit("analyst", "ada example (Example Inc.)");
        RecordCredits before = of(Map.of(), one, other);
        assertThat(asked(before)).isEqualTo("ada: name-alone");
        assertThat(before.questions().getFirst().records()).hasSize(2);
        assertThat(before.waiting())
                .hasSize(2)
                .allMatch(waiting -> waiting.question().isClear());
        assertThat(written(of(Map.of("ada example", "ada"), one, other))).isEqualTo("ada coordinator, ada analyst");
        RecordCredits nobody = of(Map.of("ada example", RecordCredits.NOBODY), one, other);
        assertThat(written(nobody)).isEmpty();
        assertThat(asked(nobody)).isEmpty();
    }

    @Test
    void anAnswerOfANameAloneSaysNothingOfAnAccount() {
        Records odd = record("CVE-2026-1234").credit("coordinator", "Ada Example (https://github.com/mallory)");
        assertThat(asked(of(Map.of("ada example", "ada"), odd))).isEqualTo("ada: other-account");
        assertThat(written(of(Map.of("ada example (github.com/mallory)", "ada"), odd)))
                .isEqualTo("ada coordinator");
    }

    @Test
    void whatIsCertainIsNotAskedAgainInTheSameRecord() {
        RecordCredits credits = of(
                Map.of(),
                record("CVE-2026-1234")
                        .credit("coordinator", "Ada Example (https://github.com/ada-x)")
                        .credit("coordinator", "Ada Example"));
        assertThat(written(credits)).isEqualTo("ada coordinator");
        assertThat(asked(credits)).isEmpty();
    }

    @Test
    void countsOnceWhateverHowOftenItIsNamed() {
        Records twice = record("CVE-2026-1234")
                .credit("coordinator", "Ada Example (https://github.com/ada-x)")
                .credit("coordinator", "github.com/ada-x");
        assertThat(written(of(Map.of(), twice))).isEqualTo("ada coordinator");
    }

    @Test
    void theDateIsThatOfTheFirstPublication() {
        RecordCredits credits = of(
                Map.of(),
                record("CVE-2026-1234").updated("2026-03-02T10:00:00Z"),
                record("CVE-2026-1234")
                        .published("2026-09-09T10:00:00Z")
                        .updated("2026-09-09T10:00:00Z")
                        .credit("coordinator", "github.com/ada-x"));
        assertThat(credits.credits().getFirst().published()).isEqualTo("2026-03-02T10:00:00Z");
    }

    @Test
    void whatIsNotPublishedGivesNothing() {
        assertThat(of(Map.of(), record("CVE-2026-1234").published("").credit("coordinator", "github.com/ada-x"))
                        .credits())
                .isEmpty();
        assertThat(of(
                                Map.of(),
                                record("CVE-2026-1234")
                                        .published("2026-12-24T00:00:00Z")
                                        .credit("coordinator", "github.com/ada-x"))
                        .credits())
                .isEmpty();
    }

    @Test
    void aRecordThatWasWithdrawnKeepsTheCreditsItHad() {
        Records published = record("CVE-2026-1234").credit("coordinator", "github.com/ada-x");
        Records rejected = record("CVE-2026-1234").rejected("2026-05-05T00:00:00Z");
        assertThat(written(of(Map.of(), published, rejected))).isEqualTo("ada coordinator");
        assertThat(written(of(Map.of(), rejected))).isEmpty();
    }

    @Test
    void aCreditThatWasTakenOutOfTheRecordIsNone() {
        assertThat(written(of(
                        Map.of(),
                        record("CVE-2026-1234").credit("coordinator", "github.com/ada-x"),
                        record("CVE-2026-1234")
                                .updated("2026-05-05T00:00:00Z")
                                .credit("coordinator", "github.com/bob-x"))))
                .isEqualTo("bob coordinator");
    }

    @Test
    void theSameInAnyOrderAndAnyNumber() {
        List<CveRecord> versions = new ArrayList<>(Stream.of(
                        record("CVE-2026-1234").credit("coordinator", "Ada Example"),
                        record("CVE-2026-1234")
                                .updated("2026-04-04T00:00:00Z")
                                .credit("coordinator", "github.com/ada-x"),
                        record("CVE-2026-1234").updated("2026-04-04T00:00:00Z").credit("analyst", "github.com/bob-x"),
                        record("CVE-2026-5678").credit("coordinator", "ADA Example"),
                        record("CVE-2026-5678").rejected("2026-07-04T00:00:00Z"),
                        record("CVE-2026-9999").credit("coordinator", "Dan Twin"))
                .map(Records::version)
                .toList());
        RecordCredits first = RecordCredits.of(RecordHistory.of(versions), ROSTER, Map.of(), DAY);
        versions.addAll(List.copyOf(versions));
        Random random = new Random(7);
        for (int i = 0; i < 50; i++) {
            Collections.shuffle(versions, random);
            assertThat(RecordCredits.of(RecordHistory.of(versions), ROSTER, Map.of(), DAY))
                    .isEqualTo(first);
        }
    }

    private static RecordCredits of(Map<String, String> answers, Records... versions) {
        return RecordCredits.of(
                RecordHistory.of(Stream.of(versions).map(Records::version).toList()), ROSTER, answers, DAY);
    }

    private static String written(RecordCredits credits) {
        return credits.credits().stream()
                .map(credit -> credit.member() + " " + credit.type().word())
                .collect(Collectors.joining(", "));
    }

    private static String asked(RecordCredits credits) {
        return credits.questions().stream()
                .map(question -> String.join(" ", question.candidates()) + ": "
                        + question.reason().word())
                .collect(Collectors.joining(", "));
    }
}
