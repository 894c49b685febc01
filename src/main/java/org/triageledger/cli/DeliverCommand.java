package org.triageledger.cli;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Delivery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "deliver",
        mixinStandardHelpOptions = true,
        description = {
            "Reads one message on standard input and stores what it says: for the pipe of an MTA.",
            "Exit code 0: it is committed, or a known duplicate, or in quarantine. Exit code 75 (EX_TEMPFAIL) for whatever"
                    + " goes wrong: the MTA keeps the message and tries again."
        })
final class DeliverCommand implements Callable<Integer> {
    /** sysexits.h: a temporary failure; the only code after which an MTA keeps the mail. */
    public static final int TEMPORARY_FAILURE = 75;

    @Option(
            names = "--source",
            required = true,
            paramLabel = "NAME",
            description = "A configured mailbox, whose settings then hold; or any other name for this source.")
    String source = "";

    @Option(
            names = "--trust",
            paramLabel = "mailbox|archive",
            description = "mailbox: judged by the Authentication-Results of --authserv-id (default). archive: you vouch"
                    + " for it.")
    Trust trust = Trust.mailbox;

    @Option(names = "--list-id", paramLabel = "ID", description = "List-Id of a list of the team; may be given again.")
    List<String> listIds = List.of();

    @Option(
            names = "--list-software",
            paramLabel = "NAME",
            description =
                    "What these lists run: mailman2, mailman3, google-groups or sympa. Without it less of mail whose From a"
                            + " list rewrote is certain.")
    @Nullable
    String listSoftware;

    @Option(
            names = "--authserv-id",
            paramLabel = "ID",
            description = "Name of a receiving server of the team (RFC 8601); may be given again.")
    List<String> authservIds = List.of();

    @Inject
    Delivery delivery;

    @Override
    public Integer call() throws Exception {
        delivery.take(System.in, source, trust.name(), listIds, Optional.ofNullable(listSoftware), authservIds);
        return 0;
    }
}
