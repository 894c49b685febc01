package org.triageledger.cli;

import java.util.Optional;
import org.triageledger.store.DatabaseTrouble;
import org.triageledger.work.Refusal;

/** One line for whatever went wrong. Only refusals carry text of their own; the database is said by its state, everything else is named by its kind. */
final class ErrorLine {
    private ErrorLine() {}

    static String line(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof Refusal) {
                return String.valueOf(at.getMessage());
            }
        }
        Optional<DatabaseTrouble> trouble = DatabaseTrouble.of(failure);
        if (trouble.isPresent()) {
            return trouble.get().line();
        }
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        StackTraceElement[] trace = root.getStackTrace();
        return "something went wrong that should not (" + root.getClass().getSimpleName()
                + (trace.length == 0 ? "" : " at " + trace[0].getClassName() + ":" + trace[0].getLineNumber())
                + "); nothing was changed. Please report it";
    }
}
