package org.triageledger.work.upkeep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.triageledger.work.Refusal;

/** Runs this same program on another database, in a process of its own. */
final class ThisProgram {
    private ThisProgram() {}

    /**
     * Runs a command, and gives what it wrote to standard output.
     *
     * @param data its data directory
     * @param environment what differs from the environment of this process
     * @throws Refusal with the line that it ended with, where it failed
     */
    static byte[] run(Path data, Map<String, String> environment, List<String> words) {
        ProcessBuilder program = new ProcessBuilder(command(data, words));
        program.environment().putAll(environment);
        program.environment().put("LEDGER_ASK", "off");
        try {
            Process process = program.start();
            process.getOutputStream().close();
            CompletableFuture<byte[]> said = CompletableFuture.supplyAsync(() -> bytes(process.getErrorStream()));
            byte[] answer = bytes(process.getInputStream());
            if (process.waitFor() == 0) {
                return answer;
            }
            List<String> lines =
                    new String(said.join(), StandardCharsets.UTF_8).lines().toList();
            throw new Refusal(
                    lines.isEmpty()
                            ? "the program could not be run on the other database"
                            : lines.getLast().replaceFirst("^ledger: ", ""));
        } catch (IOException e) {
            throw new Refusal("the program could not be started a second time: check the memory that is free");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("ended while the other program ran");
        }
    }

    private static List<String> command(Path data, List<String> words) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current()
                .info()
                .command()
                .orElseGet(() ->
                        Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-Dledger.database.") && !option.startsWith("-XX:AOTCacheOutput"))
                .forEach(command::add);
        command.add("-D" + DatabaseGuard.ALLOWED + "=true");
        command.addAll(List.of("-jar", System.getProperty("java.class.path"), "--data", data.toString()));
        Optional.ofNullable(System.getProperty("settings.file"))
                .filter(file -> Files.isReadable(Path.of(file)))
                .ifPresent(file -> command.addAll(List.of("--config", file)));
        command.addAll(words);
        return command;
    }

    private static byte[] bytes(java.io.InputStream stream) {
        try (stream) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
