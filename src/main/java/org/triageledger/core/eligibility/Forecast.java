package org.triageledger.core.eligibility;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.triageledger.core.coverage.Stretch;
import org.triageledger.core.member.Person;

/**
 * What becomes of a member if nothing happens: the days on which the verdict turns, and what would keep them.
 *
 * @param turns in order of days; not those that only move an end
 * @param lastDay the last day before nothing keeps the member any more; empty where that day does not come within the time
 *     asked for, or has come already
 * @param keep a sentence on the one act that would keep or bring them back; empty where none is needed
 */
public record Forecast(
        String member, String name, Verdict now, List<Turn> turns, Optional<LocalDate> lastDay, Optional<String> keep) {
    /** Facts have finitely many days of change; this only bounds the work for a roster of absurd length. */
    private static final int MOST_STEPS = 1_000;

    /** The first day of another verdict. */
    public record Turn(LocalDate day, Verdict verdict) {}

    /**
     * For everybody who is a member on a UTC day, who becomes inactive first at the top.
     *
     * @param horizon the last day looked at
     */
    public static List<Forecast> of(Evaluations evaluations, LocalDate asOf, LocalDate horizon) {
        return evaluations
                .members(asOf)
                .map(person -> of(evaluations, person, asOf, horizon))
                .sorted(Comparator.comparing((Forecast forecast) ->
                                stays(forecast.now) ? forecast.lastDay.orElse(LocalDate.MAX) : LocalDate.MIN)
                        .thenComparing(Forecast::member))
                .toList();
    }

    private static Forecast of(Evaluations evaluations, Person person, LocalDate asOf, LocalDate horizon) {
        Evaluation first = evaluations.of(person, asOf);
        List<Turn> turns = new ArrayList<>();
        Evaluation current = first;
        LocalDate day = asOf;
        for (int step = 0; step < MOST_STEPS; step++) {
            Optional<LocalDate> next = next(evaluations, person, current, day);
            if (next.isEmpty() || next.get().isAfter(horizon) || !person.isMember(next.get())) {
                break;
            }
            day = next.get();
            Evaluation then = evaluations.of(person, day);
            if (!then.verdict().word().equals(current.verdict().word())) {
                turns.add(new Turn(day, then.verdict()));
            }
            current = then;
        }
        Optional<LocalDate> lastDay = stays(first.verdict())
                ? turns.stream()
                        .filter(turn -> !stays(turn.verdict))
                        .findFirst()
                        .map(turn -> turn.day.minusDays(1))
                : Optional.empty();
        return new Forecast(
                person.id(), person.name(), first.verdict(), turns, lastDay, keep(first.verdict(), lastDay));
    }

    /** The next day on which anything about the verdict can be different. */
    private static Optional<LocalDate> next(Evaluations evaluations, Person person, Evaluation current, LocalDate day) {
        Stream<LocalDate> ends = current.criteria().stream()
                .flatMap(criterion -> criterion.until().stream())
                .map(until -> until.plusDays(1));
        Stream<LocalDate> read = current.verdict() instanceof Verdict.Unknown unknown
                ? unknown.gaps().stream().map(Forecast::forgotten)
                : Stream.empty();
        return Stream.of(ends, read, evaluations.turns(person, day).stream())
                .flatMap(stream -> stream)
                .filter(eachDay -> eachDay.isAfter(day))
                .min(Comparator.naturalOrder());
    }

    /** The first day whose year a gap no longer reaches into. */
    private static LocalDate forgotten(Stretch gap) {
        return Year.end(LocalDate.ofInstant(gap.to(), ZoneOffset.UTC)).plusDays(1);
    }

    private static boolean stays(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Active ignored -> true;
            case Verdict.Newcomer ignored -> true;
            case Verdict.Exempt ignored -> true;
            case Verdict.Inactive ignored -> false;
            case Verdict.Unknown ignored -> false;
        };
    }

    private static Optional<String> keep(Verdict now, Optional<LocalDate> lastDay) {
        return switch (now) {
            case Verdict.Inactive ignored ->
                Optional.of("An answer in one report makes them active again from that day on, for a year.");
            case Verdict.Unknown unknown ->
                Optional.of((unknown.gaps().isEmpty()
                                ? "Deciding what waits in the review queue, or noting down what is not known of them,"
                                : "Reading the missing mail")
                        + " settles it; an answer in one report does so at once.");
            case Verdict.Active ignored -> before(lastDay);
            case Verdict.Newcomer ignored -> before(lastDay);
            case Verdict.Exempt ignored -> before(lastDay);
        };
    }

    private static Optional<String> before(Optional<LocalDate> lastDay) {
        return lastDay.map(
                day -> "An answer in one report by " + day + " keeps them for a year from the day it is written.");
    }
}
