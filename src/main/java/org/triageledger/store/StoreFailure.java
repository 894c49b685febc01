package org.triageledger.store;

import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The database did not do what it was asked. The message says what is known of that, and never what the database says: it may quote data. */
public final class StoreFailure extends RuntimeException {
    private static final long serialVersionUID = 2L;

    private final @Nullable DatabaseTrouble trouble;

    StoreFailure(SQLException cause) {
        super(DatabaseTrouble.of(cause)
                .map(DatabaseTrouble::line)
                .orElse("the database refused or was not there (SQL state " + cause.getSQLState() + ")"));
        this.trouble = DatabaseTrouble.of(cause).orElse(null);
        setStackTrace(cause.getStackTrace());
    }

    /** What is wrong with the database; empty where it is as it should be, and refused something else. */
    public Optional<DatabaseTrouble> trouble() {
        return Optional.ofNullable(trouble);
    }
}
