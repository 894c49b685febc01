package org.triageledger.core.advisory.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseFindingsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                // three days without a coordinator
                "mail r mal 02T10;mail s ada 02T12 answers=r;now 05T10 | none",
                "mail r mal 02T10;mail s ada 02T12 answers=r;now 05T11 | no-coordinator open",
                "mail r mal 02T10;mail s ada 02T12 answers=r;set r coordinator 04T10 about=ada;now 05T11 | none",
                "mail r mal 02T10;mail s ada 02T12 answers=r;set r coordinator 06T10 about=ada;now 07T11 | no-coordinator settled",
                "mail r mal 02T10;mail s ada 02T12 answers=r;rule r spam 04T10;now 07T11 | none",
                "mail r mal 02T10;mail s ada 02T12 answers=r;rule r not-a-vulnerability 06T10;now 07T11 | no-coordinator settled",
                // mail that was not read in that time
                "mail r mal 02T10;mail s ada 02T12 answers=r;now 07T11;read mail until 04T10 | no-coordinator cannot-tell",
                // a poll that stopped
                "look 04T12 triage by=mal created=02T12 updated=02T12 accepted=no;poll 04T12 complete;now 06T11 | no-coordinator cannot-tell",
                "look 04T12 triage by=mal created=02T12 updated=02T12 accepted=no;poll 04T12 complete;poll 06T10 complete;now 06T11"
                        + " | no-coordinator open",
                "look 04T12 triage by=mal created=02T12 updated=02T12 accepted=no;poll 04T12 complete;poll 06T10 failed;now 06T11"
                        + " | no-coordinator cannot-tell",
                // somebody became coordinator between two polls, and that may have been in time
                "look 04T12 triage by=mal created=02T12 updated=02T12 accepted=no;poll 04T12 complete"
                        + ";look 09T12 triage by=mal created=02T12 updated=09T10 accepted=no credits=bob-x:coordinator:accepted;poll 09T12 complete"
                        + ";now 10T11 | none",
                // fourteen days in which the reporter waits
                "mail r mal 02T10;set r coordinator 02T12 about=ada;now 16T10 | none",
                "mail r mal 02T10;set r coordinator 02T12 about=ada;now 16T11 | reporter-waits open",
                "mail r mal 02T10;set r coordinator 02T12 about=ada;mail s ada 03T10 answers=r;now 17T11 | none",
                "mail r mal 02T10;set r coordinator 02T12 about=ada;mail s ada 03T10 answers=r;mail t mal 04T10 answers=s;now 19T11"
                        + " | reporter-waits open",
                "mail r mal 02T10;set r coordinator 02T12 about=ada;rule r spam 04T10;now 19T11 | none",
                "mail r mal 02T10;set r coordinator 02T12 about=ada;now 19T11;read mail until 15T10 | reporter-waits cannot-tell",
                // ninety days
                "mail r mal 02T10;set r coordinator 02T12 about=ada;mail s ada 03T10 answers=r;now 2026-05-31T10:00:00Z | none",
                "mail r mal 02T10;set r coordinator 02T12 about=ada;mail s ada 03T10 answers=r;now 2026-05-31T10:00:01Z | unfinished open",
                "mail r mal 02T10;set r coordinator 02T12 about=ada;mail s ada 03T10 answers=r;rule r duplicate 2026-07-01;now 2026-07-02 | unfinished settled",
                "mail r mal 02T10;set r coordinator 02T12 about=ada;mail s ada 03T10 answers=r;set r embargo-ends 2026-09-01T14:00:00Z;now 2026-07-02"
                        + " | none",
                "mail r mal 02T10;set r coordinator 02T12 about=ada;mail s ada 03T10 answers=r;set r embargo-ends 10T14;now 10T15 | unfinished open",
                // a ledger that reads no CVE records at all
                "mail r mal 02T10;set r coordinator 02T12 about=ada;mail s ada 03T10 answers=r;now 2026-06-02;read records until 02T10"
                        + " | unfinished open",
                // a day between announcement and record, either way
                "announce CVE-2026-1234 20T10 ada;now 21T10 | none",
                "announce CVE-2026-1234 20T10 ada;now 21T11 | record-missing CVE-2026-1234 open",
                "announce CVE-2026-1234 20T10 ada;now 21T11;read records until 20T15 | record-missing CVE-2026-1234 cannot-tell",
                "announce CVE-2026-1234 20T10 ada;record CVE-2026-1234 published=21T10;now 25T11 | none",
                "announce CVE-2026-1234 20T10 ada;record CVE-2026-1234 published=21T11;now 25T11 | record-missing CVE-2026-1234 settled",
                "announce CVE-2026-1234 20T10 ada;record CVE-2026-1234 published=none rejected=21T11;now 25T11 | none",
                "record CVE-2026-1234 published=20T10;now 21T10 | none",
                "record CVE-2026-1234 published=20T10;now 21T11 | announcement-missing CVE-2026-1234 open",
                "record CVE-2026-1234 published=20T10;now 21T11;read announcements until 20T15 | announcement-missing CVE-2026-1234 cannot-tell",
                "record CVE-2026-1234 published=20T10;announce CVE-2026-1234 21T11 ada;now 25T11 | announcement-missing CVE-2026-1234 settled",
            })
    void clocks(String lines, String expected) {
        assertThat(Story.of(lines.replace(';', '\n')).rules()).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "now 2026-04-30T00:00:00Z | none",
                "now 2026-05-01T10:00:00Z | PT720H",
                "now 2026-05-17T10:00:00Z | PT336H PT720H",
                "now 2026-05-24T10:00:00Z | PT168H PT336H PT720H",
                "now 2026-06-01T10:00:00Z | none",
                "now 2026-05-24T10:00:00Z;rule r spam 2026-05-24 | none",
            })
    void noticesBeforeTheLimit(String lines, String expected) {
        Story story = Story.of("mail r mal 02T10\n" + lines.replace(';', '\n'));
        CaseFindings findings = new CaseFindings(CaseLimits.DEFAULT, Story.NOTHING_READ, Story.ROSTER, story.now());
        assertThat(String.join(
                        " ",
                        findings.notices(story.chains().getFirst()).stream()
                                .map(Duration::toString)
                                .toList()))
                .isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void aFindingHasAnotherKeyOnceItsEvidenceChangesAndTheSameEachDay() {
        String lines = "mail r mal 02T10\nset r coordinator 02T12 about=ada\n";
        String one = key(lines + "now 17T11");
        assertThat(key(lines + "now 18T11")).isEqualTo(one);
        assertThat(key(lines + "mail s ada 18T11 answers=r\nmail t mal 18T12 answers=s\nnow 2026-04-05"))
                .isNotEqualTo(one);
        assertThat(key(lines.replace("02T10", "02T09") + "now 17T11")).isNotEqualTo(one);
    }

    private static String key(String lines) {
        return Story.of(lines).findings(CaseLimits.DEFAULT).getFirst().key();
    }

    @Test
    void aLimitInDaysEndsAtTheHourOfTheEmbargo() {
        CaseLimits limits = with(Optional.of(LocalTime.of(14, 0)), ZoneId.of("Europe/Berlin"), Optional.empty());
        assertThat(limits.dueInDays(Instant.parse("2026-03-02T10:00:00Z"), Duration.ofDays(3)))
                .isEqualTo("2026-03-05T13:00:00Z");
        assertThat(limits.dueInDays(Instant.parse("2026-03-02T15:00:00Z"), Duration.ofDays(3)))
                .isEqualTo("2026-03-06T13:00:00Z");
        // summer time begins on 2026-03-29
        assertThat(limits.dueInDays(Instant.parse("2026-03-02T10:00:00Z"), Duration.ofDays(30)))
                .isEqualTo("2026-04-01T12:00:00Z");
    }

    @Test
    void olderCasesThanTheFirstDayHaveNoFindings() {
        Story story = Story.of("mail r mal 02T10");
        assertThat(story.findings(with(Optional.empty(), ZoneId.of("UTC"), Optional.of(LocalDate.of(2026, 3, 3)))))
                .isEmpty();
        assertThat(story.findings(with(Optional.empty(), ZoneId.of("UTC"), Optional.of(LocalDate.of(2026, 3, 2)))))
                .isNotEmpty();
    }

    private static CaseLimits with(Optional<LocalTime> hour, ZoneId zone, Optional<LocalDate> since) {
        CaseLimits usual = CaseLimits.DEFAULT;
        return new CaseLimits(
                usual.coordinator(),
                usual.finished(),
                usual.notices(),
                usual.published(),
                usual.reporter(),
                usual.escalation(),
                usual.stale(),
                hour,
                zone,
                since);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                // an open id in an announcement of something else
                "mail r mal 02T10;mail s ada 02T12 answers=r says=CVE-2026-5678;announce CVE-2026-1234 03T10 ada also=CVE-2026-5678"
                        + ";record CVE-2026-1234 published=03T11;now 04T10 | cve-id-leaked CVE-2026-5678 open",
                // the same in a reference of another record, which is dated before
                "mail r mal 02T10;mail s ada 02T12 answers=r says=CVE-2026-5678;announce CVE-2026-1234 03T10 ada"
                        + ";record CVE-2026-1234 published=03T11 link=https://example.org/CVE-2026-5678.html;now 04T10"
                        + " | cve-id-leaked CVE-2026-5678 open",
                // published later
                "mail r mal 02T10;mail s ada 02T12 answers=r says=CVE-2026-5678;announce CVE-2026-1234 03T10 ada also=CVE-2026-5678"
                        + ";record CVE-2026-1234 published=03T11;record CVE-2026-5678 published=05T11;announce CVE-2026-5678 05T12 ada;now 06T10"
                        + " | cve-id-leaked CVE-2026-5678 settled, no-coordinator settled",
                // public before it was named
                "announce CVE-2026-1234 05T10 ada also=CVE-2026-5678;record CVE-2026-1234 published=05T11"
                        + ";record CVE-2026-5678 published=03T11;announce CVE-2026-5678 03T12 ada;now 06T10 | none",
                // its own announcement names it by right
                "mail r mal 02T10;mail s ada 02T12 answers=r says=CVE-2026-1234;announce CVE-2026-1234 03T10 ada;now 03T12 | none",
                // before the end of an embargo
                "mail r mal 02T10 says=CVE-2026-1234;mail s ada 02T12 answers=r;announce CVE-2026-1234 03T10 ada;set r embargo-ends 04T10;now 03T12"
                        + " | cve-id-leaked CVE-2026-1234 open",
            })
    void leaks(String lines, String expected) {
        assertThat(Story.of(lines.replace(';', '\n')).rules()).isEqualTo(expected == null ? "" : expected);
    }

    private static final String FIXED = """
            announce CVE-2026-1234 02T10 ada
            record CVE-2026-1234 published=02T12 affected=0..3.12.9 affected=3.13.0..3.13.4 affected=3.14.0..3.14.2
            """;

    @Test
    void theLastMileOfEachBranch() {
        Story story = Story.of(FIXED + """
                        release 3.13.4 2026-03-05
                        release 3.12.9 2026-04-10 expected
                        release 3.14.2 2026-03-02
                        now 14T11
                        """);
        List<BranchState> branches = story.chains().getFirst().branches();
        assertThat(branches)
                .extracting(branch -> branch.branch() + ": " + branch.sentence())
                .containsExactly(
                        "3.14: Fixed in 3.14.2, released on 2026-03-02.",
                        "3.13: Fixed in 3.13.4, released on 2026-03-05.",
                        "3.12: Announced, but 3.12 users cannot get it yet (12 days)."
                                + " The next release is planned for 2026-04-10.");
        assertThat(story.rules()).isEqualTo("manager-not-told 3.12 open");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                // the release manager wrote in the report
                "mail r mal 01T10 says=CVE-2026-1234;mail s cia 01T12 answers=r;release 3.11.1 2026-03-01 | manager-not-told 3.14 open",
                // without the release feed it may be fixed long ago
                "mail r mal 01T10 says=CVE-2026-1234;mail s cia 01T12 answers=r | manager-not-told 3.14 cannot-tell",
                // or somebody told them
                "set CVE-2026-1234 manager-told 02T10 about=3.12;set CVE-2026-1234 manager-told 02T10 about=3.13"
                        + ";set CVE-2026-1234 manager-told 02T10 about=3.14 | none",
                "release 3.12.9 2026-03-02;release 3.13.4 2026-03-02;release 3.14.2 2026-03-02 | none",
                // merged on a day, and the release after it is not the one that the record names
                "release 3.12.9 2026-03-02;release 3.14.2 2026-03-02;set CVE-2026-1234 merged 02T10 about=3.13;release 3.13.4 2026-03-01"
                        + ";release 3.13.5 2026-03-03 | other-range 3.13 open",
                "release 3.12.9 2026-03-02;release 3.14.2 2026-03-02;set CVE-2026-1234 released 02T10 about=3.13.3"
                        + " | other-range 3.13 open",
                "release 3.12.9 2026-03-02;release 3.14.2 2026-03-02;set CVE-2026-1234 released 02T10 about=3.13.4 | none",
            })
    void branches(String lines, String expected) {
        assertThat(Story.of(FIXED + "now 03T12\n" + lines.replace(';', '\n'))
                        .rules()
                        .replaceAll("no-coordinator \\w+(, )?", ""))
                .isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void otherProjectsAndBranchesPastTheirEndHaveNoLastMile() {
        assertThat(Story.of("record CVE-2026-1234 published=02T12 affected=3.9.0..3.9.20")
                        .chains()
                        .getFirst()
                        .branches())
                .isEmpty();
    }

    @Test
    void aReleaseFeedThatWasNeverReadCannotTell() {
        assertThat(Story.of(FIXED + "now 14T11").chains().getFirst().branches())
                .allSatisfy(branch -> assertThat(branch.sentence()).startsWith("Cannot tell whether"));
    }

    @Test
    void expectedTimesOfThePast() {
        assertThat(Expected.of(Story.of("""
                                mail a mal 02T10
                                rule a spam 03T10
                                mail b mal 02T10
                                rule b spam 04T10
                                mail c mal 02T10
                                rule c spam 12T10
                                mail d mal 02T10
                                """).chains()))
                .containsEntry(Step.DECIDED, new Expected.Times(3, Duration.ofDays(2), Duration.ofDays(10)))
                .doesNotContainKey(Step.ANNOUNCED);
    }
}
