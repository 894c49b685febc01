package org.triageledger.work.decision;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Something that could be decided. */
public sealed interface Proposal {
    /** An address belongs to somebody on some days. */
    record Link(
            String member,
            String address,
            @Nullable LocalDate from,
            @Nullable LocalDate to) implements Proposal {}

    /** An address is not somebody's, whatever the roster says. */
    record Unlink(String member, String address) implements Proposal {}

    /** An address is no member's: it is not suggested any more. */
    record Nobodys(String address) implements Proposal {}

    /** The threads of two messages are one. */
    record Join(String oneMessageId, String otherMessageId) implements Proposal {}

    /** The author of a message is who it claims, or who has this address, or the member of this id. */
    record Confirm(String messageId, @Nullable String address) implements Proposal {}

    /** A message is not the work of whom it names; its question is closed. */
    record Reject(String messageId) implements Proposal {}

    /** A report is something else than the rules say; the word is that of a status. */
    record Status(String report, String word) implements Proposal {}

    /** Whom a name in CVE records means, in all of them: a person by their id, or nobody in the roster. */
    record Name(String name, String who) implements Proposal {}

    /** A second person agrees to what somebody decided in their own favour. */
    record Approve(long id) implements Proposal {}

    /** Nothing comes of what somebody decided in their own favour. */
    record Decline(long id) implements Proposal {}

    /** A decision does not hold any more. */
    record Undo(long id) implements Proposal {}
}
