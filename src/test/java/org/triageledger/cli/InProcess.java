package org.triageledger.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;

/** Runs a command in the application of a test, as it runs by itself. */
public final class InProcess {
    private static final ObjectMapper JSON = new ObjectMapper();

    private InProcess() {}

    public record Result(int exit, String out, String err) {
        JsonNode json() {
            try {
                return JSON.readTree(out);
            } catch (IOException e) {
                throw new UncheckedIOException(out + err, e);
            }
        }
    }

    /** Runs with something on standard input. */
    static Result feed(CommandLine.IFactory factory, byte[] input, String... args) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input));
        try {
            return run(factory, args);
        } finally {
            System.setIn(before);
        }
    }

    public static Result run(CommandLine.IFactory factory, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream before = System.err;
        PrintStream told = new PrintStream(err, true, StandardCharsets.UTF_8);
        // some commands go on after a line about one of several files
        System.setErr(told);
        try {
            int exit = ScopedValue.where(Printer.OUTPUT, out)
                    .call(() -> Usage.of(new CommandLine(LedgerCommand.class, factory), Map.of())
                            .setErr(new PrintWriter(told, true))
                            .execute(args));
            return new Result(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setErr(before);
        }
    }
}
