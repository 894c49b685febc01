package org.triageledger.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.internal.exception.FlywayMigrateException;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with the database, as far as it says so by the state of an SQLException, and what to do. The one place that knows
 * these states. The text of an exception itself is never shown: it may quote rows.
 *
 * <p>The order is that in which one hides another: a disk that is full also closes the file.
 */
public enum DatabaseTrouble {
    NEWER(
            "this ledger was written by a newer version of the program: use that version, or a newer one; nothing was changed"),
    OTHER_MIGRATIONS(
            "the tables of this ledger were made by another build of the program: use the build that last ran on them; nothing"
                    + " was changed"),
    HALF_UPGRADED(
            "an upgrade of the tables broke off: run the version that was used before, on a backup made before the upgrade, and"
                    + " keep this data; `ledger check` names the migration"),
    FULL(
            "the disk of the database is full, and what was to be written was not stored: free some space, then try again"),
    READ_ONLY(
            "the database can only be read, and nothing was changed: make its file and folder writable, or end the read-only"
                    + " mode of the database server, then try again"),
    DAMAGED("the database is damaged: stop the program, keep the data as it is, and restore a backup into a new place"),
    IN_USE("another program has the database file open: end it, then try again"),
    PASSWORD(
            "the database does not take its user and password: check ledger.database.user and ledger.database.password"),
    AWAY("the database cannot be reached: start it, or check its address; the ledger goes on by itself once it is back."
            + " Look whether your change is there before you repeat it"),
    BUSY("the database is too busy to answer, and nothing was changed: try again in a minute"),
    UPGRADE_FAILED(
            "an upgrade of the tables failed, and is taken back at the next start: go on with the version that was used before,"
                    + " and report it"),
    FILE("the database file cannot be read or written: check the data directory, its permissions and the free space");

    private static final Pattern NO_SPACE =
            Pattern.compile("no space left|not enough space|quota exceeded", Pattern.CASE_INSENSITIVE);

    /** Flyway says it in words alone. */
    private static final Pattern UNKNOWN_MIGRATION =
            Pattern.compile("applied migration not resolved locally", Pattern.CASE_INSENSITIVE);

    private static final Pattern FAILED_MIGRATION = Pattern.compile("failed migration to", Pattern.CASE_INSENSITIVE);
    private static final Pattern CHANGED_MIGRATION =
            Pattern.compile("migration (checksum|description|type) mismatch", Pattern.CASE_INSENSITIVE);

    private static final Set<DatabaseTrouble> PASSES = EnumSet.of(FULL, READ_ONLY, IN_USE, AWAY, BUSY, FILE);

    private final String line;

    DatabaseTrouble(String line) {
        this.line = line;
    }

    /** What is wrong and what to do: one line for people, begun in lower case and without a stop. */
    public String line() {
        return line;
    }

    /** The same as a sentence. */
    public String sentence() {
        return line.substring(0, 1).toUpperCase(Locale.ROOT) + line.substring(1) + ".";
    }

    /** Whether a request that failed by it may succeed later, with the same program and data. */
    public boolean passes() {
        return PASSES.contains(this);
    }

    /** What a failure says of the database, whatever it is wrapped in; empty where it says nothing. */
    public static Optional<DatabaseTrouble> of(@Nullable Throwable failure) {
        EnumSet<DatabaseTrouble> found = EnumSet.noneOf(DatabaseTrouble.class);
        Deque<Throwable> open = new ArrayDeque<>();
        if (failure != null) {
            open.add(failure);
        }
        for (int seen = 0; !open.isEmpty() && seen < 100; seen++) {
            Throwable at = open.remove();
            of(at, found);
            if (at.getCause() != null) {
                open.add(at.getCause());
            }
            if (at instanceof SQLException sql && sql.getNextException() != null) {
                open.add(sql.getNextException());
            }
            for (Throwable suppressed : at.getSuppressed()) {
                open.add(suppressed);
            }
        }
        return found.stream().findFirst();
    }

    private static void of(Throwable at, Set<DatabaseTrouble> found) {
        switch (at) {
            case StoreFailure told -> told.trouble().ifPresent(found::add);
            case SQLException sql -> state(sql).ifPresent(found::add);
            case FlywayMigrateException ignored -> found.add(UPGRADE_FAILED);
            case FlywayException flyway -> flyway(String.valueOf(flyway.getMessage()), found);
            case AccessDeniedException ignored -> found.add(FILE);
            case IOException io
            when NO_SPACE.matcher(String.valueOf(io.getMessage())).find() -> found.add(FULL);
            default -> {}
        }
    }

    private static void flyway(String message, Set<DatabaseTrouble> found) {
        Matcher unknown = UNKNOWN_MIGRATION.matcher(message);
        if (unknown.find()) {
            found.add(NEWER);
        }
        if (CHANGED_MIGRATION.matcher(message).find()) {
            found.add(OTHER_MIGRATIONS);
        }
        if (FAILED_MIGRATION.matcher(message).find()) {
            found.add(HALF_UPGRADED);
        }
    }

    /** H2 has numbers of its own, which it also gives as states where the standard has none. */
    private static Optional<DatabaseTrouble> state(SQLException sql) {
        @Nullable String state = sql.getSQLState();
        if (state == null) {
            // the pool had no connection for it
            return Optional.of(BUSY);
        }
        return switch (sql.getErrorCode()) {
            case 90097 -> Optional.of(READ_ONLY);
            case 90030, 90048 -> Optional.of(DAMAGED);
            case 90020 -> Optional.of(IN_USE);
            case 90067, 90098, 90121 -> Optional.of(AWAY);
            case 90028, 90031, 90062 -> Optional.of(FILE);
            case 50200, 90108, 90039 -> Optional.of(BUSY);
            default ->
                switch (state) {
                    case "53100" -> Optional.of(FULL);
                    case "25006" -> Optional.of(READ_ONLY);
                    case "XX001", "XX002" -> Optional.of(DAMAGED);
                    case "28P01", "28000" -> Optional.of(PASSWORD);
                    case "58030" -> Optional.of(FILE);
                    case "53200", "53300", "53400", "55P03", "57014", "40001", "40P01" -> Optional.of(BUSY);
                    case "57P01", "57P02", "57P03", "57P05", "3D000" -> Optional.of(AWAY);
                    default -> state.startsWith("08") ? Optional.of(AWAY) : Optional.empty();
                };
        };
    }
}
