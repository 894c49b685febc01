package org.triageledger.cli;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Mapped;
import org.triageledger.work.decision.Decisions;
import org.triageledger.work.decision.Proposal;
import org.triageledger.work.queue.QueueViews;
import org.triageledger.work.queue.ReviewQueue;
import org.triageledger.work.record.DecisionViews;
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
    @Option(names = "--format", description = "text or json; text without it.")
    Format format = Format.text;

    @Inject
    ReviewQueue queue;

    @Inject
    Decisions decisions;

    @Inject
    Printer printer;

    @Override
    public Integer call() {
        QueueViews.Queue all = queue.all();
        boolean empty = all.nothing();
        List<DecisionViews.DecisionLine> open = decisions.awaitingApproval();
        if (format != Format.json && !open.isEmpty()) {
            printer.line("Awaiting approval by another admin:  ledger decisions approve|decline ID");
            printer.table(
                    List.of("id", "what", "by", "reason"),
                    open.stream()
                            .map(line -> Lists.of(line.id(), line.what(), line.by(), line.reason()))
                            .toList());
            if (empty) {
                return 3;
            }
        }
        if (format == Format.json) {
            printer.json(all);
            return empty ? 0 : 3;
        }
        if (empty) {
            printer.line("The queue is empty.");
            return 0;
        }
        if (!all.waiting().isEmpty()) {
            printer.line("Unverified authors:  ledger queue confirm|reject MESSAGE");
            printer.table(
                    List.of("member", "report", "why", "messages"),
                    new Mapped<>(
                            all.waiting(),
                            waiting -> Lists.of(
                                    waiting.member().isEmpty() ? "?" : waiting.member(),
                                    waiting.report(),
                                    waiting.why(),
                                    waiting.messages())));
        }
        List<QueueViews.Repository> repositories = queue.repositories();
        if (!repositories.isEmpty()) {
            printer.line("GitHub notifications to confirm together:  ledger queue confirm --repository OWNER/NAME");
            printer.table(
                    List.of("repository", "messages"),
                    new Mapped<>(
                            repositories,
                            repository -> Lists.of(
                                    repository.name(), repository.messages().size())));
        }
        if (!all.threads().isEmpty()) {
            printer.line("Possibly one thread:  ledger queue join MESSAGE MESSAGE, or ledger queue reject MESSAGE");
            printer.table(
                    List.of("message", "why", "threads"),
                    new Mapped<>(
                            all.threads(),
                            joinable -> Lists.of(joinable.message(), joinable.why(), joinable.threads())));
        }
        if (!all.addresses().isEmpty()) {
            printer.line("Possibly a member's address:  ledger address link MEMBER ADDRESS");
            printer.table(
                    List.of("member", "name", "address", "messages", "reports", "first", "last"),
                    new Mapped<>(
                            all.addresses(),
                            suggestion -> Lists.of(
                                    suggestion.member(),
                                    suggestion.name(),
                                    suggestion.address(),
                                    suggestion.messages(),
                                    suggestion.reports(),
                                    suggestion.first(),
                                    suggestion.last())));
        }
        if (!all.names().isEmpty()) {
            printer.line("Names in CVE records:  ledger queue name NAME MEMBER|nobody");
            printer.table(
                    List.of("name", "members", "why", "records"),
                    new Mapped<>(
                            all.names(), name -> Lists.of(name.shown(), name.members(), name.why(), name.records())));
        }
        if (!all.advisories().isEmpty()) {
            printer.line("On GitHub:  settle it there; the next look at the repository sees it");
            printer.table(
                    List.of("member", "advisory", "why"),
                    new Mapped<>(
                            all.advisories(),
                            onGitHub -> Lists.of(onGitHub.member(), onGitHub.advisory(), onGitHub.why())));
        }
        return 3;
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
