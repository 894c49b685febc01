package org.triageledger.mailbox;

/**
 * How far a folder has been read.
 *
 * @param uidValidity of the folder the UIDs belong to (RFC 9051 §2.3.1.1); when the server shows another, they mean nothing
 * @param lastUid the highest UID handed over, but for what came during the first reading; 0 before the first
 * @param uidNext every UID below it is accounted for, read or gone; 0 until the folder has been read completely once, because what
 *     was deleted before the first contact is no gap
 * @param newFrom during the first reading: a UID from which on all mail came after it had begun, and is read before the rest;
 *     otherwise 0
 * @param newTo the highest UID handed over of that new mail; below {@code newFrom} before the first
 */
public record Cursor(long uidValidity, long lastUid, long uidNext, long newFrom, long newTo) {
    /** The cursor of a folder that is not being read for the first time. */
    public Cursor(long uidValidity, long lastUid, long uidNext) {
        this(uidValidity, lastUid, uidNext, 0, 0);
    }

    static Cursor atStart(long uidValidity) {
        return new Cursor(uidValidity, 0, 0);
    }

    boolean complete() {
        return uidNext > 0;
    }

    /** The highest UID handed over. */
    long highest() {
        return newTo < newFrom ? lastUid : Math.max(lastUid, newTo);
    }

    /** From now on what has a UID of at least {@code first} is new. */
    Cursor withNewFrom(long first) {
        return new Cursor(uidValidity, lastUid, uidNext, first, first - 1);
    }

    /** Once it is known what became of every UID below {@code next} that no message has. */
    Cursor accounted(long next) {
        return new Cursor(uidValidity, lastUid, Math.max(uidNext, next), newFrom, newTo);
    }

    /** Once one more message was handed over. */
    Cursor past(long uid, long next) {
        return newFrom > 0 && uid >= newFrom
                ? new Cursor(uidValidity, lastUid, next, newFrom, uid)
                : new Cursor(uidValidity, uid, next, newFrom, newTo);
    }

    /** Once all is read: of what is new there is no more to remember. */
    Cursor finished(long next) {
        return new Cursor(uidValidity, highest(), next);
    }
}
