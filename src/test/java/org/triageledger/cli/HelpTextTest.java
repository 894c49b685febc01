package org.triageledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class HelpTextTest {
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    private static CommandLine program() {
        return Usage.of(new CommandLine(new LedgerCommand()));
    }

    /** Commands that only hold others say so when they are called alone. */
    private static boolean holdsOnlyOthers(CommandLine command) {
        return List.of(
                        "roster",
                        "policy",
                        "review",
                        "advisories",
                        "cve",
                        "ghsa",
                        "address",
                        "account",
                        "member",
                        "token",
                        "key",
                        "database",
                        "cases",
                        "draft",
                        "ledger")
                .contains(command.getCommandName());
    }

    static Stream<String> examples() {
        return HelpText.examples().stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleIsACommandThatCanBeTyped(String example) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(example.replaceFirst("\\s[<>]\\s\\S+$", ""));
        while (matcher.find()) {
            words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        }
        assertThat(words.removeFirst()).isEqualTo("ledger");
        CommandLine program = program();
        program.parseArgs(words.toArray(String[]::new));
        assertThat(HelpText.of(program.getCommandSpec(), example))
                .isSameAs(program.getParseResult().asCommandLineList().getLast().getCommandSpec());
    }

    @Test
    void eachCommandHasAnExampleInItsHelp() {
        List<String> without = new ArrayList<>();
        all(program()).forEach(command -> {
            if (!holdsOnlyOthers(command) && !command.getUsageMessage().contains("Examples:\n  ledger ")) {
                without.add(command.getCommandSpec().qualifiedName());
            }
        });
        assertThat(without).isEmpty();
    }

    @Test
    void eachCommandStandsInOneGroup() {
        CommandLine program = program();
        List<String> names = new LinkedHashSet<>(program.getSubcommands().values())
                .stream().map(CommandLine::getCommandName).toList();
        List<String> grouped =
                HelpText.GROUPS.values().stream().flatMap(List::stream).toList();
        assertThat(grouped).doesNotHaveDuplicates().containsAll(names);
        String help = program.getUsageMessage();
        assertThat(HelpText.GROUPS.keySet())
                .allSatisfy(title -> assertThat(help).contains("\n" + title + ":\n"));
        assertThat(names).allSatisfy(name -> assertThat(help).containsPattern("(?m)^  " + name + "\\b"));
        assertThat(Objects.requireNonNull(program.getSubcommands().get("review"))
                        .getUsageMessage())
                .contains("Commands:\n  plan");
    }

    @ParameterizedTest
    @EnumSource
    void eachShellIsToldOfEachCommand(CompletionCommand.Shell shell) {
        StringWriter out = new StringWriter();
        CommandLine program = program().setOut(new PrintWriter(out));
        program.execute("completion", shell.name());
        all(program()).forEach(command -> assertThat(out.toString()).contains(command.getCommandName()));
        assertThat(out.toString()).contains("as-of");
    }

    @Test
    void theEnvironmentSaysWhoActs() {
        String[] vote = {"vote", "n1", "for"};
        CommandLine withVariable = Usage.of(new CommandLine(new LedgerCommand()), Map.of("LEDGER_BY", "ada "));
        assertThat(by(withVariable.parseArgs(vote))).isEqualTo("ada");
        assertThat(by(withVariable.parseArgs("vote", "n1", "for", "--by", "bob")))
                .isEqualTo("bob");
        CommandLine without = Usage.of(new CommandLine(new LedgerCommand()), Map.of("LEDGER_BY", " "));
        assertThatThrownBy(() -> without.parseArgs(vote)).hasMessageContaining("--by");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            actve            | there is no command 'actve' (did you mean active?); see `ledger --help`
            help actve       | there is no command 'actve' (did you mean active?); see `ledger --help`
            help roster laod | there is no command 'laod' (did you mean load?); see `ledger roster --help`
            roster laod      | there is no command 'laod' (did you mean load?); see `ledger roster --help`
            roster xyz       | there is no command 'xyz'; see `ledger roster --help`
            active today     | 'today' is more than this command takes; see `ledger active --help`
            """)
    void aWordThatIsTooMuchIsNamed(String typed, String said) {
        StringWriter err = new StringWriter();
        int code = program().setErr(new PrintWriter(err)).execute(typed.split(" "));
        assertThat(err.toString().strip()).isEqualTo("ledger: " + said);
        assertThat(code).isEqualTo(CommandLine.ExitCode.USAGE);
    }

    private static String by(CommandLine.ParseResult parsed) {
        return parsed.subcommand().commandSpec().findOption("--by").getValue();
    }

    private static Stream<CommandLine> all(CommandLine command) {
        return Stream.concat(
                Stream.of(command),
                new LinkedHashSet<>(command.getSubcommands().values()).stream().flatMap(HelpTextTest::all));
    }
}
