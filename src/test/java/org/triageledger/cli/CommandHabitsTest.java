package org.triageledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.triageledger.work.ListRules;
import org.triageledger.work.cases.PublishedList;
import org.triageledger.work.roster.RosterBook;
import picocli.CommandLine;

/** What all commands have in common. */
@QuarkusTest
class CommandHabitsTest {
    @Inject
    CommandLine.IFactory factory;

    @Inject
    RosterBook roster;

    @TempDir
    Path folder;

    @BeforeEach
    void team() throws IOException {
        roster.load(Files.writeString(folder.resolve("roster.yaml"), """
                members:
                  - {id: ada, name: Ada Example, joined: 2019-02-01, roles: [{role: admin}], addresses: [ada@example.org]}
                  - {id: bob, name: Bob Example, joined: 2019-02-01}
                """));
    }

    /** Lists and tables, as they are typed. */
    private static final List<String> LISTS = List.of(
            "roster findings",
            "active",
            "evaluate",
            "credits",
            "threads",
            "messages",
            "quarantine",
            "coverage",
            "forecast",
            "nominations",
            "claims",
            "leaves",
            "advisories list",
            "advisories draft list --by ada",
            "announcements",
            "cve list",
            "queue",
            "queue list",
            "ghsa list",
            "cases list",
            "cases numbers",
            "decisions --all",
            "account list",
            "account invitations",
            "token list",
            "settings",
            "check",
            "rebuild",
            "review show",
            "reminders",
            "roster export-csv",
            "cases insight load",
            "policy show",
            "policy diff seed-2024 pep811-2025",
            "roster drift psrt.csv",
            "report --review 2026");

    /** They show one thing, or write a file of a form of its own. */
    private static final Set<String> ONE_THING = Set.of(
            "advisories draft show",
            "advisories lint",
            "advisories show",
            "cases show",
            "claims show",
            "completion",
            "cve show",
            "database answers",
            "decisions export",
            "decisions verify",
            "ghsa show",
            "help",
            "key show",
            "queue show",
            "review calendar",
            "review verify",
            "why");

    /** They change something, also without --by: what they print is what came of it. */
    private static final Set<String> ACTS = Set.of(
            "account create",
            "account invite",
            "account remove",
            "account reset",
            "account reset-link",
            "account revoke-invitation",
            "account unlock",
            "backup",
            "cve import",
            "database copy",
            "deliver",
            "ghsa import",
            "ghsa poll",
            "import",
            "init",
            "key rotate",
            "quarantine replay",
            "restore",
            "retention",
            "roster import-csv",
            "roster load",
            "roster release-cycle",
            "serve",
            "token create",
            "token revoke");

    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    static Stream<String> lists() {
        return LISTS.stream().filter(line -> !line.contains("psrt.csv") && !line.startsWith("report"));
    }

    /** A command that is added without saying which of these it is fails here. */
    @Test
    void eachCommandPrintsAListOrShowsOneThingOrActs() {
        List<String> unknown = new ArrayList<>();
        List<String> without = new ArrayList<>();
        CommandLine program = Usage.of(new CommandLine(new LedgerCommand()));
        each(program, "", (path, command) -> {
            var spec = command.getCommandSpec();
            boolean holdsOnlyOthers = spec.userObject() instanceof CommandGroup;
            boolean list =
                    LISTS.stream().anyMatch(line -> HelpText.of(program.getCommandSpec(), "ledger " + line) == spec);
            boolean acts = spec.findOption("--by") != null || ACTS.contains(path);
            if (!list && !acts && !holdsOnlyOthers && !ONE_THING.contains(path)) {
                unknown.add(path);
            }
            if (list
                    && (spec.findOption("--format") == null
                            || !Stream.of(spec.findOption("--format").type().getEnumConstants())
                                    .map(Object::toString)
                                    .toList()
                                    .containsAll(List.of("json", "csv")))) {
                without.add(path);
            }
        });
        assertThat(unknown).as("is it a list? then it is tried below").isEmpty();
        assertThat(without).as("lists that cannot be had as JSON and CSV").isEmpty();
    }

