package org.triageledger.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.triageledger.core.advisory.record.CveRecord;
import org.triageledger.feeds.CveRecordFile.Outcome;

class CveRecordFileTest {
    static final String OURS = "11111111-2222-4333-8444-555555555555";

    private static final String WHOLE = """
            {"dataType": "CVE_RECORD", "dataVersion": "5.2",
             "containers": {"adp": [{"title": "x", "references": [{"url": "https://adp.example"}], "credits": [{"value": "adp"}]}],
              "cna": {
               "providerMetadata": {"orgId": "%1$s", "dateUpdated": "2026-03-03T10:00:00.500Z"},
               "title": "secret title", "descriptions": [{"lang": "en", "value": "secret words"}],
               "tags": ["disputed"],
               "affected": [{"vendor": "V", "product": "CPython", "defaultStatus": "unaffected", "versions": [
                 {"version": "0", "lessThan": "3.13.15", "status": "affected", "versionType": "python"},
                 {"version": "3.14.0", "lessThanOrEqual": "3.14.6", "status": "affected"}, {"version": "9", "status": "unaffected"}]}],
               "credits": [{"lang": "en", "type": "coordinator", "value": "Ada Example (https://github.com/ada-x)"},
                 {"value": "Somebody"}, {"type": "analyst", "value": ""}, {"type": "analyst"}, 7],
               "metrics": [{"format": "CVSS", "cvssV4_0": {"vectorString": "CVSS:4.0/AV:N", "baseSeverity": "HIGH"}},
                 {"cvssV3_1": {"vectorString": "CVSS:3.1/AV:N"}}],
               "references": [{"url": "https://example.org/a", "tags": ["patch"]}, {"url": "https://https://example.org/b"}, {}]}},
             "cveMetadata": {"cveId": "CVE-2026-12345", "assignerOrgId": "%1$s", "state": "PUBLISHED",
              "dateReserved": "2026-01-01T00:00:00", "datePublished": "2026-03-02T12:00:00+02:00",
              "dateUpdated": "2026-09-09T00:00:00Z"}}
            """.formatted(OURS.toUpperCase(Locale.ROOT));

    @Test
    void keepsTheFactsAndNeitherTitleNorDescription() {
        CveRecord record = loaded(WHOLE);
        assertThat(record.toString())
                .isEqualTo("CveRecord[id=CVE-2026-12345, state=PUBLISHED, reserved=Optional[2026-01-01T00:00:00Z],"
                        + " published=Optional[2026-03-02T10:00:00Z], rejected=Optional.empty,"
                        + " updated=Optional[2026-03-03T10:00:00.500Z], disputed=true,"
                        + " references=[Reference[url=https://example.org/a, tags=[patch]],"
                        + " Reference[url=https://https://example.org/b, tags=[]]],"
                        + " affected=[Affected[product=CPython, ranges=["
                        + "Range[from=0, below=Optional[3.13.15], upTo=Optional.empty, status=affected],"
                        + " Range[from=3.14.0, below=Optional.empty, upTo=Optional[3.14.6], status=affected],"
                        + " Range[from=9, below=Optional.empty, upTo=Optional.empty, status=unaffected]]]],"
                        + " credits=[Credited[type=COORDINATOR, value=Ada Example (https://github.com/ada-x)],"
                        + " Credited[type=FINDER, value=Somebody]],"
                        + " scores=[Score[field=4.0, vector=CVSS:4.0/AV:N, severity=HIGH],"
                        + " Score[field=3.1, vector=CVSS:3.1/AV:N, severity=]]]");
    }

    @Test
    void whatIsKeptReadsTheSameAgain() {
        CveRecord record = loaded(WHOLE);
        String kept = CveRecordFile.kept(record, OURS);
        assertThat(CveRecordFile.read(kept)).contains(record);
        assertThat(kept).doesNotContain("secret").doesNotContain("adp");
    }

    @Test
    void aRecordOfAnotherOrganisationIsLookedAtNoFurther() {
        assertThat(parse("{\"cveMetadata\": {\"assignerOrgId\": \"" + "2".repeat(36)
                        + "\"}, \"containers\": {{{ broken"))
                .isEqualTo(new Outcome.OfAnother());
    }

