package org.triageledger.cli;

import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import org.triageledger.work.intake.Delivery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin
    SourceOptions options = new SourceOptions();

    @Inject
    Delivery delivery;

    @Override
    public Integer call() throws Exception {
        delivery.take(System.in, source, options.rules(trust));
        return 0;
    }
}
