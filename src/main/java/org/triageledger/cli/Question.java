package org.triageledger.cli;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.facts.Policies;
import picocli.CommandLine.Option;

/** The options that the questions about members share. */
final class Question {
    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = "The UTC day to answer for (YYYY-MM-DD); today without it. Later mail does not count.")
    @Nullable
    LocalDate asOf;

    @Option(
            names = "--policy",
            paramLabel = "P",
            converter = PolicyWords.Name.class,
            description = "The policy: seed-2024 or pep811-2025.")
    @Nullable
    String policy;

    @Option(
            names = "--reading",
            paramLabel = "R",
            converter = PolicyWords.Reading.class,
            completionCandidates = PolicyWords.ReadingNames.class,
            description = "Reads one word of the policy another way; may be given again: ${COMPLETION-CANDIDATES}.")
    List<String> readings = List.of();

    /** The policy's name with its readings, as the answers understand it. */
    @Nullable
    String asked(Policies policies) {
        return readings.isEmpty() ? policy : policies.nameOr(policy) + "+" + String.join("+", readings);
    }
}