    /** By its class: what writes a table is a list, whatever the table above says. */
    @Test
    void whatWritesATableCanWriteCsv() {
        JavaClasses commands = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.triageledger.cli");
        List<String> without = new ArrayList<>();
        for (JavaClass command : commands) {
            boolean writes = !command.isAssignableTo(Printer.class)
                    && !command.isAssignableTo(Format.class)
                    && command.getMethodCallsFromSelf().stream()
                            .anyMatch(call -> call.getName().equals("table")
                                    && call.getTargetOwner().isAssignableTo(Printer.class));
            if (writes
                    && command.getFields().stream()
                            .noneMatch(field -> field.getRawType().isEnum()
                                    && field.getRawType().getFields().stream()
                                            .anyMatch(constant ->
                                                    constant.getName().equals("csv")))) {
                without.add(command.getName());
            }
        }
        assertThat(without).isEmpty();
    }

    /** Whatever a page searches, filters and sorts, a command does by the same rules. */
    @Test
    void aListOfThePagesIsAskedForInTheSameWay() {
        JavaClasses program = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.triageledger.cli", "org.triageledger.web");
        Set<String> pages = rules(program, "org.triageledger.web");
        assertThat(pages).hasSizeGreaterThan(10);
        // what everybody may see is a part of `cases list` and `advisories list`
        pages.remove(PublishedList.class.getName());
        assertThat(rules(program, "org.triageledger.cli")).containsAll(pages);
    }

