package org.triageledger.core.mail;

/** How the author of a mail was found. */
public enum AuthorSource implements Named {
    DIRECT,
    UNMUNGED,
    UNWRAPPED,
    RELAYED,
    AMBIGUOUS;
}
