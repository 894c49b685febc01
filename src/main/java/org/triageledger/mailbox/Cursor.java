package org.triageledger.mailbox;

/**
 * How far a folder has been read.
 *
 * @param uidValidity of the folder the UIDs belong to (RFC 9051 §2.3.1.1); when the server shows another, they mean nothing
 * @param lastUid the highest UID handed over; 0 before the first
 * @param uidNext every UID below it is accounted for, read or gone; 0 until the folder has been read completely once, because what
 *     was deleted before the first contact is no gap
 */
public record Cursor(long uidValidity, long lastUid, long uidNext) {
    static Cursor atStart(long uidValidity) {
        return new Cursor(uidValidity, 0, 0);
    }

    boolean complete() {
        return uidNext > 0;
    }
}
