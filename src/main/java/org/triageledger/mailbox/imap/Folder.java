package org.triageledger.mailbox.imap;

/**
 * A folder as EXAMINE shows it (RFC 9051 §6.3.3).
 *
 * @param uidNext the UID the next message will get, or 0 where the server does not say
 */
public record Folder(long uidValidity, long uidNext, int messages) {}
