package org.triageledger.cli;

import java.io.PrintWriter;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what makes a shell complete the commands and options of this program; needs no ledger. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = "Prints a script by which a shell completes commands and options: bash, zsh or fish.")
final class CompletionCommand implements Callable<Integer> {
    enum Shell {
        bash,
        zsh,
        fish
    }

    @Parameters(index = "0", paramLabel = "bash|zsh|fish")
    Shell shell = Shell.bash;

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine program = Objects.requireNonNull(spec).root().commandLine();
        PrintWriter out = program.getOut();
        switch (shell) {
            // picocli's script works in zsh too: it switches on zsh's own support for scripts of bash.
            case bash, zsh -> out.println(AutoComplete.bash("ledger", program));
            case fish -> fish(program, "", out);
        }
        out.flush();
        return 0;
    }

    /** One line for each command, and one for each option of it, in the form of fish's {@code complete}. */
    private static void fish(CommandLine command, String path, PrintWriter out) {
        String here = path.isEmpty() ? "__fish_use_subcommand" : "__fish_seen_subcommand_from " + path;
        if (path.isEmpty()) {
            out.println("complete -c ledger -f");
        }
        for (OptionSpec option : command.getCommandSpec().options()) {
            String name = option.longestName();
            if (name.startsWith("--")) {
                out.println("complete -c ledger -n '" + here + "' -l " + name.substring(2)
                        + (option.arity().max() > 0 ? " -r -F" : "") + description(option.description()));
            }
        }
        for (CommandLine sub : new LinkedHashSet<>(command.getSubcommands().values())) {
            String name = sub.getCommandName();
            out.println("complete -c ledger -n '" + here + "' -a " + name
                    + description(sub.getCommandSpec().usageMessage().description()));
            fish(sub, name, out);
        }
    }

    /** The first sentence, in single quotes as fish reads them. */
    private static String description(String... lines) {
        if (lines.length == 0) {
            return "";
        }
        String first = lines[0].split("(?<=[.:;])\\s", 2)[0].replace("%n", " ");
        return " -d '" + first.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
