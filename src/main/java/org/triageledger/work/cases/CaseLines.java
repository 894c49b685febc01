package org.triageledger.work.cases;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.activity.Report;
import org.triageledger.core.advisory.CveId;
import org.triageledger.core.advisory.Severity;
import org.triageledger.core.advisory.cases.CaseFinding;
import org.triageledger.core.advisory.cases.Chain;
import org.triageledger.core.advisory.cases.Step;
import org.triageledger.core.advisory.cases.Taken;
import org.triageledger.core.record.Entry;
import org.triageledger.core.record.LogEntry;

/**
 * The lines of the list of cases. Those of the day that was asked for last are kept, and of the next only lines are written again that
 * say something else by then: a line that counts days is good until the next of them is over.
 */
final class CaseLines {
    private Kept last = new Kept(null, List.of(), new IdentityHashMap<>(), null);
    private @Nullable KeptCount count;

    /**
     * @param lines of all cases, in the order of their chains
     * @param by the chains that they are of
     */
    private record Kept(
            CaseDays.@Nullable Day day, List<Line> lines, Map<Chain, Line> by, CaseViews.@Nullable Cases cases) {}

    /**
     * A line, and where it holds.
     *
     * @param findings that it was written from
     * @param from the first moment at which it says this
     * @param until the first at which it says something else; the far future where it never does
     */
    private record Line(List<CaseFinding> findings, Instant from, Instant until, CaseViews.CaseLine shown) {
        private boolean holds(List<CaseFinding> now, Instant at) {
            return !at.isBefore(from) && at.isBefore(until) && findings.equals(now);
        }
    }

    private record KeptCount(Map<String, List<CaseFinding>> findings, Map<String, LogEntry> accepted, int count) {}

    /** Of all cases, in the order of the day. */
    synchronized CaseViews.Cases of(CaseDays.Day day) {
        CaseViews.Cases cases = last.cases;
        if (cases != null && day == last.day) {
            return cases;
        }
        Map<Chain, Line> usable = isAsBefore(day) ? last.by : Map.of();
        List<Line> lines = new ArrayList<>(day.chains().size());
        boolean changed = last.lines.size() != day.chains().size();
        for (Chain chain : day.chains()) {
            List<CaseFinding> findings = day.of(chain);
            Line before = usable.get(chain);
            Line line = before != null && before.holds(findings, day.now()) ? before : written(chain, findings, day);
            changed |= lines.size() >= last.lines.size() || last.lines.get(lines.size()) != line;
            lines.add(line);
        }
        if (changed || cases == null || !cases.asOf().equals(day.asOf())) {
            Map<Chain, Line> by = new IdentityHashMap<>(lines.size());
            for (int at = 0; at < lines.size(); at++) {
                by.put(day.chains().get(at), lines.get(at));
            }
            cases = new CaseViews.Cases(
                    day.asOf(), lines.stream().map(Line::shown).toList());
            last = new Kept(day, lines, by, cases);
        } else {
            last = new Kept(day, last.lines, last.by, cases);
        }
        return cases;
    }

    /** In how many cases something is late or missing, beyond doubt: as {@link CaseList#isLate} says of their lines. */
    synchronized int late(CaseDays.Day day) {
        KeptCount known = count;
        if (known == null || known.findings != day.findings() || !known.accepted.equals(day.accepted())) {
            known = new KeptCount(day.findings(), day.accepted(), (int) day.findings().values().stream()
                    .filter(found -> found.stream().anyMatch(day::isOpen))
                    .count());
            count = known;
        }
        return known.count;
    }

    private boolean isAsBefore(CaseDays.Day day) {
        return last.day != null
                && last.day.accepted().equals(day.accepted())
                && last.day.limits().equals(day.limits());
    }

    private static Line written(Chain chain, List<CaseFinding> findings, CaseDays.Day day) {
        Instant until = Instant.MAX;
        if (chain.closed().isEmpty() && !day.now().isBefore(chain.begun())) {
            Duration open = Duration.between(chain.begun(), day.now());
            until = chain.begun().plus(Duration.ofDays(open.toDays() + 1));
        } else if (chain.closed().isEmpty()) {
            until = chain.begun();
        }
        for (CaseFinding finding : findings) {
            Instant told = finding.since().plus(day.limits().escalation());
            if (day.now().isBefore(told) && told.isBefore(until)) {
                until = told;
            }
        }
        return new Line(findings, day.now(), until, line(chain, day));
    }

    /** Of one case. */
    static CaseViews.CaseLine line(Chain chain, CaseDays.Day day) {
        Optional<Instant> closed = chain.closed().map(taken -> taken.when().by());
        return new CaseViews.CaseLine(
                chain.of().id(),
                chain.of().reports().stream().map(Report::id).toList(),
                chain.of().advisories().stream()
                        .map(advisory -> advisory.id().value())
                        .toList(),
                chain.of().cves().stream().map(CveId::value).toList(),
                chain.outcome().word(),
                chain.severity().map(Severity::name).orElse(null),
                chain.begun(),
                closed.orElse(null),
                Math.max(
                        0,
                        Duration.between(chain.begun(), closed.orElse(day.now()))
                                .toDays()),
                chain.coordinator().flatMap(Taken::about).orElse(null),
                chain.steps().reversed().stream()
                        .filter(taken -> taken.step() != Step.EMBARGO_ENDS)
                        .findFirst()
                        .map(taken -> taken.step().word())
                        .orElse(null),
                day.of(chain).stream()
                        .filter(finding -> finding.state() != CaseFinding.State.SETTLED
                                && !day.accepted().containsKey(finding.key()))
                        .map(finding -> line(finding, chain, day))
                        .toList());
    }

    /** Of one finding of a case. */
    static CaseViews.CaseFindingLine line(CaseFinding finding, Chain chain, CaseDays.Day day) {
        Optional<LogEntry> accepted = Optional.ofNullable(day.accepted().get(finding.key()));
        return new CaseViews.CaseFindingLine(
                finding.key(),
                finding.rule().word(),
                finding.rule().title(),
                accepted.isPresent() ? "accepted" : finding.state().word(),
                finding.about().orElse(null),
                finding.since(),
                finding.what(),
                finding.rule().toDo(),
                day.isOpen(finding) ? (forAdmins(finding, chain, day) ? "admins" : "coordinator") : null,
                accepted.map(LogEntry::id).orElse(0L),
                accepted.map(LogEntry::by).orElse(null),
                accepted.map(LogEntry::reason).orElse(null),
                accepted.flatMap(entry -> entry.entry() instanceof Entry.FindingSettled settled
                                ? settled.until()
                                : Optional.empty())
                        .orElse(null));
    }

    /** The coordinator has some days before admins are told; where there is none, or it is urgent, admins are told at once. */
    static boolean forAdmins(CaseFinding finding, Chain chain, CaseDays.Day day) {
        return finding.rule().isUrgent()
                || chain.coordinator().isEmpty()
                || !day.now().isBefore(finding.since().plus(day.limits().escalation()));
    }
}
