package org.triageledger.store;

import java.util.Optional;
import java.util.stream.Stream;
import org.triageledger.core.record.Entry;

/** By which word the kind of an entry stands in a row of the audit log. A word never changes once rows bear it. */
enum EntryKind {
    ADDRESS_LINKED("link-address", Entry.AddressLinked.class),
    ADDRESS_UNLINKED("unlink-address", Entry.AddressUnlinked.class),
    ADDRESS_OF_NOBODY("address-of-nobody", Entry.AddressOfNobody.class),
    SUBJECT_SHOWN("show-subject", Entry.SubjectShown.class),
    THREADS_JOINED("join-threads", Entry.ThreadsJoined.class),
    AUTHOR_CONFIRMED("confirm-author", Entry.AuthorConfirmed.class),
    AUTHOR_REJECTED("reject-author", Entry.AuthorRejected.class),
    REPORT_STATUS_SET("report-status", Entry.ReportStatusSet.class),
    CREDIT_NAME_ANSWERED("credit-name", Entry.CreditNameAnswered.class),
    DRAFT_SAVED("save-draft", Entry.DraftSaved.class),
    DRAFT_DELETED("delete-draft", Entry.DraftDeleted.class),
    CASE_STEP_SET("set-case-step", Entry.CaseStepSet.class),
    QUARANTINE_DISMISSED("dismiss-quarantine", Entry.QuarantineDismissed.class),
    FINDING_SETTLED("settle-finding", Entry.FindingSettled.class),
    REVIEW_PLANNED("review-plan", Entry.ReviewPlanned.class),
    REVIEW_MOVED("review-move", Entry.ReviewMoved.class),
    REVIEW_CANCELLED("review-cancel", Entry.ReviewCancelled.class),
    REVIEW_OPENED("review-open", Entry.ReviewOpened.class),
    MEMBER_DECIDED("review-decide", Entry.MemberDecided.class),
    REVIEW_CLOSED("review-close", Entry.ReviewClosed.class),
    TASK_DONE("review-tick", Entry.TaskDone.class),
    NOMINATED("nominate", Entry.Nominated.class),
    VOTED("vote", Entry.Voted.class),
    RULED("rule-on-nomination", Entry.Ruled.class),
    ADMITTED("admit", Entry.Admitted.class),
    RESIGNED("resign", Entry.Resigned.class),
    WORK_CLAIMED("claim-work", Entry.WorkClaimed.class),
    CREDIT_DISPUTED("dispute-credit", Entry.CreditDisputed.class),
    CLAIM_JUDGED("decide-claim", Entry.ClaimJudged.class),
    LEAVE_NOTED("leave-of-absence", Entry.LeaveNoted.class),
    LEAVE_CHANGED("change-leave", Entry.LeaveChanged.class),
    LEAVE_REMOVED("remove-leave", Entry.LeaveRemoved.class),
    ADDRESS_WORKS("address-works", Entry.AddressWorks.class),
    ACCOUNT_CREATED("create-account", Entry.AccountCreated.class),
    PASSWORD_RESET("reset-password", Entry.PasswordReset.class),
    PASSWORD_CHANGED("change-password", Entry.PasswordChanged.class),
    SIGN_INS_PAUSED("pause-sign-ins", Entry.SignInsPaused.class),
    SIGN_INS_ALLOWED("allow-sign-ins", Entry.SignInsAllowed.class),
    ACCOUNT_INVITED("invite-account", Entry.AccountInvited.class),
    RESET_LINK_MADE("make-reset-link", Entry.ResetLinkMade.class),
    INVITATION_REVOKED("revoke-invitation", Entry.InvitationRevoked.class),
    INVITATION_USED("use-invitation", Entry.InvitationUsed.class),
    TOKEN_CREATED("create-token", Entry.TokenCreated.class),
    TOKEN_REVOKED("revoke-token", Entry.TokenRevoked.class),
    ACCOUNT_REMOVED("remove-account", Entry.AccountRemoved.class),
    ROSTER_LOADED("load-roster", Entry.RosterLoaded.class),
    SIGNED_IN("sign-in", Entry.SignedIn.class),
    SIGN_INS_FAILED("failed-sign-ins", Entry.SignInsFailed.class),
    LOG_SEALED("seal-log", Entry.LogSealed.class),
    HEAD_WRITTEN("write-head", Entry.HeadWritten.class),
    SEALING_KEY_ADDED("add-sealing-key", Entry.SealingKeyAdded.class),
    SEALING_KEY_RETIRED("retire-sealing-key", Entry.SealingKeyRetired.class),
    FACTS_REMOVED("remove-facts", Entry.FactsRemoved.class),
    PERSON_ERASED("erase-person", Entry.PersonErased.class),
    APPROVED("approve-proposal", Entry.Approved.class),
    DECLINED("decline-proposal", Entry.Declined.class),
    UNDONE("undo", Entry.Undone.class);

    final String word;
    final Class<? extends Entry.Act> type;

    EntryKind(String word, Class<? extends Entry.Act> type) {
        this.word = word;
        this.type = type;
    }

    static Optional<EntryKind> of(String word) {
        return Stream.of(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    static EntryKind of(Entry.Act act) {
        return Stream.of(values())
                .filter(kind -> kind.type.isInstance(act))
                .findFirst()
                .orElseThrow();
    }
}
