package org.triageledger.work.roster;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.mail.HiddenCharacters;
import org.triageledger.core.mail.MessageId;
import org.triageledger.core.member.NameKey;
import org.triageledger.core.member.Person;
import org.triageledger.core.member.Role;
import org.triageledger.core.member.Roster;
import org.triageledger.core.membership.Act;
import org.triageledger.core.membership.Actor;
import org.triageledger.core.membership.Actor.Capacity;
import org.triageledger.core.membership.Candidates;
import org.triageledger.core.membership.Effect;
import org.triageledger.core.membership.Governance;
import org.triageledger.core.membership.Nomination;
import org.triageledger.core.membership.Nomination.Candidate;
import org.triageledger.core.membership.Resignation;
import org.triageledger.core.record.Entry;
import org.triageledger.store.DecisionStore;
import org.triageledger.work.OncePerRequest;
import org.triageledger.work.Refusal;
import org.triageledger.work.Signed;
import org.triageledger.work.config.LedgerConfig;
import org.triageledger.work.people.KnownPeople;
import org.triageledger.work.record.Acts;
import org.triageledger.work.record.KnownDecisions;

/** How people join and leave by their own will. What was done stands among the decisions; a nomination is what follows from these. */
@ApplicationScoped
public class NominationBook {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,60}");
    private static final Pattern LOGIN = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})");
    private static final int LONGEST_NAME = 200;

    /** Who proposed what the rules propose. */
    private static final String RULES = "by rule";

    private final DecisionStore store;
    private final KnownDecisions decisions;
    private final KnownPeople known;
    private final LedgerConfig config;
    private final Clock clock;

    NominationBook(DecisionStore store, KnownDecisions decisions, KnownPeople known, LedgerConfig config, Clock clock) {
        this.store = store;
        this.decisions = decisions;
        this.known = known;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Somebody to be nominated.
     *
     * @param person the id of somebody the roster knows already
     */
    public record Asked(
            @Nullable String name,
            @Nullable String github,
            @Nullable String person) {}

    /** Begins a nomination by a member; gives its id. */
    @Transactional
    public String nominate(Asked asked, String reason, String by) {
        store.turn();
        Roster roster = known.now();
        Nomination nomination = Acts.done(Nomination.of(
                "n" + decisions.now().nextId(),
                candidate(asked, roster),
                Signed.why(reason),
                governance(),
                roster,
                nominations(),
                Acts.member(by, now())));
        begin(nomination, by);
        return nomination.id();
    }

    /** Votes, or changes the vote while the time is not over; the same vote once more changes nothing and is not recorded again. */
    @Transactional
    public void vote(String id, boolean favour, @Nullable String reason, String by) {
        store.turn();
        Optional<String> why = Optional.of(Signed.why(reason)).filter(text -> !text.isEmpty());
        Act act = Acts.member(by, now());
        Nomination before = nomination(id);
        Nomination.Vote vote =
                Acts.done(before.vote(favour, why, known.now(), act)).votes().getLast();
        if (before.votes().stream().anyMatch(vote::saysAs)) {
            return;
        }
        store.add(new Entry.Voted(id, favour), act.at(), by, why.orElse(""));
    }

    /**
     * The council's word.
     *
     * @param message that records it, where the policy asks for one
     */
    @Transactional
    public void rule(String id, boolean accepts, String reason, @Nullable String message, String by) {
        store.turn();
        Optional<MessageId> recorded = Optional.ofNullable(message)
                .filter(text -> !text.isBlank())
                .map(text -> MessageId.written(text)
                        .orElseThrow(() -> new Refusal(
                                        "that is no Message-ID: write it as its field has it, like <id@example.org>")
                                .at("message")));
        Act act = Acts.as(known.now(), by, now(), Capacity.COUNCIL);
        Acts.done(nomination(id).rule(accepts, Signed.why(reason), recorded, act));
        store.add(new Entry.Ruled(id, accepts, act.by().capacity(), recorded), act.at(), by, reason);
    }

    /**
     * Makes a member of somebody who was accepted.
     *
     * @param newId under which the roster will know them, where it does not yet; made of login or name without it
     * @param day the first of the membership; today without it
     * @return their id in the roster
     */
    @Transactional
    public String admit(String id, @Nullable String newId, @Nullable LocalDate day, String by) {
        store.turn();
        Roster roster = known.now();
        Act act = Acts.as(roster, by, now(), Capacity.ADMIN, Capacity.COUNCIL);
        Nomination nomination = nomination(id);
        String person = nomination.candidate().person().orElseGet(() -> free(newId, nomination.candidate(), roster));
        Effect.Joins joins = Acts.done(nomination.settle(person, day == null ? act.day() : day, act))
                .joined()
                .orElseThrow();
        store.add(
                new Entry.Admitted(
                        id, act.by().capacity(), joins.person(), joins.name(), joins.github(), joins.joined()),
                act.at(),
                by,
                joins.reason());
        return joins.person();
    }

    /**
     * Ends a membership at once, by the will of whose it is.
     *
     * @return its last day
     */
    @Transactional
    public LocalDate resign(String member, @Nullable String reason, String by) {
        store.turn();
        Act act = Acts.member(by, now());
        Effect.Leaves leaves = Acts.done(Resignation.of(person(member, known.now()), Signed.why(reason), act));
        store.add(new Entry.Resigned(member, leaves.lastDay()), act.at(), by, leaves.reason());
        return leaves.lastDay();
    }

    /**
     * What resigning would do; nothing is changed.
     *
     * @throws Refusal where they could not resign
     */
    @Transactional
    public PeopleViews.ResignationPreview resigning(String member, String by) {
        Roster roster = known.now();
        Person person = person(member, roster);
        Act act = Acts.member(by, now());
        LocalDate lastDay = Acts.done(Resignation.of(person, "", act)).lastDay();
        List<String> next = new ArrayList<>();
        next.add("The membership ends at once: its last day is " + lastDay
                + " (UTC). The name leaves the public list of" + " members, and no more reminders are sent.");
        next.add(
                "Credits and verdicts up to that day stay in the ledger and are still shown to you on your own page, with"
                        + " your claims and leaves.");
        next.add("Votes that were cast still count. Open claims and disputes are still decided.");
        if (Actor.holds(person, Role.Kind.ADMIN, act.day())) {
            next.add("The role of admin does not end with it: ask another admin to end it in the roster.");
        }
        next.add(
                "The account is kept, so that you can sign in; an admin can remove it. Access to the mailing list, GitHub"
                        + " and other places is not ended by the ledger: an admin does that by hand.");
        next.add("Only an admin can undo it. The way back is a nomination.");
        return new PeopleViews.ResignationPreview(member, person.name(), lastDay, next);
    }

    private static Person person(String member, Roster roster) {
        return roster.withId(member)
                .orElseThrow(
                        () -> new Refusal("nobody in the roster has the id '" + member + "': see `ledger active`"));
    }

    /**
     * Begins what the rules propose: release managers of living branches, the council where it has no seat. Nobody is proposed
     * twice for the same.
     *
     * @return the ids of those that are new
     */
    @Transactional
    public List<String> propose() {
        store.turn();
        List<Nomination> proposed = Candidates.propose(known.now(), governance(), ever(), now());
        proposed.forEach(nomination -> begin(nomination, RULES));
        return proposed.stream().map(Nomination::id).toList();
    }

    /** All there ever were, the latest first. */
    @OncePerRequest
    @Transactional
    public PeopleViews.Nominations all() {
        Instant now = clock.instant();
        Roster roster = known.now();
        return new PeopleViews.Nominations(nominations().stream()
                .sorted(Comparator.comparing(Nomination::opened)
                        .thenComparing(Nomination::id)
                        .reversed())
                .map(nomination -> NominationLines.of(nomination, roster, now))
                .toList());
    }

    /** Those that somebody has to do something about. */
    @Transactional
    public PeopleViews.Nominations running() {
        return new PeopleViews.Nominations(all().nominations().stream()
                .filter(line -> isRunning(line.state()))
                .toList());
    }

    /** Whether somebody is a member today. */
    @Transactional
    public boolean isMember(String id) {
        return Actor.capacities(known.now(), id, today()).contains(Capacity.MEMBER);
    }

    /** Whether somebody sits on the steering council today. */
    @Transactional
    public boolean isCouncil(String id) {
        return Actor.capacities(known.now(), id, today()).contains(Capacity.COUNCIL);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** Whether a nomination of that state waits for somebody. */
    public static boolean isRunning(String state) {
        return switch (state) {
            case "voting", "awaits-council", "accepted" -> true;
            default -> false;
        };
    }

    /** Whether a member has a vote on a nomination that they have not given: not on their own, and while it runs. */
    public static boolean mayVote(PeopleViews.NominationLine line, String member) {
        return line.state().equals("voting")
                && !member.equals(line.person())
                && line.voters().stream().noneMatch(vote -> vote.member().equals(member));
    }

    /** With those that were undone: what a person took back is not proposed again. */
    private List<Nomination> ever() {
        return decisions.now().nominationsEver();
    }

    private List<Nomination> nominations() {
        return decisions.now().nominations();
    }

    private Nomination nomination(String id) {
        return nominations().stream()
                .filter(nomination -> nomination.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Refusal("there is no nomination '" + id + "': see `ledger nominations --all`"));
    }

    private void begin(Nomination nomination, String by) {
        store.add(
                new Entry.Nominated(
                        nomination.id(),
                        nomination.kind(),
                        config.policy(),
                        nomination.governance().voting(),
                        nomination.candidate()),
                nomination.opened(),
                by,
                nomination.reason());
    }

    private Governance governance() {
        return Governance.named(config.policy()).votingFor(config.nominations().voting());
    }

    private static Candidate candidate(Asked asked, Roster roster) {
        Optional<String> github = text(asked.github());
        github.filter(login -> !LOGIN.matcher(login).matches()).ifPresent(login -> {
            throw new Refusal("'" + login + "' is no GitHub login").at("github");
        });
        Optional<Person> person = text(asked.person())
                .map(id -> roster.withId(id)
                        .orElseThrow(
                                () -> new Refusal("nobody in the roster has the id '" + id + "': see `ledger active`")))
                .or(() -> github.flatMap(roster::byLogin))
                .or(() -> github.isPresent() ? Optional.empty() : only(text(asked.name()), roster));
        String name = person.map(Person::name)
                .or(() -> text(asked.name()))
                .orElseThrow(() -> new Refusal("say who is nominated, by name").at("name"));
        if (name.length() > LONGEST_NAME || HiddenCharacters.inLine(name).isPresent()) {
            throw new Refusal("a name has up to " + LONGEST_NAME + " characters, in one line").at("name");
        }
        return new Candidate(person.map(Person::id), name, github.or(() -> person.flatMap(Person::github)));
    }

    /** The only person of that name; somebody else of that name is told by their account. */
    private static Optional<Person> only(Optional<String> name, Roster roster) {
        return name.map(roster::named).filter(found -> found.size() == 1).map(List::getFirst);
    }

    private static String free(@Nullable String asked, Candidate candidate, Roster roster) {
        String id = text(asked)
                .orElseGet(() -> candidate
                        .github()
                        .orElse(NameKey.of(candidate.name()).value())
                        .toLowerCase(java.util.Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-|-$", ""));
        if (!ID.matcher(id).matches()) {
            throw new Refusal("choose an id for them: letters, digits and . _ - only, up to 60").at("id");
        }
        if (roster.withId(id).isPresent()) {
            throw new Refusal("'" + id + "' is somebody's id in the roster: choose another").at("id");
        }
        return id;
    }

    private static Optional<String> text(@Nullable String value) {
        return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
