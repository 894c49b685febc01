package org.triageledger.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code bin/ledger} tells the JVM; in place of the JVM stands a script that prints it. */
@Timeout(60)
class LauncherTest {
    private static final long MB = 1 << 20;

    @TempDir
    Path home;

    @BeforeEach
    void copy() throws IOException {
        for (String file : List.of("bin/ledger", "bin/lib/java.sh")) {
            Files.createDirectories(home.resolve(file).getParent());
            Files.copy(Path.of(file), home.resolve(file));
        }
        Files.createDirectories(home.resolve("target"));
        Files.writeString(home.resolve("target/triage-ledger-0.1.0-SNAPSHOT-runner.jar"), "");
        Files.createDirectories(home.resolve("jdk/bin"));
        Files.writeString(home.resolve("jdk/release"), "JAVA_VERSION=\"25.0.3\"\n");
        Path java = Files.writeString(home.resolve("jdk/bin/java"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.createDirectories(home.resolve("data"));
    }

    @ParameterizedTest
    @CsvSource({"0, 256", "96, 256", "101, 266", "1030, 2124"})
    void theServiceGetsAHeapForTheLedgerThatIsThere(long mb, int heap) throws Exception {
        try (RandomAccessFile database = new RandomAccessFile(database(), "rw")) {
            database.setLength(mb * MB);
        }
        assertThat(options("serve")).contains("-Xmx" + heap + "m", "-XX:NewRatio=3", "-XX:SurvivorRatio=2");
        assertThat(options("active")).contains("-Xmx" + heap + "m");
        assertThat(options("rebuild")).contains("-Xmx" + 2 * heap + "m");
    }

    @Test
    void withoutADatabaseThereItGetsTheLeast() throws Exception {
        assertThat(options("serve")).contains("-Xmx256m", "-XX:+UseCompactObjectHeaders");
    }

    @Test
    void anImportHasAHeapOfItsOwn() throws Exception {
        assertThat(options("import", "a.mbox"))
                .contains("-Xms256m", "-Xmx256m", "-Xmn128m")
                .doesNotContain("-XX:+UseCompactObjectHeaders")
                .endsWith("import", "a.mbox");
    }

    @Test
    void optionsOfTheUserComeLast() throws Exception {
        List<String> options = options("serve");
        assertThat(options.lastIndexOf("-Xmx2g")).isGreaterThan(options.indexOf("-Xmx256m"));
    }

    private File database() {
        return home.resolve("data/ledger.mv.db").toFile();
    }

    private List<String> options(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                home.resolve("bin/ledger").toString(),
                "--data",
                home.resolve("data").toString()));
        command.addAll(Arrays.asList(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("LEDGER_") || name.startsWith("QUARKUS_"));
        builder.environment().put("JAVA_HOME", home.resolve("jdk").toString());
        builder.environment().put("LEDGER_BUILD", "off");
        builder.environment().put("LEDGER_AOT", "off");
        builder.environment().put("LEDGER_JAVA_OPTS", "-Xmx2g");
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return out.lines().toList();
    }
}
