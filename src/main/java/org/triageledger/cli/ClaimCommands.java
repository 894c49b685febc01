package org.triageledger.cli;

import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Refusal;
import org.triageledger.work.queue.ClaimAnswers;
import org.triageledger.work.queue.QueueViews;
import org.triageledger.work.roster.ClaimBook;
import org.triageledger.work.roster.ClaimList;
import org.triageledger.work.roster.LeaveBook;
import org.triageledger.work.roster.PeopleViews;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Work that left no mail, credits in dispute, and leaves of absence. */
final class ClaimCommands {
    private ClaimCommands() {}

    @Command(
            name = "claim",
            mixinStandardHelpOptions = true,
            description = {
                "A member claims work of their own that left no mail. Another admin or a council member decides, and a credit from it"
                        + " stays labelled \"claimed\".",
                "The text is sealed: only the claimant, admins and the council read it."
            })
    @Decides
    static final class Raise extends ActCommand {
        @Parameters(
                index = "0",
                paramLabel = "KIND",
                description = "triage, comment, coordination, analysis, remediation-development, remediation-review,"
                        + " remediation-verification or advisory.")
        String kind = "";

        @Option(names = "--day", required = true, paramLabel = "DATE", description = "The UTC day of the work.")
        LocalDate day = LocalDate.EPOCH;

        @Option(names = "--by", required = true, paramLabel = "ID", description = "The member whose work it was.")
        String by = "";

        @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "What happened.")
        String reason = "";

        @Option(names = "--link", paramLabel = "URL", description = "Supporting link (optional), such as an advisory.")
        @Nullable
        String link;

        @Inject
        ClaimBook claims;

