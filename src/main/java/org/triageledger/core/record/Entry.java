package org.triageledger.core.record;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.triageledger.core.activity.Credit;
import org.triageledger.core.activity.Report;
import org.triageledger.core.advisory.cases.Step;
import org.triageledger.core.mail.Address;
import org.triageledger.core.mail.MessageId;
import org.triageledger.core.member.Dated;
import org.triageledger.core.membership.Actor.Capacity;
import org.triageledger.core.membership.Claim;
import org.triageledger.core.membership.Nomination;
import org.triageledger.core.review.Decision;
import org.triageledger.core.review.OffboardingTask;

/**
 * What one entry of the audit log says. Who did it, when and why stands beside it in {@link LogEntry}. Days are UTC days; messages
 * are named by their keys, people by their ids in the roster.
 */
public sealed interface Entry {
    /** How many characters of a text of its own an entry keeps. */
    int LONGEST_TEXT = 1_000;

    /** An act itself, as opposed to a proposal of one or an entry that cannot be read. */
    sealed interface Act extends Entry {}

    /** A step of a review. */
    sealed interface ReviewStep extends Act {
        /** The review's id. */
        String review();
    }

    /** An address belongs to a member on these days. */
    record AddressLinked(String member, Address address, Dated when) implements Act {}

    /** An address is not a member's, on any day, whatever the roster says. */
    record AddressUnlinked(String member, Address address) implements Act {}

    /** An address is nobody's in the roster: it is suggested for no member any more. */
    record AddressOfNobody(Address address) implements Act {}

    /** Somebody was shown the sealed subject of a message, and the names beside its addresses. */
    record SubjectShown(String messageKey) implements Act {}

    /** The threads in which two messages stand are one. */
    record ThreadsJoined(String oneKey, String otherKey) implements Act {}

    /** @param author the address of who wrote it; empty where the message names its author already */
    record AuthorConfirmed(String messageKey, Optional<Address> author) implements Act {}

    /** A message is not the work of the one it names. */
    record AuthorRejected(String messageKey) implements Act {}

    /** A report was given a status. It stays with the message that began it. */
    record ReportStatusSet(String messageKey, Report.Status status) implements Act {}

    /**
     * It was answered whom a name in CVE records means.
     *
     * @param name the key of the name
     * @param who the id of a person, or {@code nobody} for none in the roster
     */
    record CreditNameAnswered(String name, String who) implements Act {}

    /**
     * A draft of an announcement was begun or changed.
     *
     * @param draft {@code d} and a number
     * @param messageKey of the message that began the report
     * @param coordinator the member who may read it beside the admins
     * @param sealed the SHA-256 of the sealed text
     */
    record DraftSaved(String draft, String messageKey, String coordinator, String sealed) implements Act {}

    /** The text of a draft was deleted for good: its advisory has been public for long enough, or it is not needed. */
    record DraftDeleted(String draft) implements Act {}

    /**
     * A step of a case was set by hand.
     *
     * @param anchor of something in the case: a message's key, or an id in which neither a CVE id nor a GHSA id stands
     * @param about the member, the release branch or version that it is told of
     * @param when the step was taken
     */
    record CaseStepSet(String anchor, Step step, Optional<String> about, Instant when) implements Act {}

    /** An entry of the quarantine was dismissed. */
    record QuarantineDismissed(long id) implements Act {}

    /**
     * A finding about the roster was dismissed.
     *
     * @param text its code and what it said
     * @param until the last day for which that holds; permanently without it
     */
    record FindingSettled(String key, String text, Optional<LocalDate> until) implements Act {
        public FindingSettled {
            text = clip(text);
        }
    }

    record ReviewPlanned(String review, Capacity as, LocalDate day) implements ReviewStep {}

    record ReviewMoved(String review, Capacity as, LocalDate day) implements ReviewStep {}

    record ReviewCancelled(String review, Capacity as) implements ReviewStep {}

    /** @param sha256 of the snapshot, 64 hexadecimal digits */
    record ReviewOpened(String review, Capacity as, String sha256) implements ReviewStep {}

    /** A member's membership was decided in a review. */
    record MemberDecided(String review, Capacity as, Decision.Kind kind, String member) implements ReviewStep {}

    /** @param lastDay of the memberships that end by it */
    record ReviewClosed(String review, Capacity as, LocalDate lastDay) implements ReviewStep {}

    /** Something that no program may do was done by hand, for a member who left by a review. */
    record TaskDone(String review, Capacity as, OffboardingTask.Venue venue, String member) implements ReviewStep {}

    /**
     * A nomination began. The rules of that moment hold for it to its end.
     *
     * @param policy by its name
     * @param voting how long the vote is open; longer than zero
     */
    record Nominated(
            String nomination, Nomination.Kind kind, String policy, Duration voting, Nomination.Candidate candidate)
            implements Act {
        public Nominated {
            if (voting.isNegative() || voting.isZero()) {
                throw new IllegalArgumentException("a vote is open for some time");
            }
        }
    }

