package org.triageledger.work.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableContext;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.cli.InProcess;
import org.triageledger.work.config.Keys;
import org.triageledger.work.config.LedgerConfig;
import picocli.CommandLine;

/** What one run keeps of credits answers for the next one, as long as nothing changed, and never after. */
@QuarkusTest
class KeptActivityTest {
    private static final LocalDate DAY = LocalDate.of(2026, 6, 1);
    private static final LocalDate BEFORE_THE_LAST_MAIL = LocalDate.of(2026, 3, 2);

    @Inject
    Facts facts;

    @Inject
    Keys keys;

    @Inject
    CommandLine.IFactory factory;

    @Inject
    LedgerConfig config;

    @TempDir
    Path folder;

    @AfterEach
    void forget() {
        facts.forgetKept();
    }

    @Test
    void theNextRunAnswersFromItUntilAnythingChanges() throws IOException {
        Path roster = roster("Bob Example");
        done("roster", "load", roster.toString());
        done("import", "--source", "one", "--trust", "archive", box("one", report(), answer("first", 2)));
        assertThat(keptBefore(DAY)).isFalse();

        String first = answers();
        nextRun();
        assertThat(keptBefore(DAY)).isTrue();
        assertThat(keptBefore(BEFORE_THE_LAST_MAIL)).isTrue();
        assertThat(answers()).isEqualTo(first);

        done("import", "--source", "two", "--trust", "archive", box("two", answer("second", 9)));
        assertThat(keptBefore(DAY)).as("a mail came").isFalse();
        nextRun();
        assertThat(keptBefore(DAY)).isTrue();

        done("address", "link", "bob", "bob@home.example", "--by", "ada", "--reason", "he said so", "--apply");
        assertThat(keptBefore(DAY)).as("a decision was made").isFalse();
        nextRun();
        assertThat(keptBefore(DAY)).isTrue();

        done("roster", "load", roster("Bob Other").toString());
        assertThat(keptBefore(DAY)).as("the roster was loaded").isFalse();
        nextRun();
        String last = answers();
        assertThat(last).isNotEqualTo(first).contains("Bob Other");
        nextRun();
        assertThat(keptBefore(DAY)).isTrue();
        assertThat(answers()).isEqualTo(last);
    }

    @Test
    void aRunThatAnsweredFromItKeepsItAgainWhenSomethingChanged() throws IOException {
        done("roster", "load", roster("Bob Example").toString());
        done("import", "--source", "six", "--trust", "archive", box("six", report(), answer("sixth", 2)));
        nextRun();
        assertThat(facts.creditsOn(DAY).activity().reports())
                .as("from the file")
                .isEmpty();
        done("address", "link", "bob", "bob@work.example", "--by", "ada", "--reason", "he said so", "--apply");
        assertThat(facts.on(DAY).activity().reports()).isNotEmpty();

        facts.keep(new ShutdownEvent());

        assertThat(keptBefore(DAY)).isTrue();
    }

