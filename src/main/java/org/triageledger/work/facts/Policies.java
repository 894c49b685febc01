package org.triageledger.work.facts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.eligibility.Policy;
import org.triageledger.core.eligibility.PolicyDescription;
import org.triageledger.core.eligibility.Readings;
import org.triageledger.core.review.Reviews;
import org.triageledger.work.Refusal;
import org.triageledger.work.config.LedgerConfig;

/** Which policies there are, which is in force, and what each counts. */
@ApplicationScoped
public class Policies {
    private final LedgerConfig config;
    private final KnownReviews reviews;

    public Policies(LedgerConfig config, KnownReviews reviews) {
        this.config = config;
        this.reviews = reviews;
    }

    /**
     * A policy by its name, with readings behind it or without: {@code seed-2024+since-last-report}; the configured one where
     * none is named. The last report is that of the latest review before the day.
     *
     * @throws Refusal where a word of it is none that is known
     */
    @Transactional
    public Policy of(@Nullable String asked, LocalDate day) {
        List<String> words = List.of((asked == null ? config.policy() : asked).split("\\+", -1));
        Policy policy = Policy.named(words.getFirst())
                .orElseThrow(() -> new Refusal("there is no policy '" + words.getFirst() + "': choose "
                                + String.join(" or ", Policy.names()))
                        .at("policy"));
        for (String reading : words.subList(1, words.size())) {
            policy = policy.reading(reading)
                    .orElseThrow(() -> new Refusal(
                            "there is no reading '" + reading + "': choose " + String.join(", ", Readings.names())));
        }
        Optional<LocalDate> lastReport = Reviews.lastReport(reviews.all(), day);
        return lastReport.isPresent() ? policy.reading(policy.readings().withLastReport(lastReport.get())) : policy;
    }

    public String nameOr(@Nullable String policy) {
        return policy == null ? config.policy() : policy;
    }

    /**
     * The policy somebody asked for, or that of the settings where they asked for none.
     *
     * @throws Refusal where there is none of that name; its line does not repeat what was sent
     */
    public String asked(@Nullable String policy) {
        String name = nameOr(policy);
        if (Policy.asked(name).isEmpty()) {
            throw new Refusal("unknown policy. Valid: " + String.join(", ", names())).at("policy");
        }
        return name;
    }

    public List<String> names() {
        return Policy.names();
    }

    /** What can be chosen from: the configured policy with its readings first, then each as it is. */
    public List<String> choices() {
        return Stream.concat(Stream.of(config.policy()), names().stream())
                .distinct()
                .toList();
    }

    /** What each policy counts, the one in force first. */
    public PolicyViews.Policies described() {
        return new PolicyViews.Policies(
                config.policy(), choices().stream().map(name -> described(name)).toList());
    }

    /**
     * What one policy counts.
     *
     * @throws Refusal where it is none
     */
    public PolicyViews.PolicyLine described(String name) {
        PolicyDescription description =
                PolicyDescription.of(Policy.asked(asked(name)).orElseThrow());
        return new PolicyViews.PolicyLine(
                name,
                description.version(),
                description.source(),
                description.rules().stream()
                        .map(rule -> new PolicyViews.PolicyRule(rule.question(), rule.answer()))
                        .toList(),
                description.readings().stream()
                        .map(reading -> new PolicyViews.PolicyReading(reading.name(), reading.meaning()))
                        .toList());
    }

    /** The readings by which each policy can be read otherwise than it is. */
    public Map<String, List<String>> readings() {
        Map<String, List<String>> readings = new LinkedHashMap<>();
        for (String name : names()) {
            Policy policy = Policy.named(name).orElseThrow();
            readings.put(
                    name,
                    Readings.names().stream()
                            .filter(reading -> !policy.reading(reading).equals(Optional.of(policy)))
                            .toList());
        }
        return readings;
    }

    /** @throws Refusal where it is no policy with readings behind it; its line does not repeat what was sent */
    public String readingAsked(String name, String asked) {
        if (Policy.asked(asked).isEmpty()) {
            throw new Refusal("unknown policy '" + name + "'. Valid: " + String.join(", ", names())
                            + ", with + and a reading behind it or without")
                    .at(name);
        }
        return asked;
    }
}
