package org.triageledger.archive;

/** An archive that cannot be read, or not to its end. The message is one line: what is wrong, and what to do. */
public final class BadArchive extends Exception {
    private static final long serialVersionUID = 1L;

    BadArchive(String message) {
        super(message);
    }
}
