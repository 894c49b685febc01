package org.triageledger.core.mail.field;

/** Who can have written a field of a mail's header, so far as is proved. The last one always can. */
public enum FieldWriter {
    /** A server of ours: its Authentication-Results, at the place where it writes them. */
    RECEIVER,
    /** The host of a configured list. */
    LIST_HOST,
    /** GitHub. */
    GITHUB,
    /** The sender of the mail, or anybody who sent it again. Alone it decides nothing. */
    SENDER
}
