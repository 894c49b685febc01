package org.triageledger.work.queries;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.triageledger.core.coverage.Coverage;
import org.triageledger.core.coverage.Stretch;
import org.triageledger.store.QuarantineStore;
import org.triageledger.store.SourceStore;

/** What a source has not read, and why, so far as that can be told from what it has. */
final class CoverageGaps {
    private CoverageGaps() {}

    /**
     * @param noted why times of this source or others are not covered
     * @param held what lies in quarantine, of this source or others
     * @param state as the answers name it
     * @param to until when mail can have been read; what comes later is no gap yet
     */
    static List<SourceViews.Gap> of(
            SourceStore.Source source,
            List<SourceStore.Gap> noted,
            List<QuarantineStore.Entry> held,
            SourceState state,
            Instant from,
            Instant to) {
        if (to.isBefore(from)) {
            return List.of();
        }
        List<SourceStore.Gap> itsNoted = noted.stream()
                .filter(eachGap -> eachGap.source().equals(source.name()))
                .toList();
        List<QuarantineStore.Entry> itsHeld =
                held.stream().filter(entry -> entry.sourceId() == source.id()).toList();
        return new Coverage(source.covered())
                        .without(itsHeld.stream()
                                .flatMap(entry -> entry.arrived().stream())
                                .toList())
                        .gaps(new Stretch(from, to))
                        .stream()
                        .map(gap -> new SourceViews.Gap(
                                gap.from(),
                                gap.to(),
                                Causes.known(gap, itsNoted, itsHeld).orElseGet(() -> cause(source, state, gap))))
                        .toList();
    }

    private static String cause(SourceStore.Source source, SourceState state, Stretch gap) {
        Optional<Instant> first = source.covered().stream().map(Stretch::from).min(Comparator.naturalOrder());
        boolean before = first.map(begin -> !begin.isBefore(gap.to())).orElse(false);
        boolean after = source.covered().stream().allMatch(read -> !read.to().isAfter(gap.from()));
        switch (source.kind()) {
            case IMPORT -> {
                return first.isEmpty() ? "the import claims no days" : "not among the days the import claims";
            }
            case DELIVERY -> {
                return "a pipe claims no days: nobody can tell what it was not given";
            }
            case MAILBOX -> {}
        }
        if (before) {
            return "before the first look at the mailbox";
        }
        if (!after) {
            return "nobody looked: the service was down, or the mailbox was out of reach";
        }
        if (state == SourceState.RETIRED) {
            return "no longer watched";
        }
        if (source.trouble().isPresent()) {
            return source.trouble().get();
        }
        return source.backlog() > 0 ? "still being read" : "no look has succeeded since";
    }
}
