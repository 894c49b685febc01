package org.triageledger.work.cases;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.activity.Credit;
import org.triageledger.core.activity.Report;
import org.triageledger.core.advisory.CveId;
import org.triageledger.core.advisory.cases.BranchState;
import org.triageledger.core.advisory.cases.Case;
import org.triageledger.core.advisory.cases.CaseFinding;
import org.triageledger.core.advisory.cases.Chain;
import org.triageledger.core.advisory.cases.Expected;
import org.triageledger.core.advisory.cases.ReleaseVersion;
import org.triageledger.core.advisory.cases.Step;
import org.triageledger.core.advisory.cases.Taken;
import org.triageledger.core.mail.Named;
import org.triageledger.core.record.Entry;
import org.triageledger.core.record.LogEntry;
import org.triageledger.store.DecisionStore;
import org.triageledger.work.Refusal;
import org.triageledger.work.Signed;
import org.triageledger.work.decision.Decisions;
import org.triageledger.work.facts.Facts;
import org.triageledger.work.people.KnownPeople;
import org.triageledger.work.record.KnownDecisions;

/** Cases: what belongs to one report, which steps were taken, what is late, and what people say of it. */
@ApplicationScoped
public class CaseBook {
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Duration FARTHEST = Duration.ofDays(3653);

    private final CaseLines lines = new CaseLines();
    private final CaseDays days;
    private final Facts facts;
    private final KnownDecisions decisions;
    private final DecisionStore log;
    private final KnownPeople known;
    private final Clock clock;

    CaseBook(CaseDays days, Facts facts, KnownDecisions decisions, DecisionStore log, KnownPeople known, Clock clock) {
        this.days = days;
        this.facts = facts;
        this.decisions = decisions;
        this.log = log;
        this.known = known;
        this.clock = clock;
    }

    /** As it was known at the end of a UTC day: decisions of later days do not exist for it. The roster is that of today. */
    @Transactional
    CaseDays.Day on(LocalDate asOf) {
        return days.on(asOf);
    }

    /** All cases on a UTC day, the latest first. */
    public CaseViews.Cases all(LocalDate asOf) {
        return lines.of(on(asOf));
    }

    /** In how many cases something is late or missing on a UTC day, beyond doubt: as {@link CaseList#isLate} says of their lines. */
    public int late(LocalDate asOf) {
        return lines.late(on(asOf));
    }

    /** Those in which somebody works: as coordinator, or by words in its reports. */
    public CaseViews.Cases of(String member, LocalDate asOf) {
        CaseDays.Day day = on(asOf);
        Set<String> worked = worked(member, asOf);
        return new CaseViews.Cases(
                asOf,
                day.chains().stream()
                        .filter(chain -> worksOn(chain, member, worked))
                        .map(chain -> CaseLines.line(chain, day))
                        .toList());
    }

    /** By any name of it: the id of a report or of the case, a GHSA or CVE id. Empty where it did not exist on that day. */
    public Optional<CaseViews.CaseDetail> one(String name, LocalDate asOf) {
        CaseDays.Day day = on(asOf);
        return day.named(name).map(chain -> detail(chain, day));
    }

    /** Whether somebody works on a case, and so may see it. */
    public boolean worksOn(String name, String member, LocalDate asOf) {
        Set<String> worked = worked(member, asOf);
        return on(asOf).named(name)
                .filter(chain -> worksOn(chain, member, worked))
                .isPresent();
    }

    /** The ids of the cases that somebody coordinates now, and of their reports. */
    @Transactional
    public Set<String> coordinatedBy(String member) {
        return on(day(clock.instant())).chains().stream()
                .filter(chain -> chain.coordinators().contains(member))
                .flatMap(chain -> Stream.concat(
                        Stream.of(chain.of().id()),
                        chain.of().reports().stream().map(Report::id)))
                .collect(Collectors.toSet());
    }

    /** Those that came by GitHub alone, as they are now. */
    @Transactional
    public List<Chain> withoutMail() {
        return on(day(clock.instant())).chains().stream()
                .filter(chain -> chain.of().reports().isEmpty()
                        && !chain.of().advisories().isEmpty())
                .toList();
    }

    /** The case that has an advisory on GitHub and goes by a name, as it is now. */
    @Transactional
    public Optional<Chain> onGitHub(String name) {
        return on(day(clock.instant()))
                .named(name)
                .filter(chain -> !chain.of().advisories().isEmpty());
    }

    private Set<String> worked(String member, LocalDate asOf) {
        return facts.on(asOf).credits().of(member).stream().map(Credit::report).collect(Collectors.toSet());
    }

