package org.triageledger.core.advisory.cases;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CasesTest {
    private static final String GHSA = "GHSA-23fg-45hj-67km";

    private static final String WHOLE = """
            mail r mal 02T10
            mail r1 ada 03T10 answers=r
            mail r2 ada 05T10 answers=r says=It_is_%s
            look 04T12 triage by=mal created=02T12 updated=02T12 accepted=no
            look 06T12 draft by=mal created=02T12 updated=06T10 accepted=yes cve=CVE-2026-1234 credits=bob-x:coordinator:accepted
            poll 04T12 complete
            poll 06T12 complete
            record CVE-2026-1234 reserved=05T12 published=20T10 link=https://github.com/python/cpython/pull/1
            announce CVE-2026-1234 20T08 ada link=https://github.com/python/cpython/pull/1
            """.formatted(GHSA);

    @Test
    void aCaseFromItsReportToItsRecord() {
        assertThat(Story.of(WHOLE).steps())
                .isEqualTo("vulnerability: received 02T10, first-reply 03T10, reserved CVE-2026-1234 05T12,"
                        + " coordinator bob 04T12–06T10, decided 04T12–06T10, fix-linked CVE-2026-1234 20T08,"
                        + " announced CVE-2026-1234 20T08, record-published CVE-2026-1234 20T10, closed 20T10");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // by the CVE id that stands in the mail of a report
                "mail r mal 02T10;mail s ada 03T10 answers=r says=CVE-2026-1234;record CVE-2026-1234 published=09T10 | r CVE-2026-1234",
                // whoever wrote it
                "mail r mal 02T10 says=CVE-2026-1234;record CVE-2026-1234 published=09T10 | r CVE-2026-1234",
                // an id that was public before is only mentioned
                "mail r mal 12T10 says=CVE-2026-1234;record CVE-2026-1234 published=09T10 | CVE-2026-1234 / r",
                "mail r mal 12T10 says=CVE-2026-1234;announce CVE-2026-1234 09T10 ada | CVE-2026-1234 / r",
                // several reports of one id, and several ids of one report
                "mail r mal 02T10 says=CVE-2026-1234;mail q eve 03T10 says=CVE-2026-1234;record CVE-2026-1234 published=09T10 | r q CVE-2026-1234",
                "mail r mal 02T10 says=CVE-2026-1234_CVE-2026-5678;record CVE-2026-1234 published=09T10;announce CVE-2026-5678 09T12 ada"
                        + " | r CVE-2026-1234 CVE-2026-5678",
                // an id of others joins nothing
                "mail r mal 02T10 says=CVE-2020-1111;mail q eve 03T10 says=CVE-2020-1111 | q / r",
                // a related id does not make two announcements one case
                "announce CVE-2026-1234 09T10 ada also=CVE-2026-5678;announce CVE-2026-5678 10T10 ada | CVE-2026-1234 / CVE-2026-5678",
                // spam and what is the team's own is joined with nothing
                "mail r mal 02T10 says=CVE-2026-1234;rule r spam 03T10;record CVE-2026-1234 published=09T10 | CVE-2026-1234 / r",
                "mail r ada 02T10 says=CVE-2026-1234;rule r internal 03T10;record CVE-2026-1234 published=09T10 | CVE-2026-1234",
                // the same title joins nothing: no titles are known here
                "mail r mal 02T10;mail q mal 03T10 | q / r",
            })
    void whatBelongsTogether(String lines, String expected) {
        assertThat(Story.of(lines.replace(';', '\n')).groups()).isEqualTo(expected);
    }

    @Test
    void aReportWhoseGhsaIdStandsInTheMail() {
        assertThat(Story.of(WHOLE).groups()).isEqualTo("r GHSA-23fg CVE-2026-1234");
    }

    @Test
    void aCaseHasAllItsNamesAndItsOwnIdHoldsNoCveId() {
        Case one = Story.of("record CVE-2026-1234 published=09T10").cases().getFirst();
        assertThat(one.isNamed("cve-2026-1234")).isTrue();
        assertThat(one.isNamed("CVE-2026-1235")).isFalse();
        assertThat(one.id()).matches("c[0-9a-f]{16}");
        assertThat(one.isNamed(one.id())).isTrue();
        Case whole = Story.of(WHOLE).cases().getFirst();
        assertThat(whole.id()).isEqualTo(whole.reports().getFirst().id());
        assertThat(whole.isNamed(GHSA)).isTrue();
        assertThat(whole.isNamed(one.id())).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mail r mal 02T10 | undecided: received 02T10",
                "mail r mal 02T10;mail s eve 03T10 answers=r | undecided: received 02T10",
                // the one who brings a report does not answer it
                "mail r ada 02T10 says=CVE-2026-1234;mail s ada 03T10 answers=r;mail t bob 04T10 answers=r"
                        + " | undecided: received 02T10, first-reply 03T10",
                "mail r mal 02T10;rule r not-a-vulnerability 04T10 | not-a-vulnerability: received 02T10, decided 04T10, closed 04T10",
                "mail r mal 02T10;rule r vulnerability 04T10 | vulnerability: received 02T10, decided 04T10",
                // the record first
                "announce CVE-2026-1234 20T15 ada;record CVE-2026-1234 published=20T10"
                        + " | vulnerability: record-published CVE-2026-1234 20T10, announced CVE-2026-1234 20T15, closed 20T15",
                // one of two ids is still open
                "mail r mal 02T10 says=CVE-2026-1234_CVE-2026-5678;record CVE-2026-1234 published=09T10;announce CVE-2026-5678 09T12 ada"
                        + " | vulnerability: received 02T10, record-published CVE-2026-1234 09T10, announced CVE-2026-5678 09T12",
                "mail r mal 02T10 says=CVE-2026-1234;record CVE-2026-1234 published=none rejected=09T10 | rejected: received 02T10, closed 09T10",
                // handed over by hand, twice
                "mail r mal 02T10;set r coordinator 03T10 about=ada;set r coordinator 09T10 about=bob"
                        + " | undecided: received 02T10, coordinator ada 03T10, coordinator bob 09T10",
                // what a person sets goes before what is derived
                "mail r mal 02T10;mail s ada 05T10 answers=r;set r first-reply 03T10"
                        + " | undecided: received 02T10, first-reply 03T10",
                // a record says only that somebody coordinated before it
                "mail r mal 02T10 says=CVE-2026-1234;record CVE-2026-1234 published=09T10 coordinator=Bob_(https://github.com/BOB-X)"
                        + " | vulnerability: received 02T10, coordinator bob 02T10–09T10, record-published CVE-2026-1234 09T10, closed 09T10",
            })
    void steps(String lines, String expected) {
        assertThat(Story.of(lines.replace(';', '\n')).steps()).isEqualTo(expected);
    }

    @Test
    void aStepSetByHandStaysWithTheCaseWhenAnEarlierReportJoinsIt() {
        String before =
                "mail r mal 02T10 says=CVE-2026-1234\nrecord CVE-2026-1234 published=09T10\nset r coordinator 03T10 about=ada\n";
        assertThat(Story.of(before + "mail q eve 01T10 says=CVE-2026-1234").steps())
                .isEqualTo(
                        "vulnerability: received 01T10, coordinator ada 03T10, record-published CVE-2026-1234 09T10, closed 09T10");
    }
}
