package org.triageledger.core.membership;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.triageledger.core.activity.Activity;
import org.triageledger.core.activity.Credit;
import org.triageledger.core.activity.Report;
import org.triageledger.core.mail.Named;
import org.triageledger.core.mail.Trust;
import org.triageledger.core.member.Roster;
import org.triageledger.core.membership.Actor.Capacity;
import org.triageledger.core.membership.Outcome.Why;

/**
 * A member says that the ledger is wrong: that work of theirs is missing, or that a credit is not due. A second person decides.
 *
 * @param act who said so, and when
 * @param reason what happened, in their words; private, and may speak of a report
 */
public record Claim(String id, Matter matter, String reason, Act act, Optional<Judgement> judgement) {
    /** The name of the rule behind a credit that was claimed: it stays labelled as claimed. */
    public static final String RULE = Credit.CLAIMED;

    private static final int LONGEST_ID = 200;

    public sealed interface Matter {
        /**
         * Work that left no mail.
         *
         * @param day the UTC day on which it was done
         * @param report the id, if it belongs to one that is known
         */
        record Work(String member, Credit.Kind kind, LocalDate day, Optional<String> report) implements Matter {}

        /**
         * A credit that is not due, be it one's own or a colleague's.
         *
         * @param kind of the work; without one, all of that member's work on the report
         * @param messageKey of the message that began the report: the dispute stays with it whatever the thread becomes
         */
        record Dispute(String member, Optional<Credit.Kind> kind, String report, Optional<String> messageKey)
                implements Matter {
            public Dispute(String member, Credit.Kind kind, String report) {
                this(member, Optional.of(kind), report, Optional.empty());
            }

            /** Whether it is about a credit, under the id that the report has by now. */
            public boolean isAbout(Credit credit, String reportNow) {
                return member.equals(credit.member())
                        && reportNow.equals(credit.report())
                        && kind.map(credit.kind()::equals).orElse(true);
            }
        }

        /** Whose credit it is about. */
        String member();
    }

    public enum Verdict implements Named {
        ACCEPTED,
        REJECTED;
    }

    public record Judgement(Verdict verdict, String reason, Act act) {}

    public Claim {
        needsId(id);
    }

    /** @throws IllegalArgumentException where it is no id of a claim */
    public static void needsId(String id) {
        if (id.isBlank() || id.length() > LONGEST_ID) {
            throw new IllegalArgumentException("a claim has an id of 1 to " + LONGEST_ID + " characters");
        }
    }

    /** Members claim work of their own; anybody on the team may dispute a credit. */
    public static Outcome<Claim> of(String id, Matter matter, String reason, Roster roster, Act act) {
        String claimant = act.by().person();
        if (roster.withId(claimant).filter(person -> person.isMember(act.day())).isEmpty()) {
            return Outcome.refused(Why.NOT_A_MEMBER, "Only members claim or dispute a credit.");
        }
        if (reason.isBlank()) {
            return Outcome.refused(Why.NO_REASON, "reason", "Say what happened: somebody else has to decide on it.");
        }
        return switch (matter) {
            case Matter.Work work -> {
                if (!work.member.equals(claimant)) {
                    yield Outcome.refused(Why.NOT_ENTITLED, "Only the member who did the work can claim it.");
                }
                if (work.day.isAfter(act.day())) {
                    yield Outcome.refused(Why.TOO_EARLY, "day", "The day " + work.day + " has not come yet.");
                }
                if (roster.withId(claimant)
                        .filter(person -> person.isMember(work.day))
                        .isEmpty()) {
                    yield Outcome.refused(Why.NOT_A_MEMBER, "day", "On " + work.day + " you were no member.");
                }
                yield Outcome.done(new Claim(id, matter, reason.strip(), act, Optional.empty()));
            }
            case Matter.Dispute ignored -> Outcome.done(new Claim(id, matter, reason.strip(), act, Optional.empty()));
        };
    }

    public boolean isOpen() {
        return judgement.isEmpty();
    }