    private static Set<String> rules(JavaClasses program, String where) {
        return program.stream()
                .filter(type -> type.getPackageName().startsWith(where))
                .flatMap(type -> type.getFieldAccessesFromSelf().stream())
                .filter(access -> access.getTarget().getRawType().isEquivalentTo(ListRules.class))
                .map(access -> access.getTargetOwner().getName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static Stream<String> searched() {
        return lists().filter(line ->
                HelpText.of(program().getCommandSpec(), "ledger " + line).findOption("--filter") != null);
    }

    @ParameterizedTest
    @MethodSource("searched")
    void aListIsSearchedFilteredAndSorted(String line) {
        List<String> words = List.of(line.split(" "));
        for (String option : List.of("--filter", "--sort")) {
            InProcess.Result wrong = InProcess.run(
                    factory,
                    Stream.concat(words.stream(), Stream.of(option, "none-such"))
                            .toArray(String[]::new));
            assertThat(wrong.exit()).as(line).isEqualTo(1);
            assertThat(wrong.err()).as(line).contains("choose ");
            for (String word :
                    wrong.err().replaceFirst("(?s).*choose ", "").strip().split(", ")) {
                run(Stream.concat(words.stream(), Stream.of(option, word)).toList());
            }
        }
        InProcess.Result none = run(Stream.concat(words.stream(), Stream.of("--search", "no such text"))
                .toList());
        assertThat(none.out()).as(line).doesNotContain("Ada");
    }

    @Test
    void theListsThatPagesHaveCanBeSearched() {
        assertThat(searched())
                .contains(
                        "account list",
                        "account invitations",
                        "token list",
                        "settings",
                        "active",
                        "forecast",
                        "quarantine",
                        "coverage",
                        "review show",
                        "roster findings",
                        "policy diff seed-2024 pep811-2025");
    }

    @Test
    void linesAreThoseThatAreAskedFor() throws IOException {
        run(List.of("account", "create", "ada", "--role", "admin", "--member", "ada"));
        run(List.of("account", "create", "eve", "--role", "auditor"));
        assertThat(names("/accounts", "username", "account", "list", "--filter", "auditor"))
                .containsExactly("eve");
        assertThat(names("/accounts", "username", "account", "list", "--search", "AD"))
                .containsExactly("ada");
        assertThat(names("/accounts", "username", "account", "list")).containsExactly("ada", "eve");
        assertThat(names("/members", "member", "active", "--search", "bob")).containsExactly("bob");
        assertThat(run(List.of("account", "list", "--filter", "council")).out())
                .isEqualTo("None of the list fits --search and --filter." + System.lineSeparator());
        assertThat(run(List.of("decisions", "--kind", "account", "--format", "csv"))
                        .out())
                .contains("Account ada created", "Account eve created");
        assertThat(run(List.of("decisions", "--kind", "account", "--sort", "newest-first", "--format", "csv"))
                        .out())
                .containsSubsequence("Account eve created", "Account ada created");
        assertThat(run(List.of("decisions", "--kind", "account", "--to", "2020-01-01"))
                        .out())
                .startsWith("No entry fits");
        InProcess.Result both = InProcess.run(factory, "review", "show", "2026-12", "--filter", "open");
        assertThat(both.exit()).isEqualTo(2);
        assertThat(both.err()).contains("for the list of all reviews");
    }

    private List<String> names(String list, String field, String... words) throws IOException {
        return new ObjectMapper()
                .readTree(run(Stream.concat(Stream.of(words), Stream.of("--format", "json"))
                                .toList())
                        .out())
                .at(list)
                .findValuesAsText(field);
    }

    private static CommandLine program() {
        return Usage.of(new CommandLine(new LedgerCommand()));
    }

    private static void each(CommandLine command, String path, BiConsumer<String, CommandLine> use) {
        for (CommandLine sub : new LinkedHashSet<>(command.getSubcommands().values())) {
            String name = (path + " " + sub.getCommandName()).strip();
            use.accept(name, sub);
            each(sub, name, use);
        }
    }

    @ParameterizedTest
    @MethodSource("lists")
    void aListIsThereForPeopleAndForPrograms(String line) throws IOException {
        List<String> words = new ArrayList<>(List.of(line.split(" ")));
        words.addAll(List.of("--format", "json"));
        String json = run(words).out();
        assertThatCode(() -> new ObjectMapper().readTree(json)).doesNotThrowAnyException();
        assertThat(json).startsWith("{");
        words.set(words.size() - 1, "csv");
        List<CSVRecord> rows =
                CSVFormat.RFC4180.parse(new StringReader(run(words).out())).getRecords();
        assertThat(rows).isNotEmpty();
        assertThat(rows.getFirst().size()).as(line).isGreaterThan(1);
        assertThat(rows).allMatch(row -> row.size() == rows.getFirst().size());
    }

    private InProcess.Result run(List<String> words) {
        InProcess.Result result = InProcess.run(factory, words.toArray(String[]::new));
        assertThat(result.exit()).as(words + result.err()).isIn(0, 3);
        return result;
    }

    /** Each command that takes --by, as its example is typed, for somebody whom the roster does not know. */
    @Test
    void nobodyActsWhomTheRosterDoesNotKnow() {
        List<String> let = new ArrayList<>();
        for (String example : HelpText.examples()) {
            if (!example.contains("--by ")) {
                continue;
            }
            List<String> words = new ArrayList<>();
            var matcher = WORD.matcher(example.replaceFirst("\\s[<>]\\s\\S+$", ""));
            while (matcher.find()) {
                words.add(
                        matcher.group(1) != null
                                ? matcher.group(1)
                                : matcher.group(2) != null ? matcher.group(2) : matcher.group(3));
            }
            words.removeFirst();
            words.set(words.indexOf("--by") + 1, "ghost");
            InProcess.Result result = InProcess.run(factory, words.toArray(String[]::new));
            if (result.exit() == 0 || !result.err().contains("ghost")) {
                let.add(example + " -> " + result.exit() + " " + result.err().strip());
            }
        }
        assertThat(let).isEmpty();
    }
}
