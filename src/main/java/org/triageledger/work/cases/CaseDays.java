package org.triageledger.work.cases;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.advisory.cases.CaseFinding;
import org.triageledger.core.advisory.cases.CaseFindings;
import org.triageledger.core.advisory.cases.CaseLimits;
import org.triageledger.core.advisory.cases.CaseSources;
import org.triageledger.core.advisory.cases.Chain;
import org.triageledger.core.advisory.cases.DerivedCases;
import org.triageledger.core.advisory.cases.Releases;
import org.triageledger.core.coverage.Coverage;
import org.triageledger.core.mail.SameObjects;
import org.triageledger.core.record.DecisionEffects;
import org.triageledger.core.record.LogEntry;
import org.triageledger.store.CveRecordStore;
import org.triageledger.store.SourceStore;
import org.triageledger.work.OncePerRequest;
import org.triageledger.work.config.CaseSettings;
import org.triageledger.work.config.LedgerConfig;
import org.triageledger.work.facts.Facts;
import org.triageledger.work.facts.GhsaBook;
import org.triageledger.work.intake.SourceKind;
import org.triageledger.work.record.KnownDecisions;
import org.triageledger.work.release.ReleaseFeed;

/** What is known of cases on a day, kept until it changes. */
@ApplicationScoped
class CaseDays {
    /** Those of which pages ask in turn. */
    private static final int KEPT_DAYS = 4;

    private final Deque<KeptDay> kept = new ArrayDeque<>();
    private final DerivedCases present = new DerivedCases();
    private Made last = Made.NOTHING;
    private final Facts facts;
    private final KnownDecisions decisions;
    private final SourceStore sources;
    private final CveRecordStore records;
    private final GhsaBook ghsa;
    private final ReleaseFeed releases;
    private final LedgerConfig config;
    private final Clock clock;

    CaseDays(
            Facts facts,
            KnownDecisions decisions,
            SourceStore sources,
            CveRecordStore records,
            GhsaBook ghsa,
            ReleaseFeed releases,
            LedgerConfig config,
            Clock clock) {
        this.facts = facts;
        this.decisions = decisions;
        this.sources = sources;
        this.records = records;
        this.ghsa = ghsa;
        this.releases = releases;
        this.config = config;
        this.clock = clock;
    }

    /**
     * All that is known of cases on a UTC day.
     *
     * @param now the moment up to which time is counted: the end of the day, or the present
     * @param findings by the ids of the cases
     * @param accepted the entries by which findings were accepted, by their keys
     */
    record Day(
            LocalDate asOf,
            Instant now,
            List<Chain> chains,
            CaseFindings rules,
            Map<String, List<CaseFinding>> findings,
            Map<String, LogEntry> accepted,
            CaseLimits limits) {
        List<CaseFinding> of(Chain chain) {
            return findings.getOrDefault(chain.of().id(), List.of());
        }

        /** Those that wait: neither settled nor accepted. */
        boolean isOpen(CaseFinding finding) {
            return finding.state() == CaseFinding.State.OPEN
                    && (accepted.isEmpty() || !accepted.containsKey(finding.key()));
        }

        Optional<Chain> named(String name) {
            return chains.stream().filter(chain -> chain.of().isNamed(name)).findFirst();
        }
    }

    /** As it was known at the end of a UTC day: decisions of later days do not exist for it. The roster is that of today. */
    @OncePerRequest
    @Transactional
    Day on(LocalDate asOf) {
        return on(asOf, decisions.now());
    }

    /** The same if these were all decisions. */
    Day on(LocalDate asOf, DecisionEffects all) {
        Instant present = clock.instant();
        Instant end = GhsaBook.endOf(asOf);
        Instant now = end.isBefore(present) ? end.truncatedTo(ChronoUnit.SECONDS) : present;
        List<LogEntry> then =
                all.log().stream().filter(entry -> !entry.at().isAfter(end)).toList();
        DecisionEffects effects = then.size() == all.log().size() ? all : DecisionEffects.of(then);
        Facts.Known facts = effects == decisions.now() ? this.facts.on(asOf) : this.facts.supposing(effects, asOf);
        Basis basis = new Basis(
                asOf, now.truncatedTo(ChronoUnit.MINUTES), releases.known(), sources(facts, asOf), facts, effects);
        if (effects != decisions.now()) {
            return derive(basis, now); // of a day in the past or of a change that is only tried: nobody asks twice
        }
        synchronized (kept) {
            return kept.stream()
                    .filter(day -> day.basis.equals(basis))
                    .findFirst()
                    .orElseGet(() -> keep(new KeptDay(basis, derive(basis, now))))
                    .day;
        }
    }

