package org.triageledger.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The help of a command, also of one below another: {@code ledger help roster load}. */
@Command(name = "help", helpCommand = true, description = "Shows the help of a command, or of the whole program.")
final class HelpCommand implements Callable<Integer> {
    @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "The command, with those above it.")
    List<String> names = new ArrayList<>();

    @Spec
    @SuppressWarnings("NullAway") // set by picocli
    CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine command = spec.root().commandLine();
        for (String name : names) {
            CommandLine next = command.getSubcommands().get(name);
            if (next == null) {
                throw new CommandLine.UnmatchedArgumentException(command, List.of(name));
            }
            command = next;
        }
        command.usage(command.getOut());
        return CommandLine.ExitCode.OK;
    }
}
