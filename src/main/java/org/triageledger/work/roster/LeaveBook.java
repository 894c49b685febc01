package org.triageledger.work.roster;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.member.Dated;
import org.triageledger.core.membership.Act;
import org.triageledger.core.membership.Actor.Capacity;
import org.triageledger.core.membership.Leave;
import org.triageledger.core.record.Entry;
import org.triageledger.core.record.NotedLeave;
import org.triageledger.store.DecisionStore;
import org.triageledger.work.Days;
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
     * Notes a leave, by the person who takes it or by an admin; gives its number. Nobody is away twice on one day.
     *
     * @param from the first UTC day
     * @param to the last; open without it
     * @param reason private: for the member and admins
     */
    @Transactional
    public long take(String member, LocalDate from, @Nullable LocalDate to, @Nullable String reason, String by) {
        store.turn();
        Act act = mayAct(member, by);
        if (known.now()
                .withId(member)
                .filter(person -> person.isMember(act.day()))
                .isEmpty()) {
            throw new Refusal("'" + member + "' is no member: only members take leave");
        }
        Leave leave = Acts.done(
                Leave.of(member, days(from, to, act.day()), decisions.now().leaves()));
        return store.add(
                        new Entry.LeaveNoted(member, leave.when(), sealed(reason == null ? "" : reason, member)),
                        act.at(),
                        by,
                        "")
                .id();
    }

    /**
     * Gives a leave other days or another reason, by the person who takes it or by an admin.
     *
     * @param number by which it was noted
     * @param from the first UTC day
     * @param to the last; open without it
     * @param reason the earlier one stays without it; none where it is empty
     */
    @Transactional
    public void change(long number, LocalDate from, @Nullable LocalDate to, @Nullable String reason, String by) {
        store.turn();
        NotedLeave before = noted(number);
        String member = before.leave().member();
        Act act = mayAct(member, by);
        List<Leave> others = decisions.now().notedLeaves().stream()
                .filter(other -> other.number() != number)
                .map(NotedLeave::leave)
                .toList();
        Leave leave = Acts.done(Leave.of(member, days(from, to, act.day()), others));
        store.add(
                new Entry.LeaveChanged(
                        number, member, leave.when(), reason == null ? before.sealed() : sealed(reason, member)),
                act.at(),
                by,
                "");
    }

    /**
     * Removes a leave that does not take place, by the person it is of or by an admin.
     *
     * @param number by which it was noted
     */
    @Transactional
    public void remove(long number, String by) {
        store.turn();
        String member = noted(number).leave().member();
        store.add(new Entry.LeaveRemoved(number, member), mayAct(member, by).at(), by, "");
    }

    /** Whether there is such a leave, and it is of this member. */
    @Transactional
    public boolean isOf(long number, String member) {
        return decisions.now().notedLeaves().stream()
                .anyMatch(noted ->
                        noted.number() == number && noted.leave().member().equals(member));
    }

    /**
     * All of them that were not removed, the latest noted first.
     *
     * @param reads whether a member's reasons may be read
     */
    @Transactional
    public PeopleViews.Leaves all(Predicate<String> reads) {
        return new PeopleViews.Leaves(decisions.now().notedLeaves().reversed().stream()
                .map(noted -> new PeopleViews.LeaveLine(
                        noted.leave().member(),
                        noted.leave().when().from().orElse(null),
                        noted.leave().when().to().orElse(null),
                        reads.test(noted.leave().member())
                                ? noted.sealed()
                                        .flatMap(name -> texts.open(
                                                name, about(noted.leave().member())))
                                        .orElse(null)
                                : null,
                        noted.by(),
                        noted.at(),
                        noted.number()))
                .toList());
    }

    private Act mayAct(String member, String by) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return by.equals(member) ? Acts.member(by, now) : Acts.as(known.now(), by, now, Capacity.ADMIN);
    }

    private NotedLeave noted(long number) {
        return decisions.now().notedLeaves().stream()
                .filter(noted -> noted.number() == number)
                .findFirst()
                .orElseThrow(() -> new Refusal("there is no leave " + number + ": it was removed, or never noted"));
    }

    private static Dated days(LocalDate from, @Nullable LocalDate to, LocalDate today) {
        Days.check("from", from, today);
        if (to != null) {
            Days.check("to", to, today);
        }
        if (to != null && to.isBefore(from)) {
            throw new Refusal("the leave ends before it begins: give the earlier day first").at("to");
        }
        return new Dated(Optional.of(from), Optional.ofNullable(to));
    }

    private Optional<String> sealed(String reason, String member) {
        String why = reason.strip();
        if (why.length() > LONGEST_REASON) {
            throw new Refusal("say it in up to " + LONGEST_REASON + " characters").at("reason");
        }
        return why.isEmpty() ? Optional.empty() : Optional.of(texts.keep(why, about(member)));
    }

    /** Under what the reasons of somebody's leaves are sealed. */
    public static String about(String member) {
        return "leave " + member;
    }
}
