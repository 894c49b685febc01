package org.triageledger.core.advisory.ghsa;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.triageledger.core.advisory.CreditType;
import org.triageledger.core.advisory.GhsaId;

/**
 * Looks, comments and polls to advisories with a history. The same set of them gives the same history, in whatever order and however
 * often they came.
 *
 * <p>What a look shows held when GitHub says that the advisory was changed last. So what is new in it came in after the look before, or
 * after the last complete poll that still found that one, and no later than that change. Where GitHub names no later change although
 * something is another, the times of the looks bound it.
 */
public final class Advisories {
    /** In the order in which an advisory said it. */
    private static final Comparator<Look> ORDER =
            Comparator.comparing(Look::updated).thenComparing(Look::seen).thenComparing(Look::toString);

    private Advisories() {}

    /**
     * All advisories begun by then, in order of their beginning.
     *
     * @param until what was changed or written later does not exist
     */
    public static List<Advisory> of(Collection<Look> looks, Collection<Comment> comments, Polls polls, Instant until) {
        Map<GhsaId, List<Comment>> commented = comments.stream().collect(Collectors.groupingBy(Comment::advisory));
        return looks.stream().collect(Collectors.groupingBy(Look::id)).values().stream()
                .map(Advisories::inOrder)
                .filter(history -> !begun(history).isAfter(until))
                .map(history -> new History(history, polls, until)
                        .advisory(versions(
                                commented.getOrDefault(history.getFirst().id(), List.of()), until)))
                .sorted(Comparator.comparing(Advisory::begun).thenComparing(Advisory::id))
                .toList();
    }

    /** Of several that say the same, the first seen. */
    private static List<Look> inOrder(List<Look> looks) {
        Map<Look, Instant> first = new HashMap<>();
        looks.forEach(look -> first.merge(
                look.seenAt(Instant.MIN), look.seen(), (moment, other) -> moment.isBefore(other) ? moment : other));
        return first.entrySet().stream()
                .map(entry -> entry.getKey().seenAt(entry.getValue()))
                .sorted(ORDER)
                .toList();
    }

    private static Instant begun(List<Look> history) {
        return history.stream().map(Look::begun).min(Comparator.naturalOrder()).orElseThrow();
    }

    /** Of each comment the last version; in order of their writing. */
    private static List<Comment> versions(List<Comment> comments, Instant until) {
        return comments.stream()
                .filter(comment -> !comment.created().isAfter(until))
                .collect(Collectors.toMap(
                        Comment::id,
                        Function.identity(),
                        (eachComment, other) ->
                                Comment.BY_VERSION.compare(eachComment, other) >= 0 ? eachComment : other))
                .values()
                .stream()
                .sorted(Comparator.comparing(Comment::created).thenComparing(Comment::id))
                .toList();
    }

    /** The looks at one advisory, in order. */
    private record History(List<Look> looks, Polls polls, Instant until) {
        Advisory advisory(List<Comment> comments) {
            Look first = looks.getFirst();
            Optional<Look> latest = looks.stream()
                    .filter(look -> !look.updated().isAfter(until))
                    .reduce((eachLook, other) -> other);
            Optional<String> repository =
                    looks.stream().flatMap(look -> look.repository().stream()).findFirst();
            return new Advisory(
                    first.id(),
                    repository,
                    looks.stream().flatMap(look -> look.author().stream()).findFirst(),
                    begun(looks),
                    latest,
                    states(),
                    latest.flatMap(Look::cve)
                            .map(id -> new Advisory.DatedCve(
                                    id, since(latest.get(), look -> look.cve().equals(Optional.of(id))))),
                    tags(latest),
                    latest.map(this::credits).orElse(List.of()),
                    collaborators(latest),
                    comments);
        }

