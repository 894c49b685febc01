package org.triageledger.work;

import java.time.LocalDate;
import org.triageledger.store.DecisionStore.Decision;

/** What an entry of the audit log says, in words for people. */
final class DecisionWords {
    private DecisionWords() {}

    static String of(Decision row) {
        if (row.kind().startsWith(Decided.PROPOSED)) {
            return "Proposed: " + said(Decided.made(row, row));
        }
        return said(row);
    }

    /** By which entries are told apart in a list: {@code decision}, {@code account}, {@code roster} or {@code sign-in}. */
    static String group(Decision row) {
        return switch (AuditEntry.of(row)) {
            case AuditEntry.Reading.Elsewhere ignored -> "decision";
            case AuditEntry.Reading.Unreadable ignored -> "decision";
            case AuditEntry.Reading.Read read ->
                switch (read.entry()) {
                    case AuditEntry.ReportStatus ignored -> "decision";
                    case AuditEntry.CreditName ignored -> "decision";
                    case AuditEntry.QuarantineDismissed ignored -> "decision";
                    case AuditEntry.ReviewCancelled ignored -> "decision";
                    case AuditEntry.LogSealed ignored -> "decision";
                    case AuditEntry.HeadWritten ignored -> "decision";
                    case AuditEntry.AccountCreated ignored -> "account";
                    case AuditEntry.PasswordReset ignored -> "account";
                    case AuditEntry.AccountRemoved ignored -> "account";
                    case AuditEntry.RosterLoaded ignored -> "roster";
                    case AuditEntry.SignedIn ignored -> "sign-in";
                    case AuditEntry.SignInsFailed ignored -> "sign-in";
                };
        };
    }

    private static String said(Decision row) {
        return switch (AuditEntry.of(row)) {
            case AuditEntry.Reading.Read read -> read.entry().sentence();
            case AuditEntry.Reading.Unreadable ignored -> "This version cannot read the entry; it has no effect";
            case AuditEntry.Reading.Elsewhere ignored -> untyped(row);
        };
    }

    private static String untyped(Decision row) {
        String one = row.one();
        String other = row.other();
        return switch (row.kind()) {
            case Decided.LINK -> "Address " + other + " linked to member " + one + days(row);
            case Decided.UNLINK -> "Address " + other + " unlinked from member " + one;
            case Decided.JOIN -> "Threads of messages " + one + " and " + other + " joined";
            case Decided.CONFIRM -> "Author of message " + one + " confirmed" + (other.isEmpty() ? "" : " as " + other);
            case Decided.REJECT -> "Author of message " + one + " rejected";
            case Decided.SETTLE -> "Finding settled: " + other;
            case Decided.UNDO -> "Entry " + one + " reverted";
            case Decided.APPROVE -> "Proposal of entry " + one + " approved";
            case Decided.DECLINE -> "Proposal of entry " + one + " declined";
            case Decided.RESIGN -> "Member " + one + " resigned";
            case Decided.LEAVE -> "Leave of absence of member " + one + days(row);
            case ReviewBook.PLAN ->
                "Review " + one + " planned"
                        + row.from().map(day -> " for " + day).orElse("");
            case ReviewBook.MOVE ->
                "Review " + one + " moved" + row.from().map(day -> " to " + day).orElse("");
            case ReviewBook.OPEN -> "Review " + one + " opened";
            case ReviewBook.DECIDE -> "Review " + one + ": " + other.replaceFirst("^\\S+ ", "");
            case ReviewBook.CLOSE -> "Review " + one + " closed";
            case ReviewBook.TICK -> "Review " + one + ": done by hand, " + other.replaceFirst("^\\S+ ", "");
            case PastNominations.NOMINATE ->
                "Nomination " + one + " of " + Fields.read(other).text("name");
            case PastNominations.VOTE -> "Vote on nomination " + one;
            case PastNominations.RULE -> "Council decision on nomination " + one;
            case PastNominations.ADMIT ->
                "Admitted by nomination " + one + ": " + Fields.read(other).text("name");
            case PastClaims.CLAIM -> "Claim " + one + " of work";
            case PastClaims.DISPUTE -> "Dispute " + one + " of a credit";
            case PastClaims.JUDGE ->
                "Claim or dispute " + one + " " + Fields.read(other).text("verdict");
            case Returns.REACHABLE -> "Address " + other + " of member " + one + " marked as working again";
            default -> row.kind().replace('-', ' ') + " " + one;
        };
    }

    private static String days(Decision row) {
        return row.from().map(LocalDate::toString).map(day -> " from " + day).orElse("")
                + row.to().map(LocalDate::toString).map(day -> " to " + day).orElse("");
    }
}
