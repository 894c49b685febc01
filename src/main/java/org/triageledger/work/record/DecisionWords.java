package org.triageledger.work.record;

import java.time.LocalDate;
import org.triageledger.core.advisory.record.RecordCredits;
import org.triageledger.core.mail.Address;
import org.triageledger.core.member.Dated;
import org.triageledger.core.record.Entry;

/** What an entry of the audit log says, in words for people. */
public final class DecisionWords {
    private DecisionWords() {}

    public static String of(Entry entry) {
        return switch (entry) {
            case Entry.Act act -> said(act);
            case Entry.Proposed proposed -> "Proposed: " + said(proposed.act());
            case Entry.Unreadable ignored -> "This version cannot read the entry; it has no effect";
        };
    }

    /**
     * By which entries are told apart in a list: {@code decision}, {@code account}, {@code roster}, {@code sign-in}, {@code
     * subject} or {@code erasure}.
     */
    public static String group(Entry entry) {
        return switch (entry) {
            case Entry.AccountCreated ignored -> "account";
            case Entry.PasswordReset ignored -> "account";
            case Entry.AccountRemoved ignored -> "account";
            case Entry.PasswordChanged ignored -> "account";
            case Entry.SignInsAllowed ignored -> "account";
            case Entry.AccountInvited ignored -> "account";
            case Entry.ResetLinkMade ignored -> "account";
            case Entry.InvitationRevoked ignored -> "account";
            case Entry.InvitationUsed ignored -> "account";
            case Entry.TokenCreated ignored -> "account";
            case Entry.TokenRevoked ignored -> "account";
            case Entry.SignInsPaused ignored -> "sign-in";
            case Entry.RosterLoaded ignored -> "roster";
            case Entry.SubjectShown ignored -> "subject";
            case Entry.SignedIn ignored -> "sign-in";
            case Entry.SignInsFailed ignored -> "sign-in";
            case Entry.PersonErased ignored -> "erasure";
            case Entry.Act ignored -> "decision";
            case Entry.Proposed ignored -> "decision";
            case Entry.Unreadable ignored -> "decision";
        };
    }

