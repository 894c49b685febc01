package org.triageledger.work.queries;

import org.triageledger.core.mail.Named;

/** How a source stands now. */
public enum SourceState implements Named {
    /** A mailbox that is read up to now. */
    WATCHING,
    /** A mailbox of which some is still to be read. */
    READING,
    /** A mailbox that could not be read lately. */
    BLIND,
    /** A mailbox that the settings no longer name. */
    RETIRED,
    /** A source that is not watched. */
    READ;

    /** Whether a word is that of this state. */
    public boolean is(String word) {
        return word().equals(word);
    }
}
