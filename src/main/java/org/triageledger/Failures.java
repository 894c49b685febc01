package org.triageledger;

import java.sql.SQLException;
import org.triageledger.vault.Vault;

/** Turns what kept the program from starting into one line for people. */
final class Failures {
    private Failures() {}

    static String line(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof Vault.BadKey) {
                return String.valueOf(at.getMessage());
            }
            if (at instanceof SQLException sql) {
                return "the database cannot be opened (SQL state " + sql.getSQLState()
                        + "): check the data directory, its permissions and the free space";
            }
        }
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return "cannot start: "
                + (message == null ? root.getClass().getSimpleName() : message.replaceAll("\\s*\\R\\s*", " "));
    }
}
