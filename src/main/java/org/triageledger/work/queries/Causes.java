package org.triageledger.work.queries;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.triageledger.core.coverage.Stretch;
import org.triageledger.store.QuarantineStore;
import org.triageledger.store.SourceStore;
import org.triageledger.work.intake.KnownSources;

/** Why mail is missing of some time, as far as the ledger knows. */
@ApplicationScoped
class Causes {
    /** A gap is named by whole seconds; what caused it lies at most this far outside. */
    private static final Duration NEAR = Duration.ofSeconds(2);

    static final String REMOVED = "facts of threads without credits were removed by retention";

    private final KnownSources sources;

    Causes(KnownSources sources) {
        this.sources = sources;
    }

    List<SourceViews.Gap> of(List<Stretch> gaps) {
        List<SourceStore.Source> all = sources.all();
        List<SourceStore.Gap> noted = sources.gaps();
        List<QuarantineStore.Entry> held = sources.held();
        return gaps.stream()
                .map(gap -> new SourceViews.Gap(gap.from(), gap.to(), cause(gap, all, noted, held)))
                .toList();
    }

    private static String cause(
            Stretch gap, List<SourceStore.Source> all, List<SourceStore.Gap> noted, List<QuarantineStore.Entry> held) {
        Optional<String> known = known(gap, noted, held);
        if (known.isPresent()) {
            return known.get();
        }
        Optional<Instant> first = all.stream()
                .flatMap(source -> source.covered().stream())
                .map(Stretch::from)
                .min(Comparator.naturalOrder());
        Optional<Instant> last = all.stream()
                .flatMap(source -> source.covered().stream())
                .map(Stretch::to)
                .max(Comparator.naturalOrder());
        if (first.isEmpty() || last.isEmpty()) {
            return "no source is known to hold all mail";
        }
        if (!gap.to().isAfter(first.get())) {
            return "before the first time that any source covers";
        }
        if (!gap.from().isBefore(last.get())) {
            return "not read yet";
        }
        return "between two times that sources cover";
    }

    /** What was noted of a gap, or lies in quarantine for it. */
    static Optional<String> known(Stretch gap, List<SourceStore.Gap> noted, List<QuarantineStore.Entry> held) {
        long inside = held.stream()
                .filter(entry -> entry.arrived().map(at -> within(at, gap)).orElse(false))
                .count();
        if (inside > 0) {
            return Optional.of(
                    inside == 1
                            ? "a message that came then lies in quarantine"
                            : inside + " messages that came then lie in quarantine");
        }
        return noted.stream()
                .filter(eachGap -> !eachGap.stretch().to().isBefore(gap.from())
                        && !eachGap.stretch().from().isAfter(gap.to()))
                .map(eachGap -> switch (eachGap.cause()) {
                    case REMADE -> "the mailbox was created again on its server";
                    case RETENTION -> REMOVED + ", and the roster or the rules changed since";
                    case VANISHED -> "messages came and went unseen between two looks";
                })
                .findFirst();
    }

    private static boolean within(Instant at, Stretch gap) {
        return !at.isBefore(gap.from().minus(NEAR)) && !at.isAfter(gap.to().plus(NEAR));
    }
}
