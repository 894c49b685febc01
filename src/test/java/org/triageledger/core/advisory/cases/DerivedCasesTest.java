package org.triageledger.core.advisory.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.triageledger.core.activity.Report;

/** What is kept of cases is what is derived of them anew, whatever happens, and as time goes on. */
class DerivedCasesTest {
    private static final List<String> READ = List.of(
            "read mail until 04T10",
            "read mail until 30T10",
            "read announcements until 22T10",
            "read records until 21T10",
            "read records until 30T10");

    private static final List<String> TIMES =
            List.of("05T10", "05T11", "09T13", "17T10", "21T12", "21T13", "30T10", "2026-04-10", "2026-11-26");

    private final Map<Report, Report> reports = new HashMap<>();
    private final DerivedCases kept = new DerivedCases();
    private EarlierCases last = EarlierCases.NONE;

    @Property(tries = 300)
    void whatIsKeptIsWhatIsDerivedAnew(@ForAll("happened") List<String> lines, @ForAll Random random) {
        DerivedCasesTest fresh = new DerivedCasesTest();
        List<String> known = new ArrayList<>();
        int time = 0;
        for (String line : lines) {
            known.add(line);
            if (random.nextInt(3) == 0) {
                time = Math.min(TIMES.size() - 1, time + random.nextInt(3));
                fresh.same(TIMES.get(time), known);
            }
            if (random.nextInt(8) == 0) {
                known.remove(random.nextInt(known.size()));
            }
        }
        fresh.same(TIMES.getLast(), known);
    }

    @Test
    void whatTimeDoesNotChangeIsNotDerivedAgain() {
        List<String> lines =
                List.of("mail r mal 02T10", "mail r1 ada 03T10 answers=r", "mail x eve 20T10", "read mail until 30T10");
        List<DerivedCases.Derived> before = same("21T12", lines);
        List<DerivedCases.Derived> hourLater = same("21T13", lines);
        assertThat(hourLater).isSameAs(before);
        List<DerivedCases.Derived> nineDaysLater = same("30T10", lines);

        assertThat(hourLater.get(0)).isSameAs(before.get(0));
        assertThat(hourLater.get(1)).isSameAs(before.get(1));
        assertThat(nineDaysLater.get(0).found()).isNotEqualTo(before.get(0).found());
        assertThat(nineDaysLater.get(0).chain()).isSameAs(before.get(0).chain());
        assertThat(nineDaysLater.get(1)).isSameAs(before.get(1));
    }

    @Test
    void whatIsSaidOfOneCaseLeavesTheOtherAsItIs() {
        List<String> lines = List.of("mail r mal 02T10", "mail x eve 20T10");
        List<DerivedCases.Derived> before = same("21T12", lines);
        List<String> more = new ArrayList<>(lines);
        more.add("set r coordinator 03T10 about=ada");
        List<DerivedCases.Derived> after = same("21T12", more);

        assertThat(after.get(0)).isSameAs(before.get(0));
        assertThat(after.get(1).chain()).isNotEqualTo(before.get(1).chain());
    }

    private List<DerivedCases.Derived> same(String now, List<String> lines) {
        Story story = Story.of("now " + now + "\n" + String.join("\n", lines));
        List<Case> cases = story.cases(reports, last);
        assertThat(cases).isEqualTo(story.cases());
        last = last.next(cases);
        CaseFindings rules = story.findingRules(CaseLimits.DEFAULT);
        List<DerivedCases.Derived> derived = kept.keeping(cases, story.basis(), rules, story.now());
        List<DerivedCases.Derived> anew = DerivedCases.all(cases, story.basis(), rules, story.now());
        assertThat(derived.stream().map(DerivedCases.Derived::chain))
                .isEqualTo(anew.stream().map(DerivedCases.Derived::chain).toList());
        assertThat(derived.stream().map(one -> one.found().findings()))
                .isEqualTo(anew.stream().map(one -> one.found().findings()).toList());
        return derived;
    }

    @Provide
    Arbitrary<List<String>> happened() {
        List<String> all = new ArrayList<>(AnyOrderCasesTest.HAPPENED);
        all.addAll(READ);
        return Arbitraries.randomValue(random -> {
            List<String> shuffled = new ArrayList<>(all);
            Collections.shuffle(shuffled, random);
            return shuffled.subList(0, 4 + random.nextInt(all.size() - 3));
        });
    }
}
