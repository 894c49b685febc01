package org.triageledger.work.facts;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.triageledger.core.activity.Activity;
import org.triageledger.core.coverage.Coverage;
import org.triageledger.core.member.Roster;
import org.triageledger.core.membership.Leave;

/**
 * What an earlier run {@linkplain KeptActivity kept} for questions about members, and what this run keeps for the next one. Not safe for use
 * by several threads.
 */
final class EarlierAnswers {
    /** Somebody asks for today, and is told of the last day of which everything was read. */
    private static final int DAYS_IN_FILES = 4;

    private final KeptActivity kept;
    private final Map<LocalDate, KeptDay> days = new HashMap<>();
    private final Deque<LocalDate> asked = new ArrayDeque<>();

    EarlierAnswers(KeptActivity kept) {
        this.kept = kept;
    }

    /** What is known without reading mail: people with their addresses, and leaves of absence. */
    record Unloaded(Roster roster, List<Leave> leaves) {}

    /** @param lastDay from which on nothing that is known is left out */
    private record KeptDay(String marks, LocalDate lastDay, Activity activity, CreditIndex credits, Unloaded people) {}

    /** Notes for which UTC day somebody asks: the last ones of them are kept for the next run. */
    void asked(LocalDate asOf) {
        asked.remove(asOf);
        asked.addLast(asOf);
        if (asked.size() > DAYS_IN_FILES) {
            asked.removeFirst();
        }
    }

    /**
     * What was kept for a UTC day, where nothing changed since.
     *
     * @param covered what sources cover, with that roster
     */
    Optional<VerdictFacts> on(LocalDate asOf, Supplier<Unloaded> people, Function<Roster, Coverage> covered) {
        return kept.marks()
                .flatMap(now -> Stream.of(LocalDate.MAX, asOf)
                        .flatMap(day -> kept(now, day, people).stream()
                                .filter(one -> !asOf.isBefore(one.lastDay) || day.equals(asOf)))
                        .findFirst())
                .map(one -> new VerdictFacts(
                        one.people.roster,
                        covered.apply(one.people.roster),
                        one.activity,
                        one.credits,
                        one.people.leaves));
    }

    private Optional<KeptDay> kept(String now, LocalDate day, Supplier<Unloaded> people) {
        KeptDay before = days.get(day);
        if (before != null && before.marks.equals(now)) {
            return Optional.of(before);
        }
        Optional<KeptDay> read = kept.read(now, day)
                .map(found -> new KeptDay(
                        now, found.lastDay(), found.activity(), new CreditIndex(found.activity()), people.get()));
        read.ifPresent(found -> days.put(day, found));
        return read;
    }

    /**
     * Keeps the answers for the days that were asked for last.
     *
     * @param dayOf the day that stands for all those on which the same is known
     */
    void keep(UnaryOperator<LocalDate> dayOf, Function<LocalDate, ActivityBytes.Kept> answer) {
        if (asked.isEmpty()) {
            return;
        }
        // marks first: what is read after them is never older
        kept.marks()
                .ifPresent(now -> asked.stream()
                        .map(dayOf)
                        .distinct()
                        .filter(day -> !kept.has(now, day))
                        .forEach(day -> kept.write(now, day, answer.apply(day))));
    }

    /** Lets go of what was read from files: from now on there are answers of this run. */
    void release() {
        days.clear();
    }

    /** Deletes what this and earlier runs kept in files. */
    void forget() {
        kept.forget();
    }
}
