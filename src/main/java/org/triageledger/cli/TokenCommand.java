package org.triageledger.cli;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.people.AccountViews;
import org.triageledger.work.people.TokenList;
import org.triageledger.work.people.Tokens;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tokens for programs. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = "Tokens by which programs use the API and the calendar in the place of an account.",
        subcommands = {TokenCommand.Create.class, TokenCommand.Show.class, TokenCommand.Revoke.class})
final class TokenCommand extends CommandGroup {
    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = {
                "Creates a token for an account. Prints it, once: its hash alone is kept.",
                "A program sends it as Authorization: Bearer TOKEN; a calendar program asks for /review.ics?token=TOKEN, a"
                        + " feed reader for /audit.atom?token=TOKEN."
            })
    static final class Create implements Callable<Integer> {
        @Parameters(paramLabel = "ACCOUNT")
        String account = "";

        @Option(names = "--label", required = true, paramLabel = "TEXT", description = "What it is for.")
        String label = "";

        @Option(
                names = "--scope",
                paramLabel = "SCOPE",
                description =
                        "read, read-and-act, calendar or feed; read without it. It never allows more than the account's role.")
        String scope = "read";

        @Option(
                names = "--days",
                paramLabel = "DAYS",
                description = "How long it is valid: 1 to 365; ${DEFAULT-VALUE} without it.")
        int days = Tokens.USUAL_DAYS;

        @Mixin
        Reply reply = new Reply();

        @Inject
        Tokens tokens;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            AccountViews.NewToken made = tokens.create(account, label, Tokens.scope(scope), days);
            reply.say(printer, made, made.token());
            return 0;
        }
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "All tokens, the latest first, with the last UTC day on which each was used.")
    @ReadsOnly
    static final class Show implements Callable<Integer> {
        @Option(names = "--account", paramLabel = "NAME", description = "Those of one account; of all without it.")
        @Nullable
        String account;

        @Mixin
        ListOptions list = new ListOptions();

        @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; table without it.")
        Format format = Format.table;

        @Inject
        Tokens tokens;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            AccountViews.Tokens all = new AccountViews.Tokens(
                    list.of(TokenList.RULES, (account == null ? tokens.all() : tokens.of(account)).tokens()));
            format.write(
                    printer,
                    all,
                    List.of("id", "account", "label", "scope", "state", "created", "last day", "last used"),
                    all.tokens().stream()
                            .map(one -> Lists.of(
                                    one.id(),
                                    one.username(),
                                    one.label(),
                                    one.scope(),
                                    one.state(),
                                    one.created(),
                                    one.lastDay(),
                                    one.lastUsed()))
                            .toList(),
                    list.none("There are no tokens."));
            return 0;
        }
    }

    @Command(name = "revoke", mixinStandardHelpOptions = true, description = "Revokes a token, by its id.")
    static final class Revoke implements Callable<Integer> {
        @Parameters(paramLabel = "ID")
        long id;

        @Inject
        Tokens tokens;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            tokens.revoke(id, Optional.empty());
            printer.line("token " + id + " can no longer be used");
            return 0;
        }
    }
}
