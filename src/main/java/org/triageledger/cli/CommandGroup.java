package org.triageledger.cli;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that only holds others; alone it is wrong usage, and names them. */
abstract class CommandGroup implements Callable<Integer> {
    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public final Integer call() {
        CommandLine group = Objects.requireNonNull(spec).commandLine();
        List<String> names = new LinkedHashSet<>(group.getSubcommands().values())
                .stream().map(CommandLine::getCommandName).toList();
        String last = names.getLast();
        List<String> others = names.subList(0, names.size() - 1);
        throw new ParameterException(
                group, "say what to do: " + (others.isEmpty() ? "" : String.join(", ", others) + " or ") + last);
    }
}
