package org.triageledger.cli;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Mapped;
import org.triageledger.work.decision.AuditLog;
import org.triageledger.work.decision.Decisions;
import org.triageledger.work.decision.Proposal;
import org.triageledger.work.record.AuditFilter;
import org.triageledger.work.record.DecisionViews;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "decisions",
        aliases = "audit",
        mixinStandardHelpOptions = true,
        description =
                "The audit log: everything people decided, who, when and why. Each entry is tied to the one before it with the"
                        + " ledger's key.",
        subcommands = {
            DecisionsCommand.Undo.class,
            DecisionsCommand.Approve.class,
            DecisionsCommand.Decline.class,
            DecisionsCommand.Verify.class,
            DecisionsCommand.Export.class
        })
@ReadsOnly
final class DecisionsCommand implements Callable<Integer> {
    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; table without it.")
    Format format = Format.table;

    @Option(names = "--all", description = "With sign-ins, accounts and rosters; decisions only without it or --kind.")
    boolean everything;

    @Mixin
    Asked asked = new Asked();

    @Option(
            names = "--sort",
            paramLabel = "WORD",
            description = "newest-first or oldest-first; oldest-first without it.")
    @Nullable
    String sort;

    /** Which entries of the log are asked for, as on its page. */
    static final class Asked {
        @Option(
                names = "--who",
                paramLabel = "WHO",
                description = "Who acted, by the id in the roster or by the account.")
        String who = "";

        @Option(
                names = "--kind",
                paramLabel = "KIND",
                description = "decision, account, roster, sign-in, subject or erasure.")
        String kind = "";

        @Option(names = "--from", paramLabel = "DATE", description = "The first UTC day.")
        String from = "";

        @Option(names = "--to", paramLabel = "DATE", description = "The last UTC day, inclusive.")
        String to = "";

        /** @throws org.triageledger.work.Refusal where a day or the kind is none */
        AuditFilter filter() {
            return AuditFilter.of(who, kind, from, to);
        }
    }

    @Inject
    Decisions decisions;

    @Inject
    Printer printer;

    @Override
    public Integer call() {
        AuditFilter filter = asked.filter();
        List<DecisionViews.DecisionLine> oldestFirst = decisions.all(filter).stream()
                .filter(line ->
                        everything || !filter.group().isEmpty() || line.group().equals("decision"))
                .toList();
        List<DecisionViews.DecisionLine> all =
                AuditFilter.oldestFirst(sort, true) ? oldestFirst : oldestFirst.reversed();
        List<String> headings = List.of(
                "id", "kind", "what", "report", "before", "at", "by", "reason", "undone", "state", "via", "address");
        List<List<@Nullable Object>> rows = new Mapped<>(
                all,
                line -> Lists.of(
                        line.id(),
                        line.kind(),
                        line.what(),
                        line.report(),
                        line.before(),
                        line.at(),
                        line.by(),
                        line.reason(),
                        line.undone(),
                        line.state(),
                        line.via(),
                        line.address()));
        switch (format) {
            case json -> printer.json(new DecisionViews.AuditLogEntries(all));
            case csv -> printer.csv(headings, rows);
            case table, text -> {
                if (rows.isEmpty()) {
                    printer.line(
                            filter.equals(AuditFilter.NONE)
                                    ? "No decisions yet."
                                    : "No entry fits --who, --kind, --from and --to.");
                } else {
                    printer.table(
                            List.of("id", "what", "state", "at", "by", "via", "reason"),
                            all.stream()
                                    .map(line -> Lists.of(
                                            line.id(),
                                            line.what(),
                                            line.state(),
                                            line.at(),
                                            line.by(),
                                            line.via(),
                                            line.reason()))
                                    .toList());
                }
            }
        }
        return 0;
    }

    @Command(
            name = "undo",
            mixinStandardHelpOptions = true,
            description = "Takes a decision back: everything is again as it would be without it.")
    static final class Undo extends DecisionCommand {
        @Parameters(index = "0", paramLabel = "ID")
        long id;

        @Override
        Proposal proposal() {
            return new Proposal.Undo(id);
        }
    }

    @Command(
            name = "approve",
            mixinStandardHelpOptions = true,
            description =
                    "Approves what somebody else decided in their own favour; it holds from then on. For admins and"
                            + " the council.")
    static final class Approve extends DecisionCommand {
        @Parameters(index = "0", paramLabel = "ID", description = "The entry that awaits approval.")
        long id;

        @Override
        Proposal proposal() {
            return new Proposal.Approve(id);
        }
    }

    @Command(
            name = "decline",
            mixinStandardHelpOptions = true,
            description = "Declines what somebody decided in their own favour; nothing comes of it.")
    static final class Decline extends DecisionCommand {
        @Parameters(index = "0", paramLabel = "ID", description = "The entry that awaits approval.")
        long id;

        @Override
        Proposal proposal() {
            return new Proposal.Decline(id);
        }
    }

    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = "Prints the entries that are asked for, or all, one JSON object a line, the oldest first.")
    @ReadsOnly
    static final class Export implements Callable<Integer> {
        @Mixin
        Asked asked = new Asked();

        @Inject
        Decisions decisions;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            decisions.all(asked.filter()).forEach(printer::jsonLine);
            return 0;
        }
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description =
                    "Checks that no entry of the audit log was changed, removed or replaced. Exit code 3 where one was.")
    @ReadsOnly(unless = "--write-head")
    static final class Verify implements Callable<Integer> {
        @Option(
                names = "--write-head",
                description =
                        "Writes the file that holds the head of the log, where it is missing and everything else is as it"
                                + " was made. The log notes it.")
        boolean writeHead;

        @Mixin
        Reply reply = new Reply();

        @Inject
        AuditLog audit;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            AuditLog.State state = writeHead ? audit.writeHead() : audit.check();
            List<String> lines = new ArrayList<>();
            lines.add(state.damage()
                    .orElseGet(() -> "Every entry is as it was made. Entries: "
                            + state.head().count() + ", hash of the last: "
                            + state.head().hash()));
            if (state.damage().isEmpty()) {
                lines.addAll(audit.erasures());
            }
            reply.say(printer, state.view(), lines.toArray(String[]::new));
            return state.damage().isPresent() ? 3 : 0;
        }
    }
}
