package org.triageledger.core.mail;

/** Whether a person wrote a mail, and if not, what kind of machine did. */
public enum Automation implements Named {
    HUMAN,
    AUTO_REPLY,
    BOUNCE,
    NOTIFICATION,
    DIGEST,
    CALENDAR,
    OWN;
}
