package org.triageledger.core.membership;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.triageledger.core.member.Dated;

/**
 * Somebody is away for a stretch of days. It stands beside a verdict and does not change it.
 *
 * @param reason private: it is shown to admins and never leaves the program
 */
public record Leave(String member, Dated when, Optional<String> reason) {
    /** {@code on leave from 2026-11-01 to 2026-12-31}: without the reason. */
    public String days() {
        return days(DateTimeFormatter.ISO_LOCAL_DATE);
    }

    public String days(DateTimeFormatter format) {
        return "on leave"
                + when.from().map(day -> " from " + format.format(day)).orElse("")
                + when.to().map(day -> " to " + format.format(day)).orElse("");
    }

    /**
     * A leave that may be noted beside these: nobody is away twice on one day.
     *
     * @param others without the one that it replaces
     */
    public static Outcome<Leave> of(String member, Dated when, List<Leave> others) {
        return others.stream()
                .filter(other -> other.member.equals(member) && other.when.overlaps(when))
                .findFirst()
                .map(other -> Outcome.<Leave>refused(
                        Outcome.Why.ALREADY_ON_LEAVE,
                        "from",
                        "These days overlap another leave (" + other.days()
                                + "): change or remove that one, or choose other days."))
                .orElseGet(() -> Outcome.done(new Leave(member, when, Optional.empty())));
    }

    /** How many pairs of leaves of one member share a day. */
    public static long overlaps(List<Leave> leaves) {
        return IntStream.range(0, leaves.size())
                .mapToLong(i -> leaves.subList(0, i).stream()
                        .filter(other ->
                                other.member.equals(leaves.get(i).member) && other.when.overlaps(leaves.get(i).when))
                        .count())
                .sum();
    }

    /** The days alone: a reason is nobody's business where the leave is only shown. */
    public Leave withoutReason() {
        return new Leave(member, when, Optional.empty());
    }

    @Override
    public String toString() {
        return "Leave[" + when + "]";
    }
}
