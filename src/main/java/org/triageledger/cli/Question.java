package org.triageledger.cli;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that the questions about members share. */
final class Question {
    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = "The UTC day to answer for (YYYY-MM-DD); today without it. Later mail does not count.")
    @Nullable
    LocalDate asOf;

    @Option(names = "--policy", paramLabel = "P", description = "The policy: seed-2024 or pep811-2025.")
    @Nullable
    String policy;
}
