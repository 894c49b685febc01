package org.triageledger.store;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.triageledger.core.activity.Credit;
import org.triageledger.core.activity.Report;
import org.triageledger.core.mail.Address;
import org.triageledger.core.mail.MessageId;
import org.triageledger.core.mail.Named;
import org.triageledger.core.member.Dated;
import org.triageledger.core.membership.Actor.Capacity;
import org.triageledger.core.membership.Claim;
import org.triageledger.core.membership.Nomination;
import org.triageledger.core.record.Entry;
import org.triageledger.core.review.Decision;
import org.triageledger.core.review.OffboardingTask;

/**
 * The form in which earlier versions wrote entries: words with blanks between them, {@code key=value} words of which {@code name}
 * stands last, and days in columns of their own. Rows of that form are read for ever; the API still shows every entry in it.
 */
final class EntryWords {
    private static final String NAME = "name=";

    private EntryWords() {}

    static EntryText write(Entry.Act act) {
        return switch (act) {
            case Entry.AddressLinked link ->
                text(act, link.member(), link.address().toString(), link.when());
            case Entry.AddressUnlinked unlink ->
                text(act, unlink.member(), unlink.address().toString());
            case Entry.AddressOfNobody nobody -> text(act, "", nobody.address().toString());
            case Entry.SubjectShown shown -> text(act, shown.messageKey(), "");
            case Entry.ThreadsJoined join -> text(act, join.oneKey(), join.otherKey());
            case Entry.AuthorConfirmed confirm ->
                text(
                        act,
                        confirm.messageKey(),
                        confirm.author().map(Address::toString).orElse(""));
            case Entry.AuthorRejected reject -> text(act, reject.messageKey(), "");
            case Entry.ReportStatusSet status ->
                text(act, status.messageKey(), status.status().word());
            case Entry.CreditNameAnswered name -> text(act, name.name(), name.who());
            case Entry.DraftSaved saved ->
                text(
                        act,
                        saved.draft(),
                        "message=" + saved.messageKey() + " coordinator=" + saved.coordinator() + " sealed="
                                + saved.sealed());
            case Entry.DraftDeleted deleted -> text(act, deleted.draft(), "");
            case Entry.CaseStepSet step ->
                text(
                        act,
                        step.anchor(),
                        step.step().word() + " " + step.when()
                                + step.about().map(about -> " " + about).orElse(""));
            case Entry.QuarantineDismissed dismissed -> text(act, String.valueOf(dismissed.id()), "");
            case Entry.FindingSettled settled ->
                text(act, settled.key(), settled.text(), new Dated(Optional.empty(), settled.until()));
            case Entry.ReviewPlanned plan -> text(act, plan.review(), plan.as().word(), from(plan.day()));
            case Entry.ReviewMoved move -> text(act, move.review(), move.as().word(), from(move.day()));
            case Entry.ReviewCancelled cancel ->
                text(act, cancel.review(), cancel.as().word());
            case Entry.ReviewOpened open -> text(act, open.review(), open.as().word() + " " + open.sha256());
            case Entry.MemberDecided decide ->
                text(
                        act,
                        decide.review(),
                        decide.as().word() + " " + decide.kind().word() + " " + decide.member());
            case Entry.ReviewClosed close ->
                text(act, close.review(), close.as().word(), from(close.lastDay()));
            case Entry.TaskDone task ->
                text(act, task.review(), task.as().word() + " " + task.venue().word() + " " + task.member());
            case Entry.Nominated begun ->
                text(
                        act,
                        begun.nomination(),
                        "kind=" + begun.kind().word() + " policy=" + begun.policy() + " voting=" + begun.voting()
                                + person(
                                        begun.candidate().person(),
                                        begun.candidate().github(),
                                        begun.candidate().name()));
            case Entry.Voted voted -> text(act, voted.nomination(), "vote=" + (voted.inFavour() ? "for" : "against"));
            case Entry.Ruled ruled ->
                text(
                        act,
                        ruled.nomination(),
                        "ruling=" + (ruled.accepts() ? "accept" : "decline") + " as="
                                + ruled.as().word()
                                + ruled.message()
                                        .map(id -> " message=" + id.value())
                                        .orElse(""));
            case Entry.Admitted admitted ->
                text(
                        act,
                        admitted.nomination(),
                        "as=" + admitted.as().word()
                                + person(Optional.of(admitted.person()), admitted.github(), admitted.name()),
                        from(admitted.joined()));
            case Entry.Resigned resigned ->
                text(act, resigned.member(), "", new Dated(Optional.empty(), Optional.of(resigned.lastDay())));
            case Entry.WorkClaimed claim ->
                text(
                        act,
                        claim.claim(),
                        "member=" + claim.member() + " kind=" + claim.kind().word() + " sealed=" + claim.sealed(),
                        from(claim.day()));
            case Entry.CreditDisputed dispute ->
                text(
                        act,
                        dispute.claim(),
                        "member=" + dispute.member() + " kind="
                                + dispute.kind().map(Credit.Kind::word).orElse("all") + " report=" + dispute.report()
                                + dispute.message()
                                        .map(key -> " message=" + key)
                                        .orElse("") + " sealed="
                                + dispute.sealed());
            case Entry.ClaimJudged judged ->
                text(
                        act,
                        judged.claim(),
                        "verdict=" + judged.verdict().word() + " as="
                                + judged.as().word());
            case Entry.LeaveNoted leave ->
                text(
                        act,
                        leave.member(),
                        leave.sealed().map(hash -> "sealed=" + hash).orElse(""),
                        leave.when());
            case Entry.LeaveChanged change ->
                text(
                        act,
                        String.valueOf(change.leave()),
                        "member=" + change.member()
                                + change.sealed().map(hash -> " sealed=" + hash).orElse(""),
                        change.when());
            case Entry.LeaveRemoved removed -> text(act, String.valueOf(removed.leave()), removed.member());
            case Entry.AddressWorks works -> text(act, works.member(), works.address());
            case Entry.AccountCreated created ->
                text(
                        act,
                        created.username(),
                        "role=" + created.role()
                                + created.person().map(id -> " person=" + id).orElse(""));
            case Entry.PasswordReset reset -> text(act, reset.username(), "");
            case Entry.PasswordChanged changed -> text(act, changed.username(), "");
            case Entry.SignInsPaused paused ->
                text(act, paused.username().orElse(""), paused.address().orElse(""));
            case Entry.SignInsAllowed allowed -> text(act, allowed.username(), "");
            case Entry.AccountInvited invited ->
                text(
                        act,
                        String.valueOf(invited.invitation()),
                        "role=" + invited.role()
                                + invited.person().map(id -> " person=" + id).orElse(""));
            case Entry.ResetLinkMade made -> text(act, String.valueOf(made.invitation()), made.username());
            case Entry.InvitationRevoked revoked -> text(act, String.valueOf(revoked.invitation()), "");
            case Entry.InvitationUsed used -> text(act, String.valueOf(used.invitation()), used.username());
            case Entry.TokenCreated created ->
                text(
                        act,
                        String.valueOf(created.token()),
                        "account=" + created.username() + " scope=" + created.scope(),
                        new Dated(Optional.empty(), Optional.of(created.lastDay())));
            case Entry.TokenRevoked revoked -> text(act, String.valueOf(revoked.token()), revoked.username());
            case Entry.AccountRemoved removed -> text(act, removed.username(), "");
            case Entry.RosterLoaded loaded -> text(act, loaded.what(), loaded.changed());
            case Entry.SignedIn signedIn -> text(act, signedIn.username(), "");
            case Entry.SignInsFailed failed ->
                text(act, String.valueOf(failed.count()), failed.since().toString());
            case Entry.LogSealed ignored -> text(act, "", "");
            case Entry.HeadWritten ignored -> text(act, "", "");
            case Entry.SealingKeyAdded added -> text(act, added.key(), "");
            case Entry.SealingKeyRetired retired -> text(act, retired.key(), "");
            case Entry.FactsRemoved removed ->
                text(act, removed.limit().toString(), "threads=" + removed.threads() + " copies=" + removed.copies());
            case Entry.PersonErased erased ->
                text(
                        act,
                        erased.pseudonym(),
                        "rows=" + erased.rows().size() + " snapshots="
                                + erased.snapshots().size());
            case Entry.Approved approved -> text(act, String.valueOf(approved.proposal()), "");
            case Entry.Declined declined -> text(act, String.valueOf(declined.proposal()), "");
            case Entry.Undone undone -> text(act, String.valueOf(undone.entry()), "");
        };
    }

