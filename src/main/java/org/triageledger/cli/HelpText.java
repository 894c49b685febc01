package org.triageledger.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** What {@code --help} shows beside what picocli makes of the annotations: the commands in groups, and examples of each. */
final class HelpText {
    /** The commands by what a person wants to do; each stands in exactly one group. */
    static final Map<String, List<String>> GROUPS = groups();

    private static final Pattern BLANK = Pattern.compile("\\s+");

    private HelpText() {}

    private static Map<String, List<String>> groups() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        groups.put("Start, and take in mail", List.of("serve", "init", "import", "deliver"));
        groups.put(
                "Ask who is active, and why",
                List.of("active", "evaluate", "why", "credits", "forecast", "policy", "report"));
        groups.put("Look at what was read", List.of("threads", "messages", "quarantine", "coverage", "queue"));
        groups.put(
                "Follow reports to their advisories", List.of("cases", "advisories", "announcements", "cve", "ghsa"));
        groups.put("Keep the roster", List.of("roster", "address", "member", "leave", "leaves"));
        groups.put("Nominate and admit", List.of("nominate", "nominations", "vote", "rule", "admit", "resign"));
        groups.put("Claim and dispute", List.of("claim", "dispute", "claims"));
        groups.put("Review", List.of("review", "reminders"));
        groups.put(
                "Back up, and keep sound",
                List.of("backup", "restore", "check", "rebuild", "key", "database", "retention"));
        groups.put("Administer", List.of("decisions", "account", "token", "settings", "completion", "help"));
        return groups;
    }

    /** Sets it up for a program and all of its commands. */
    static void into(CommandLine program) {
        Map<String, CommandLine.IHelpSectionRenderer> sections = new LinkedHashMap<>(program.getHelpSectionMap());
        sections.put(UsageMessageSpec.SECTION_KEY_FOOTER, help -> examples(help.commandSpec()) + help.footer());
        program.setHelpSectionMap(sections);
        sections.put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, HelpText::grouped);
        program.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, HelpText::grouped);
    }

    private static String grouped(Help help) {
        StringBuilder text = new StringBuilder();
        Map<String, Help> commands = help.subcommands();
        GROUPS.forEach((title, names) -> {
            Map<String, Help> group = new LinkedHashMap<>();
            for (String name : names) {
                commands.values().stream()
                        .filter(command -> command.commandSpec().name().equals(name))
                        .findFirst()
                        .ifPresent(command -> group.put(name, command));
            }
            if (!group.isEmpty()) {
                text.append(String.format("%n%s:%n", title)).append(help.commandList(group));
            }
        });
        return text.toString();
    }

    /** The examples of one command, with a heading; nothing where it has none. */
    private static String examples(CommandSpec command) {
        StringBuilder text = new StringBuilder();
        for (String example : examples()) {
            if (command.parent() != null && of(command.root(), example) == command) {
                text.append(text.isEmpty() ? String.format("%nExamples:%n") : "")
                        .append(String.format("  %s%n", example));
            }
        }
        return text.toString();
    }

    /** All examples, as they are typed. */
    static List<String> examples() {
        try (InputStream in = Objects.requireNonNull(HelpText.class.getResourceAsStream("/help/examples.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command that a line runs, by the names in it. */
    static CommandSpec of(CommandSpec program, String line) {
        CommandSpec command = program;
        List<String> words = new ArrayList<>(List.of(BLANK.split(line)));
        words.removeFirst();
        for (String word : words) {
            CommandLine next = command.subcommands().get(word);
            if (next == null && !command.subcommands().isEmpty() && command != program) {
                break;
            }
            command = next == null ? command : next.getCommandSpec();
        }
        return command;
    }
}
