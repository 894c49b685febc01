package org.triageledger.core.review;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.triageledger.core.coverage.Stretch;
import org.triageledger.core.eligibility.Criterion;
import org.triageledger.core.eligibility.Verdict;
import org.triageledger.core.member.Finding;
import org.triageledger.core.snapshot.Snapshot;

/**
 * The report of a review to the steering council. It has names, days and numbers. Nothing of a report of a vulnerability can be
 * in it: neither subject nor id, reporter or text; nor reasons that people gave, for decisions or leaves.
 *
 * @param sha256 of the snapshot it was made from
 * @param counts by verdict; every word is there
 */
public record CouncilReport(
        String team,
        String review,
        LocalDate asOf,
        String sha256,
        Snapshot.Rules rules,
        Map<String, Integer> counts,
        List<Row> inactive,
        List<Row> exempt,
        List<Row> newcomers,
        List<Row> unknown,
        List<Finding> findings,
        Snapshot.Quality quality) {
    /**
     * One member.
     *
     * @param lastCredit the UTC day
     * @param credits the number of reports they ever had a credit for
     * @param note what keeps them, or what is missing
     * @param decision the word, where there is one already
     */
    public record Row(
            String member,
            String name,
            Optional<LocalDate> until,
            Optional<LocalDate> lastCredit,
            int credits,
            String note,
            Optional<String> decision) {}

    public static CouncilReport of(String team, Review.Opened review) {
        Snapshot snapshot = review.snapshot();
        return new CouncilReport(
                team,
                review.id(),
                snapshot.asOf(),
                snapshot.sha256(),
                snapshot.rules(),
                snapshot.counts(),
                rows(review, verdict -> verdict instanceof Verdict.Inactive),
                rows(review, verdict -> verdict instanceof Verdict.Exempt),
                rows(review, verdict -> verdict instanceof Verdict.Newcomer),
                rows(review, verdict -> verdict instanceof Verdict.Unknown),
                snapshot.findings(),
                snapshot.quality());
    }

    private static List<Row> rows(Review.Opened review, Predicate<Verdict> which) {
        return review.snapshot().lines().stream()
                .filter(line -> which.test(line.verdict()))
                .map(line -> new Row(
                        line.member(),
                        line.name(),
                        line.verdict().end(),
                        line.lastCredit(),
                        line.creditsEver(),
                        note(line),
                        review.decision(line.member())
                                .map(decision -> decision.kind().word())))
                .toList();
    }

    private static String note(Snapshot.Line line) {
        List<String> notes = new ArrayList<>();
        switch (line.verdict()) {
            case Verdict.Exempt ignored ->
                line.criteria().stream()
                        .filter(criterion -> criterion.result() == Criterion.Result.MET)
                        .map(Criterion::why)
                        .forEach(notes::add);
            case Verdict.Unknown unknown -> {
                if (!unknown.gaps().isEmpty()) {
                    notes.add("Mail is missing: " + gaps(unknown.gaps()) + ".");
                }
                line.criteria().stream()
                        .filter(criterion -> criterion.result() == Criterion.Result.CANNOT_TELL
                                && !criterion.name().equals("triage"))
                        .map(Criterion::why)
                        .forEach(notes::add);
            }
            case Verdict.Active ignored -> {}
            case Verdict.Newcomer ignored -> {}
            case Verdict.Inactive ignored -> {}
        }
        line.leave().map(leave -> "Is " + leave.days() + ".").ifPresent(notes::add);
        return String.join(" ", notes);
    }

    public static String gaps(List<Stretch> gaps) {
        return gaps.isEmpty()
                ? "none"
                : gaps.stream().map(CouncilReport::gap).distinct().collect(Collectors.joining(", "));
    }

    private static String gap(Stretch gap) {
        LocalDate first = LocalDate.ofInstant(gap.from(), ZoneOffset.UTC);
        LocalDate last = LocalDate.ofInstant(gap.to(), ZoneOffset.UTC);
        return first.equals(last) ? first.toString() : first + " to " + last;
    }
}
