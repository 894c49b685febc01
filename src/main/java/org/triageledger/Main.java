package org.triageledger;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.triageledger.cli.LedgerCommand;
import org.triageledger.cli.RunningService;
import org.triageledger.cli.Usage;
import org.triageledger.store.DatabaseUsers;
import org.triageledger.store.PostgresLogin;
import org.triageledger.store.PostgresLogin.Names;
import org.triageledger.store.PostgresServer;
import picocli.CommandLine;

/**
 * Where every run begins. The command line is read before anything is started, so that help and wrong usage cost nothing and
 * touch no data; then the data directory is claimed, and the rest starts on it.
 */
@QuarkusMain
public final class Main {
    private Main() {}

    public static void main(String... args) {
        // Before anything is loaded: a service that runs has all of it in memory.
        OptionalInt answered = RunningService.ask(args, System.getenv());
        if (answered.isPresent()) {
            System.exit(answered.getAsInt());
        }
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
        Optional<PostgresLogin> chosen = Optional.empty();
        if (fresh) {
            int wrong = Usage.checkNew(args);
            if (wrong >= 0) {
                System.exit(wrong);
            }
        }
        try {
            SettingsFile.use(Usage.settingsFile(args, System.getenv()), home);
            chosen = DatabaseSettings.chosen();
            if (!Usage.makesLedger(args)) {
                home.needLedger();
            }
            home.prepare();
            System.setProperty("java.io.tmpdir", home.temporary().toString());
            // Before any class of H2 is loaded: its mixed mode must not listen beyond this machine.
            System.setProperty("h2.bindAddress", "127.0.0.1");
            // The ledger has no functions and no triggers, so no class is to be run for one but H2's own, which its
            // port needs.
            System.setProperty("h2.allowedClasses", "org.h2.server.TcpServer");
            System.setProperty("ledger.data", home.toString());
            if (fresh && chosen.isEmpty()) {
                System.err.println("ledger: there was no ledger in " + home + ": a new one is made");
            }
            settings(home, service, chosen).forEach((name, value) -> {
                if (System.getProperty(name) == null) {
                    System.setProperty(name, value);
                }
            });
        } catch (DataHome.Refusal refusal) {
            System.err.println("ledger: " + refusal.getMessage());
            System.exit(Usage.exitCode(1, args));
        }
        Optional<PostgresLogin> elsewhere = chosen;
        Quarkus.run(
                App.class,
                (code, failure) -> {
                    if (failure != null) {
                        System.err.println("ledger: " + Failures.line(failure, elsewhere));
                    }
                    System.exit(Usage.exitCode(failure != null && code == 0 ? 1 : code, args));
                },
                args);
    }

    private static Map<String, String> settings(DataHome home, boolean service, Optional<PostgresLogin> elsewhere)
            throws DataHome.Refusal {
        Map<String, String> settings = new HashMap<>();
        if (elsewhere.isPresent()) {
            postgresql(home, service, elsewhere.get(), settings);
        } else {
            h2(home, service, settings);
        }
        if (service) {
            settings.put("quarkus.http.auth.session.encryption-key", home.sessionKey());
        } else {
            settings.put("quarkus.http.host-enabled", "false");
            settings.put("quarkus.scheduler.enabled", "false");
            settings.put("quarkus.log.level", "WARN");
            settings.put("quarkus.log.category.\"io.quarkus.runtime\".level", "OFF");
        }
        return settings;
    }

    private static void h2(DataHome home, boolean service, Map<String, String> settings) throws DataHome.Refusal {
        settings.put("store.jdbc-url", home.address(service, System.err));
        DatabaseUsers.Passwords passwords = home.databasePasswords();
        settings.put("store.owner-password", passwords.owner());
        settings.put("store.password", passwords.rows());
        settings.put("store.alone", String.valueOf(home.isOwned()));
    }

    private static void postgresql(DataHome home, boolean service, PostgresLogin login, Map<String, String> settings)
            throws DataHome.Refusal {
        home.use(service);
        Optional<String> problem = PostgresServer.problem(login, Names.SETTINGS);
        if (problem.isPresent()) {
            throw new DataHome.Refusal(problem.get());
        }
        settings.put("store.jdbc-url", login.url());
        settings.put("store.user", login.user());
        login.password().ifPresent(password -> settings.put("store.password", password));
        String application = PostgresServer.APPLICATION + UUID.randomUUID();
        settings.put("store.application", application);
        settings.put("quarkus.datasource.jdbc.additional-jdbc-properties.ApplicationName", application);
    }

    /** Runs the command once everything it may need has been started. */
    public static final class App implements QuarkusApplication {
        @Inject
        CommandLine.IFactory factory;

        @Override
        public int run(String... args) {
            tighten();
            return Usage.of(new CommandLine(LedgerCommand.class, factory)).execute(args);
        }

        /** What the database made by now: it does not ask for a mode of its files. */
        private static void tighten() {
            try {
                OwnerOnly.keep(Path.of(System.getProperty("ledger.data")));
            } catch (DataHome.Refusal refusal) {
                System.err.println("ledger: " + refusal.getMessage());
            }
        }
    }
}
