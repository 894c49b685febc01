package org.triageledger.core.eligibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PolicyDescriptionTest {
    @Test
    void aPolicyIsToldInWords() {
        assertThat(rules("pep811-2025")).isEqualTo("""
                Which work on a report counts? triage, comment, coordination.
                How far back? One year back from the day of the verdict, that day included.
                Does a new member stay without work? No.
                Which roles keep a member without work? Release manager of a branch that still gets fixes, and a seat on the steering council.
                Does work on a report that turned out to be spam count? No.
                Does work on a report that turned out to be no vulnerability, or a duplicate, count? Yes.
                Must the report be confirmed as a vulnerability? No.
                How certain must it be who wrote a message? It is verified, or came through a list of the team's, or stands in an archive that an admin vouches for.
                How much must a message say? At least 1 line of the author's own, without quotes and signature.""");
        assertThat(rules("seed-2024+experts-not-exempt+least-lines-3+vulnerabilities-only+trust-list"))
                .contains(
                        "How much must a message say? At least 3 lines of",
                        "or a duplicate, count? No.",
                        "Must the report be confirmed as a vulnerability? Yes.",
                        "or the message came through a list",
                        "fixes, and a seat on the steering council");
    }

    @Test
    void aReadingSaysWhatIsDifferentThen() {
        PolicyDescription seed = PolicyDescription.of(Policy.SEED_2024);
        assertThat(seed.readings())
                .contains(
                        new PolicyDescription.Reading("no-newcomer-grace", "Does a new member stay without work? No."))
                .noneMatch(reading -> reading.name().equals("newcomer-grace"));
        assertThat(seed.readings().stream().map(PolicyDescription.Reading::name))
                .containsExactlyElementsOf(Readings.names().stream()
                        .filter(name ->
                                !Policy.SEED_2024.reading(name).orElseThrow().equals(Policy.SEED_2024))
                        .toList());
    }

    @Test
    void eachPolicyNamesItsSource() {
        assertThat(Stream.of(Policy.SEED_2024, Policy.PEP811_2025)
                        .map(policy -> PolicyDescription.of(policy).source()))
                .doesNotHaveDuplicates()
                .allMatch(source -> !source.isBlank());
    }

    private static String rules(String policy) {
        return PolicyDescription.of(Policy.asked(policy).orElseThrow()).rules().stream()
                .map(rule -> rule.question() + " " + rule.answer())
                .collect(Collectors.joining("\n"));
    }
}
