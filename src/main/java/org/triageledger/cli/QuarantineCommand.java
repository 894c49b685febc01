package org.triageledger.cli;

import jakarta.inject.Inject;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.intake.Quarantine;
import org.triageledger.work.queries.QuarantineList;
import org.triageledger.work.queries.SourceAnswers;
import org.triageledger.work.queries.SourceViews;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "quarantine",
        mixinStandardHelpOptions = true,
        description = "Mail that could not be parsed: where it is, and why.",
        subcommands = {QuarantineCommand.Replay.class, QuarantineCommand.Dismiss.class})
@ReadsOnly
final class QuarantineCommand implements Callable<Integer> {
    @Mixin
    ListOptions list = new ListOptions();

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; table without it.")
    Format format = Format.table;

    @Inject
    SourceAnswers sources;

    @Inject
    Printer printer;

    @Override
    public Integer call() {
        SourceViews.Quarantine quarantine = new SourceViews.Quarantine(
                list.of(QuarantineList.RULES, sources.quarantine().quarantine()));
        List<List<@Nullable Object>> rows = quarantine.quarantine().stream()
                .map(line -> Lists.of(
                        line.id(), line.source(), line.where(), line.why(), line.arrived(), line.kept(), line.since()))
                .toList();
        List<String> headings = List.of("id", "source", "where", "why", "arrived", "kept", "since");
        format.write(
                printer, quarantine, headings, rows, list.none("Nothing is in quarantine: every message was read."));
        return 0;
    }

    @Command(
            name = "replay",
            mixinStandardHelpOptions = true,
            description = {
                "Tries again to read what is kept of the quarantine; what can be read now is stored as if it came now.",
                "The service does so by itself after an upgrade of the reader. Exit code 3 where something stays unreadable."
            })
    static final class Replay implements Callable<Integer> {
        @Parameters(index = "0", arity = "0..1", paramLabel = "ID", description = "Only this entry; all without it.")
        @Nullable
        Long id;

        @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; text without it.")
        Reply.Form form = Reply.Form.text;

        @Inject
        Quarantine quarantine;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            Quarantine.Replayed done = quarantine.replay(id == null ? OptionalLong.empty() : OptionalLong.of(id));
            if (form == Reply.Form.json) {
                printer.json(done);
            } else {
                printer.line(String.format(
                        "%,d tried: %,d read, %,d still unreadable; of %,d more nothing is kept: import them again",
                        done.tried(), done.read(), done.stillUnreadable(), done.notKept()));
            }
            return done.stillUnreadable() + done.notKept() > 0 ? 3 : 0;
        }
    }

    @Command(
            name = "dismiss",
            mixinStandardHelpOptions = true,
            description = "Says that an entry does not matter (no mail, say); the gap it left in the coverage closes.")
    @Decides
    static final class Dismiss implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "ID", description = "The entry, as `ledger quarantine` shows it.")
        long id;

        @Option(
                names = "--by",
                required = true,
                paramLabel = "WHO",
                description = "Who decided, by the id in the roster.")
        String by = "";

        @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; without report content.")
        String reason = "";

        @Inject
        Quarantine quarantine;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            quarantine.dismiss(id, by, reason);
            printer.line(id + " is dismissed");
            return 0;
        }
    }
}
