package org.triageledger.archive;

/** An archive that cannot be read as a whole. The message is one line: what is wrong, and what to do. */
public final class BadArchive extends Exception {
    private static final long serialVersionUID = 1L;

    BadArchive(String message) {
        super(message);
    }
}
