package org.triageledger.mailbox.imap;

/** How the connection to a mailbox is protected. */
public enum Security {
    /** TLS from the first byte (RFC 8314 §3.2), usually port 993. */
    TLS,
    /** TLS after the STARTTLS command (RFC 9051 §6.2.1), usually port 143; never goes on without it. */
    STARTTLS,
    /** No protection; accepted for loopback hosts only. */
    PLAIN,
    /** No protection, to any host: for those who ask for it by this name. Password and mail are readable on the way. */
    INSECURE;

    boolean encrypted() {
        return this == TLS || this == STARTTLS;
    }
}