    record Voted(String nomination, boolean inFavour) implements Act {}

    /**
     * The steering council's decision on a nomination.
     *
     * @param message that records it, where there is one
     */
    record Ruled(String nomination, boolean accepts, Capacity as, Optional<MessageId> message) implements Act {}

    /** @param joined the first day of the membership */
    record Admitted(
            String nomination, Capacity as, String person, String name, Optional<String> github, LocalDate joined)
            implements Act {}

    /** @param lastDay of the membership */
    record Resigned(String member, LocalDate lastDay) implements Act {}

    /**
     * Work that left no mail was claimed.
     *
     * @param sealed the SHA-256 of the sealed text that says what was done
     */
    record WorkClaimed(String claim, String member, Credit.Kind kind, LocalDate day, String sealed) implements Act {
        public WorkClaimed {
            Claim.needsId(claim);
        }
    }

    /**
     * A credit was disputed.
     *
     * @param kind of the work; without it, all of that member's work on the report
     * @param message the key of the message that began the report
     * @param sealed the SHA-256 of the sealed text that says why
     */
    record CreditDisputed(
            String claim,
            String member,
            Optional<Credit.Kind> kind,
            String report,
            Optional<String> message,
            String sealed)
            implements Act {
        public CreditDisputed {
            Claim.needsId(claim);
        }
    }

    /** A claim or dispute was decided. */
    record ClaimJudged(String claim, Claim.Verdict verdict, Capacity as) implements Act {}

    /** @param sealed the SHA-256 of the sealed text that says why; empty where no reason was given */
    record LeaveNoted(String member, Dated when, Optional<String> sealed) implements Act {}

    /**
     * A leave was given other days or another reason.
     *
     * @param leave the number of the entry by which it was noted
     * @param sealed as of {@link LeaveNoted}
     */
    record LeaveChanged(long leave, String member, Dated when, Optional<String> sealed) implements Act {}

    /** A leave does not take place, by the number of the entry by which it was noted. */
    record LeaveRemoved(long leave, String member) implements Act {}

    /** An address from which mail came back works again. */
    record AddressWorks(String member, String address) implements Act {}

    record AccountCreated(String username, String role, Optional<String> person) implements Act {}

    /** An account was given a new password by somebody else. */
    record PasswordReset(String username) implements Act {}

    /** Somebody changed the password of their own account, which ended its other sessions. */
    record PasswordChanged(String username) implements Act {}

    /**
     * Sign-ins for an account, from a network, or both are refused for a while after wrong passwords.
     *
     * @param username the account; empty where a network is refused whatever name it gives
     * @param address the network or address as it is kept, or empty where none is kept
     */
    record SignInsPaused(Optional<String> username, Optional<String> address) implements Act {}

    /** An admin ended the pause of an account before its time. */
    record SignInsAllowed(String username) implements Act {}

    /**
     * Somebody was invited to make an account.
     *
     * @param invitation its number
     * @param person the roster's id of the person whose account it will be
     */
    record AccountInvited(long invitation, String role, Optional<String> person) implements Act {}

    /** A link was made by which the owner of an account chooses a new password. */
    record ResetLinkMade(long invitation, String username) implements Act {}

    /** An invitation or a link for a new password was revoked, by its number. */
    record InvitationRevoked(long invitation) implements Act {}

    /** An invitation or a link for a new password was used, by its number. */
    record InvitationUsed(long invitation, String username) implements Act {}

    /**
     * A token for the API or the calendar was made.
     *
     * @param token its number
     * @param scope what it may be used for
     * @param lastDay the last UTC day on which it can be used
     */
    record TokenCreated(long token, String username, String scope, LocalDate lastDay) implements Act {}

    /** A token was revoked, by its number. */
    record TokenRevoked(long token, String username) implements Act {}

    record AccountRemoved(String username) implements Act {}

    /**
     * The roster, the release cycle or a published list was taken from a file.
     *
     * @param what one of these, as a word
     * @param changed the ids of the people who differ from before
     */
    record RosterLoaded(String what, String changed) implements Act {
        public RosterLoaded {
            changed = clip(changed);
        }

        /** The ids by themselves. Of very many, those that the text has whole. */
        public List<String> people() {
            List<String> ids = changed.isEmpty() ? List.of() : List.of(changed.split(", ", -1));
            return changed.length() < LONGEST_TEXT ? ids : ids.subList(0, ids.size() - 1);
        }
    }

    /** An account signed in, for the first time on a UTC day. */
    record SignedIn(String username) implements Act {}

    /** @param since the moment from which they were counted */
    record SignInsFailed(long count, Instant since) implements Act {}

