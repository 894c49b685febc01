package org.triageledger;

import io.smallrye.config.ConfigValidationException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.flywaydb.core.api.FlywayException;
import org.triageledger.store.DatabaseTrouble;
import org.triageledger.store.PostgresLogin;
import org.triageledger.store.PostgresLogin.Names;
import org.triageledger.store.PostgresServer;
import org.triageledger.vault.Vault;
import org.triageledger.work.Refusal;
import org.triageledger.work.config.KnownSettings;

/** Turns what kept the program from starting into one line for people. */
final class Failures {
    private static final Pattern UNKNOWN = Pattern.compile("SRCFG00050: (\\S+) in (.*) does not map to any root");
    private static final Pattern PLACE = Pattern.compile("source=(?:file:)?([^\\[\\]]+)]:(\\d+)");
    private static final Pattern MISSING = Pattern.compile("SRCFG00014: The config property (\\S+) is required");
    private static final Pattern EMPTY =
            Pattern.compile("SRCFG00040: The config property (\\S+) is defined as the empty");
    private static final Pattern WRONG = Pattern.compile(
            "SRCFG00039: The config property (\\S+) with the config value \"(.*)\" threw an Exception whilst being converted (.*)",
            Pattern.DOTALL);

    /** What a complaint begins with that means nothing to people, and the value at its end: it could be a secret. */
    private static final Pattern NOISE =
            Pattern.compile("SRCFG\\d+: |\\b(?:\\w+\\.)+\\w+(?:Exception|Error): |,? got \".*\"");

    private static final String WRONG_PASSWORD = "28000";

    private Failures() {}

    static String line(Throwable failure) {
        return line(failure, Optional.empty());
    }

    /** @param postgresql the database that was chosen, if it is none in the data directory */
    static String line(Throwable failure, Optional<PostgresLogin> postgresql) {
        Throwable root = failure;
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof Vault.BadKey || at instanceof Refusal) {
                return String.valueOf(at.getMessage());
            }
            if (at instanceof FlywayException flyway
                    && String.valueOf(flyway.getMessage()).contains("non-empty schema")) {
                return "there are tables in the database that are not of a ledger: name an empty one in ledger.database.url";
            }
            if (at instanceof SQLException sql && postgresql.isPresent()) {
                return PostgresServer.line(sql, postgresql.get(), Names.SETTINGS);
            }
            if (at instanceof SQLException sql
                    && WRONG_PASSWORD.equals(sql.getSQLState())
                    && !PostgresServer.isOf(sql)) {
                return "the database does not take the password that lies in database.password: restore that file from the"
                        + " same backup as the database";
            }
            if (at instanceof SQLException sql) {
                return DatabaseTrouble.of(failure)
                        .map(DatabaseTrouble::line)
                        .orElse("the database cannot be opened (SQL state " + sql.getSQLState()
                                + "): check the data directory, its permissions and the free space");
            }
            Optional<DatabaseTrouble> trouble = DatabaseTrouble.of(at);
            if (at instanceof FlywayException && trouble.isPresent()) {
                return trouble.get().line();
            }
            if (at instanceof ConfigValidationException settings && settings.getProblemCount() > 0) {
                return settings(IntStream.range(0, settings.getProblemCount())
                        .mapToObj(i -> settings.getProblem(i).getMessage())
                        .toList());
            }
            root = at;
        }
        String message = root.getMessage();
        return "cannot start: " + (message == null ? root.getClass().getSimpleName() : oneLine(message));
    }

    /** All names that are none, a line each: of a missing one the right name may be among them. Else the first that is wrong. */
    private static String settings(List<String> complaints) {
        List<String> unknown = complaints.stream()
                .map(UNKNOWN::matcher)
                .filter(Matcher::find)
                .map(found -> unknown(found.group(1), found.group(2)))
                .sorted()
                .toList();
        return unknown.isEmpty() ? setting(complaints.getFirst()) : String.join("\nledger: ", unknown);
    }

    private static String unknown(String name, String source) {
        Matcher place = PLACE.matcher(source);
        String where = place.find() ? " (" + place.group(1) + ", line " + place.group(2) + ")" : "";
        String todo = name.endsWith(".accept-arc")
                ? "name the hosts whose ARC seals count in " + name.replace(".accept-arc", ".arc-sealers")
                : KnownSettings.near(name)
                        .map(near -> "did you mean " + near + "?")
                        .orElse("the sample config/application.properties names all there are");
        return "there is no setting " + name + where + ": " + todo;
    }

    private static String setting(String complaint) {
        Matcher missing = MISSING.matcher(complaint);
        if (missing.find()) {
            return "the setting " + missing.group(1) + " is missing: set it in config/application.properties";
        }
        Matcher empty = EMPTY.matcher(complaint);
        if (empty.find()) {
            return "the setting " + empty.group(1) + " is empty: give it a value, or remove the line";
        }
        Matcher wrong = WRONG.matcher(complaint);
        return wrong.find()
                ? "the setting " + wrong.group(1) + " cannot be read: "
                        + plain(withoutValue(wrong.group(3), wrong.group(2)))
                : "a setting is wrong: " + plain(complaint);
    }

    /** Libraries repeat the value in their complaint, and it could be a secret. */
    private static String withoutValue(String complaint, String value) {
        return value.isBlank() ? complaint : complaint.replace(": " + value, "").replace(value, "…");
    }

    private static String plain(String complaint) {
        return oneLine(NOISE.matcher(complaint).replaceAll(""));
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
