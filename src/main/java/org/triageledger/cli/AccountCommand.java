package org.triageledger.cli;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.people.AccountList;
import org.triageledger.work.people.AccountViews;
import org.triageledger.work.people.Accounts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Who may sign in. */
@Command(
        name = "account",
        mixinStandardHelpOptions = true,
        description = "Who may sign in to the pages and the API.",
        subcommands = {
            AccountCommand.Create.class,
            AccountCommand.Reset.class,
            AccountCommand.Show.class,
            InvitationCommands.Invite.class,
            InvitationCommands.ResetLink.class,
            InvitationCommands.ListThem.class,
            InvitationCommands.Revoke.class,
            AccountCommand.Unlock.class,
            AccountCommand.Remove.class
        })
final class AccountCommand extends CommandGroup {
    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = "Creates an account. Prints its password, once.")
    static final class Create implements Callable<Integer> {
        @Parameters(paramLabel = "NAME")
        String name = "";

        @Option(
                names = "--role",
                paramLabel = "ROLE",
                description = "admin, member, council or auditor; member without it.")
        String role = "member";

        @Option(names = "--member", paramLabel = "ID", description = "The person in the roster whose account it is.")
        @Nullable
        String member;

        @Inject
        Accounts accounts;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            printer.line(accounts.create(name, role, Optional.ofNullable(member)));
            return 0;
        }
    }

    @Command(
            name = "reset",
            mixinStandardHelpOptions = true,
            description = "Gives an account a new password and ends its sessions; role and member stay. Prints the"
                    + " password, once.")
    static final class Reset implements Callable<Integer> {
        @Parameters(paramLabel = "NAME")
        String name = "";

        @Inject
        Accounts accounts;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            printer.line(accounts.reset(name));
            return 0;
        }
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description =
                    "All accounts: role, member, when that person left the team, last sign-in, and whether sign-ins are"
                            + " paused after wrong passwords.")
    @ReadsOnly
    static final class Show implements Callable<Integer> {
        @Mixin
        ListOptions list = new ListOptions();

        @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; table without it.")
        Format format = Format.table;

        @Inject
        Accounts accounts;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            AccountViews.Accounts all = new AccountViews.Accounts(
                    list.of(AccountList.RULES, accounts.list().accounts()));
            format.write(
                    printer,
                    all,
                    List.of("name", "role", "member", "left", "last sign-in", "paused until", "sessions", "tokens"),
                    all.accounts().stream()
                            .map(account -> Lists.of(
                                    account.username(),
                                    account.role(),
                                    account.member(),
                                    account.left(),
                                    account.lastSignIn(),
                                    account.pausedUntil(),
                                    account.sessions(),
                                    account.tokens()))
                            .toList(),
                    list.none(
                            "There are no accounts: `ledger account create NAME --role admin --member ID` makes one."));
            return 0;
        }
    }

    @Command(
            name = "unlock",
            mixinStandardHelpOptions = true,
            description = "Ends the pause of sign-ins to an account after wrong passwords.")
    static final class Unlock implements Callable<Integer> {
        @Parameters(paramLabel = "NAME")
        String name = "";

        @Inject
        Accounts accounts;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            accounts.unlock(name);
            printer.line(name + " can sign in again");
            return 0;
        }
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = "Deletes an account, and ends its sessions.")
    static final class Remove implements Callable<Integer> {
        @Parameters(paramLabel = "NAME")
        String name = "";

        @Inject
        Accounts accounts;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            accounts.remove(name);
            printer.line(name + " can no longer sign in");
            return 0;
        }
    }
}
