package org.triageledger.store;

import org.triageledger.core.mail.Named;

/** Where the mail of a source comes from. */
public enum SourceOrigin implements Named {
    /** A watched mailbox. */
    MAILBOX,
    /** Archives that were imported. */
    IMPORT,
    /** The pipe of an MTA. */
    DELIVERY;

    /** Whether a word is that of this kind. */
    public boolean is(String word) {
        return word().equals(word);
    }
}
