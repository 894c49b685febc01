package org.triageledger.work.roster;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.member.Dated;
import org.triageledger.core.member.Roster;
import org.triageledger.core.membership.Act;
import org.triageledger.core.membership.Actor.Capacity;
import org.triageledger.core.record.Entry;
import org.triageledger.core.record.LogEntry;
import org.triageledger.store.DecisionStore;
import org.triageledger.work.Refusal;
import org.triageledger.work.people.KnownPeople;
import org.triageledger.work.record.Acts;
import org.triageledger.work.record.KnownDecisions;
import org.triageledger.work.record.SealedTexts;

/** Leaves of absence. One stands beside a verdict, and does not change it; why somebody is away is sealed. */
@ApplicationScoped
public class LeaveBook {
    private static final int LONGEST_REASON = 1000;

    private final DecisionStore store;
    private final KnownDecisions decisions;
    private final KnownPeople known;
    private final SealedTexts texts;
    private final Clock clock;

    LeaveBook(DecisionStore store, KnownDecisions decisions, KnownPeople known, SealedTexts texts, Clock clock) {
        this.store = store;
        this.decisions = decisions;
        this.known = known;
        this.texts = texts;
        this.clock = clock;
    }

    /**
     * Notes a leave, by the person who takes it or by an admin.
     *
     * @param from the first UTC day
     * @param to the last; open without it
     * @param reason private: for the member and admins
     */
    @Transactional
    public void take(String member, LocalDate from, @Nullable LocalDate to, @Nullable String reason, String by) {
        Roster roster = known.now();
        Act act = by.equals(member)
                ? Acts.member(by, clock.instant().truncatedTo(ChronoUnit.MICROS))
                : Acts.as(roster, by, clock.instant().truncatedTo(ChronoUnit.MICROS), Capacity.ADMIN);
        if (roster.withId(member).filter(person -> person.isMember(act.day())).isEmpty()) {
            throw new Refusal("'" + member + "' is no member: only members take leave");
        }
        if (to != null && to.isBefore(from)) {
            throw new Refusal("the leave ends before it begins: give the earlier day as --from");
        }
        String why = reason == null ? "" : reason.strip();
        if (why.length() > LONGEST_REASON) {
            throw new Refusal("say it in up to " + LONGEST_REASON + " characters");
        }
        store.add(
                new Entry.LeaveNoted(
                        member,
                        new Dated(Optional.of(from), Optional.ofNullable(to)),
                        why.isEmpty() ? Optional.empty() : Optional.of(texts.keep(why, about(member)))),
                act.at(),
                by,
                "");
    }

    /**
     * All of them, the latest first.
     *
     * @param reads whether a member's reasons may be read
     */
    @Transactional
    public PeopleViews.Leaves all(Predicate<String> reads) {
        List<PeopleViews.LeaveLine> lines = new ArrayList<>();
        for (LogEntry made : decisions.now().effective().reversed()) {
            if (made.entry() instanceof Entry.LeaveNoted leave) {
                lines.add(new PeopleViews.LeaveLine(
                        leave.member(),
                        leave.when().from().orElse(null),
                        leave.when().to().orElse(null),
                        reads.test(leave.member())
                                ? leave.sealed()
                                        .flatMap(name -> texts.open(name, about(leave.member())))
                                        .orElse(null)
                                : null,
                        made.by(),
                        made.at(),
                        made.id()));
            }
        }
        return new PeopleViews.Leaves(lines);
    }

    private static String about(String member) {
        return "leave " + member;
    }
}