    /** A second person: an admin, or one of the council, who neither claimed nor holds the credit. */
    public Outcome<Claim> judge(Verdict verdict, String why, Act judging) {
        String judge = judging.by().person();
        if (!judging.as(Capacity.ADMIN) && !judging.as(Capacity.COUNCIL)) {
            return Outcome.refused(Why.NOT_ENTITLED, "An admin, or one of the steering council, decides on a claim.");
        }
        if (judge.equals(act.by().person()) || judge.equals(matter.member())) {
            return Outcome.refused(Why.OWN_CASE, "Nobody decides on a claim of their own: ask another admin.");
        }
        if (judgement.isPresent()) {
            return Outcome.refused(
                    Why.ALREADY_DECIDED,
                    "It was " + judgement.get().verdict.word() + " on "
                            + judgement.get().act.day() + ".");
        }
        if (why.isBlank()) {
            return Outcome.refused(Why.NO_REASON, "reason", "A decision on a claim needs a reason.");
        }
        return Outcome.done(
                new Claim(id, matter, reason, act, Optional.of(new Judgement(verdict, why.strip(), judging))));
    }

    /**
     * The credit of a claim that was accepted; its only evidence is the claim, at noon of the day. Empty for any other, and for a
     * dispute.
     */
    public Optional<Credit> credit() {
        return judgement
                .filter(eachJudgement -> eachJudgement.verdict == Verdict.ACCEPTED)
                .flatMap(eachJudgement -> switch (matter) {
                    case Matter.Work work ->
                        Optional.of(new Credit(
                                work.member,
                                work.kind,
                                work.report.orElse("claim-" + id),
                                List.of(new Credit.Evidence(
                                        Credit.Source.CLAIM,
                                        "claim." + id + "@claims.invalid",
                                        work.day.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC),
                                        Trust.ARCHIVE,
                                        "claimed by " + work.member + ", accepted by "
                                                + eachJudgement.act.by().person() + " on " + eachJudgement.act.day(),
                                        "")),
                                RULE));
                    case Matter.Dispute ignored -> Optional.empty();
                });
    }

    /** Whether a dispute that was accepted takes this credit away. */
    public boolean takes(Credit credit) {
        return judgement
                        .filter(eachJudgement -> eachJudgement.verdict == Verdict.ACCEPTED)
                        .isPresent()
                && matter instanceof Matter.Dispute dispute
                && dispute.isAbout(credit, dispute.report);
    }

    /**
     * What holds with all that was accepted of them. A dispute takes away what there was when it was raised: work done on the
     * same report after it is due again.
     *
     * @param asOf work that was claimed for a later UTC day does not exist yet
     */
    public static Activity apply(Activity activity, List<Claim> claims, LocalDate asOf) {
        List<Claim> accepted = claims.stream()
                .filter(claim -> claim.judgement
                        .filter(judgement -> judgement.verdict == Verdict.ACCEPTED)
                        .isPresent())
                .toList();
        if (accepted.isEmpty()) {
            return activity;
        }
        List<Credit> credits = new ArrayList<>(activity.credits());
        accepted.stream()
                .flatMap(claim -> claim.credit().stream())
                .filter(credit -> !credit.lastDay().isAfter(asOf))
                .forEach(credits::add);
        for (Claim claim : accepted) {
            if (claim.matter instanceof Matter.Dispute dispute) {
                String report = now(dispute, activity.reports());
                credits.replaceAll(credit -> dispute.isAbout(credit, report) ? after(credit, claim.act.at()) : credit);
                credits.removeIf(credit -> dispute.isAbout(credit, report)
                        && (credit.isClaimed() || !credit.last().isAfter(claim.act.at())));
            }
        }
        credits.sort(Comparator.comparing(Credit::member)
                .thenComparing(Credit::report)
                .thenComparing(Credit::kind));
        return new Activity(
                activity.reports(), List.copyOf(credits), activity.pending(), activity.unnamed(), activity.published());
    }

    private static String now(Matter.Dispute dispute, List<Report> reports) {
        return reports.stream()
                .filter(report -> report.thread().messages().stream()
                        .anyMatch(message -> dispute.messageKey.equals(Optional.of(message.key()))))
                .map(Report::id)
                .findFirst()
                .orElse(dispute.report);
    }

    /** The credit with what came after a moment; all of it where nothing did. A claim has no mail that could come after. */
    private static Credit after(Credit credit, Instant moment) {
        List<Credit.Evidence> later = credit.evidence().stream()
                .filter(evidence -> !credit.isClaimed() && evidence.arrived().isAfter(moment))
                .toList();
        return later.isEmpty()
                ? credit
                : new Credit(credit.member(), credit.kind(), credit.report(), later, credit.rule());
    }

    @Override
    public String toString() {
        return "Claim[" + id + ", "
                + judgement.map(eachJudgement -> eachJudgement.verdict.word()).orElse("open") + "]";
    }
}
