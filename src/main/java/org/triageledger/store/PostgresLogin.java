package org.triageledger.store;

import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.Driver;

/**
 * Where a PostgreSQL database is, and as whom to sign in.
 *
 * @param url as JDBC writes it, without a password
 */
public record PostgresLogin(String url, String user, Optional<String> password) {
    private static final Pattern KIND = Pattern.compile("(?i)jdbc:([a-z0-9]+):.*", Pattern.DOTALL);
    private static final Pattern WITHOUT_JDBC = Pattern.compile("(?i)postgres(ql)?:.*", Pattern.DOTALL);
    private static final Pattern PASSWORD =
            Pattern.compile("(?i).*(//[^/]*:[^/]*@|[?&](ssl)?password=).*", Pattern.DOTALL);
    private static final String FORM = "jdbc:postgresql://HOST:PORT/DATABASE";

    /**
     * What settings or options are called in which they stand, for messages.
     *
     * @param password the file of the password
     */
    public record Names(String url, String user, String password) {
        public static final Names SETTINGS =
                new Names("ledger.database.url", "ledger.database.user", "ledger.database.password-file");
        public static final Names OPTIONS = new Names("--to", "--user", "--password-file");
    }

    /**
     * What is wrong with an address, as one line that says what to write; empty where nothing is. The address itself is not repeated: it may
     * hold a password.
     */
    public static Optional<String> problem(String url, Names names) {
        String text = url.strip();
        if (PASSWORD.matcher(text).matches()) {
            return Optional.of("a password stands in " + names.url() + ": put it into a file, and name that in "
                    + names.password());
        }
        if (WITHOUT_JDBC.matcher(text).matches()) {
            return Optional.of(names.url() + " names no driver: write it as in " + FORM);
        }
        Matcher kind = KIND.matcher(text);
        if (!kind.matches()) {
            return Optional.of(names.url() + " is no address of a database: write it as in " + FORM);
        }
        if (!kind.group(1).equalsIgnoreCase("postgresql")) {
            return Optional.of(
                    names.url() + " names a database that is neither H2 nor PostgreSQL: write it as in " + FORM);
        }
        Properties parts = Driver.parseURL(text, null);
        if (parts == null || parts.getProperty("PGDBNAME", "").isBlank() || text.matches("jdbc:postgresql:/*[^/]*/?")) {
            return Optional.of(names.url() + " cannot be read: write it as in " + FORM);
        }
        return Optional.empty();
    }

    /** Host, port and database, as people name them. */
    public String place() {
        Properties parts = Driver.parseURL(url.strip(), null);
        return parts == null
                ? "the named place"
                : parts.getProperty("PGHOST") + ":" + parts.getProperty("PGPORT") + "/" + parts.getProperty("PGDBNAME");
    }

    String database() {
        Properties parts = Driver.parseURL(url.strip(), null);
        return parts == null ? "" : parts.getProperty("PGDBNAME", "");
    }

    @Override
    public String toString() {
        return user + " at " + place();
    }
}
