package org.triageledger.work.upkeep;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.triageledger.store.DatabaseUsers;
import org.triageledger.store.PostgresLogin;
import org.triageledger.store.PostgresLogin.Names;
import org.triageledger.store.PostgresServer;
import org.triageledger.store.StoreFailure;
import org.triageledger.store.TableCopy;
import org.triageledger.work.Refusal;
import org.triageledger.work.config.LedgerConfig;

/** The database into which a ledger is to be copied. */
sealed interface CopyTarget {
    Pattern H2 = Pattern.compile("jdbc:h2:(?:file:)?(/.*|[A-Za-z]:[/\\\\].*)/ledger");

    /** As messages name it. */
    String place();

    /** The data directory with which the program runs on it. */
    Path data();

    /** What tells the program to run on it. */
    Map<String, String> environment();

    /** Opens it; empty where there is nothing at all yet. */
    Optional<TableCopy> open();

    /** How to have the ledger run on it from now on. */
    String next();

    /**
     * Reads what a person typed.
     *
     * @throws Refusal where it names no database that the ledger can use
     */
    static CopyTarget of(String to, Optional<String> user, Optional<Path> passwordFile, LedgerConfig config) {
        if (to.strip().startsWith("jdbc:h2:")) {
            Matcher file = H2.matcher(to.strip());
            if (!file.matches()) {
                throw new Refusal("--to names no H2 file of a ledger: write jdbc:h2:file:/DIRECTORY/ledger, where the"
                        + " directory is a data directory");
            }
            return new File(Path.of(file.group(1)).normalize());
        }
        PostgresLogin.problem(to, Names.OPTIONS).ifPresent(problem -> {
            throw new Refusal(problem + ", or jdbc:h2:file:/DIRECTORY/ledger");
        });
        Optional<String> password = passwordFile
                .or(() -> config.database().passwordFile())
                .map(CopyTarget::firstLine)
                .or(() -> config.database().password());
        return new Server(
                new PostgresLogin(to.strip(), user.orElse(config.database().user()), password), config.data());
    }

    private static String firstLine(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            throw new Refusal(
                    "the file " + file + " of the password cannot be read: check the path and its permissions");
        }
    }

    /** An H2 file in a data directory. */
    record File(Path data) implements CopyTarget {
        @Override
        public String place() {
            return "the H2 file in " + data;
        }

        @Override
        public Map<String, String> environment() {
            return Map.of("LEDGER_DATABASE_URL", "");
        }

        @Override
        public Optional<TableCopy> open() {
            if (Files.notExists(data.resolve("ledger.mv.db"))) {
                return Optional.empty();
            }
            try {
                List<String> lines = Files.readAllLines(data.resolve("database.password"));
                return Optional.of(TableCopy.open(
                        "jdbc:h2:file:" + data.resolve("ledger"),
                        new DatabaseUsers.Passwords(lines.getFirst(), lines.getLast())));
            } catch (IOException | IllegalArgumentException e) {
                throw new Refusal("the file database.password in " + data
                        + " is missing or damaged: name another directory, or restore the file");
            } catch (StoreFailure e) {
                throw new Refusal(place() + " cannot be opened: end the program that uses it, then try again");
            }
        }

        @Override
        public String next() {
            return "take ledger.database.url out of the settings, and start with --data " + data;
        }
    }

    /** A database of PostgreSQL. */
    record Server(PostgresLogin login, Path data) implements CopyTarget {
        @Override
        public String place() {
            return "PostgreSQL at " + login.place();
        }

        @Override
        public Map<String, String> environment() {
            return Map.of(
                    "LEDGER_DATABASE_URL",
                    login.url(),
                    "LEDGER_DATABASE_USER",
                    login.user(),
                    "LEDGER_DATABASE_PASSWORD",
                    login.password().orElse(""),
                    "LEDGER_DATABASE_PASSWORD_FILE",
                    "");
        }

        @Override
        public Optional<TableCopy> open() {
            PostgresServer.problem(login, Names.OPTIONS).ifPresent(problem -> {
                throw new Refusal(problem);
            });
            return Optional.of(TableCopy.open(login));
        }

        @Override
        public String next() {
            return "set ledger.database.url=" + login.url() + ", ledger.database.user=" + login.user()
                    + " and ledger.database.password-file, and start the service";
        }
    }
}
