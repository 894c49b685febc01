package org.triageledger.cli;

import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import org.triageledger.work.config.Keys;
import org.triageledger.work.config.LedgerConfig;
import picocli.CommandLine.Command;

/** The database and its key are made by the start of the program itself; what is left is to say so. */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        description = "Makes an empty ledger in the data directory. Where there is one already, nothing is changed.")
final class InitCommand implements Callable<Integer> {
    @Inject
    Keys keys;

    @Inject
    LedgerConfig config;

    @Inject
    Printer printer;

    @Override
    public Integer call() {
        keys.ensure();
        printer.line("The ledger in " + config.data() + " is ready. Next: ledger roster load FILE");
        return 0;
    }
}