    private static boolean worksOn(Chain chain, String member, Set<String> worked) {
        return chain.all(Step.COORDINATOR).stream()
                        .anyMatch(taken -> taken.about().equals(Optional.of(member)))
                || chain.of().reports().stream().anyMatch(report -> worked.contains(report.id()));
    }

    private CaseViews.CaseDetail detail(Chain chain, CaseDays.Day day) {
        Map<Step, Expected.Times> expected = Expected.of(day.chains().stream()
                .filter(other -> other.closed().isPresent())
                .toList());
        Optional<Instant> received =
                chain.first(Step.RECEIVED).map(taken -> taken.when().by());
        return new CaseViews.CaseDetail(
                day.asOf(),
                CaseLines.line(chain, day),
                chain.steps().stream().map(CaseBook::line).toList(),
                chain.branches().stream().map(CaseBook::line).toList(),
                expected.entrySet().stream()
                        .map(entry -> line(entry.getKey(), entry.getValue(), chain, received))
                        .toList(),
                chain.embargoEnds().orElse(null),
                chain.closed().isPresent()
                        ? null
                        : received.map(at -> day.rules().due(chain, at)).orElse(null),
                day.of(chain).stream()
                        .map(finding -> CaseLines.line(finding, chain, day))
                        .toList());
    }

    private static CaseViews.ExpectedLine line(
            Step step, Expected.Times times, Chain chain, Optional<Instant> received) {
        boolean taken = chain.closed().isPresent() || chain.first(step).isPresent();
        return new CaseViews.ExpectedLine(
                step.word(),
                step.title(),
                times.cases(),
                times.median().toHours(),
                times.ninetieth().toHours(),
                taken ? null : received.map(at -> at.plus(times.ninetieth())).orElse(null));
    }

    static CaseViews.StepLine line(Taken taken) {
        return new CaseViews.StepLine(
                taken.step().word(),
                taken.step().title(),
                taken.about().orElse(null),
                taken.when().from(),
                taken.when().by(),
                taken.source().word(),
                taken.evidence(),
                taken.why());
    }

    private static CaseViews.BranchLine line(BranchState branch) {
        return new CaseViews.BranchLine(
                branch.branch(),
                branch.managers(),
                branch.fixedIn().orElse(null),
                branch.told().map(taken -> taken.when().by()).orElse(null),
                branch.told().map(Taken::why).orElse(null),
                branch.merged().map(taken -> taken.when().by()).orElse(null),
                branch.released().map(taken -> taken.when().by()).orElse(null),
                branch.planned().orElse(null),
                branch.sentence() + branch.differs().map(why -> " " + why).orElse(""));
    }

    /** Sets a step by hand. */
    @Transactional
    public CaseViews.Done set(String name, String word, @Nullable String about, @Nullable String when, Signed signed) {
        return set(name, word, about, when, signed, false);
    }

    /**
     * Sets a step by hand; {@link Decisions} can undo it.
     *
     * @param dryRun whether it is only said what would change
     * @param word the step's
     * @param about the member, the CVE id, or the branch or version that it is told of; {@code null} where it needs none
     * @param when an instant with its zone, or a UTC day, which means its beginning; now without it
     */
    @Transactional
    public CaseViews.Done set(
            String name, String word, @Nullable String about, @Nullable String when, Signed signed, boolean dryRun) {
        if (!dryRun) {
            log.turn();
        }
        Instant now = clock.instant();
        CaseDays.Day day = on(day(now));
        Case one = day.named(name).orElseThrow(CaseBook::unknown).of();
        Step step = Named.read(Step.class, word)
                .orElseThrow(() -> new Refusal("there is no such step: choose "
                                + Arrays.stream(Step.values()).map(Step::word).collect(Collectors.joining(", ")))
                        .at("step"));
        Instant at = when == null || when.isBlank() ? now : time(when.strip());
        if (step != Step.EMBARGO_ENDS && at.isAfter(now)) {
            throw new Refusal("a step cannot be set before it is taken: give a time that has passed").at("at");
        }
        if (at.isBefore(EARLIEST) || at.isAfter(now.plus(FARTHEST))) {
            throw new Refusal("the time is before 2000 or more than ten years ahead: check the year").at("at");
        }
        Optional<String> what = Optional.ofNullable(about).map(String::strip).filter(text -> !text.isEmpty());
        known.needs(signed.by());
        return done(
                one,
                day,
                new Entry.CaseStepSet(
                        one.firstAnchor(), step, about(step, what, one), at.truncatedTo(ChronoUnit.MICROS)),
                signed,
                dryRun);
    }

