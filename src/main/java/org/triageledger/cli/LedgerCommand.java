package org.triageledger.cli;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.intake.Watch;
import org.triageledger.work.schedule.ReadAhead;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The program. Without a command it serves. */
@Command(
        name = "ledger",
        mixinStandardHelpOptions = true,
        version = "Triage Ledger 0.1.0",
        description = "Who triaged what in a security team's mailbox, with evidence.",
        subcommands = {
            ServeCommand.class,
            InitCommand.class,
            ImportCommand.class,
            DeliverCommand.class,
            RosterCommand.class,
            ActiveCommand.class,
            EvaluateCommand.class,
            WhyCommand.class,
            CreditsCommand.class,
            ThreadsCommand.class,
            MessagesCommand.class,
            QuarantineCommand.class,
            SourcesCommand.class,
            ReportCommand.class,
            ForecastCommand.class,
            PolicyCommand.class,
            ReviewCommand.class,
            RemindersCommand.class,
            NominationCommands.Nominate.class,
            NominationCommands.ListThem.class,
            NominationCommands.Vote.class,
            NominationCommands.Rule.class,
            NominationCommands.Admit.class,
            NominationCommands.Resign.class,
            ClaimCommands.Raise.class,
            ClaimCommands.Dispute.class,
            ClaimCommands.ListThem.class,
            ClaimCommands.Leave.class,
            ClaimCommands.Leaves.class,
            AdvisoriesCommand.class,
            AnnouncementsCommand.class,
            CveCommand.class,
            QueueCommand.class,
            GhsaCommand.class,
            CasesCommand.class,
            AddressCommand.class,
            MemberCommand.class,
            DecisionsCommand.class,
            AccountCommand.class,
            TokenCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            CheckCommand.class,
            RebuildCommand.class,
            KeyCommand.class,
            DatabaseCommand.class,
            RetentionCommand.class,
            SettingsCommand.class,
            CompletionCommand.class,
            HelpCommand.class
        },
        footer = {
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done with findings; of deliver 75 for any failure.",
            "Answers go to standard output; progress and logs to standard error.",
            "The variable LEDGER_BY says who acts, for commands with --by that are called without it."
        })
public final class LedgerCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "The data directory. Without it: the variable LEDGER_DATA, else ./data.")
    @Nullable
    Path data;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description =
                    "The settings of the ledger. Without it: the variable LEDGER_CONFIG, else config/application.properties"
                            + " beside the data directory.")
    @Nullable
    Path config;

    @Inject
    @Nullable
    Watch watch;

    @Inject
    @Nullable
    CommandService commands;

    @Inject
    @Nullable
    ReadAhead ahead;

    @Override
    public Integer call() {
        return ServeCommand.serve(watch, commands, ahead);
    }

    /** {@code --data}, else LEDGER_DATA, else {@code ./data}. */
    Path dataDirectory(Map<String, String> environment) {
        if (data != null) {
            return data;
        }
        String configured = environment.getOrDefault("LEDGER_DATA", "");
        return Path.of(configured.isBlank() ? "data" : configured);
    }

    /** {@code --config}, else LEDGER_CONFIG, if one of them is given. */
    Optional<Path> settingsFile(Map<String, String> environment) {
        return Optional.ofNullable(config)
                .or(() -> Optional.ofNullable(environment.get("LEDGER_CONFIG"))
                        .filter(text -> !text.isBlank())
                        .map(Path::of));
    }
}
