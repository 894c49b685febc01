package org.triageledger.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.triageledger.core.mail.HiddenCharacters;
import org.triageledger.work.Refusal;
import org.triageledger.work.config.NearWords;
import org.triageledger.work.people.KnownPeople;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Reads the command line the same way before and after the program has started. */
public final class Usage {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);

    private Usage() {}

    /** Help and mistakes are answered at once. Gives the exit code, or -1 where there is something to run. */
    public static int check(String... args) {
        CommandLine line = of(new CommandLine(new LedgerCommand()));
        for (String arg : args) {
            Optional<HiddenCharacters.Found> hidden = HiddenCharacters.inText(arg);
            if (hidden.isPresent()) {
                line.getErr()
                        .println("ledger: in '" + HiddenCharacters.escaped(arg) + "' "
                                + hidden.get().complaint());
                return CommandLine.ExitCode.USAGE;
            }
        }
        try {
            ParseResult parsed = line.parseArgs(args);
            Integer help = CommandLine.executeHelpRequest(parsed);
            if (help == null
                    && parsed.asCommandLineList().getLast().getCommand() instanceof CompletionCommand completion) {
                return completion.call();
            }
            return help == null ? -1 : help;
        } catch (CommandLine.ParameterException e) {
            return complain(e);
        }
    }

    /**
     * Looks, where no ledger is in the data directory yet, whether one can be made as the command line says: before anything is made.
     * Gives the exit code, or -1 where nothing is wrong.
     */
    public static int checkNew(String... args) {
        if (command(args) instanceof RestoreCommand restore) {
            CommandLine line = of(new CommandLine(restore));
            try {
                restore.check();
            } catch (Refusal refusal) {
                line.getErr().println("ledger: " + ErrorLine.line(refusal));
                return 1;
            }
        }
        return -1;
    }

    /** The exit code to end with: of a delivery every failure is a temporary one, or the MTA would drop or bounce the mail. */
    public static int exitCode(int code, String... args) {
        return code != 0 && isDelivery(args) ? DeliverCommand.TEMPORARY_FAILURE : code;
    }

    /** By the words alone: the line may be wrong otherwise. */
    private static boolean isDelivery(String... args) {
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--data") || args[i].equals("--config")) {
                i++;
            } else if (!args[i].startsWith("-")) {
                return args[i].equals("deliver");
            }
        }
        return false;
    }

    public static boolean isService(String... args) {
        Object command = command(args);
        return command instanceof LedgerCommand || command instanceof ServeCommand;
    }

    /** Whether the command makes a ledger where there is none; every other one needs a ledger that is there. */
    public static boolean makesLedger(String... args) {
        Object command = command(args);
        return isService(args)
                || command instanceof InitCommand
                || command instanceof ImportCommand
                || command instanceof RestoreCommand
                || command instanceof RosterCommand.Load
                || command instanceof DatabaseCommand.Compare compare && compare.none;
    }

    private static Object command(String... args) {
        return of(new CommandLine(new LedgerCommand()))
                .parseArgs(args)
                .asCommandLineList()
                .getLast()
                .getCommand();
    }

    /** {@code --config}, else LEDGER_CONFIG, if one of them is given. */
    public static Optional<Path> settingsFile(String[] args, Map<String, String> environment) {
        LedgerCommand top = new LedgerCommand();
        of(new CommandLine(top)).parseArgs(args);
        return top.settingsFile(environment);
    }

    /** {@code --data}, else LEDGER_DATA, else {@code ./data}. */
    public static Path dataDirectory(String[] args, Map<String, String> environment) {
        LedgerCommand top = new LedgerCommand();
        of(new CommandLine(top)).parseArgs(args);
        return top.dataDirectory(environment);
    }

    /** Sets up one-line errors, strict dates, and what the environment says. */
    public static CommandLine of(CommandLine line) {
        return of(line, System.getenv());
    }

    static CommandLine of(CommandLine line, Map<String, String> environment) {
        String by = environment.getOrDefault("LEDGER_BY", "");
        line.setDefaultValueProvider(argument ->
                argument instanceof OptionSpec option && option.longestName().equals("--by") && !by.isBlank()
                        ? by.strip()
                        : null);
        line.registerConverter(LocalDate.class, Usage::day);
        line.registerConverter(OffsetDateTime.class, Usage::time);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        HelpText.into(line);
        line.setExecutionStrategy(Usage::execute);
        line.setParameterExceptionHandler((exception, args) -> complain(exception));
        line.setExecutionExceptionHandler((exception, command, result) -> {
            command.getErr().println("ledger: " + ErrorLine.line(exception));
            return 1;
        });
        return line;
    }

    /** Nobody acts whom the roster does not know, in whatever command; before there is a roster there is nobody to know. */
    private static int execute(ParseResult parsed) {
        for (CommandLine line : parsed.asCommandLineList()) {
            OptionSpec by = line.getCommandSpec().findOption("--by");
            if (by != null && by.getValue() instanceof String id && !id.isBlank()) {
                KnownPeople people = people(line);
                try {
                    people.needsOnceThereAreAny(id);
                } catch (Refusal refusal) {
                    line.getErr().println("ledger: " + ErrorLine.line(refusal));
                    return 1;
                }
            }
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private static KnownPeople people(CommandLine line) {
        try {
            return line.getFactory().create(KnownPeople.class);
        } catch (Exception unknown) {
            throw new IllegalStateException(unknown);
        }
    }

    /** Reads a day as {@code YYYY-MM-DD}, and refuses days that do not exist. */
    public static LocalDate day(String text) {
        try {
            return LocalDate.parse(text, DAY);
        } catch (DateTimeException e) {
            throw new CommandLine.TypeConversionException(
                    "'" + text + "' is not a valid date: write YYYY-MM-DD, with a day that exists");
        }
    }

    /** Reads an instant with its zone. */
    private static OffsetDateTime time(String text) {
        try {
            return OffsetDateTime.parse(text);
        } catch (DateTimeException e) {
            throw new CommandLine.TypeConversionException(
                    "'" + text + "' is no time with a zone: write it as in 2026-11-27T10:00:00Z");
        }
    }

    private static int complain(CommandLine.ParameterException exception) {
        CommandLine line = exception.getCommandLine();
        PrintWriter err = line.getErr();
        String message = message(exception).lines().findFirst().orElse("");
        StringBuilder hint = new StringBuilder();
        if (exception instanceof CommandLine.UnmatchedArgumentException unmatched) {
            List<String> near = unmatched.getSuggestions();
            (near.isEmpty() && !unmatched.isUnknownOption()
                            ? NearWords.near(
                                    unmatched.getUnmatched().getFirst(),
                                    line.getSubcommands().keySet())
                            : near.stream().findFirst())
                    .ifPresent(
                            word -> hint.append(" (did you mean ").append(word).append("?)"));
        }
        err.println(
                "ledger: " + message + hint + "; see `" + line.getCommandSpec().qualifiedName() + " --help`");
        return CommandLine.ExitCode.USAGE;
    }

    /** Says a word that is too much without its place in the line, which nobody counts. */
    private static String message(CommandLine.ParameterException exception) {
        if (exception instanceof CommandLine.UnmatchedArgumentException unmatched
                && !unmatched.isUnknownOption()
                && !unmatched.getUnmatched().isEmpty()) {
            String word = "'" + unmatched.getUnmatched().getFirst() + "'";
            return exception.getCommandLine().getSubcommands().isEmpty()
                    ? word + " is more than this command takes"
                    : "there is no command " + word;
        }
        return String.valueOf(exception.getMessage());
    }
}
