package org.triageledger.core.eligibility;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a policy counts, in words, made of the policy itself so that the two cannot differ.
 *
 * @param text the policy with its readings, as people write it
 * @param version raised with every change of meaning
 * @param source the text that the policy is a reading of
 * @param rules a question each, and its answer
 * @param readings by which it can be read another way
 */
public record PolicyDescription(String text, int version, String source, List<Rule> rules, List<Reading> readings) {
    /** One question about a policy, and the policy's answer. */
    public record Rule(String question, String answer) {}

    /**
     * Another way to read the policy.
     *
     * @param name by which it is chosen
     * @param meaning what is different then
     */
    public record Reading(String name, String meaning) {}

    public static PolicyDescription of(Policy policy) {
        List<Rule> rules = rules(policy);
        return new PolicyDescription(
                policy.text(),
                policy.version(),
                source(policy.name()),
                rules,
                Readings.names().stream()
                        .flatMap(name -> policy
                                .reading(name)
                                .map(PolicyDescription::rules)
                                .map(other -> different(rules, other))
                                .filter(meaning -> !meaning.isEmpty())
                                .map(meaning -> new Reading(name, meaning))
                                .stream())
                        .toList());
    }

    private static String source(String name) {
        return name.equals(Policy.PEP811_2025.name())
                ? "PEP 811, Defining Python Security Response Team membership and responsibilities"
                : "The draft of 2024 on the membership of the Python Security Response Team, before PEP 811";
    }

    private static String different(List<Rule> rules, List<Rule> other) {
        List<String> meanings = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            if (!rules.get(i).equals(other.get(i))) {
                meanings.add(other.get(i).question() + " " + other.get(i).answer());
            }
        }
        return String.join(" ", meanings);
    }

    private static List<Rule> rules(Policy policy) {
        Readings readings = policy.readings();
        return List.of(
                new Rule(
                        "Which work on a report counts?",
                        policy.kinds().stream()
                                        .map(kind -> kind.word().replace('-', ' '))
                                        .collect(Collectors.joining(", "))
                                + "."),
                new Rule("How far back?", window(readings.window(), readings.lastReport())),
                new Rule(
                        "Does a new member stay without work?",
                        readings.newcomerGrace() ? "Yes, for a year from the day they joined." : "No."),
                new Rule(
                        "Which roles keep a member without work?",
                        "Release manager of a branch that still gets fixes"
                                + (readings.expertsExempt() ? ", expert of such a branch" : "")
                                + ", and a seat on the steering council."),
                new Rule("Does work on a report that turned out to be spam count?", yesOrNo(readings.spamCounts())),
                new Rule(
                        "Does work on a report that turned out to be no vulnerability, or a duplicate, count?",
                        yesOrNo(readings.notVulnerabilityCounts() && !readings.mustBeVulnerability())),
                new Rule("Must the report be confirmed as a vulnerability?", yesOrNo(readings.mustBeVulnerability())),
                new Rule("How certain must it be who wrote a message?", trust(readings)),
                new Rule(
                        "How much must a message say?",
                        "At least " + readings.leastLines() + (readings.leastLines() == 1 ? " line" : " lines")
                                + " of the author's own, without quotes and signature."));
    }

    private static String window(Readings.Window window, Optional<LocalDate> lastReport) {
        return switch (window) {
            case ROLLING_YEAR -> "One year back from the day of the verdict, that day included.";
            case SINCE_LAST_REPORT ->
                "Back to the day of the last yearly report to the steering council"
                        + lastReport.map(day -> ", " + day).orElse("") + "; one year where there was none yet.";
        };
    }

    private static String trust(Readings readings) {
        return switch (readings.leastTrust()) {
            case VERIFIED -> "A receiving server of the team's verified the author's domain.";
            case LIST -> "It is verified, or the message came through a list of the team's.";
            case ARCHIVE ->
                "It is verified, or came through a list of the team's, or stands in an archive that an admin vouches for.";
            case CLAIMED -> throw new IllegalStateException("what is only claimed never counts");
        };
    }

    private static String yesOrNo(boolean yes) {
        return yes ? "Yes." : "No.";
    }
}
