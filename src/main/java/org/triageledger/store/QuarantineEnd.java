package org.triageledger.store;

import org.triageledger.core.mail.Named;

/** How an entry of the quarantine was settled. */
public enum QuarantineEnd implements Named {
    /** A later try could read it. */
    READ,
    /** A person said that it does not matter. */
    DISMISSED;
}
