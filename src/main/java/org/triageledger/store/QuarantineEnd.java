package org.triageledger.store;

import org.triageledger.core.mail.Word;

/** How an entry of the quarantine was settled. */
public enum QuarantineEnd implements Word {
    /** A later try could read it. */
    READ,
    /** A person said that it does not matter. */
    DISMISSED;
}
