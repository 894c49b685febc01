package org.triageledger.core.eligibility;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Somebody whom two policies, or two readings of one, judge differently on the same day.
 *
 * @param one under the first; empty where they were no member for it
 * @param other under the second
 */
public record Difference(String member, String name, Optional<Evaluation> one, Optional<Evaluation> other) {
    /** Those for whom the word of the verdict differs, sorted by id; another end of the same verdict is no difference. */
    public static List<Difference> between(List<Evaluation> ones, List<Evaluation> others) {
        var byMember = others.stream().collect(Collectors.toMap(Evaluation::member, Function.identity()));
        var known = ones.stream().map(Evaluation::member).collect(Collectors.toSet());
        return Stream.concat(
                        ones.stream()
                                .map(evaluation -> new Difference(
                                        evaluation.member(),
                                        evaluation.name(),
                                        Optional.of(evaluation),
                                        Optional.ofNullable(byMember.get(evaluation.member())))),
                        others.stream()
                                .filter(other -> !known.contains(other.member()))
                                .map(other -> new Difference(
                                        other.member(), other.name(), Optional.empty(), Optional.of(other))))
                .filter(difference -> !word(difference.one).equals(word(difference.other)))
                .sorted(java.util.Comparator.comparing(Difference::member))
                .toList();
    }

    private static String word(Optional<Evaluation> evaluation) {
        return evaluation.map(eachEvaluation -> eachEvaluation.verdict().word()).orElse("");
    }
}
