package org.triageledger.core.advisory.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version as releases and CVE records name them: {@code 3.12.4}, {@code 3.13.0rc2} or {@code 3.13.0 candidate 2} (PEP 440, "Public version
 * identifiers", so far as CPython uses it). Pre-releases go before the release.
 *
 * @param numbers without zeros at their end
 * @param stage 0 for alpha, 1 for beta, 2 for a release candidate, 3 for the release
 */
public record ReleaseVersion(List<Integer> numbers, int stage, int count) implements Comparable<ReleaseVersion> {
    private static final int FINAL = 3;
    private static final Pattern FORM = Pattern.compile(
            "v?(\\d{1,6}(?:\\.\\d{1,6}){0,5})(?:\\s*(a|alpha|b|beta|c|rc|candidate)\\s*(\\d{1,4})?|\\s*final)?");

    public ReleaseVersion {
        numbers = List.copyOf(numbers);
    }

    /** Empty for what is no such version. */
    public static Optional<ReleaseVersion> parse(String text) {
        if (text.length() > 80) {
            return Optional.empty();
        }
        Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        List<Integer> numbers = new ArrayList<>();
        for (String number : matcher.group(1).split("\\.")) {
            numbers.add(Integer.valueOf(number));
        }
        while (numbers.size() > 2 && numbers.getLast() == 0) {
            numbers.removeLast();
        }
        int stage = matcher.group(2) == null ? FINAL : stage(matcher.group(2));
        return Optional.of(
                new ReleaseVersion(numbers, stage, matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3))));
    }

    private static int stage(String word) {
        return word.startsWith("a") ? 0 : word.startsWith("b") ? 1 : 2;
    }

    /** The first version of a branch, before all of its pre-releases. */
    static Optional<ReleaseVersion> startOf(String branch) {
        return parse(branch).map(version -> new ReleaseVersion(version.numbers, 0, 0));
    }

    /** The first version that is not of a branch any more. */
    static Optional<ReleaseVersion> endOf(String branch) {
        return parse(branch)
                .filter(version -> version.numbers.size() == 2)
                .map(version ->
                        new ReleaseVersion(List.of(version.numbers.getFirst(), version.numbers.get(1) + 1), 0, 0));
    }

    /** As in {@code 3.12}; empty where there is one number only. */
    public Optional<String> branch() {
        return numbers.size() < 2 ? Optional.empty() : Optional.of(numbers.getFirst() + "." + numbers.get(1));
    }

    public boolean isFinal() {
        return stage == FINAL;
    }

    /** As PEP 440 writes it, with three numbers at least where it has a branch. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < Math.max(numbers.size(), numbers.size() > 1 ? 3 : 1); at++) {
            text.append(at == 0 ? "" : ".").append(number(at));
        }
        return text
                + switch (stage) {
                    case 0 -> "a" + count;
                    case 1 -> "b" + count;
                    case 2 -> "rc" + count;
                    default -> "";
                };
    }

    @Override
    public int compareTo(ReleaseVersion other) {
        for (int at = 0; at < Math.max(numbers.size(), other.numbers.size()); at++) {
            int order = Integer.compare(number(at), other.number(at));
            if (order != 0) {
                return order;
            }
        }
        return stage != other.stage ? Integer.compare(stage, other.stage) : Integer.compare(count, other.count);
    }

    private int number(int at) {
        return at < numbers.size() ? numbers.get(at) : 0;
    }

    @Override
    public String toString() {
        return text();
    }
}