    /** Notes it in the audit log, unless it is only tried, and says what changes about the case. */
    private CaseViews.Done done(Case one, CaseDays.Day before, Entry entry, Signed signed, boolean dryRun) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        boolean waits = entry instanceof Entry.Proposed;
        LogEntry made = dryRun
                ? new LogEntry(decisions.now().nextId(), entry, at, signed.by(), signed.reason(), "")
                : log.add(entry, at, signed.by(), signed.reason());
        CaseDays.Day after = days.on(before.asOf(), dryRun ? decisions.now().plus(made) : decisions.now());
        List<String> changes = before.named(one.id())
                .flatMap(old -> after.named(one.firstAnchor())
                        .or(() -> after.named(one.id()))
                        .map(fresh -> CaseChanges.between(detail(old, before), detail(fresh, after))))
                .orElse(List.of());
        return new CaseViews.Done(one.id(), waits, dryRun ? 0 : made.id(), dryRun, changes);
    }

    private Optional<String> about(Step step, Optional<String> what, Case one) {
        return switch (step.about()) {
            case NOTHING -> {
                if (what.isPresent()) {
                    throw new Refusal("this step is told of the case as a whole: leave out what it is about")
                            .at("about");
                }
                yield what;
            }
            case MEMBER ->
                Optional.of(what.filter(id -> known.now().withId(id).isPresent())
                        .orElseThrow(() -> new Refusal("say which member, by the id in the roster: see `ledger active`")
                                .at("about")));
            case CVE ->
                Optional.of(what.flatMap(CveId::parse)
                        .filter(one.cves()::contains)
                        .map(Case::anchor)
                        .orElseThrow(() -> new Refusal("say which CVE id of the case it is about").at("about")));
            case BRANCH ->
                Optional.of(what.filter(this::isBranch)
                        .orElseThrow(() -> new Refusal(
                                        "say which release branch or version, as in 3.12 or 3.12.4; load the release cycle if it is not known")
                                .at("about")));
        };
    }

    private boolean isBranch(String text) {
        return known.now().branch(text).isPresent()
                || ReleaseVersion.parse(text)
                        .flatMap(ReleaseVersion::branch)
                        .flatMap(branch -> known.now().branch(branch))
                        .isPresent();
    }

    private static Instant time(String text) {
        try {
            return text.matches("\\d{4}-\\d{2}-\\d{2}")
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new Refusal("the time is none: write it with its zone, as in 2026-11-27T14:00:00+01:00, or as a day")
                    .at("at");
        }
    }

    /** Accepts a finding. */
    @Transactional
    public CaseViews.Done accept(String name, String key, Optional<LocalDate> until, Signed signed) {
        return accept(name, key, until, signed, false);
    }

    /**
     * Accepts a finding; {@link Decisions} can undo it. It is open again once its evidence changes. One about a case that the one who
     * accepts it coordinates waits for a second person.
     *
     * @param dryRun whether it is only said what would change
     * @param key of the finding or as much as tells it from the others, or the word of its rule
     * @param until the last UTC day on which it is accepted; for good without it
     */
    @Transactional
    public CaseViews.Done accept(String name, String key, Optional<LocalDate> until, Signed signed, boolean dryRun) {
        if (!dryRun) {
            log.turn();
        }
        Instant now = clock.instant();
        if (until.filter(last -> last.isBefore(day(now))).isPresent()) {
            throw new Refusal("a finding cannot be accepted until a day that has passed").at("until");
        }
        CaseDays.Day day = on(day(now));
        Chain chain = day.named(name).orElseThrow(CaseBook::unknown);
        List<CaseFinding> meant = day.of(chain).stream()
                .filter(finding -> finding.state() != CaseFinding.State.SETTLED
                        && !day.accepted().containsKey(finding.key()))
                .filter(finding -> !key.isBlank()
                        && (finding.key().startsWith(key)
                                || finding.rule().word().equals(key)))
                .toList();
        if (meant.size() != 1) {
            throw new Refusal(
                    meant.isEmpty()
                            ? "this case has no such finding: see `ledger cases show ID`"
                            : "several findings fit: give the key of one, as `ledger cases show ID --format json` shows it");
        }
        known.needs(signed.by());
        CaseFinding finding = meant.getFirst();
        boolean own = chain.all(Step.COORDINATOR).stream()
                .anyMatch(taken -> taken.about().equals(Optional.of(signed.by())));
        // without the sentence: a CVE id may stand in it
        Entry.Act settled = new Entry.FindingSettled(
                finding.key(), finding.rule().title() + ", case " + chain.of().id(), until);
        return done(chain.of(), day, own ? new Entry.Proposed(settled) : settled, signed, dryRun);
    }

    private static Refusal unknown() {
        return new Refusal("there is no such case: see `ledger cases list`");
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
