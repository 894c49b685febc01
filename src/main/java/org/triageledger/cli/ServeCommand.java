package org.triageledger.cli;

import io.quarkus.runtime.Quarkus;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.intake.Watch;
import org.triageledger.work.schedule.ReadAhead;
import picocli.CommandLine.Command;

@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Watches the configured mailboxes and serves the pages and the API, until it is stopped.")
final class ServeCommand implements Callable<Integer> {
    @Inject
    @Nullable
    Watch watch;

    @Inject
    @Nullable
    CommandService commands;

    @Inject
    @Nullable
    ReadAhead ahead;

    @Override
    public Integer call() {
        return serve(watch, commands, ahead);
    }

    static int serve(@Nullable Watch watch, @Nullable CommandService commands, @Nullable ReadAhead ahead) {
        if (watch != null) {
            watch.start();
        }
        if (commands != null) {
            commands.start();
        }
        if (ahead != null) {
            ahead.start();
        }
        Quarkus.waitForExit();
        return 0;
    }
}
