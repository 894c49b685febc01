package org.triageledger.store;

import org.triageledger.core.mail.Named;

/** Why a time of a mailbox is not covered, as it was noted when it happened. */
public enum GapCause implements Named {
    /** Messages came and went between two looks. */
    VANISHED,
    /** The mailbox was deleted and created again on its server. */
    REMADE,
    /** Facts of threads without credits were removed, as they were old. Mail was read all the same. */
    RETENTION;
}
