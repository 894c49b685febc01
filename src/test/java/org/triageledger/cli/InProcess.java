package org.triageledger.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;

/** Runs a command in the application of a test, as it runs by itself. */
public final class InProcess {
    private InProcess() {}

    public record Result(int exit, String out, String err) {}

    public static Result run(CommandLine.IFactory factory, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = ScopedValue.where(Printer.OUTPUT, out)
                .call(() -> Usage.of(new CommandLine(LedgerCommand.class, factory), Map.of())
                        .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                        .execute(args));
        return new Result(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
