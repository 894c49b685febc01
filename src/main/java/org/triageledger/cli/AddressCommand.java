package org.triageledger.cli;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.decision.Proposal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "address",
        mixinStandardHelpOptions = true,
        description = "Whose address it is, where the roster does not say. What a link would change is shown first.",
        subcommands = {AddressCommand.Link.class, AddressCommand.Unlink.class})
final class AddressCommand extends CommandGroup {
    @Command(
            name = "link",
            mixinStandardHelpOptions = true,
            description = "Gives an address to somebody, for some days or permanently.")
    static final class Link extends DecisionCommand {
        @Parameters(index = "0", paramLabel = "MEMBER")
        String member = "";

        @Parameters(index = "1", paramLabel = "ADDRESS")
        String address = "";

        @Option(names = "--from", paramLabel = "DATE", description = "The first day on which it is theirs.")
        @Nullable
        LocalDate from;

        @Option(names = "--to", paramLabel = "DATE", description = "The last day on which it is theirs.")
        @Nullable
        LocalDate to;

        @Override
        Proposal proposal() {
            return new Proposal.Link(member, address, from, to);
        }
    }

    @Command(name = "unlink", mixinStandardHelpOptions = true, description = "Takes an address from somebody.")
    static final class Unlink extends DecisionCommand {
        @Parameters(index = "0", paramLabel = "MEMBER")
        String member = "";

        @Parameters(index = "1", paramLabel = "ADDRESS")
        String address = "";

        @Override
        Proposal proposal() {
            return new Proposal.Unlink(member, address);
        }
    }
}
