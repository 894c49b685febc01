package org.triageledger.cli;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Signed;
import org.triageledger.work.upkeep.Erasure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "member",
        mixinStandardHelpOptions = true,
        description = "People as such.",
        subcommands = {MemberCommand.Erase.class})
final class MemberCommand extends CommandGroup {
    @Command(
            name = "erase",
            mixinStandardHelpOptions = true,
            description = {
                "Erases a person who left, by their id, or who only wrote mail, by their address: names, addresses, logins, accounts"
                        + " and texts of theirs. Counts, credits and decisions stay, of 'erased-7' or so.",
                "Shows what would change; does it with --apply. It cannot be undone. Backups made before still name them."
            })
    static final class Erase extends ActCommand {
        @Parameters(
                paramLabel = "ID",
                arity = "0..1",
                description = "Who left the team, by the id in the roster; not needed for a reporter.")
        @Nullable
        String id;

        @Option(names = "--address", paramLabel = "ADDRESS", description = "An address of theirs; may be given again.")
        List<String> addresses = new ArrayList<>();

        @Option(
                names = "--name",
                paramLabel = "NAME",
                description = "A name of theirs that the ledger may not know as such; may be given again.")
        List<String> names = new ArrayList<>();

        @Mixin
        Signing signing = new Signing();

        @Inject
        Erasure erasure;

        @Override
        public Integer call() {
            Erasure.Order order = new Erasure.Order(Optional.ofNullable(id), addresses, names);
            Signed signed = signing.signed();
            Erasure.Outcome outcome = signing.apply ? erasure.apply(order, signed) : erasure.look(order, signed.by());
            List<String> lines = new ArrayList<>();
            lines.add("In their place: " + outcome.pseudonym() + ".");
            lines.add(
                    "Places that name them: " + sum(outcome.rows()) + ". Sealed texts: " + sum(outcome.texts()) + ".");
            lines.add("Entries of the audit log: " + outcome.entries() + ". Accounts removed: " + outcome.accounts()
                    + ".");
            lines.addAll(outcome.notes());
            lines.add(outcome.applied() ? "Erased. The audit log says so." : "Nothing was changed: add --apply.");
            return say(outcome, lines.toArray(String[]::new));
        }

        private static long sum(Map<String, ? extends Number> counts) {
            return counts.values().stream().mapToLong(Number::longValue).sum();
        }
    }
}
