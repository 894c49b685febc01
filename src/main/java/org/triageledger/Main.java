package org.triageledger;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.triageledger.cli.LedgerCommand;
import org.triageledger.cli.Usage;
import picocli.CommandLine;

/**
 * Where every run begins. The command line is read before anything is started, so that help and wrong usage cost nothing and
 * touch no data; then the data directory is claimed, and the rest starts on it.
 */
@QuarkusMain
public final class Main {
    private Main() {}

    public static void main(String... args) {
        // Before anything logs: otherwise the platform's own manager stays, and writes as it likes.
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        int early = Usage.check(args);
        if (early >= 0) {
            System.exit(Usage.exitCode(early, args));
        }
        // Until the log is set up by the settings: if they are wrong, one line is to say so.
        Logger.getLogger("").setLevel(Level.WARNING);
        boolean service = Usage.isService(args);
        DataHome home = new DataHome(Usage.dataDirectory(args, System.getenv()));
        boolean fresh = !home.holdsLedger();
        try {
            SettingsFile.use(Usage.settingsFile(args, System.getenv()), home);
            if (!Usage.makesLedger(args)) {
                home.needLedger();
            }
            home.prepare();
            // Before any class of H2 is loaded: its mixed mode must not listen beyond this machine.
            System.setProperty("h2.bindAddress", "127.0.0.1");
            System.setProperty("ledger.data", home.toString());
            if (fresh) {
                System.err.println("ledger: there was no ledger in " + home + ": a new one is made");
            }
            settings(home, service).forEach((name, value) -> {
                if (System.getProperty(name) == null) {
                    System.setProperty(name, value);
                }
            });
        } catch (DataHome.Refusal refusal) {
            System.err.println("ledger: " + refusal.getMessage());
            System.exit(Usage.exitCode(1, args));
        }
        Quarkus.run(
                App.class,
                (code, failure) -> {
                    if (failure != null) {
                        System.err.println("ledger: " + Failures.line(failure));
                    }
                    System.exit(Usage.exitCode(failure != null && code == 0 ? 1 : code, args));
                },
                args);
    }

    private static Map<String, String> settings(DataHome home, boolean service) throws DataHome.Refusal {
        String address = home.address(service, System.err);
        return service
                ? Map.of("store.jdbc-url", address, "quarkus.http.auth.session.encryption-key", home.sessionKey())
                : Map.of(
                        "store.jdbc-url", address,
                        "quarkus.http.host-enabled", "false",
                        "quarkus.scheduler.enabled", "false",
                        "quarkus.log.level", "WARN",
                        "quarkus.log.category.\"io.quarkus.runtime\".level", "OFF");
    }

    /** Runs the command once everything it may need has been started. */
    public static final class App implements QuarkusApplication {
        @Inject
        CommandLine.IFactory factory;

        @Override
        public int run(String... args) {
            return Usage.of(new CommandLine(LedgerCommand.class, factory)).execute(args);
        }
    }
}