    private KeptDay keep(KeptDay day) {
        if (kept.size() == KEPT_DAYS) {
            kept.removeFirst();
        }
        kept.addLast(day);
        return day;
    }

    /** What is kept until what it was made from changes, or a minute is over: findings grow with time. */
    private record KeptDay(Basis basis, Day day) {}

    /**
     * What the cases of a day are made from. What follows from mail and decisions is the same only where it is the same object.
     *
     * @param minute up to which time is counted
     */
    private record Basis(
            LocalDate asOf,
            Instant minute,
            Releases releases,
            CaseSources sources,
            Facts.Known facts,
            DecisionEffects effects) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Basis basis
                    && basis.asOf.equals(asOf)
                    && basis.minute.equals(minute)
                    && basis.effects == effects
                    && basis.facts.activity() == facts.activity()
                    && basis.sources.equals(sources)
                    && basis.releases.equals(releases);
        }

        @Override
        public int hashCode() {
            return asOf.hashCode();
        }
    }

    private Day derive(Basis basis, Instant now) {
        LocalDate asOf = basis.asOf;
        Facts.Known facts = basis.facts;
        DecisionEffects effects = basis.effects;
        CaseLimits limits = CaseSettings.limits(config.cases());
        DerivedCases.Basis made = new DerivedCases.Basis(
                facts.roster(), facts.named().credits(), effects.rulings(), effects.caseSteps(), basis.releases, asOf);
        CaseFindings rules = new CaseFindings(limits, basis.sources, facts.roster(), now);
        boolean isPresent = effects == decisions.now() && !GhsaBook.endOf(asOf).isBefore(now);
        List<DerivedCases.Derived> cases = isPresent
                ? present.keeping(facts.cases(), made, rules, now)
                : DerivedCases.all(facts.cases(), made, rules, now);
        Made last = isPresent ? this.last : Made.NOTHING;
        Made found = last.of(cases, asOf);
        if (isPresent) {
            this.last = found;
        }
        return new Day(asOf, now, found.chains, rules, found.findings, effects.settledOn(asOf), limits);
    }

    /** What follows from derived cases as a whole; the same objects as long as it is the same. */
    private record Made(
            List<DerivedCases.Derived> cases,
            LocalDate asOf,
            List<Chain> chains,
            Map<String, List<CaseFinding>> findings) {
        private static final Made NOTHING = new Made(List.of(), LocalDate.MIN, List.of(), Map.of());

        private Made of(List<DerivedCases.Derived> fresh, LocalDate day) {
            if (fresh == cases && day.equals(asOf)) {
                return this;
            }
            List<Chain> derived =
                    fresh.stream().map(DerivedCases.Derived::chain).toList();
            Map<String, List<CaseFinding>> found = Stream.concat(
                            fresh.stream().flatMap(one -> one.found().findings().stream()),
                            CaseFindings.leaks(derived, day).stream())
                    .collect(Collectors.groupingBy(CaseFinding::caseId));
            return new Made(fresh, day, SameObjects.in(derived, chains) ? chains : derived, found);
        }
    }

    /** In whole minutes, as time is counted here: else nothing would be the same a second later. */
    private CaseSources sources(Facts.Known facts, LocalDate asOf) {
        return new CaseSources(
                facts.coverage(),
                new Coverage(sources.covered(SourceKind.ANNOUNCEMENTS.word())),
                records.knownUntil(),
                ghsa.known().polls(),
                this.facts.knownUntil(asOf).truncatedTo(ChronoUnit.MINUTES));
    }
}
