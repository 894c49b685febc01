package org.triageledger.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Runs the packaged program as its users do, in a process of its own. */
final class LedgerProcess {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the JVM learns of one start (JEP 514) makes the many others take a third of the time. Made once for a run of tests. */
    private static final Path CACHE = practise();

    private final Path data;
    private final Path folder;

    LedgerProcess(Path data) {
        this(data, Path.of(""));
    }

    /** @param folder where the program is started */
    LedgerProcess(Path data, Path folder) {
        this.data = data;
        this.folder = folder.toAbsolutePath();
    }

    /** What came of a run. */
    record Result(int exit, String out, String err) {
        JsonNode json() {
            try {
                return JSON.readTree(out);
            } catch (IOException e) {
                throw new UncheckedIOException(out + err, e);
            }
        }
    }

    Result run(String... args) {
        return feed(new byte[0], args);
    }

    /** Runs with something on standard input. */
    Result feed(byte[] input, String... args) {
        try {
            Process process = new ProcessBuilder(command(List.of(), args))
                    .directory(folder.toFile())
                    .start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(input);
            } catch (IOException unread) {
                // a program that ends early does not read it
            }
            CompletableFuture<String> out = CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
            CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
            return new Result(process.waitFor(), out.join(), err.join());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Starts a command and does not wait for it; whoever calls stops it. */
    Process start(Path log, String... args) throws IOException {
        return new ProcessBuilder(command(List.of(), args))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /** Starts the service; whoever calls stops it. */
    Process serve(Path log, String... settings) throws IOException {
        return new ProcessBuilder(command(List.of(settings), "serve"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /** Begins a command; whoever calls waits for it, or ends it. */
    Process begin(Path log, String... args) throws IOException {
        return new ProcessBuilder(command(List.of(), args))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private List<String> command(List<String> settings, String... args) throws IOException {
        List<String> options = new ArrayList<>();
        if (Files.exists(CACHE)) {
            options.add("-XX:AOTCache=" + CACHE);
        }
        options.addAll(settings);
        return java(options, data, args);
    }

    private static List<String> java(List<String> options, Path data, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+DisplayVMOutputToStderr",
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseCompactObjectHeaders",
                "-Xmx256m"));
        command.addAll(options);
        command.addAll(List.of("-jar", jar().toAbsolutePath().toString(), "--data", data.toString()));
        command.addAll(Arrays.asList(args));
        return command;
    }

    /** Where the JVM cannot make one, none is used. */
    private static Path practise() {
        try {
            Path folder = Files.createTempDirectory(Path.of("target"), "it-");
            Path cache = folder.resolve("ledger.aot").toAbsolutePath();
            new ProcessBuilder(java(List.of("-XX:AOTCacheOutput=" + cache), folder.resolve("data"), "init"))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start()
                    .waitFor();
            return cache;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Path jar() throws IOException {
        try (var files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.getFileName().toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no jar in target/: run ./mvnw package first"));
        }
    }

    private static String text(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