    /** From here on entries carry an HMAC, which covers all before. */
    record LogSealed() implements Act {}

    /** The file of the head of the log was missing on a node, or the node was new, and was written. */
    record HeadWritten() implements Act {}

    /** From here on texts are sealed with a new key, by its id. */
    record SealingKeyAdded(String key) implements Act {}

    /** Everything that was sealed with this key, by its id, was sealed again, and the key is out of use. */
    record SealingKeyRetired(String key) implements Act {}

    /**
     * Facts of old mail were removed by the program, as the settings ask for.
     *
     * @param limit the UTC day before which mail was old
     * @param threads how many
     * @param copies of mails, how many
     */
    record FactsRemoved(LocalDate limit, long threads, long copies) implements Act {}

    /**
     * Somebody was erased: entries that named them, and snapshots of reviews, were written anew without that. This entry covers what they
     * say now, so that no other change of them passes.
     *
     * @param pseudonym what stands in the place of the person
     * @param rows a digest of what each of these entries says now, by its number; of several erasures the last holds
     * @param snapshots the SHA-256 of the bytes of snapshots as they are now, by the one under which the review was opened
     */
    record PersonErased(String pseudonym, SortedMap<Long, String> rows, SortedMap<String, String> snapshots)
            implements Act {
        public PersonErased {
            rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
            snapshots = Collections.unmodifiableSortedMap(new TreeMap<>(snapshots));
        }
    }

    /** A second person agreed to a proposal, by its number. */
    record Approved(long proposal) implements Act {}

    /** Nothing comes of a proposal, by its number. */
    record Declined(long proposal) implements Act {}

    /** An entry does not hold any more, by its number. */
    record Undone(long entry) implements Act {}

    /** What would favour the one who decides: it has no effect until somebody else approves it. */
    record Proposed(Act act) implements Entry {}

    /**
     * A kind that this version does not know, or a content that its kind does not allow. It has no effect.
     *
     * @param kind the word in the row
     * @param subject the first text of the row
     * @param payload the second text of the row
     */
    record Unreadable(String kind, String subject, String payload, Optional<LocalDate> from, Optional<LocalDate> to)
            implements Entry {}

    /** Whether it changes what is derived, and so can be undone. A vote is changed by another vote, and a decision of the council by another one. */
    default boolean canBeUndone() {
        return switch (this) {
            case AddressLinked ignored -> true;
            case AddressUnlinked ignored -> true;
            case AddressOfNobody ignored -> true;
            case ThreadsJoined ignored -> true;
            case AuthorConfirmed ignored -> true;
            case AuthorRejected ignored -> true;
            case ReportStatusSet ignored -> true;
            case CreditNameAnswered ignored -> true;
            case CaseStepSet ignored -> true;
            case FindingSettled ignored -> true;
            case Nominated ignored -> true;
            case Admitted ignored -> true;
            case Resigned ignored -> true;
            case WorkClaimed ignored -> true;
            case CreditDisputed ignored -> true;
            case ClaimJudged ignored -> true;
            case LeaveNoted ignored -> true;
            case LeaveChanged ignored -> true;
            case LeaveRemoved ignored -> true;
            case Approved ignored -> true;
            case SubjectShown ignored -> false;
            case DraftSaved ignored -> false;
            case DraftDeleted ignored -> false;
            case QuarantineDismissed ignored -> false;
            case ReviewPlanned ignored -> false;
            case ReviewMoved ignored -> false;
            case ReviewCancelled ignored -> false;
            case ReviewOpened ignored -> false;
            case MemberDecided ignored -> false;
            case ReviewClosed ignored -> false;
            case TaskDone ignored -> false;
            case Voted ignored -> false;
            case Ruled ignored -> false;
            case AddressWorks ignored -> false;
            case AccountCreated ignored -> false;
            case PasswordReset ignored -> false;
            case PasswordChanged ignored -> false;
            case SignInsPaused ignored -> false;
            case SignInsAllowed ignored -> false;
            case AccountInvited ignored -> false;
            case ResetLinkMade ignored -> false;
            case InvitationRevoked ignored -> false;
            case InvitationUsed ignored -> false;
            case TokenCreated ignored -> false;
            case TokenRevoked ignored -> false;
            case AccountRemoved ignored -> false;
            case RosterLoaded ignored -> false;
            case SignedIn ignored -> false;
            case SignInsFailed ignored -> false;
            case LogSealed ignored -> false;
            case FactsRemoved ignored -> false;
            case PersonErased ignored -> false;
            case HeadWritten ignored -> false;
            case SealingKeyAdded ignored -> false;
            case SealingKeyRetired ignored -> false;
            case Declined ignored -> false;
            case Undone ignored -> false;
            case Proposed ignored -> false;
            case Unreadable ignored -> false;
        };
    }

    /** A text of at most 1,000 characters. */
    private static String clip(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }
}
