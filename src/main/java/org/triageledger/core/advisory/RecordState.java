package org.triageledger.core.advisory;

import org.triageledger.core.mail.Named;

/** What is known of the CVE record of an id on a day. */
public enum RecordState implements Named {
    PUBLISHED,
    RESERVED,
    REJECTED,
    /** Records were read completely on that day, and none has this id. */
    NONE,
    /** Nothing was read that says. */
    UNKNOWN;
}