        @Override
        public Integer call() {
            String id = claims.claim(kind, day, reason, link, by);
            return say(of(claims, id), "claim " + id + " waits for an admin to decide");
        }
    }

    @Command(
            name = "dispute",
            mixinStandardHelpOptions = true,
            description =
                    "A member disputes a credit, be it their own or a colleague's. Another admin or a council member decides.")
    @Decides
    static final class Dispute extends ActCommand {
        @Option(names = "--member", required = true, paramLabel = "ID", description = "Whose credit it is.")
        String member = "";

        @Option(names = "--report", required = true, paramLabel = "ID", description = "The report it is for.")
        String report = "";

        @Option(names = "--kind", paramLabel = "KIND", description = "The kind of work; all of it without this.")
        @Nullable
        String kind;

        @Option(names = "--by", required = true, paramLabel = "ID", description = "The member who disputes it.")
        String by = "";

        @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why it is not due.")
        String reason = "";

        @Inject
        ClaimBook claims;

        @Override
        public Integer call() {
            String id = claims.dispute(member, report, kind, reason, by);
            return say(of(claims, id), "dispute " + id + " waits for an admin to decide");
        }
    }

    @Command(
            name = "claims",
            mixinStandardHelpOptions = true,
            description = "Open claims and disputes.",
            subcommands = {Show.class, Accept.class, Reject.class})
    @ReadsOnly
    static final class ListThem implements Callable<Integer> {
        @Option(names = "--all", description = "Those that are decided, too.")
        boolean all;

        @Option(names = "--member", paramLabel = "ID", description = "Those about one member.")
        @Nullable
        String member;

        @Mixin
        ListOptions list = new ListOptions();

        @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; table without it.")
        Format format = Format.table;

        @Inject
        ClaimBook claims;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            List<PeopleViews.ClaimLine> found = list
                    .of(ClaimList.RULES, claims.all(claimant -> true).claims())
                    .stream()
                    .filter(line -> all || line.state().equals("open"))
                    .filter(line -> member == null || line.member().equals(member))
                    .toList();
            List<String> headings = List.of(
                    "claim", "what", "member", "kind", "day", "report", "state", "by", "text", "decided by", "why");
            List<List<@Nullable Object>> rows = found.stream()
                    .map(line -> Lists.of(
                            line.claim(),
                            line.what(),
                            line.member(),
                            line.kind(),
                            line.day(),
                            line.report(),
                            line.state(),
                            line.by(),
                            line.text(),
                            line.decidedBy(),
                            line.why()))
                    .toList();
            format.write(
                    printer,
                    new PeopleViews.Claims(found),
                    headings,
                    rows,
                    list.none(all ? "Nothing was ever claimed or disputed." : "No claim waits for anybody."));
            return 0;
        }
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "One claim or dispute, the evidence beside it, and what accepting it would change today.")
    @ReadsOnly
    static final class Show implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "CLAIM")
        String id = "";

        @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; text without it.")
        Reply.Form form = Reply.Form.text;

        @Inject
        ClaimAnswers claims;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            QueueViews.ClaimDetail detail = claims.one(id, ClaimAnswers.Asking.OPERATOR)
                    .orElseThrow(() -> new Refusal("there is no claim '" + id + "': see `ledger claims --all`"));
            if (form == Reply.Form.json) {
                printer.json(detail);
                return 0;
            }
            PeopleViews.ClaimLine line = detail.claim();
            printer.line(line.claim() + ", " + line.state() + ": "
                    + (line.day() != null
                            ? line.name() + " claims " + line.kind() + " on " + line.day()
                            : line.byName() + " disputes "
                                    + (line.kind() == null ? "all credits" : "the credit for " + line.kind()) + " of "
                                    + line.name() + " on report " + line.report()));
            if (line.text() != null) {
                printer.line("  " + line.text().replace("\n", "\n  "));
            }
            detail.evidence().forEach(report -> {
                printer.line("report " + report.report() + ": " + String.join(", ", report.kinds()));
                report.messages()
                        .forEach(message -> printer.line(
                                "  " + message.arrived() + " " + message.messageId() + " (" + message.trust() + ")"));
            });
            detail.ifAccepted().forEach(change -> printer.line("if accepted: " + change));
            if (line.why() != null) {
                printer.line(line.state() + " by " + line.decidedByName() + ": " + line.why());
            }
            return 0;
        }
    }

    /** Decides, one way or the other. */
    @Decides
    abstract static class Judge extends ActCommand {
        @Parameters(index = "0", paramLabel = "CLAIM")
        String id = "";

        @Option(
                names = "--by",
                required = true,
                paramLabel = "ID",
                description = "An admin, or one of the council, who neither made the claim nor holds the credit.")
        String by = "";

        @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; without report content.")
        String reason = "";

        @Inject
        ClaimBook claims;

        private final boolean accepts;

        Judge(boolean accepts) {
            this.accepts = accepts;
        }

        @Override
        public Integer call() {
            claims.judge(id, accepts, reason, by);
            return say(of(claims, id), id + ": " + (accepts ? "accepted" : "rejected"));
        }
    }

    @Command(
            name = "accept",
            mixinStandardHelpOptions = true,
            description = "The claimed work counts, or the credit in dispute does not any more.")
    static final class Accept extends Judge {
        Accept() {
            super(true);
        }
    }

    @Command(name = "reject", mixinStandardHelpOptions = true, description = "All stays as it was.")
    static final class Reject extends Judge {
        Reject() {
            super(false);
        }
    }

    /** When somebody is away, and who says so. */
    static final class LeaveOptions {
        @Option(names = "--from", required = true, paramLabel = "DATE", description = "The first UTC day.")
        LocalDate from = LocalDate.EPOCH;

        @Option(names = "--to", paramLabel = "DATE", description = "The last; open without it.")
        @Nullable
        LocalDate to;

        @Option(names = "--by", required = true, paramLabel = "ID", description = "The member, or an admin.")
        String by = "";

        @Option(names = "--reason", paramLabel = "TEXT", description = "Sealed: only the member and admins read it.")
        @Nullable
        String reason;

        String days() {
            return "from " + from + (to == null ? "" : " to " + to);
        }
    }

    @Command(
            name = "leave",
            mixinStandardHelpOptions = true,
            description = "Notes that a member is away. It is shown beside their verdict, and does not change it.")
    @Decides
    static final class Leave extends ActCommand {
        @Parameters(index = "0", paramLabel = "MEMBER")
        String member = "";

        @Mixin
        LeaveOptions given = new LeaveOptions();

        @Inject
        LeaveBook leaves;

        @Override
        public Integer call() {
            PeopleViews.LeaveLine line = of(leaves, leaves.take(member, given.from, given.to, given.reason, given.by));
            return say(line, member + " is on leave " + given.days() + " (leave " + line.decision() + ")");
        }
    }

    @Command(
            name = "change",
            mixinStandardHelpOptions = true,
            description = "Gives a leave other days or another reason; the reason stays without --reason.")
    @Decides
    static final class ChangeLeave extends ActCommand {
        @Parameters(index = "0", paramLabel = "NUMBER", description = "As in ledger leaves.")
        long number;

        @Mixin
        LeaveOptions given = new LeaveOptions();

        @Inject
        LeaveBook leaves;

        @Override
        public Integer call() {
            leaves.change(number, given.from, given.to, given.reason, given.by);
            PeopleViews.LeaveLine line = of(leaves, number);
            return say(line, line.member() + " is on leave " + given.days() + " (leave " + number + ")");
        }
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = "Removes a leave that does not take place.")
    @Decides
    static final class RemoveLeave extends ActCommand {
        @Parameters(index = "0", paramLabel = "NUMBER", description = "As in ledger leaves.")
        long number;

        @Option(names = "--by", required = true, paramLabel = "ID", description = "The member, or an admin.")
        String by = "";

        @Inject
        LeaveBook leaves;

        @Override
        public Integer call() {
            PeopleViews.LeaveLine line = of(leaves, number);
            leaves.remove(number, by);
            return say(line, "leave " + number + " of " + line.member() + " removed");
        }
    }

    private static PeopleViews.LeaveLine of(LeaveBook leaves, long number) {
        return leaves.all(member -> true).leaves().stream()
                .filter(line -> line.decision() == number)
                .findFirst()
                .orElseThrow(() -> new Refusal("there is no leave " + number + ": see `ledger leaves`"));
    }

    @Command(
            name = "leaves",
            mixinStandardHelpOptions = true,
            description = "All leaves of absence, with the numbers by which they are changed and removed.",
            subcommands = {ChangeLeave.class, RemoveLeave.class})
    @ReadsOnly
    static final class Leaves implements Callable<Integer> {
        @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; table without it.")
        Format format = Format.table;

        @Inject
        LeaveBook leaves;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            PeopleViews.Leaves all = leaves.all(member -> true);
            List<String> headings = List.of("number", "member", "from", "to", "by", "reason");
            List<List<@Nullable Object>> rows = all.leaves().stream()
                    .map(line ->
                            Lists.of(line.decision(), line.member(), line.from(), line.to(), line.by(), line.reason()))
                    .toList();
            format.write(printer, all, headings, rows, "Nobody was ever on leave.");
            return 0;
        }
    }

    private static PeopleViews.ClaimLine of(ClaimBook claims, String id) {
        return claims.all(claimant -> true).claims().stream()
                .filter(line -> line.claim().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
