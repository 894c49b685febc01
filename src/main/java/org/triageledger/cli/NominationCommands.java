package org.triageledger.cli;

import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.roster.NominationBook;
import org.triageledger.work.roster.NominationList;
import org.triageledger.work.roster.PeopleViews;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How people join, and how they leave by their own will. */
final class NominationCommands {
    private NominationCommands() {}

    @Command(
            name = "nominate",
            mixinStandardHelpOptions = true,
            description =
                    "A member nominates somebody; members then vote, or the council decides, by the policy in force.")
    @Decides
    static final class Nominate extends ActCommand {
        @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "Not needed with --person.")
        @Nullable
        String name;

        @Option(names = "--github", paramLabel = "LOGIN")
        @Nullable
        String github;

        @Option(names = "--person", paramLabel = "ID", description = "Somebody the roster knows, by id.")
        @Nullable
        String person;

        @Option(names = "--by", required = true, paramLabel = "ID", description = "The member who nominates.")
        String by = "";

        @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; without report content.")
        String reason = "";

        @Inject
        NominationBook nominations;

        @Override
        public Integer call() {
            String id = nominations.nominate(new NominationBook.Asked(name, github, person), reason, by);
            PeopleViews.NominationLine line = of(nominations, id);
            return say(line, "nomination " + id + " has begun: " + line.why());
        }
    }

    @Command(
            name = "nominations",
            mixinStandardHelpOptions = true,
            description = "The nominations that wait for somebody, with how they stand.")
    @ReadsOnly
    static final class ListThem implements Callable<Integer> {
        @Option(names = "--all", description = "Those that are over, too.")
        boolean all;

        @Mixin
        ListOptions list = new ListOptions();

        @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; table without it.")
        Format format = Format.table;

        @Inject
        NominationBook nominations;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            PeopleViews.Nominations found = new PeopleViews.Nominations(
                    list.of(NominationList.RULES, (all ? nominations.all() : nominations.running()).nominations()));
            List<String> headings = List.of("nomination", "name", "kind", "state", "for", "against", "ends", "why");
            List<List<@Nullable Object>> rows = found.nominations().stream()
                    .map(line -> Lists.of(
                            line.nomination(),
                            line.name(),
                            line.kind(),
                            line.state(),
                            line.favour(),
                            line.against(),
                            line.ends(),
                            line.why()))
                    .toList();
            format.write(
                    printer,
                    found,
                    headings,
                    rows,
                    all ? "Nobody was ever nominated." : "No nomination waits for anybody.");
            return 0;
        }
    }

    @Command(
            name = "vote",
            mixinStandardHelpOptions = true,
            description =
                    "A member votes on a nomination, or changes their vote while the time is not over. An objection is a vote against;"
                            + " nominating somebody is no vote.")
    @Decides
    static final class Vote extends ActCommand {
        @Parameters(index = "0", paramLabel = "NOMINATION")
        String id = "";

        @Parameters(index = "1", paramLabel = "for|against")
        Side side = Side.against;

        @Option(names = "--by", required = true, paramLabel = "ID", description = "The member who votes.")
        String by = "";

        @Option(names = "--reason", paramLabel = "TEXT")
        @Nullable
        String reason;

        @Inject
        NominationBook nominations;

        @Override
        public Integer call() {
            nominations.vote(id, side == Side.with, reason, by);
            PeopleViews.NominationLine line = of(nominations, id);
            return say(line, line.why());
        }
    }

    /** How somebody votes; {@code for} is a keyword in Java. */
    enum Side {
        with("for"),
        against("against");

        private final String word;

        Side(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    @Command(
            name = "rule",
            mixinStandardHelpOptions = true,
            description =
                    "The steering council's word on a nomination: either way where it has the last word, else a veto.")
    @Decides
    static final class Rule extends ActCommand {
        @Parameters(index = "0", paramLabel = "NOMINATION")
        String id = "";

        @Parameters(index = "1", paramLabel = "accept|decline")
        Word word = Word.decline;

        enum Word {
            accept,
            decline
        }

        @Option(names = "--by", required = true, paramLabel = "ID", description = "One of the steering council.")
        String by = "";

        @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; without report content.")
        String reason = "";

        @Option(names = "--message", paramLabel = "ID", description = "The Message-ID of the mail that records a veto.")
        @Nullable
        String message;

        @Inject
        NominationBook nominations;

        @Override
        public Integer call() {
            nominations.rule(id, word == Word.accept, reason, message, by);
            PeopleViews.NominationLine line = of(nominations, id);
            return say(line, line.why());
        }
    }

    @Command(
            name = "admit",
            mixinStandardHelpOptions = true,
            description = "Makes a member of somebody who was accepted.")
    @Decides
    static final class Admit extends ActCommand {
        @Parameters(index = "0", paramLabel = "NOMINATION")
        String id = "";

        @Option(names = "--by", required = true, paramLabel = "ID", description = "An admin, or one of the council.")
        String by = "";

        @Option(
                names = "--id",
                paramLabel = "NEW",
                description =
                        "Their id in the roster, where it does not know them; made from login or name without it.")
        @Nullable
        String newId;

        @Option(
                names = "--day",
                paramLabel = "DATE",
                description = "The first UTC day of the membership; today without it.")
        @Nullable
        LocalDate day;

        @Inject
        NominationBook nominations;

        @Override
        public Integer call() {
            String person = nominations.admit(id, newId, day, by);
            PeopleViews.NominationLine line = of(nominations, id);
            return say(
                    line,
                    person + ": " + line.why(),
                    "their mail counts once their address is known: ledger address link " + person
                            + " ADDRESS --apply --by " + by + " --reason TEXT");
        }
    }

    @Command(
            name = "resign",
            mixinStandardHelpOptions = true,
            description =
                    "Ends a membership at once, by the will of whose it is. Without --apply, says what would happen.")
    @Decides
    static final class Resign extends ActCommand {
        @Parameters(index = "0", paramLabel = "MEMBER")
        String member = "";

        @Option(
                names = "--by",
                required = true,
                paramLabel = "ID",
                description = "The member: people resign for themselves.")
        String by = "";

        @Option(names = "--reason", paramLabel = "TEXT")
        @Nullable
        String reason;

        @Option(names = "--apply", description = "Resigns. Without it, only what would happen is shown.")
        boolean apply;

        @Inject
        NominationBook nominations;

        @Override
        public Integer call() {
            if (!apply) {
                PeopleViews.ResignationPreview preview = nominations.resigning(member, by);
                return say(
                        preview,
                        Stream.concat(
                                        preview.next().stream(),
                                        Stream.of("Nothing was changed: repeat it with --apply to resign."))
                                .toArray(String[]::new));
            }
            LocalDate lastDay = nominations.resign(member, reason, by);
            return say(
                    new Resigned(member, lastDay), member + " resigned; the last day of the membership is " + lastDay);
        }
    }

    record Resigned(String member, LocalDate lastDay) {}

    private static PeopleViews.NominationLine of(NominationBook nominations, String id) {
        return nominations.all().nominations().stream()
                .filter(line -> line.nomination().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
