package org.triageledger.cli;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Mapped;
import org.triageledger.work.decision.Proposal;
import org.triageledger.work.queue.QueueItems;
import org.triageledger.work.queue.QueueViews;
import org.triageledger.work.queue.ReviewQueue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

@Command(
        name = "queue",
        mixinStandardHelpOptions = true,
        description = {
            "What needs review: work whose author is not certain, threads that may be one, addresses that may be"
                    + " somebody's, names in CVE records.",
            "Nothing of it counts until somebody decides. Exit code 3 where something waits."
        },
        subcommands = {
            QueueItemCommands.All.class,
            QueueItemCommands.Show.class,
            QueueItemCommands.Answer.class,
            QueueCommand.Confirm.class,
            QueueCommand.Reject.class,
            QueueCommand.Join.class,
            QueueCommand.Name.class
        })
@ReadsOnly
final class QueueCommand implements Callable<Integer> {
    @Option(names = "--format", description = "text, json or csv; text without it.")
    Format format = Format.text;

    /** Each kind with what it is called and how it is settled. */
    private static final Map<String, String> HEADINGS = Map.of(
            QueueItems.APPROVAL, "Awaiting approval by another admin:  ledger decisions approve|decline ID",
            QueueItems.AUTHOR, "Unverified authors:  ledger queue confirm|reject MESSAGE",
            QueueItems.THREADS,
                    "Possibly one thread:  ledger queue join MESSAGE MESSAGE, or ledger queue reject MESSAGE",
            QueueItems.ADDRESS, "Possibly a member's address:  ledger address link MEMBER ADDRESS",
            QueueItems.NAME, "Names in CVE records:  ledger queue name NAME MEMBER|nobody",
            QueueItems.GITHUB, "On GitHub:  settle it there; the next look at the repository sees it",
            QueueItems.CLAIM, "Claims:  ledger claims");

    @Inject
    QueueItems items;

    @Inject
    Printer printer;

    @Override
    public Integer call() {
        QueueViews.Questions all = items.found(QueueItems.Asked.ALL);
        switch (format) {
            case json -> printer.json(all);
            case csv -> printer.csv(QueueItemCommands.HEADINGS, QueueItemCommands.rows(all.items()));
            case table, text -> sections(all);
        }
        return all.items().isEmpty() ? 0 : 3;
    }

    private void sections(QueueViews.Questions all) {
        if (all.items().isEmpty()) {
            printer.line("The queue is empty.");
            return;
        }
        for (String kind : QueueItems.KINDS) {
            List<QueueViews.QueueItem> some = all.items().stream()
                    .filter(item -> item.kind().equals(kind))
                    .toList();
            if (!some.isEmpty()) {
                printer.line(HEADINGS.getOrDefault(kind, kind));
                printer.table(
                        List.of("item", "question", "members", "report", "messages", "address", "why"),
                        new Mapped<>(
                                some,
                                item -> Lists.of(
                                        item.item(),
                                        item.title(),
                                        item.members(),
                                        item.report(),
                                        item.messages(),
                                        item.address(),
                                        item.why())));
            }
            if (kind.equals(QueueItems.AUTHOR) && !all.repositories().isEmpty()) {
                printer.line("GitHub notifications to confirm together:  ledger queue confirm --repository OWNER/NAME");
                printer.table(
                        List.of("repository", "messages"),
                        all.repositories().entrySet().stream()
                                .map(repository -> Lists.of(repository.getKey(), repository.getValue()))
                                .toList());
            }
        }
        printer.line("ledger queue show ITEM shows the evidence; ledger queue answer ITEM answers any of them.");
    }

    @Command(
            name = "confirm",
            mixinStandardHelpOptions = true,
            description =
                    "Confirms the author that a message claims, or --author: any member or address. It counts from then on.")
    static final class Confirm extends DecisionCommand {
        @Parameters(index = "0", arity = "0..1", paramLabel = "MESSAGE", description = "Its Message-ID, or its key.")
        String message = "";

        @Option(
                names = "--repository",
                paramLabel = "OWNER/NAME",
                description =
                        "In place of a message: all GitHub notifications of this repository whose account waits for"
                                + " confirmation.")
        @Nullable
        String repository;

        @Inject
        ReviewQueue waiting;

        @Option(
                names = "--author",
                paramLabel = "MEMBER|ADDRESS",
                description = "Whose it is, where several are possible or nobody is named.")
        @Nullable
        String author;

        @Override
        Proposal proposal() {
            return new Proposal.Confirm(message, author);
        }

        @Override
        List<Proposal> proposals() {
            boolean one = !message.isEmpty();
            if (one == (repository != null) || (repository != null && author != null)) {
                throw new ParameterException(
                        Objects.requireNonNull(spec).commandLine(),
                        "name either a message, or a --repository without --author");
            }
            return repository == null ? List.of(proposal()) : waiting.confirmations(repository);
        }
    }

    @Command(
            name = "reject",
            mixinStandardHelpOptions = true,
            description = "Says that a message is not what it may seem, and closes its question.")
    static final class Reject extends DecisionCommand {
        @Parameters(index = "0", paramLabel = "MESSAGE", description = "Its Message-ID, or its key.")
        String message = "";

        @Override
        Proposal proposal() {
            return new Proposal.Reject(message);
        }
    }

    @Command(
            name = "join",
            mixinStandardHelpOptions = true,
            description = "Says that the threads in which two messages stand are one.")
    static final class Join extends DecisionCommand {
        @Parameters(index = "0", paramLabel = "MESSAGE")
        String one = "";

        @Parameters(index = "1", paramLabel = "MESSAGE")
        String other = "";

        @Override
        Proposal proposal() {
            return new Proposal.Join(one, other);
        }
    }

    @Command(
            name = "name",
            mixinStandardHelpOptions = true,
            description = "Says whom a name in CVE records means. The answer holds for all records, and can be undone.")
    static final class Name extends DecisionCommand {
        @Parameters(index = "0", paramLabel = "NAME", description = "As a record writes it.")
        String name = "";

        @Parameters(
                index = "1",
                paramLabel = "MEMBER|nobody",
                description = "Who it is; nobody for nobody in the roster.")
        String who = "";

        @Override
        Proposal proposal() {
            return new Proposal.Name(name, who);
        }
    }
}
