package org.triageledger.store;

import java.sql.SQLException;

/** The database did not do what it was asked. The message names the state code only: a database's own text may quote data. */
public final class StoreFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreFailure(SQLException cause) {
        super("the database refused or was not there (SQL state " + cause.getSQLState() + ")");
        setStackTrace(cause.getStackTrace());
    }
}
