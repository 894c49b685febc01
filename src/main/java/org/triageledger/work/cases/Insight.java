package org.triageledger.work.cases;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.activity.Activity;
import org.triageledger.core.activity.Credit;
import org.triageledger.core.advisory.cases.Chain;
import org.triageledger.core.advisory.cases.Expected;
import org.triageledger.core.advisory.cases.Outcome;
import org.triageledger.core.advisory.cases.Step;
import org.triageledger.core.member.Roster;
import org.triageledger.work.Refusal;
import org.triageledger.work.facts.Facts;

/** How the work of the team goes: what comes in, how long it takes, and on whom it rests. */
@ApplicationScoped
public class Insight {
    static final int MONTHS = 24;
    static final int QUARTERS = 8;

    /** The tables that there are, each a file of its own. */
    public static final List<String> TABLES = List.of("months", "times", "load", "kinds");

    private static final int MONTHS_OF_A_QUARTER = 3;

    private final CaseBook book;
    private final Facts facts;
    private volatile @Nullable Kept kept;

    Insight(CaseBook book, Facts facts) {
        this.book = book;
        this.facts = facts;
    }

    /** As of a UTC day: mail and decisions of later days do not exist for it. */
    public InsightViews.Figures figures(LocalDate asOf) {
        CaseDays.Day day = book.on(asOf);
        Facts.Known known = facts.on(asOf);
        Kept last = kept;
        if (last == null || !last.isOf(day, known, asOf)) {
            last = new Kept(asOf, day.chains(), known.activity(), known.roster(), figures(day, known, asOf));
            kept = last;
        }
        return last.figures;
    }

    /** The figures, kept as long as what they follow from, which changes with mail and decisions. */
    private record Kept(
            LocalDate asOf, List<Chain> chains, Activity activity, Roster roster, InsightViews.Figures figures) {
        private boolean isOf(CaseDays.Day day, Facts.Known known, LocalDate asked) {
            return asOf.equals(asked)
                    && chains == day.chains()
                    && activity == known.activity()
                    && roster.equals(known.roster());
        }
    }

    private InsightViews.Figures figures(CaseDays.Day day, Facts.Known known, LocalDate asOf) {
        List<Received> received = day.chains().stream()
                .flatMap(chain -> chain
                        .first(Step.RECEIVED)
                        .map(taken ->
                                new Received(YearMonth.from(taken.when().by().atZone(ZoneOffset.UTC)), chain))
                        .stream())
                .toList();
        List<Credit> year = within(known, asOf.minusYears(1), asOf);
        return new InsightViews.Figures(
                asOf,
                months(received, YearMonth.from(asOf)),
                quarters(received, YearMonth.from(asOf)),
                load(known, year),
                kinds(year, within(known, asOf.minusYears(2), asOf.minusYears(1))));
    }

    private record Received(YearMonth month, Chain chain) {}

    /** Credits with evidence after one day and up to another. */
    private static List<Credit> within(Facts.Known known, LocalDate after, LocalDate to) {
        Instant from = after.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant end = to.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return known.activity().credits().stream()
                .filter(credit -> arrived(credit, from, end))
                .toList();
    }

    private static boolean arrived(Credit credit, Instant from, Instant end) {
        for (Credit.Evidence evidence : credit.evidence()) {
            if (!evidence.arrived().isBefore(from) && evidence.arrived().isBefore(end)) {
                return true;
            }
        }
        return false;
    }

    private static List<InsightViews.MonthLine> months(List<Received> received, YearMonth last) {
        Map<YearMonth, List<Chain>> by = received.stream()
                .collect(Collectors.groupingBy(
                        Received::month, Collectors.mapping(Received::chain, Collectors.toList())));
        return IntStream.rangeClosed(1 - MONTHS, 0)
                .mapToObj(last::plusMonths)
                .map(month -> {
                    List<Chain> chains = by.getOrDefault(month, List.of());
                    Map<Outcome, Integer> ends = new EnumMap<>(Outcome.class);
                    chains.forEach(chain -> ends.merge(chain.outcome(), 1, Integer::sum));
                    return new InsightViews.MonthLine(
                            month.toString(),
                            chains.size(),
                            ends.entrySet().stream()
                                    .map(end -> new CaseViews.NumberLine(
                                            end.getKey().word(), end.getValue()))
                                    .toList());
                })
                .toList();
    }

    private static List<InsightViews.QuarterLine> quarters(List<Received> received, YearMonth last) {
        Map<String, List<Chain>> by = received.stream()
                .collect(Collectors.groupingBy(
                        each -> quarter(each.month), Collectors.mapping(Received::chain, Collectors.toList())));
        return IntStream.rangeClosed(1 - QUARTERS, 0)
                .mapToObj(back -> quarter(last.plusMonths((long) back * MONTHS_OF_A_QUARTER)))
                .map(quarter -> {
                    List<Chain> chains = by.getOrDefault(quarter, List.of());
                    Map<Step, Expected.Times> times = Expected.of(chains);
                    return new InsightViews.QuarterLine(
                            quarter, chains.size(), took(times.get(Step.FIRST_REPLY)), took(times.get(Step.DECIDED)));
                })
                .toList();
    }

