package org.triageledger.cli;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.mail.Named;
import org.triageledger.core.member.Listing;
import org.triageledger.work.roster.PublishedLists;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** The subcommands of {@code roster} for the published lists. */
final class ListCommands {
    private ListCommands() {}

    @Command(
            name = "import-csv",
            mixinStandardHelpOptions = true,
            description = {
                "Imports the published lists: psrt.csv, its emeriti, the core team's; and with them, told by its header, a history of"
                        + " when members were first listed, which dates memberships without a day. It only adds: people, memberships and roles"
                        + " of those who never had any. Of several files all are taken, or, where one is faulty, none.",
                "Exit code 3 where a file and the roster still disagree."
            })
    static final class Import implements Callable<Integer> {
        @Parameters(paramLabel = "FILE", arity = "1..*")
        List<Path> files = List.of();

        @Option(
                names = "--list",
                paramLabel = "LIST",
                converter = Kind.class,
                description =
                        "What the file is: members, emeriti or core-team. Without it, five columns are the core team, a file"
                                + " name with \"emerit\" the emeriti, all else the members.")
        Listing.@Nullable Kind list;

        @Option(
                names = "--as-of",
                paramLabel = "DATE",
                description =
                        "The UTC day on which the lists hold (YYYY-MM-DD); today without it. Who is new since the last"
                                + " import joined on it; of the first import nobody knows when they joined.")
        @Nullable
        LocalDate asOf;

        @Mixin
        Reply reply = new Reply();

        @Inject
        PublishedLists lists;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            PublishedLists.Taken taken = lists.take(files, Optional.ofNullable(list), Optional.ofNullable(asOf));
            if (!taken.faults().isEmpty()) {
                complain(taken.faults());
                return 1;
            }
            reply.say(
                    printer,
                    new Imported(taken.done(), taken.drift(), taken.findings()),
                    taken.done().toArray(String[]::new));
            complain(taken.drift().stream().map(ListCommands::sentence).toList());
            complain(taken.findings());
            return taken.drift().isEmpty() ? 0 : 3;
        }
    }

    @Command(
            name = "export-csv",
            mixinStandardHelpOptions = true,
            description = "Writes a list to standard output in exactly the form in which it is published.")
    @ReadsOnly
    static final class Export implements Callable<Integer> {
        @Option(
                names = "--list",
                paramLabel = "LIST",
                converter = Kind.class,
                description = "members, emeriti or core-team; members without it.")
        Listing.Kind list = Listing.Kind.MEMBERS;

        enum Form {
            csv,
            json
        }

        @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; csv, as published, without it.")
        Form format = Form.csv;

        @Option(
                names = "--as-of",
                paramLabel = "DATE",
                description = "The UTC day to write the list for (YYYY-MM-DD); today without it.")
        @Nullable
        LocalDate asOf;

        @Inject
        PublishedLists lists;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            if (format == Form.json) {
                printer.json(lists.published(list, Optional.ofNullable(asOf)));
            } else {
                printer.exactly(lists.export(list, Optional.ofNullable(asOf)));
            }
            return 0;
        }
    }

    @Command(
            name = "drift",
            mixinStandardHelpOptions = true,
            description = {
                "Where published lists and the roster disagree: who is in one and not the other, notes that differ, names and"
                        + " accounts that differ, names that two people have. Nothing is changed.",
                "Exit code 3 where there is something."
            })
    static final class Drift implements Callable<Integer> {
        @Parameters(paramLabel = "FILE", arity = "1..*")
        List<Path> files = List.of();

        @Option(
                names = "--list",
                paramLabel = "LIST",
                converter = Kind.class,
                description = "What the file is: members, emeriti or core-team; guessed as by import-csv without it.")
        Listing.@Nullable Kind list;

        @Option(
                names = "--as-of",
                paramLabel = "DATE",
                description = "The UTC day to compare for (YYYY-MM-DD); today without it.")
        @Nullable
        LocalDate asOf;

        @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; table without it.")
        Format format = Format.table;

        @Inject
        PublishedLists lists;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            PublishedLists.Drifted drifted = lists.drift(files, Optional.ofNullable(list), Optional.ofNullable(asOf));
            if (!drifted.faults().isEmpty()) {
                complain(drifted.faults());
                return 1;
            }
            List<List<@Nullable Object>> rows = drifted.drift().stream()
                    .map(line -> Lists.of(
                            line.file(),
                            line.line(),
                            line.code(),
                            line.member(),
                            line.name(),
                            line.github(),
                            line.sentence()))
                    .toList();
            List<String> headings = List.of("file", "line", "code", "member", "name", "github", "what");
            format.write(
                    printer,
                    new Answer(drifted.asOf(), drifted.drift()),
                    headings,
                    rows,
                    "No drift on " + drifted.asOf() + ".");
            return rows.isEmpty() ? 0 : 3;
        }
    }

    record Imported(List<String> done, List<PublishedLists.DriftLine> drift, List<String> findings) {}

    record Answer(LocalDate asOf, List<PublishedLists.DriftLine> drift) {}

    /** Reads the name of a list as it is written everywhere. */
    static final class Kind implements ITypeConverter<Listing.Kind> {
        @Override
        public Listing.Kind convert(String word) {
            return Arrays.stream(Listing.Kind.values())
                    .filter(kind -> kind.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("\"" + word + "\" is no list: choose "
                            + Arrays.stream(Listing.Kind.values())
                                    .map(Named::word)
                                    .collect(Collectors.joining(", "))));
        }
    }

    private static String sentence(PublishedLists.DriftLine one) {
        return one.file() + (one.line() == null ? "" : ":" + one.line()) + ": " + one.sentence();
    }

    private static void complain(List<String> sentences) {
        sentences.forEach(sentence -> System.err.println("ledger: " + sentence));
    }
}
