package org.triageledger.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triageledger.cli.LedgerCommand;
import org.triageledger.work.config.LedgerConfig;
import org.triageledger.work.config.SettingsTest;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Every command, option and setting that a page, a document, a sample or a message names is a real one. */
class NamedThingsTest {
    private static final List<String> PLACES = List.of(
            "README.md",
            "ARCHITECTURE.md",
            "CONTRIBUTING.md",
            "docs",
            "config",
            "docker",
            "bin",
            "src/main/java",
            "src/main/resources");

    /** Inline code of Markdown and Javadoc, of pages and of messages; and lines of a block that begin with the program. */
    private static final Pattern SPAN =
            Pattern.compile("`([^`\\n]{1,300})`|<code>([^<\\n]{1,300})</code>|\\{@code ([^}\\n]{1,300})}"
                    + "|(?m)^(?:    )?((?:bin/)?ledger [^\\n]{1,300})$");

    private static final Pattern SETTING =
            Pattern.compile("(?<![\\w./@-])ledger\\.[a-z][a-z0-9-]*(?:\\.[A-Za-z][A-Za-z0-9-]*)*(?!/)");

    /** Files, hosts and the framework's own, whose names begin as settings do. */
    private static final Set<String> NO_SETTINGS = Set.of(
            "ledger.mv.db",
            "ledger.lock.db",
            "ledger.owner",
            "ledger.service",
            "ledger.css",
            "ledger.aot",
            "ledger.aot.jdk",
            "ledger.log",
            "ledger.example.org",
            "ledger.key.former-ID",
            "ledger.key.former-",
            "ledger.before-upgrade.zip",
            "ledger.data");

    private static final CommandLine PROGRAM = new CommandLine(new LedgerCommand());

    @Test
    void everyCommandAndOptionIsReal() throws IOException {
        Map<String, String> wrong = new TreeMap<>();
        forEachFile((file, text) -> {
            Matcher span = SPAN.matcher(text);
            while (span.find()) {
                for (int i = 1; i <= span.groupCount(); i++) {
                    if (span.group(i) != null) {
                        problems(span.group(i)).forEach(problem -> wrong.put(file + ": " + problem, ""));
                    }
                }
            }
        });
        assertThat(wrong.keySet()).isEmpty();
    }

    @Test
    void everySettingIsReal() throws IOException {
        Set<String> real = SettingsTest.names(LedgerConfig.class, "ledger.").collect(Collectors.toSet());
        Map<String, String> wrong = new TreeMap<>();
        forEachFile((file, text) -> {
            // metrics are named alike
            Matcher setting = SETTING.matcher(file.endsWith("Gauges.java") ? "" : text);
            while (setting.find()) {
                String name =
                        setting.group().replaceFirst("^(ledger\\.(?:mailboxes|ghsa|webhooks))\\.[A-Za-z]+", "$1.team");
                if (!NO_SETTINGS.contains(name)
                        && real.stream()
                                .noneMatch(eachText -> eachText.equals(name) || eachText.startsWith(name + "."))) {
                    wrong.put(file + ": " + name, "");
                }
            }
        });
        assertThat(wrong.keySet()).isEmpty();
    }

    /** A page is for people who have no command line; only before there is an account it speaks to the one who installs the service. */
    @Test
    void noPageNamesAnOption() throws IOException {
        List<String> wrong = new ArrayList<>();
        forEachFile((file, text) -> {
            if (file.startsWith("src/main/resources/templates")
                    && !file.endsWith("/signIn.html")
                    && text.matches("(?s).*[^-!]--[a-z]{2}.*")) {
                wrong.add(file);
            }
        });
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
                    bin/ledger account create ada --role admin --member ada  text ~ ''
                    ledger account create NAME --person ID                        ~ account create has no option --person
                    ledger acount create NAME                                     ~ there is no command acount
                    account make NAME                                             ~ account has no command make
                    queue confirm|reject|join                                     ~ ''
                    queue confirm|refuse MESSAGE                                  ~ queue has no command refuse
                    ledger --data DIR deliver --source team                       ~ ''
                    serve --port=80                                               ~ serve has no option --port
                    """)
    void isCheckedByTheRealOnes(String text, String problem) {
        assertThat(String.join("; ", problems(text))).isEqualTo(problem);
    }

    /** What a piece of code names that the program does not have; nothing, where it is no command of it. */
    private static List<String> problems(String span) {
        String text = span.strip()
                .replaceFirst("^(?:docker .*)?\\bbin/ledger", "ledger")
                .replaceFirst("^docker .*ledger ledger ", "ledger ");
        List<String> words = List.of(text.split("\\s{2,}|\\t")[0].split("[ \\[\\]]+"));
        boolean named = words.getFirst().equals("ledger");
        if (!named && (words.size() < 2 || !PROGRAM.getSubcommands().containsKey(words.getFirst()))) {
            return List.of();
        }
        List<String> wrong = new ArrayList<>();
        CommandLine at = PROGRAM;
        boolean value = false;
        for (String word : words.subList(named ? 1 : 0, words.size())) {
            if (value) {
                value = false;
            } else if (word.startsWith("--")) {
                String name = word.split("[=|,;:)…]")[0];
                OptionSpec option = option(at, name);
                if (option == null) {
                    wrong.add(path(at) + " has no option " + name);
                }
                value = option != null && !word.contains("=") && option.arity().min() > 0;
            } else if (!at.getSubcommands().isEmpty() && word.matches("[a-z][a-z|-]*")) {
                CommandLine next = at;
                for (String eachText : word.split("\\|")) {
                    CommandLine found = at.getSubcommands().get(eachText);
                    if (found != null) {
                        next = found;
                    } else if (at.getCommandSpec().positionalParameters().isEmpty()) {
                        wrong.add(
                                at == PROGRAM
                                        ? "there is no command " + eachText
                                        : path(at) + " has no command " + eachText);
                        return wrong;
                    }
                }
                at = next;
            }
        }
        return wrong;
    }

    private static @Nullable OptionSpec option(CommandLine at, String name) {
        for (CommandLine one = at; one != null; one = one.getParent()) {
            OptionSpec found = one.getCommandSpec().findOption(name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static String path(CommandLine at) {
        return at.getCommandSpec().qualifiedName().replaceFirst("^ledger ?", "");
    }

    private interface Reader {
        void read(String file, String text) throws IOException;
    }

    private static void forEachFile(Reader reader) throws IOException {
        for (String place : PLACES) {
            try (Stream<Path> files = Files.walk(Path.of(place))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    if (Arrays.asList("png", "svg", "sql").stream()
                            .noneMatch(end -> file.toString().endsWith("." + end))) {
                        reader.read(file.toString(), Files.readString(file));
                    }
                }
            }
        }
    }
}