        private List<Advisory.Change> states() {
            List<Advisory.Change> steps = new ArrayList<>();
            Look first = looks.getFirst();
            Instant begun = begun(looks);
            boolean reported = first.accepted().isPresent() || first.state() == AdvisoryState.TRIAGE;
            AdvisoryState at = reported ? AdvisoryState.TRIAGE : AdvisoryState.DRAFT;
            steps.add(new Advisory.Change(at, Between.exactly(begun)));
            Look before = first;
            for (Look look : looks) {
                Between when =
                        look.equals(first) ? new Between(begun, later(begun, first.updated())) : between(before, look);
                boolean acceptedUnseen = at == AdvisoryState.TRIAGE
                        && look.state() != AdvisoryState.DRAFT
                        && look.accepted().equals(Optional.of(true));
                if (acceptedUnseen) {
                    steps.add(new Advisory.Change(AdvisoryState.DRAFT, upTo(when, ended(look))));
                    at = AdvisoryState.DRAFT;
                }
                boolean publishedUnseen = at != AdvisoryState.PUBLISHED
                        && look.published().isPresent()
                        && (look.state() == AdvisoryState.CLOSED || look.state() == AdvisoryState.WITHDRAWN);
                if (publishedUnseen) {
                    steps.add(new Advisory.Change(
                            AdvisoryState.PUBLISHED,
                            Between.exactly(later(begun, look.published().get()))));
                    at = AdvisoryState.PUBLISHED;
                }
                if (look.state() != at) {
                    at = look.state();
                    steps.add(new Advisory.Change(at, exact(look, begun).orElse(when)));
                }
                before = look;
            }
            return steps.stream()
                    .filter(step -> !step.when().by().isAfter(until))
                    .toList();
        }

        /** When GitHub itself dates the state that an advisory is in. */
        private static Optional<Between> exact(Look look, Instant begun) {
            Optional<Instant> time = switch (look.state()) {
                case PUBLISHED -> look.published();
                case CLOSED -> look.closed();
                case WITHDRAWN -> look.withdrawn();
                case TRIAGE, DRAFT -> Optional.empty();
            };
            return time.filter(at -> !at.isBefore(begun)).map(Between::exactly);
        }

        private static Optional<Instant> ended(Look look) {
            return look.published().or(look::closed);
        }

        private static Between upTo(Between when, Optional<Instant> end) {
            return end.filter(at -> !at.isBefore(when.from()) && at.isBefore(when.by()))
                    .map(at -> new Between(when.from(), at))
                    .orElse(when);
        }

        private SortedMap<SummaryTag, Between> tags(Optional<Look> latest) {
            SortedMap<SummaryTag, Between> found = new TreeMap<>();
            latest.ifPresent(last -> last.tags()
                    .forEach(tag ->
                            found.put(tag, since(last, look -> look.tags().contains(tag)))));
            return found;
        }

        private SortedMap<String, Between> collaborators(Optional<Look> latest) {
            SortedMap<String, Between> found = new TreeMap<>();
            latest.ifPresent(last -> last.collaborators()
                    .forEach(login -> found.put(
                            login, since(last, look -> look.collaborators().contains(login)))));
            return found;
        }

        private List<Advisory.DatedCredit> credits(Look latest) {
            return latest.credits().stream()
                    .map(credit -> new Advisory.DatedCredit(
                            credit.login(),
                            credit.type(),
                            credit.acceptance(),
                            since(latest, look -> names(look, credit.login(), credit.type()))))
                    .toList();
        }

        private static boolean names(Look look, String login, CreditType type) {
            return look.credits().stream()
                    .anyMatch(credit ->
                            credit.login().equals(login) && credit.type() == type && isNamed(credit.acceptance()));
        }

        private static boolean isNamed(NamedCredit.Acceptance acceptance) {
            return switch (acceptance) {
                case ACCEPTED, PENDING, UNKNOWN -> true;
                case DECLINED -> false;
            };
        }

        /** Since when it holds without a break up to that look. */
        private Between since(Look latest, Predicate<Look> holds) {
            int at = looks.indexOf(latest);
            while (at > 0 && holds.test(looks.get(at - 1))) {
                at--;
            }
            Look first = looks.get(at);
            return at == 0
                    ? new Between(begun(looks), later(begun(looks), first.updated()))
                    : between(looks.get(at - 1), first);
        }

        private Between between(Look before, Look after) {
            if (!after.updated().isAfter(before.updated())) {
                Instant from = later(before.updated(), before.seen());
                Instant by = later(after.updated(), after.seen());
                return new Between(from, later(from, by));
            }
            Instant from = polls.lastBefore(after.repository().or(before::repository), after.updated())
                    .filter(poll -> poll.isAfter(before.updated()))
                    .orElse(before.updated());
            return new Between(from, after.updated());
        }

        private static Instant later(Instant one, Instant other) {
            return one.isAfter(other) ? one : other;
        }
    }
}
