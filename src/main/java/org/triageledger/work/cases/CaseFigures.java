package org.triageledger.work.cases;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.advisory.CveId;
import org.triageledger.core.advisory.Severity;
import org.triageledger.core.advisory.cases.CaseNumbers;
import org.triageledger.core.advisory.cases.Chain;
import org.triageledger.core.advisory.cases.Expected;
import org.triageledger.core.advisory.cases.Step;
import org.triageledger.core.advisory.cases.Taken;
import org.triageledger.document.Csv;
import org.triageledger.work.config.LedgerConfig;
import org.triageledger.work.facts.GhsaBook;

/** Numbers of cases, and what everybody may see of published ones where a setting allows it. */
@ApplicationScoped
public class CaseFigures {
    private final CaseBook book;
    private final LedgerConfig config;
    private volatile @Nullable Kept kept;

    CaseFigures(CaseBook book, LedgerConfig config) {
        this.book = book;
        this.config = config;
    }

    /** As of a UTC day: the same whenever it is asked for, as long as no more is learnt of that day. */
    public CaseViews.Numbers numbers(LocalDate asOf) {
        List<Chain> chains = book.on(asOf).chains();
        Kept last = kept;
        if (last == null || last.from != chains || !last.numbers.asOf().equals(asOf)) {
            last = new Kept(chains, numbers(chains, asOf));
            kept = last;
        }
        return last.numbers;
    }

    /** @param from what they follow from: another list once anything changed */
    private record Kept(List<Chain> from, CaseViews.Numbers numbers) {}

    private static CaseViews.Numbers numbers(List<Chain> chains, LocalDate asOf) {
        CaseNumbers numbers = CaseNumbers.of(chains, GhsaBook.endOf(asOf));
        return new CaseViews.Numbers(
                asOf,
                numbers.years().stream()
                        .map(year -> new CaseViews.YearLine(
                                year.year(),
                                year.received(),
                                year.cases().entrySet().stream()
                                        .map(entry -> new CaseViews.NumberLine(
                                                entry.getKey().word(), entry.getValue()))
                                        .toList(),
                                year.advisories(),
                                severities(year.severities()),
                                year.steps().entrySet().stream()
                                        .map(entry -> times(entry.getKey(), entry.getValue()))
                                        .toList()))
                        .toList(),
                Stream.of(CaseNumbers.Age.values())
                        .map(age -> new CaseViews.NumberLine(
                                age.title(), numbers.unfinished().getOrDefault(age, 0)))
                        .toList());
    }

