package org.triageledger.work;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import org.triageledger.core.activity.Report;
import org.triageledger.core.advisory.record.RecordCredits;
import org.triageledger.store.DecisionStore.Decision;

/**
 * What one entry of the audit log says, as a type: how it is written into a row, and read back from one. The kinds that are still
 * read where they are needed (decisions on addresses, authors and threads, reviews, nominations, claims) have no type here yet.
 */
public sealed interface AuditEntry {
    /** The word in the row; never changed once entries bear it. */
    String kind();

    /** The first text of the row. */
    String one();

    /** The second text of the row. */
    default String other() {
        return "";
    }

    /** For people. */
    String sentence();

    /** A report was given a status. It stays with the message that began it, by its key. */
    record ReportStatus(String messageKey, Report.Status status) implements AuditEntry {
        static final String KIND = "report-status";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public String one() {
            return messageKey;
        }

        @Override
        public String other() {
            return status.word();
        }

        @Override
        public String sentence() {
            return "Report that begins with message " + messageKey + " marked as " + status.word();
        }
    }

    /**
     * Somebody said whom a name in CVE records means.
     *
     * @param name the key of the name
     * @param who the id of a person, or {@code nobody} for none in the roster
     */
    record CreditName(String name, String who) implements AuditEntry {
        static final String KIND = "credit-name";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public String one() {
            return name;
        }

        @Override
        public String other() {
            return who;
        }

        @Override
        public String sentence() {
            return "Name in CVE records, " + name + ", is "
                    + (who.equals(RecordCredits.NOBODY) ? "nobody in the roster" : "member " + who);
        }
    }

    /** An entry of the quarantine was dismissed. */
    record QuarantineDismissed(long id) implements AuditEntry {
        static final String KIND = "dismiss-quarantine";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public String one() {
            return String.valueOf(id);
        }

        @Override
        public String sentence() {
            return "Quarantine entry " + id + " dismissed";
        }
    }

    /** An account was made. */
    record AccountCreated(String username, String role, Optional<String> person) implements AuditEntry {
        static final String KIND = "create-account";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public String one() {
            return username;
        }

        @Override
        public String other() {
            return "role=" + role + person.map(id -> " person=" + id).orElse("");
        }

        @Override
        public String sentence() {
            return "Account " + username + " created with role " + role
                    + person.map(id -> ", for member " + id).orElse(", linked to nobody");
        }
    }

    /** An account was given a new password. */
    record PasswordReset(String username) implements AuditEntry {
        static final String KIND = "reset-password";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public String one() {
            return username;
        }

        @Override
        public String sentence() {
            return "Account " + username + " given a new password";
        }
    }

    /** An account was removed. */
    record AccountRemoved(String username) implements AuditEntry {
        static final String KIND = "remove-account";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public String one() {
            return username;
        }

        @Override
        public String sentence() {
            return "Account " + username + " removed";
        }
    }

    /**
     * The roster, the release cycle or a published list was taken from a file.
     *
     * @param what one of these, as a word
     * @param changed who is another now than before, by their ids
     */
    record RosterLoaded(String what, String changed) implements AuditEntry {
        static final String KIND = "load-roster";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public String one() {
            return what;
        }

        @Override
        public String other() {
            return changed;
        }

        @Override
        public String sentence() {
            return "Loaded: " + what + (changed.isEmpty() ? "" : "; changed: " + changed);
        }
    }

    /** An account signed in, for the first time on a UTC day. */
    record SignedIn(String username) implements AuditEntry {
        static final String KIND = "sign-in";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public String one() {
            return username;
        }

        @Override
        public String sentence() {
            return "Account " + username + " signed in (first time that day, UTC)";
        }
    }

    /**
     * Sign-ins failed.
     *
     * @param since from when on they were counted
     */
    record SignInsFailed(long count, Instant since) implements AuditEntry {
        static final String KIND = "failed-sign-ins";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public String one() {
            return String.valueOf(count);
        }

        @Override
        public String other() {
            return since.toString();
        }

        @Override
        public String sentence() {
            return count + (count == 1 ? " sign-in" : " sign-ins") + " failed since " + since;
        }
    }