    @ParameterizedTest
    @CsvSource({
        "CVE-2026-1234, true",
        "CVE-2026-1234567890123456789, true",
        "cve-2026-12345, true",
        "CVE-2026-123, false",
        "CVE-2026-12345678901234567890, false",
        "CVE-26-1234, false",
        "GHSA-2222-3333-4444, false",
    })
    void idsHaveFourToNineteenDigits(String id, boolean good) {
        assertThat(parse(record(id, "PUBLISHED", "2026-03-02T10:00:00Z")) instanceof Outcome.Loaded)
                .isEqualTo(good);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-02T10:00:00.123Z, 2026-03-02T10:00:00.123Z",
        "2026-03-02T10:00:00, 2026-03-02T10:00:00Z",
        "2026-03-02T10:00, 2026-03-02T10:00:00Z",
        "2026-03-02T10:00:00-05:00, 2026-03-02T15:00:00Z",
        "2026-03-02, 2026-03-02T00:00:00Z",
        "2026-02-30T10:00:00Z, ''",
        "yesterday, ''",
        "'', ''",
    })
    void datesWithAndWithoutZone(String date, String instant) {
        assertThat(loaded(record("CVE-2026-1234", "PUBLISHED", date))
                        .published()
                        .map(Object::toString))
                .isEqualTo(Optional.of(instant).filter(text -> !text.isEmpty()));
    }

    @Test
    void ofWhatIsOnlyReservedNothingButItsDatesIsKept() {
        CveRecord record = loaded(WHOLE.replace("PUBLISHED", "RESERVED"));
        assertThat(record.credits()).isEmpty();
        assertThat(record.references()).isEmpty();
        assertThat(record.isPublished()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "[]",
                "7",
                "null",
                "\"secret\"",
                "secret",
                "{}",
                "{\"cveMetadata\": 7}",
                "{\"cveMetadata\": {}}",
                "{\"CVE_data_meta\": {\"ID\": \"CVE-2020-1234\"}}",
                "<!DOCTYPE html><title>secret</title>",
            })
    void whatIsNoRecordIsALineWithoutItsContent(String text) {
        assertThat(parse(text)).isInstanceOf(Outcome.Faulty.class);
        assertThat(parse(text).toString()).doesNotContain("secret");
    }

    @Test
    void halfAFileIsNoRecord() {
        String metadata = record("CVE-2026-1234", "PUBLISHED", "2026-03-02T10:00:00Z");
        for (int length = 1; length < metadata.length(); length++) {
            assertThat(parse(metadata.substring(0, length))).isInstanceOf(Outcome.Faulty.class);
        }
        assertThat(parse(WHOLE.strip().substring(0, WHOLE.strip().length() - 1)))
                .isInstanceOf(Outcome.Faulty.class);
    }

    @Test
    void wrongTypesAndManyOfThemAreNoTrouble() {
        String credits = "{\"type\": \"coordinator\", \"value\": \"Ada\"},".repeat(100_000);
        CveRecord record = loaded("{\"cveMetadata\": {\"cveId\": \"CVE-2026-1234\", \"assignerOrgId\": \"" + OURS
                + "\", \"state\": \"published\"}, \"containers\": {\"cna\": {\"credits\": [" + credits + "7],"
                + "\"references\": {\"a\": 1}, \"affected\": \"x\", \"metrics\": [null, 3, {\"cvssV4_0\": 4}],"
                + "\"tags\": 5, \"providerMetadata\": []}}}");
        assertThat(record.credits()).hasSize(200);
        assertThat(record.published()).isEmpty();
        assertThat(parse("{\"a\":".repeat(100_000))).isInstanceOf(Outcome.Faulty.class);
    }

    @Test
    void hiddenCharactersAreShown() {
        CveRecord record = loaded(record("CVE-2026-1234", "PUBLISHED", "2026-03-02")
                .replace("\"cna\": {", "\"cna\": {\"credits\": [{\"value\": \"a\\u202eb\\u0000\"}],"));
        assertThat(record.credits().getFirst().value()).isEqualTo("a<U+202E>b<U+0000>");
    }

    static String record(String id, String state, String published) {
        return """
                {"cveMetadata": {"cveId": "%s", "assignerOrgId": "%s", "state": "%s", "datePublished": "%s"},
                 "containers": {"cna": {"references": []}}}""".formatted(id, OURS, state, published);
    }

    private static CveRecord loaded(String text) {
        return ((Outcome.Loaded) parse(text)).record();
    }

    private static Outcome parse(String text) {
        return CveRecordFile.parse(text.getBytes(StandardCharsets.UTF_8), Set.of(OURS));
    }
}