    private static List<CaseViews.NumberLine> severities(Map<Severity, Integer> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.reverseOrder()))
                .map(entry -> new CaseViews.NumberLine(entry.getKey().name(), entry.getValue()))
                .toList();
    }

    private static CaseViews.TimesLine times(Step step, Expected.Times times) {
        return new CaseViews.TimesLine(
                step.word(),
                step.title(),
                times.cases(),
                times.median().toHours(),
                times.ninetieth().toHours());
    }

    /** The same as comma-separated values (RFC 4180): a line for each number. */
    public String csv(LocalDate asOf) {
        CaseViews.Numbers numbers = numbers(asOf);
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("as of", "year", "what", "of", "number"));
        for (CaseViews.YearLine year : numbers.years()) {
            String of = String.valueOf(year.year());
            rows.add(row(asOf, of, "reports", "", year.reports()));
            year.outcomes().forEach(line -> rows.add(row(asOf, of, "outcome", line.name(), line.count())));
            rows.add(row(asOf, of, "advisories", "", year.advisories()));
            year.severities().forEach(line -> rows.add(row(asOf, of, "severity", line.name(), line.count())));
            for (CaseViews.TimesLine step : year.steps()) {
                rows.add(row(asOf, of, "cases with step", step.step(), step.cases()));
                rows.add(row(asOf, of, "median hours", step.step(), step.median()));
                rows.add(row(asOf, of, "90th percentile hours", step.step(), step.ninetieth()));
            }
        }
        numbers.unfinished().forEach(line -> rows.add(row(asOf, "", "unfinished", line.name(), line.count())));
        return Csv.of(rows);
    }

    private static List<String> row(LocalDate asOf, String year, String what, String of, long number) {
        return List.of(asOf.toString(), year, what, of, String.valueOf(number));
    }

    /** Whether everybody may see what is published. */
    public boolean isPublic() {
        return config.cases().publicPages();
    }

    /** Of published CVE ids alone; empty where that is not switched on. */
    public Optional<CaseViews.Published> published(LocalDate asOf) {
        if (!isPublic()) {
            return Optional.empty();
        }
        List<Chain> chains = book.on(asOf).chains();
        return Optional.of(new CaseViews.Published(
                asOf,
                CaseNumbers.of(chains, GhsaBook.endOf(asOf)).years().stream()
                        .filter(year -> year.advisories() > 0)
                        .map(year -> new CaseViews.PublishedYear(
                                year.year(), year.advisories(), severities(year.severities())))
                        .toList(),
                chains.stream()
                        .flatMap(chain -> chain.of().cves().stream()
                                .flatMap(id -> publishedAt(chain, id)
                                        .map(at -> new CaseViews.PublishedLine(
                                                id.value(),
                                                LocalDate.ofInstant(at, ZoneOffset.UTC),
                                                chain.severity()
                                                        .map(Severity::name)
                                                        .orElse(null)))
                                        .stream()))
                        .sorted(Comparator.comparing(CaseViews.PublishedLine::published)
                                .reversed()
                                .thenComparing(CaseViews.PublishedLine::cve))
                        .toList()));
    }

    /** One published CVE id, without anything that is not public; empty for any other, and where that is not switched on. */
    public Optional<CaseViews.PublishedCase> published(String name, LocalDate asOf) {
        Optional<CveId> id = CveId.parse(name).filter(cveId -> isPublic());
        return id.flatMap(cve -> book.on(asOf).chains().stream()
                .filter(chain -> publishedAt(chain, cve).isPresent())
                .findFirst()
                .map(chain -> published(chain, cve, asOf)));
    }

    private static CaseViews.PublishedCase published(Chain chain, CveId id, LocalDate asOf) {
        Optional<String> about = Optional.of(id.value());
        boolean recorded = chain.first(Step.RECORD_PUBLISHED, id).isPresent();
        return new CaseViews.PublishedCase(
                id.value(),
                chain.severity().map(Severity::name).orElse(null),
                chain.steps().stream()
                        .filter(taken -> taken.about().equals(about) && isPublic(taken))
                        .map(CaseBook::line)
                        .toList(),
                recorded
                        ? chain.branches().stream()
                                .map(branch -> new CaseViews.PublishedBranch(
                                        branch.branch(),
                                        branch.fixedIn().orElse(null),
                                        branch.released()
                                                .filter(taken -> taken.source() == Taken.Source.RELEASES)
                                                .map(taken -> LocalDate.ofInstant(
                                                        taken.when().by(), ZoneOffset.UTC))
                                                .orElse(null)))
                                .toList()
                        : List.of(),
                chain.of().records().stream()
                        .filter(history -> history.id().equals(id))
                        .flatMap(history -> history.lastPublished(asOf).stream())
                        .flatMap(record -> record.credits().stream())
                        .map(credit ->
                                new CaseViews.PublishedCredit(credit.type().text(), credit.value()))
                        .toList());
    }

    /** What the list and the record tell everybody. */
    private static boolean isPublic(Taken taken) {
        return switch (taken.source()) {
            case ANNOUNCEMENT, CVE -> true;
            case MAIL, GHSA, RELEASES, PERSON -> false;
        };
    }

    /** By the list or the record; what somebody set by hand makes nothing public. */
    private static Optional<Instant> publishedAt(Chain chain, CveId id) {
        return Stream.of(Step.ANNOUNCED, Step.RECORD_PUBLISHED)
                .flatMap(step -> chain.first(step, id).stream())
                .filter(CaseFigures::isPublic)
                .map(taken -> taken.when().by())
                .min(Comparator.naturalOrder());
    }
}
