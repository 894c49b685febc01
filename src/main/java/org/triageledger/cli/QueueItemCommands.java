package org.triageledger.cli;

import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Refusal;
import org.triageledger.work.decision.Proposal;
import org.triageledger.work.queue.QueueAnswers;
import org.triageledger.work.queue.QueueItems;
import org.triageledger.work.queue.QueueViews;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Questions of the review queue, one by one. */
final class QueueItemCommands {
    static final List<String> HEADINGS =
            List.of("item", "kind", "question", "why", "author or address", "report", "messages", "at");

    private QueueItemCommands() {}

    static List<List<@Nullable Object>> rows(List<QueueViews.QueueItem> items) {
        return items.stream()
                .map(item -> Lists.of(
                        item.item(),
                        item.kind(),
                        item.title(),
                        item.why(),
                        item.address(),
                        item.report(),
                        item.messages(),
                        item.at()))
                .toList();
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists questions of the queue with the id by which each is shown and answered.")
    @ReadsOnly
    static final class All implements Callable<Integer> {
        @Option(
                names = "--kind",
                paramLabel = "KIND",
                description = "Only approval, author, threads, address, cve-name, github-advisory or claim.")
        @Nullable
        String kind;

        @Option(
                names = "--search",
                paramLabel = "TEXT",
                description = "Only those with this text in the title, reason, member, address, report or Message-ID.")
        @Nullable
        String text;

        @Option(
                names = "--sort",
                paramLabel = "WORD",
                description = "newest-first or oldest-first; newest-first without it.")
        @Nullable
        String sort;

        @Option(names = "--format", description = "text, json or csv; text without it.")
        Format format = Format.text;

        @Inject
        QueueItems items;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            QueueViews.Questions found = items.found(QueueItems.Asked.of(kind, text, sort, null));
            format.write(printer, found, HEADINGS, rows(found.items()));
            if (format == Format.table || format == Format.text) {
                printer.line(found.count() + (found.count() == 1 ? " question" : " questions"));
            }
            return 0;
        }
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows a question with its evidence and the answers that can be given. Subjects stay sealed.")
    @ReadsOnly
    static final class Show implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "ITEM", description = "Its id, as `ledger queue list` shows it.")
        String item = "";

        @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; text without it.")
        Reply.Form form = Reply.Form.text;

        @Inject
        QueueItems items;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            QueueViews.QueueItemDetail detail = items.detail(item)
                    .orElseThrow(() -> new Refusal("there is no question '" + item + "': see `ledger queue list`"));
            if (form == Reply.Form.json) {
                printer.json(detail);
                return 0;
            }
            printer.line(detail.item().title());
            printer.line(detail.item().why());
            for (QueueViews.QueuedMessage message : detail.messages()) {
                printer.line("");
                printer.line("message     " + message.messageId());
                printer.line("authors     "
                        + message.authors().stream().map(Show::author).collect(Collectors.joining(", ")));
                printer.line("found       " + message.how() + because(message.howWhy()));
                printer.line("trust       " + message.trust() + because(message.trustWhy()));
                printer.line("automation  " + message.automation() + because(message.automationWhy()));
                printer.line("own lines   " + (message.linesUnclear() ? "cannot be told" : message.authoredLines()));
                printer.line("arrived     " + message.arrived());
                if (message.report() != null) {
                    printer.line("report      " + message.report()
                            + (message.reporter() == null ? "" : ", begun by " + author(message.reporter())));
                }
                if (message.archivedAt() != null) {
                    printer.line("archive     " + message.archivedAt());
                }
            }
            printer.line("");
            printer.line(
                    detail.answers().isEmpty()
                            ? "it is settled elsewhere"
                            : "answers: "
                                    + detail.answers().stream()
                                            .map(answer -> answer.answer() + " (" + answer.label() + ")")
                                            .collect(Collectors.joining(", ")));
            if (detail.alike() > 0) {
                printer.line("further questions about the same author: " + detail.alike() + " (--alike answers all)");
            }
            return 0;
        }

        private static String author(QueueViews.QueuedAuthor author) {
            return author.address() + (author.member() == null ? "" : " (" + author.member() + ")");
        }

        private static String because(String why) {
            return why.isEmpty() ? "" : ": " + why;
        }
    }

    @Command(
            name = "answer",
            mixinStandardHelpOptions = true,
            description =
                    "Gives one answer to one or several questions, all or none. Each gets an entry of its own in the"
                            + " audit log.")
    static final class Answer extends DecisionCommand {
        @Parameters(index = "0..*", arity = "1..*", paramLabel = "ITEM", description = "Ids of `ledger queue list`.")
        List<String> asked = List.of();

        @Option(
                names = "--answer",
                required = true,
                paramLabel = "ANSWER",
                description = "As `ledger queue show` names it: confirm, reject, link, nobody, approve, …")
        String answer = "";

        @Option(
                names = "--author",
                paramLabel = "MEMBER|ADDRESS",
                description = "For confirm: whose it is, where several are possible or nobody is named.")
        String author = "";

        @Option(names = "--alike", description = "Also answers all further questions that name the same author.")
        boolean alike;

        @Inject
        QueueAnswers answers;

        @Override
        Proposal proposal() {
            return proposals().getFirst();
        }

        @Override
        List<Proposal> proposals() {
            return answers.proposals(asked, new QueueAnswers.Given(answer, author, alike));
        }
    }
}
