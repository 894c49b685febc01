package org.triageledger.core.mail;

/** How the author of a mail was found. */
public enum How implements Word {
    DIRECT,
    UNMUNGED,
    UNWRAPPED,
    RELAYED,
    AMBIGUOUS;
}
