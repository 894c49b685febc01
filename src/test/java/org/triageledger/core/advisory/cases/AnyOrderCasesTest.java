package org.triageledger.core.advisory.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is known of some cases, they are the same in whatever order and however often it was read, on any day. */
class AnyOrderCasesTest {
    static final List<String> HAPPENED = """
            mail r mal 02T10
            mail r1 ada 03T10 answers=r
            mail r2 ada 05T10 answers=r says=It_is_GHSA-23fg-45hj-67km
            mail r3 mal 06T10 answers=r
            mail q eve 03T08 says=CVE-2026-5678_CVE-2026-1234
            mail q1 cia 04T08 answers=q
            mail n ada 10T10 says=CVE-2026-9999
            mail x mal 11T10
            look 04T12 triage by=mal created=02T12 updated=02T12 accepted=no
            look 06T12 draft by=mal created=02T12 updated=06T10 accepted=yes cve=CVE-2026-1234 credits=bob-x:coordinator:accepted
            look 09T12 draft by=mal created=02T12 updated=09T10 accepted=yes cve=CVE-2026-5678 credits=bob-x:coordinator:pending
            poll 04T12 complete
            poll 06T12 complete
            poll 09T12 failed
            record CVE-2026-1234 reserved=05T12 published=20T10 link=https://github.com/python/cpython/pull/1
            record CVE-2026-5678 published=21T10 affected=3.13.0..3.13.4 affected=0..3.12.9
            record CVE-2026-5678 published=21T10 affected=3.13.0..3.13.5 affected=0..3.12.9 updated=22T10
            record CVE-2026-9999 published=none rejected=23T10
            announce CVE-2026-1234 20T08 ada link=https://github.com/python/cpython/pull/1
            announce CVE-2026-5678 25T08 bob also=CVE-2026-9999
            announce CVE-2026-9999 26T08 bob
            rule x duplicate 12T10
            rule r vulnerability 07T10
            rule r spam 06T10
            set CVE-2026-5678 embargo-ends 24T10
            set r coordinator 03T10 about=ada
            set r coordinator 08T10 about=cia
            set CVE-2026-1234 merged 19T10 about=3.13
            release 3.13.4 2026-03-23
            release 3.12.9 2026-03-02
            """.lines().toList();

    @Provide
    Arbitrary<Set<String>> some() {
        return Arbitraries.of(HAPPENED).set();
    }

    @Provide
    Arbitrary<String> days() {
        return Arbitraries.of("05T10", "09T13", "21T12", "2026-04-10", "2026-11-26");
    }

    @Property(tries = 300)
    void anyOrderAndAnyRepetitionGiveTheSameCasesChainsFindingsAndCredits(
            @ForAll("some") Set<String> lines, @ForAll("days") String now, @ForAll Random random) {
        Story story = Story.of("now " + now + "\n" + String.join("\n", lines));
        Story other = story.shuffled(random);
        assertThat(other.cases().stream().map(Case::id))
                .containsExactlyElementsOf(story.cases().stream().map(Case::id).toList());
        assertThat(other.groups()).isEqualTo(story.groups());
        assertThat(other.chains()).isEqualTo(story.chains());
        assertThat(other.findings(CaseLimits.DEFAULT)).isEqualTo(story.findings(CaseLimits.DEFAULT));
        assertThat(other.activity().credits()).isEqualTo(story.activity().credits());
    }
}