    /** Reads a row; empty where its texts are not what its kind allows. */
    static Optional<Entry.Act> read(EntryKind kind, EntryText row) {
        try {
            return Optional.of(act(kind, row));
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Entry.Act act(EntryKind kind, EntryText row) {
        String one = row.subject();
        Words words = new Words(row.payload());
        return switch (kind) {
            case ADDRESS_LINKED ->
                new Entry.AddressLinked(one, address(row.payload()), new Dated(row.from(), row.to()));
            case ADDRESS_UNLINKED -> new Entry.AddressUnlinked(one, address(row.payload()));
            case ADDRESS_OF_NOBODY -> new Entry.AddressOfNobody(address(row.payload()));
            case SUBJECT_SHOWN -> new Entry.SubjectShown(one);
            case THREADS_JOINED -> new Entry.ThreadsJoined(one, row.payload());
            case AUTHOR_CONFIRMED ->
                new Entry.AuthorConfirmed(
                        one, row.payload().isEmpty() ? Optional.empty() : Optional.of(address(row.payload())));
            case AUTHOR_REJECTED -> new Entry.AuthorRejected(one);
            case REPORT_STATUS_SET -> new Entry.ReportStatusSet(one, word(Report.Status.class, row.payload()));
            case CREDIT_NAME_ANSWERED -> new Entry.CreditNameAnswered(one, row.payload());
            case DRAFT_SAVED -> {
                Fields fields = Fields.read(row.payload());
                yield new Entry.DraftSaved(
                        one, fields.needed("message"), fields.needed("coordinator"), fields.needed("sealed"));
            }
            case DRAFT_DELETED -> new Entry.DraftDeleted(one);
            // no earlier version wrote one of these
            case CASE_STEP_SET,
                    PASSWORD_CHANGED,
                    SIGN_INS_PAUSED,
                    SIGN_INS_ALLOWED,
                    ACCOUNT_INVITED,
                    RESET_LINK_MADE,
                    INVITATION_REVOKED,
                    INVITATION_USED,
                    TOKEN_CREATED,
                    TOKEN_REVOKED,
                    LEAVE_CHANGED,
                    FACTS_REMOVED,
                    PERSON_ERASED,
                    LEAVE_REMOVED -> throw new IllegalArgumentException("not a row of an earlier version");
            case QUARANTINE_DISMISSED -> new Entry.QuarantineDismissed(number(one));
            case FINDING_SETTLED -> new Entry.FindingSettled(one, row.payload(), row.to());
            case REVIEW_PLANNED -> new Entry.ReviewPlanned(one, words.capacity(0), day(row.from()));
            case REVIEW_MOVED -> new Entry.ReviewMoved(one, words.capacity(0), day(row.from()));
            case REVIEW_CANCELLED -> new Entry.ReviewCancelled(one, words.capacity(0));
            case REVIEW_OPENED -> new Entry.ReviewOpened(one, words.capacity(0), words.at(1));
            case MEMBER_DECIDED ->
                new Entry.MemberDecided(one, words.capacity(0), word(Decision.Kind.class, words.at(1)), words.at(2));
            case REVIEW_CLOSED ->
                new Entry.ReviewClosed(one, words.capacity(0), day(row.to().or(row::from)));
            case TASK_DONE ->
                new Entry.TaskDone(one, words.capacity(0), word(OffboardingTask.Venue.class, words.at(1)), words.at(2));
            case NOMINATED -> {
                Fields fields = Fields.read(row.payload());
                yield new Entry.Nominated(
                        one,
                        word(Nomination.Kind.class, fields.text("kind")),
                        fields.text("policy"),
                        Duration.parse(fields.text("voting")),
                        new Nomination.Candidate(fields.get("person"), fields.text("name"), fields.get("github")));
            }
            case VOTED -> new Entry.Voted(one, either(Fields.read(row.payload()).text("vote"), "for", "against"));
            case RULED -> {
                Fields fields = Fields.read(row.payload());
                yield new Entry.Ruled(
                        one,
                        either(fields.text("ruling"), "accept", "decline"),
                        word(Capacity.class, fields.text("as")),
                        fields.get("message").map(MessageId::new));
            }
            case ADMITTED -> {
                Fields fields = Fields.read(row.payload());
                yield new Entry.Admitted(
                        one,
                        word(Capacity.class, fields.text("as")),
                        fields.text("person"),
                        fields.text("name"),
                        fields.get("github"),
                        day(row.from()));
            }
            case RESIGNED -> new Entry.Resigned(one, day(row.to()));
            case WORK_CLAIMED -> {
                Fields fields = Fields.read(row.payload());
                yield new Entry.WorkClaimed(
                        one,
                        fields.text("member"),
                        word(Credit.Kind.class, fields.text("kind")),
                        day(row.from()),
                        fields.text("sealed"));
            }
            case CREDIT_DISPUTED -> {
                Fields fields = Fields.read(row.payload());
                String work = fields.text("kind");
                yield new Entry.CreditDisputed(
                        one,
                        fields.text("member"),
                        work.equals("all") ? Optional.empty() : Optional.of(word(Credit.Kind.class, work)),
                        fields.text("report"),
                        fields.get("message"),
                        fields.text("sealed"));
            }
            case CLAIM_JUDGED -> {
                Fields fields = Fields.read(row.payload());
                yield new Entry.ClaimJudged(
                        one,
                        word(Claim.Verdict.class, fields.text("verdict")),
                        word(Capacity.class, fields.text("as")));
            }
            case LEAVE_NOTED ->
                new Entry.LeaveNoted(
                        one,
                        new Dated(row.from(), row.to()),
                        Fields.read(row.payload()).get("sealed"));
            case ADDRESS_WORKS -> new Entry.AddressWorks(one, row.payload());
            case ACCOUNT_CREATED -> {
                Fields fields = Fields.read(row.payload());
                yield new Entry.AccountCreated(one, fields.needed("role"), fields.get("person"));
            }
            case PASSWORD_RESET -> new Entry.PasswordReset(one);
            case ACCOUNT_REMOVED -> new Entry.AccountRemoved(one);
            case ROSTER_LOADED -> new Entry.RosterLoaded(one, row.payload());
            case SIGNED_IN -> new Entry.SignedIn(one);
            case SIGN_INS_FAILED -> new Entry.SignInsFailed(number(one), Instant.parse(row.payload()));
            case LOG_SEALED -> new Entry.LogSealed();
            case HEAD_WRITTEN -> new Entry.HeadWritten();
            case SEALING_KEY_ADDED -> new Entry.SealingKeyAdded(one);
            case SEALING_KEY_RETIRED -> new Entry.SealingKeyRetired(one);
            case APPROVED -> new Entry.Approved(number(one));
            case DECLINED -> new Entry.Declined(number(one));
            case UNDONE -> new Entry.Undone(number(one));
        };
    }

    private static String person(Optional<String> id, Optional<String> github, String name) {
        return id.map(person -> " person=" + person).orElse("")
                + github.map(login -> " github=" + login).orElse("") + " name=" + name;
    }

    private static EntryText text(Entry.Act act, String subject, String payload) {
        return text(act, subject, payload, Dated.ALWAYS);
    }

    private static EntryText text(Entry.Act act, String subject, String payload, Dated when) {
        return new EntryText(EntryKind.of(act).word, subject, payload, when.from(), when.to());
    }

    private static Dated from(LocalDate day) {
        return new Dated(Optional.of(day), Optional.empty());
    }

    private static LocalDate day(Optional<LocalDate> day) {
        return day.orElseThrow(() -> new IllegalArgumentException("no day"));
    }

    private static Address address(String text) {
        return Address.parse(text).orElseThrow(() -> new IllegalArgumentException("no address"));
    }

    private static long number(String text) {
        if (!text.matches("\\d{1,18}")) {
            throw new IllegalArgumentException("no number");
        }
        return Long.parseLong(text);
    }

    private static boolean either(String text, String yes, String no) {
        if (!text.equals(yes) && !text.equals(no)) {
            throw new IllegalArgumentException("neither of two words");
        }
        return text.equals(yes);
    }

    private static <E extends Enum<E> & Named> E word(Class<E> type, String word) {
        return Named.read(type, word).orElseThrow(() -> new IllegalArgumentException("an unknown word"));
    }

    /** Up to three words; the last may hold blanks. */
    private record Words(String text) {
        String at(int index) {
            String[] words = text.split(" ", 3);
            if (index >= words.length || words[index].isEmpty()) {
                throw new IllegalArgumentException("a word is missing");
            }
            return words[index];
        }

        Capacity capacity(int index) {
            return word(Capacity.class, at(index));
        }
    }

    /** {@code key=value} words with a blank between them. The value of {@code name} may hold blanks and stands last. */
    private record Fields(Map<String, String> values) {
        static Fields read(String text) {
            Map<String, String> values = new LinkedHashMap<>();
            String rest = text;
            while (!rest.isEmpty()) {
                int end = rest.startsWith(NAME) ? -1 : rest.indexOf(' ');
                String word = end < 0 ? rest : rest.substring(0, end);
                rest = end < 0 ? "" : rest.substring(end + 1);
                int equals = word.indexOf('=');
                if (equals > 0) {
                    values.put(word.substring(0, equals), word.substring(equals + 1));
                }
            }
            return new Fields(values);
        }

        /** Empty for what is not there. */
        Optional<String> get(String key) {
            return Optional.ofNullable(values.get(key)).filter(value -> !value.isEmpty());
        }

        String needed(String key) {
            return get(key).orElseThrow(() -> new IllegalArgumentException("a field is missing"));
        }

        String text(String key) {
            return values.getOrDefault(key, "");
        }
    }
}