    /** From here on entries carry an HMAC, which covers all before. */
    record LogSealed() implements AuditEntry {
        static final String KIND = "seal-log";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public String one() {
            return "";
        }

        @Override
        public String sentence() {
            return "From this entry on, entries are protected with the ledger's key";
        }
    }

    /** The file of the head was missing, and somebody had it written again. */
    record HeadWritten() implements AuditEntry {
        static final String KIND = "write-head";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public String one() {
            return "";
        }

        @Override
        public String sentence() {
            return "The file that holds the head of the audit log was missing and was written again";
        }
    }

    /** A planned review was cancelled. */
    record ReviewCancelled(String review, String as) implements AuditEntry {
        static final String KIND = "review-cancel";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public String one() {
            return review;
        }

        @Override
        public String other() {
            return as;
        }

        @Override
        public String sentence() {
            return "Review " + review + " cancelled";
        }
    }

    /** What a row turned out to be. */
    sealed interface Reading {
        record Read(AuditEntry entry) implements Reading {}

        /** A kind that is read where it is needed. */
        record Elsewhere() implements Reading {}

        /** A kind that this version does not know, or a text that its kind does not allow. */
        record Unreadable(long id) implements Reading {}
    }

    /** Kinds without a type of their own yet. */
    Set<String> ELSEWHERE = Set.of(
            Decided.LINK,
            Decided.UNLINK,
            Decided.JOIN,
            Decided.CONFIRM,
            Decided.REJECT,
            Decided.RESIGN,
            Decided.LEAVE,
            Decided.UNDO,
            Decided.SETTLE,
            Decided.APPROVE,
            Decided.DECLINE,
            PastNominations.NOMINATE,
            PastNominations.VOTE,
            PastNominations.RULE,
            PastNominations.ADMIT,
            PastClaims.CLAIM,
            PastClaims.DISPUTE,
            PastClaims.JUDGE,
            Returns.REACHABLE,
            ReviewBook.PLAN,
            ReviewBook.MOVE,
            ReviewBook.OPEN,
            ReviewBook.DECIDE,
            ReviewBook.CLOSE,
            ReviewBook.TICK);

    /** Reads a row; never throws. */
    static Reading of(Decision row) {
        if (ELSEWHERE.contains(row.kind())
                || row.kind().startsWith(Decided.PROPOSED)
                        && ELSEWHERE.contains(row.kind().substring(Decided.PROPOSED.length()))) {
            return new Reading.Elsewhere();
        }
        String kind =
                row.kind().startsWith(Decided.PROPOSED) ? row.kind().substring(Decided.PROPOSED.length()) : row.kind();
        return entry(kind, row.one(), row.other())
                .<Reading>map(Reading.Read::new)
                .orElseGet(() -> new Reading.Unreadable(row.id()));
    }

    private static Optional<AuditEntry> entry(String kind, String one, String other) {
        return switch (kind) {
            case ReportStatus.KIND ->
                Acts.word(Report.Status.class, other).map(status -> new ReportStatus(one, status));
            case CreditName.KIND -> Optional.of(new CreditName(one, other));
            case QuarantineDismissed.KIND -> number(one).map(QuarantineDismissed::new);
            case AccountCreated.KIND -> {
                Fields fields = Fields.read(other);
                yield fields.get("role").map(role -> new AccountCreated(one, role, fields.get("person")));
            }
            case PasswordReset.KIND -> Optional.of(new PasswordReset(one));
            case AccountRemoved.KIND -> Optional.of(new AccountRemoved(one));
            case RosterLoaded.KIND -> Optional.of(new RosterLoaded(one, other));
            case SignedIn.KIND -> Optional.of(new SignedIn(one));
            case SignInsFailed.KIND ->
                number(one).flatMap(count -> instant(other).map(since -> new SignInsFailed(count, since)));
            case LogSealed.KIND -> Optional.of(new LogSealed());
            case HeadWritten.KIND -> Optional.of(new HeadWritten());
            case ReviewCancelled.KIND -> Optional.of(new ReviewCancelled(one, other));
            default -> Optional.empty();
        };
    }

    private static Optional<Long> number(String text) {
        return text.matches("\\d{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