    private static String said(Entry.Act act) {
        return switch (act) {
            case Entry.AddressLinked link ->
                "Address " + link.address() + " linked to member " + link.member() + days(link.when());
            case Entry.AddressUnlinked unlink ->
                "Address " + unlink.address() + " unlinked from member " + unlink.member();
            case Entry.AddressOfNobody nobody -> "Address " + nobody.address() + " is no member's";
            case Entry.SubjectShown shown -> "Subject of message " + shown.messageKey() + " shown";
            case Entry.ThreadsJoined join ->
                "Threads of messages " + join.oneKey() + " and " + join.otherKey() + " joined";
            case Entry.AuthorConfirmed confirm ->
                "Author of message " + confirm.messageKey() + " confirmed"
                        + confirm.author()
                                .map(Address::toString)
                                .map(author -> " as " + author)
                                .orElse("");
            case Entry.AuthorRejected reject -> "Author of message " + reject.messageKey() + " rejected";
            case Entry.ReportStatusSet status ->
                "Report that begins with message " + status.messageKey() + " marked as "
                        + status.status().word();
            case Entry.CreditNameAnswered name ->
                "Name in CVE records, " + name.name() + ", is "
                        + (name.who().equals(RecordCredits.NOBODY) ? "nobody in the roster" : "member " + name.who());
            case Entry.DraftSaved saved ->
                "Draft " + saved.draft() + " of an announcement saved, coordinator " + saved.coordinator();
            case Entry.DraftDeleted deleted -> "Draft " + deleted.draft() + " deleted for good";
            case Entry.CaseStepSet step ->
                "Step of case " + step.anchor() + " set: " + step.step().title()
                        + step.about().map(about -> " " + about).orElse("") + ", " + step.when();
            case Entry.QuarantineDismissed dismissed -> "Quarantine entry " + dismissed.id() + " dismissed";
            case Entry.FindingSettled settled -> "Finding settled: " + settled.text();
            case Entry.ReviewPlanned plan -> "Review " + plan.review() + " planned for " + plan.day();
            case Entry.ReviewMoved move -> "Review " + move.review() + " moved to " + move.day();
            case Entry.ReviewCancelled cancel -> "Review " + cancel.review() + " cancelled";
            case Entry.ReviewOpened open -> "Review " + open.review() + " opened";
            case Entry.MemberDecided decide ->
                "Review " + decide.review() + ": " + decide.kind().word() + " " + decide.member();
            case Entry.ReviewClosed close -> "Review " + close.review() + " closed";
            case Entry.TaskDone task ->
                "Review " + task.review() + ": done by hand, " + task.venue().word() + " " + task.member();
            case Entry.Nominated begun ->
                "Nomination " + begun.nomination() + " of " + begun.candidate().name();
            case Entry.Voted voted -> "Vote on nomination " + voted.nomination();
            case Entry.Ruled ruled -> "Council decision on nomination " + ruled.nomination();
            case Entry.Admitted admitted -> "Admitted by nomination " + admitted.nomination() + ": " + admitted.name();
            case Entry.Resigned resigned -> "Member " + resigned.member() + " resigned";
            case Entry.WorkClaimed claim -> "Claim " + claim.claim() + " of work";
            case Entry.CreditDisputed dispute -> "Dispute " + dispute.claim() + " of a credit";
            case Entry.ClaimJudged judged ->
                "Claim or dispute " + judged.claim() + " " + judged.verdict().word();
            case Entry.LeaveNoted leave -> "Leave of absence of member " + leave.member() + days(leave.when());
            case Entry.LeaveChanged change ->
                "Leave " + change.leave() + " of member " + change.member() + " changed:" + days(change.when());
            case Entry.LeaveRemoved removed ->
                "Leave " + removed.leave() + " of member " + removed.member() + " removed";
            case Entry.AddressWorks works ->
                "Address " + works.address() + " of member " + works.member() + " marked as working again";
            case Entry.AccountCreated created ->
                "Account " + created.username() + " created with role " + created.role()
                        + created.person().map(id -> ", for member " + id).orElse(", linked to nobody");
            case Entry.PasswordReset reset -> "Account " + reset.username() + " given a new password";
            case Entry.PasswordChanged changed -> "Password of account " + changed.username() + " changed by its owner";
            case Entry.SignInsPaused paused ->
                "Sign-in paused"
                        + paused.username().map(name -> " for account " + name).orElse("")
                        + paused.address().map(address -> " from " + address).orElse("") + " after wrong passwords";
            case Entry.SignInsAllowed allowed -> "Pause of sign-ins for account " + allowed.username() + " ended";
            case Entry.AccountInvited invited ->
                "Invitation " + invited.invitation() + " to make an account with role " + invited.role() + " created"
                        + invited.person().map(id -> ", for member " + id).orElse("");
            case Entry.ResetLinkMade made ->
                "Link " + made.invitation() + " to choose a new password for account " + made.username() + " created";
            case Entry.InvitationRevoked revoked -> "Invitation or link " + revoked.invitation() + " revoked";
            case Entry.InvitationUsed used ->
                "Invitation or link " + used.invitation() + " used for account " + used.username();
            case Entry.TokenCreated created ->
                "Token " + created.token() + " of account " + created.username() + " created, to " + created.scope()
                        + ", valid to " + created.lastDay();
            case Entry.TokenRevoked revoked ->
                "Token " + revoked.token() + " of account " + revoked.username() + " revoked";
            case Entry.AccountRemoved removed -> "Account " + removed.username() + " removed";
            case Entry.RosterLoaded loaded ->
                "Loaded: " + loaded.what() + (loaded.changed().isEmpty() ? "" : "; changed: " + loaded.changed());
            case Entry.SignedIn signedIn -> "Account " + signedIn.username() + " signed in (first time that day, UTC)";
            case Entry.SignInsFailed failed ->
                failed.count() + (failed.count() == 1 ? " sign-in" : " sign-ins") + " failed since " + failed.since();
            case Entry.LogSealed ignored -> "From this entry on, entries are protected with the ledger's key";
            case Entry.HeadWritten ignored ->
                "The file that holds the head of the audit log was missing on a node, and was written";
            case Entry.SealingKeyAdded added -> "From this entry on, texts are sealed with the key " + added.key();
            case Entry.SealingKeyRetired retired ->
                "Everything that was sealed with the key " + retired.key() + " is sealed with a newer one";
            case Entry.FactsRemoved removed ->
                "Retention: facts of " + removed.threads() + " threads without credits removed (" + removed.copies()
                        + " copies of mails), whose last message came before " + removed.limit();
            case Entry.PersonErased erased ->
                "A person was erased, and is " + erased.pseudonym()
                        + " from now on. Rewritten without what named them: entries of the audit log ("
                        + erased.rows().size() + "), snapshots of reviews ("
                        + erased.snapshots().size() + ")";
            case Entry.Approved approved -> "Proposal of entry " + approved.proposal() + " approved";
            case Entry.Declined declined -> "Proposal of entry " + declined.proposal() + " declined";
            case Entry.Undone undone -> "Entry " + undone.entry() + " reverted";
        };
    }

    private static String days(Dated when) {
        return when.from().map(LocalDate::toString).map(day -> " from " + day).orElse("")
                + when.to().map(LocalDate::toString).map(day -> " to " + day).orElse("");
    }
}
