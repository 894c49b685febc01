package org.triageledger.work.facts;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.triageledger.core.activity.Activity;
import org.triageledger.core.activity.Credit;
import org.triageledger.core.activity.CreditRules;
import org.triageledger.core.activity.MailActivity;
import org.triageledger.core.activity.Pending;
import org.triageledger.core.advisory.announcement.Announcements;
import org.triageledger.core.advisory.cases.Case;
import org.triageledger.core.advisory.cases.Cases;
import org.triageledger.core.advisory.cases.EarlierCases;
import org.triageledger.core.advisory.ghsa.Advisory;
import org.triageledger.core.advisory.record.RecordCredits;
import org.triageledger.core.advisory.record.RecordHistory;
import org.triageledger.core.eligibility.AdvisoryCredits;
import org.triageledger.core.eligibility.AnnouncementWork;
import org.triageledger.core.eligibility.CaseWork;
import org.triageledger.core.eligibility.RecordWork;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.MessageId;
import org.triageledger.core.mail.Threading;
import org.triageledger.core.member.Branch;
import org.triageledger.core.member.Person;
import org.triageledger.core.member.Roster;
import org.triageledger.core.membership.Claim;
import org.triageledger.core.membership.Leave;
import org.triageledger.core.record.DecisionEffects;

/** What follows from the facts on a day. */
record DerivedFacts(
        Roster roster,
        Activity activity,
        CreditIndex credits,
        List<Threading.Question> questions,
        List<Leave> leaves,
        RecordCredits named,
        Announcements announcements,
        List<Case> cases) {
    /**
     * From what it follows.
     *
     * @param roster as it was loaded
     * @param archives the address of HyperKitty's archive of all lists
     */
    record Basis(
            MailFacts mail,
            Roster roster,
            List<RecordHistory> records,
            GhsaBook.Known advisories,
            String archives,
            CreditRules rules,
            boolean plusTags) {}

    /** How reports, credits and questions of the mail are come by. */
    interface OfMail {
        MailActivity.Outcome of(LocalDate asOf, Roster people, DecisionEffects decided);
    }

    /**
     * What is known already of other days or decisions.
     *
     * @param cases which stay the very same where they are made of the same
     * @param credits of which what was made of the same credits is not made again
     */
    record Before(EarlierCases cases, CreditIndex credits) {
        static final Before NONE = new Before(EarlierCases.NONE, CreditIndex.NONE);

        Before next(DerivedFacts derived) {
            return new Before(cases.next(derived.cases), derived.credits);
        }
    }

    /** What follows on a UTC day. */
    static DerivedFacts of(Basis basis, LocalDate asOf, DecisionEffects decided, OfMail ofMail, Before before) {
        Roster people = people(decided, basis.roster.people(), basis.roster.branches(), basis.plusTags);
        List<RecordHistory> records = basis.records;
        MailActivity.Outcome mailed = ofMail.of(asOf, people, decided);
        RecordCredits named = RecordCredits.of(records, people, decided.names(), asOf);
        Announcements announcements = Announcements.of(
                basis.mail.announced().mails(decided.confirmations(), basis.archives),
                people,
                decided.rejected(),
                AnnouncedMails.records(records, asOf),
                asOf);
        List<Advisory> onGitHub = basis.advisories.advisories(asOf);
        List<Case> cases = Cases.of(
                mailed.activity().reports(),
                onGitHub,
                announcements.announcements(),
                records,
                people,
                asOf,
                before.cases);
        Activity activity = Claim.apply(
                CaseWork.with(
                        AnnouncementWork.with(
                                AdvisoryCredits.with(
                                        RecordWork.with(mailed.activity(), named, records, asOf),
                                        onGitHub,
                                        people,
                                        basis.rules.minLines()),
                                announcements),
                        cases),
                decided.claims(),
                asOf);
        Set<MessageId> rejected = decided.rejected().stream()
                .flatMap(key -> basis.mail.withKey(key).stream())
                .map(Message::id)
                .collect(Collectors.toSet());
        List<Pending> pending = activity.pending().stream()
                .flatMap(eachPending -> without(rejected, eachPending).stream())
                .toList();
        Activity told = new Activity(
                activity.reports(),
                activity.credits(),
                pending,
                activity.unnamed().stream()
                        .filter(unnamedAuthor -> !decided.rejected()
                                .contains(unnamedAuthor.message().key()))
                        .toList(),
                activity.published());
        return new DerivedFacts(
                people,
                told,
                new CreditIndex(told, before.credits),
                mailed.questions().stream()
                        .filter(question -> !decided.rejected().contains(question.messageKey()))
                        .toList(),
                decided.leaves(),
                named,
                announcements,
                cases);
    }

    /** What still waits of it, once people have said of some of its messages that no member wrote them. */
    private static Optional<Pending> without(Set<MessageId> rejected, Pending pending) {
        Credit credit = pending.credit();
        List<Credit.Evidence> left = credit.evidence().stream()
                .filter(evidence ->
                        evidence.messageId().filter(rejected::contains).isEmpty())
                .toList();
        if (left.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                left.size() == credit.evidence().size()
                        ? pending
                        : new Pending(
                                new Credit(credit.member(), credit.kind(), credit.report(), left, credit.rule()),
                                pending.doubt(),
                                pending.proven(),
                                pending.why()));
    }

    /** The roster with the addresses that people linked and unlinked. */
    static Roster people(DecisionEffects decided, List<Person> people, List<Branch> branches, boolean plusTags) {
        return new Roster(decided.applied(people), branches, plusTags);
    }
}