    private static String quarter(YearMonth month) {
        return month.getYear() + "-Q" + ((month.getMonthValue() - 1) / MONTHS_OF_A_QUARTER + 1);
    }

    private static InsightViews.Took took(Expected.@Nullable Times times) {
        return times == null
                ? new InsightViews.Took(0, null, null)
                : new InsightViews.Took(times.cases(), hours(times.median()), hours(times.ninetieth()));
    }

    private static long hours(Duration time) {
        return time.toHours();
    }

    private static InsightViews.Load load(Facts.Known known, Collection<Credit> credits) {
        Map<String, Set<String>> membersOf = new HashMap<>();
        Map<String, Set<String>> reportsOf = new TreeMap<>();
        for (Credit credit : credits) {
            membersOf
                    .computeIfAbsent(credit.report(), first -> new HashSet<>(2))
                    .add(credit.member());
            reportsOf.computeIfAbsent(credit.member(), first -> new HashSet<>()).add(credit.report());
        }
        List<InsightViews.MemberLoad> lines = reportsOf.entrySet().stream()
                .map(entry -> new InsightViews.MemberLoad(
                        entry.getKey(),
                        known.roster()
                                .withId(entry.getKey())
                                .map(person -> person.name())
                                .orElse(entry.getKey()),
                        entry.getValue().size(),
                        (int) entry.getValue().stream()
                                .filter(report ->
                                        membersOf.getOrDefault(report, Set.of()).size() == 1)
                                .count(),
                        Math.round(100f * entry.getValue().size() / membersOf.size())))
                .sorted(Comparator.comparingInt(InsightViews.MemberLoad::reports)
                        .reversed()
                        .thenComparing(InsightViews.MemberLoad::name))
                .toList();
        return new InsightViews.Load(
                membersOf.size(),
                (int) membersOf.values().stream()
                        .filter(members -> members.size() == 1)
                        .count(),
                half(membersOf, reportsOf),
                lines);
    }

    /** Taken one by one, each time the member who adds the most reports that nobody taken before worked on. */
    private static int half(Map<String, Set<String>> membersOf, Map<String, Set<String>> reportsOf) {
        Set<String> open = new HashSet<>(membersOf.keySet());
        int taken = 0;
        while (open.size() * 2 > membersOf.size()) {
            Optional<Set<String>> most = reportsOf.values().stream()
                    .max(Comparator.comparingLong(
                            reports -> reports.stream().filter(open::contains).count()));
            most.ifPresent(open::removeAll);
            taken++;
        }
        return taken;
    }

    private static List<InsightViews.KindLine> kinds(List<Credit> year, List<Credit> before) {
        return Stream.of(Credit.Kind.values())
                .map(kind -> new InsightViews.KindLine(kind.word(), count(year, kind), count(before, kind)))
                .filter(line -> line.credits() + line.before() > 0)
                .sorted(Comparator.comparingInt(InsightViews.KindLine::credits).reversed())
                .toList();
    }

    private static int count(List<Credit> credits, Credit.Kind kind) {
        return (int) credits.stream().filter(credit -> credit.kind() == kind).count();
    }

    /**
     * One of the tables, its headings first. Times are hours; where nothing is known a field is empty.
     *
     * @param table one of {@link #TABLES}
     * @throws Refusal where it is none of them
     */
    public List<List<String>> table(String table, LocalDate asOf) {
        InsightViews.Figures figures = figures(asOf);
        List<List<String>> rows = new ArrayList<>();
        switch (table) {
            case "months" -> {
                rows.add(List.of("month", "outcome", "reports"));
                figures.months()
                        .forEach(month -> month.ends()
                                .forEach(end ->
                                        rows.add(List.of(month.month(), end.name(), String.valueOf(end.count())))));
            }
            case "times" -> {
                rows.add(List.of("quarter", "reports", "until", "cases", "median hours", "90th percentile hours"));
                for (InsightViews.QuarterLine line : figures.quarters()) {
                    rows.add(row(line, "first-reply", line.reply()));
                    rows.add(row(line, "decision", line.decision()));
                }
            }
            case "load" -> {
                rows.add(List.of("member", "name", "reports", "alone", "percent of reports"));
                figures.load()
                        .members()
                        .forEach(line -> rows.add(List.of(
                                line.member(),
                                line.name(),
                                String.valueOf(line.reports()),
                                String.valueOf(line.alone()),
                                String.valueOf(line.percent()))));
            }
            case "kinds" -> {
                rows.add(List.of("kind", "credits", "the year before"));
                figures.kinds()
                        .forEach(line -> rows.add(
                                List.of(line.kind(), String.valueOf(line.credits()), String.valueOf(line.before()))));
            }
            default -> throw new Refusal("'" + table + "' is no table: choose " + String.join(", ", TABLES));
        }
        return rows;
    }

    private static List<String> row(InsightViews.QuarterLine line, String until, InsightViews.Took took) {
        return List.of(
                line.quarter(),
                String.valueOf(line.reports()),
                until,
                String.valueOf(took.cases()),
                text(took.median()),
                text(took.ninetieth()));
    }

    private static String text(@Nullable Long hours) {
        return hours == null ? "" : hours.toString();
    }
}
