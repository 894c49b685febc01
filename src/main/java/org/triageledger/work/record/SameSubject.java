package org.triageledger.work.record;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.triageledger.core.record.Entry;
import org.triageledger.core.record.LogEntry;

/** Which entry of the audit log said something of the same thing before: what stood there, of which an entry says what stands there now. */
final class SameSubject {
    private SameSubject() {}

    /** For each entry, by its number, the one that said something of the same last; none for one that is the first. */
    static Map<Long, Long> before(List<LogEntry> log) {
        Map<List<String>, Long> last = new HashMap<>();
        Map<Long, Long> before = new HashMap<>();
        for (LogEntry made : log) {
            Entry entry = made.entry() instanceof Entry.Proposed proposed ? proposed.act() : made.entry();
            if (entry instanceof Entry.Act act) {
                answered(act).ifPresent(number -> before.put(made.id(), number));
                List<String> subject = subject(act, made);
                if (!subject.isEmpty()) {
                    Optional.ofNullable(last.put(subject, made.id()))
                            .ifPresent(number -> before.put(made.id(), number));
                }
            }
        }
        return before;
    }

    /** The entry that an entry is about. */
    private static Optional<Long> answered(Entry.Act act) {
        return switch (act) {
            case Entry.Undone undone -> Optional.of(undone.entry());
            case Entry.Approved approved -> Optional.of(approved.proposal());
            case Entry.Declined declined -> Optional.of(declined.proposal());
            default -> Optional.empty();
        };
    }

    private static List<String> subject(Entry.Act act, LogEntry made) {
        return switch (act) {
            case Entry.AddressLinked one -> List.of("address", one.address().toString());
            case Entry.AddressUnlinked one -> List.of("address", one.address().toString());
            case Entry.AddressOfNobody one -> List.of("address", one.address().toString());
            case Entry.AuthorConfirmed one -> List.of("author", one.messageKey());
            case Entry.AuthorRejected one -> List.of("author", one.messageKey());
            case Entry.ReportStatusSet one -> List.of("status", one.messageKey());
            case Entry.CreditNameAnswered one -> List.of("name", one.name());
            case Entry.DraftSaved one -> List.of("draft", one.draft());
            case Entry.DraftDeleted one -> List.of("draft", one.draft());
            case Entry.CaseStepSet one ->
                List.of("step", one.anchor(), one.step().word(), one.about().orElse(""));
            case Entry.FindingSettled one -> List.of("finding", one.key());
            case Entry.MemberDecided one -> List.of("decided", one.review(), one.member());
            case Entry.TaskDone one ->
                List.of("task", one.review(), one.member(), one.venue().word());
            case Entry.ReviewStep one -> List.of("review", one.review());
            case Entry.Voted one -> List.of("vote", one.nomination(), made.by());
            case Entry.Ruled one -> List.of("ruling", one.nomination());
            case Entry.WorkClaimed one -> List.of("claim", one.claim());
            case Entry.CreditDisputed one -> List.of("claim", one.claim());
            case Entry.ClaimJudged one -> List.of("claim", one.claim());
            case Entry.LeaveNoted ignored -> List.of("leave", String.valueOf(made.id()));
            case Entry.LeaveChanged one -> List.of("leave", String.valueOf(one.leave()));
            case Entry.LeaveRemoved one -> List.of("leave", String.valueOf(one.leave()));
            case Entry.AccountCreated one -> List.of("account", one.username());
            case Entry.AccountRemoved one -> List.of("account", one.username());
            case Entry.AccountInvited one -> List.of("invitation", String.valueOf(one.invitation()));
            case Entry.ResetLinkMade one -> List.of("invitation", String.valueOf(one.invitation()));
            case Entry.InvitationRevoked one -> List.of("invitation", String.valueOf(one.invitation()));
            case Entry.InvitationUsed one -> List.of("invitation", String.valueOf(one.invitation()));
            case Entry.TokenCreated one -> List.of("token", String.valueOf(one.token()));
            case Entry.TokenRevoked one -> List.of("token", String.valueOf(one.token()));
            case Entry.RosterLoaded one -> List.of("roster", one.what());
            default -> List.of();
        };
    }
}