    @Test
    void whatIsNotAsItWasWrittenIsPassedOver() throws IOException {
        done("roster", "load", roster("Bob Example").toString());
        done("import", "--source", "three", "--trust", "archive", box("three", report(), answer("third", 2)));
        String right = answers();
        nextRun();
        Path file = files().stream()
                .filter(one -> one.toString().endsWith("-all"))
                .findFirst()
                .orElseThrow();
        byte[] whole = Files.readAllBytes(file);

        for (int at : new int[] {0, whole.length / 2, whole.length - 1}) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 1;
            Files.write(file, damaged);
            freshFacts();
            assertThat(isKept(DAY)).isFalse();
        }
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        freshFacts();
        assertThat(isKept(DAY)).isFalse();
        Path other =
                files().stream().filter(one -> !one.equals(file)).findFirst().orElseThrow();
        Files.copy(other, file, StandardCopyOption.REPLACE_EXISTING);
        freshFacts();
        assertThat(isKept(DAY)).as("the file of another day").isFalse();
        assertThat(answers()).isEqualTo(right);
    }

    @Test
    void nothingStaysWhenItIsToBeForgotten() throws IOException {
        done("roster", "load", roster("Bob Example").toString());
        done("import", "--source", "four", "--trust", "archive", box("four", report(), answer("fourth", 2)));
        answers();
        nextRun();
        assertThat(files())
                .isNotEmpty()
                .allSatisfy(file -> assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .doesNotContain("fourth@example.net"));

        facts.forgetKept();

        assertThat(files()).isEmpty();
    }

    @Test
    void withoutTheKeyAQuestionIsAnsweredAndNoKeyIsMade() throws IOException {
        done("roster", "load", roster("Bob Example").toString());
        done("import", "--source", "five", "--trust", "archive", box("five", report(), answer("fifth", 2)));
        String right = answers();
        Path key = keys.file().orElseThrow();
        Path away = folder.resolve("away");
        Files.move(key, away);
        try {
            fresh(Keys.class);
            freshFacts();
            assertThat(isKept(DAY)).isFalse();
            assertThat(answers()).isEqualTo(right);
            facts.keep(new ShutdownEvent());
            assertThat(key).doesNotExist();
        } finally {
            Files.move(away, key);
            fresh(Keys.class);
            freshFacts();
        }
    }

    /** Ends a run, and begins another one. */
    private void nextRun() {
        answers();
        facts.keep(new ShutdownEvent());
        freshFacts();
    }

    private static void freshFacts() {
        fresh(Facts.class);
    }

    private static void fresh(Class<?> type) {
        for (InjectableContext context : Arc.container().getContexts(ApplicationScoped.class)) {
            context.destroy(Arc.container().instance(type).getBean());
        }
    }

    /** Whether a run that begins now answers from what is kept. It leaves nothing in memory. */
    private boolean keptBefore(LocalDate day) {
        freshFacts();
        return isKept(day);
    }

    private boolean isKept(LocalDate day) {
        boolean kept = facts.creditsOn(day).activity().reports().isEmpty();
        freshFacts();
        return kept;
    }

    private String answers() {
        return done("active", "--as-of", DAY.toString(), "--format", "json")
                + done("active", "--as-of", BEFORE_THE_LAST_MAIL.toString(), "--format", "json")
                + done("why", "bob", "--as-of", DAY.toString(), "--format", "json")
                + done("forecast", "--as-of", DAY.toString(), "--format", "json")
                + done("credits", "--format", "json");
    }

    private List<Path> files() throws IOException {
        Path kept = config.data().resolve("kept");
        if (!Files.exists(kept)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(kept)) {
            return files.toList();
        }
    }

    private String done(String... args) {
        InProcess.Result result = InProcess.run(factory, args);
        assertThat(result.exit())
                .as(String.join(" ", args) + ": " + result.err())
                .isZero();
        return result.out();
    }

    private Path roster(String name) throws IOException {
        return Files.writeString(folder.resolve("roster.yaml"), """
                members:
                  - {id: ada, name: Ada Example, joined: 2019-02-01, roles: [{role: admin}], addresses: [ada@example.org]}
                  - {id: bob, name: NAME, joined: 2019-02-01, addresses: [bob@example.org]}
                """.replace("NAME", name));
    }

    private String box(String name, String... mails) throws IOException {
        return Files.writeString(folder.resolve(name + ".mbox"), String.join("", mails))
                .toString();
    }

    private static String report() {
        return mail("report", "finder@example.net", 1, "");
    }

    private static String answer(String id, int day) {
        return mail(id, "ada@example.org", day + 1, "In-Reply-To: <report@example.net>\n")
                + mail(id + "-too", "bob@example.org", day + 2, "In-Reply-To: <report@example.net>\n");
    }

    private static String mail(String id, String from, int day, String more) {
        OffsetDateTime at = OffsetDateTime.of(2026, 3, day, 10, 0, 0, 0, ZoneOffset.UTC);
        return "From " + from + " "
                + DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss uuuu", Locale.ENGLISH)
                        .format(at)
                + "\nFrom: " + from + "\nDate: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(at) + "\nMessage-ID: <"
                + id
                + "@example.net>\n" + more
                + "Subject: overflow in the reader\n\nThere is a hole.\n\n";
    }
}
