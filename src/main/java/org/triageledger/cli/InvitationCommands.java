package org.triageledger.cli;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.people.AccountViews;
import org.triageledger.work.people.InvitationList;
import org.triageledger.work.people.Invitations;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The subcommands of {@code account} for links that are used once. */
final class InvitationCommands {
    private InvitationCommands() {}

    @Command(
            name = "invite",
            mixinStandardHelpOptions = true,
            description = {
                "Invites somebody to make an account: prints a link, once, by which they choose its name and password. It is used once,"
                        + " and expires.",
                "The link begins with ledger.reminders.pages, the address of the pages as members reach them."
            })
    static final class Invite implements Callable<Integer> {
        @Option(
                names = "--role",
                paramLabel = "ROLE",
                description = "admin, member, council or auditor; member without it.")
        String role = "member";

        @Option(
                names = "--member",
                paramLabel = "ID",
                description = "The person in the roster whose account it will be.")
        @Nullable
        String member;

        @ConfigProperty(name = "quarkus.http.port")
        int port;

        @Mixin
        Reply reply = new Reply();

        @Inject
        Invitations invitations;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            AccountViews.InvitationLink link = invitations.invite(role, Optional.ofNullable(member), home(port));
            reply.say(printer, link, link.link());
            return 0;
        }
    }

    @Command(
            name = "reset-link",
            mixinStandardHelpOptions = true,
            description =
                    "Prints a link, once, by which the owner of an account chooses a new password. Until it is used nothing changes;"
                            + " an earlier link is revoked.")
    static final class ResetLink implements Callable<Integer> {
        @Parameters(paramLabel = "NAME")
        String name = "";

        @ConfigProperty(name = "quarkus.http.port")
        int port;

        @Mixin
        Reply reply = new Reply();

        @Inject
        Invitations invitations;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            AccountViews.InvitationLink link = invitations.resetLink(name, home(port));
            reply.say(printer, link, link.link());
            return 0;
        }
    }

    @Command(
            name = "invitations",
            mixinStandardHelpOptions = true,
            description = "Invitations and links for a new password, the latest first.")
    @ReadsOnly
    static final class ListThem implements Callable<Integer> {
        @Mixin
        ListOptions list = new ListOptions();

        @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; table without it.")
        Format format = Format.table;

        @Inject
        Invitations invitations;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            AccountViews.Invitations all = new AccountViews.Invitations(
                    list.of(InvitationList.RULES, invitations.all().invitations()));
            format.write(
                    printer,
                    all,
                    List.of("id", "state", "role", "member", "account", "made by", "made", "expires"),
                    all.invitations().stream()
                            .map(one -> Lists.of(
                                    one.id(),
                                    one.state(),
                                    one.role(),
                                    one.member(),
                                    one.username(),
                                    one.madeBy(),
                                    one.made(),
                                    one.expires()))
                            .toList(),
                    list.none("Nobody was invited of late."));
            return 0;
        }
    }

    @Command(
            name = "revoke-invitation",
            mixinStandardHelpOptions = true,
            description = "Revokes an open invitation or link for a new password, by its id.")
    static final class Revoke implements Callable<Integer> {
        @Parameters(paramLabel = "ID")
        long id;

        @Inject
        Invitations invitations;

        @Inject
        Printer printer;

        @Override
        public Integer call() {
            invitations.revoke(id);
            printer.line(id + " can no longer be used");
            return 0;
        }
    }

    /** Where no address of the pages is configured, they are on this machine. */
    private static String home(int port) {
        return "http://localhost:" + port;
    }
}
