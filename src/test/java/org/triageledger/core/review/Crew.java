package org.triageledger.core.review;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.triageledger.core.activity.Activity;
import org.triageledger.core.activity.Credit;
import org.triageledger.core.activity.Report;
import org.triageledger.core.coverage.Coverage;
import org.triageledger.core.coverage.Stretch;
import org.triageledger.core.eligibility.Policy;
import org.triageledger.core.mail.Letter;
import org.triageledger.core.mail.MessageThread;
import org.triageledger.core.mail.Trust;
import org.triageledger.core.mail.thread.Messages;
import org.triageledger.core.member.Branch;
import org.triageledger.core.member.Finding;
import org.triageledger.core.member.People;
import org.triageledger.core.member.Roster;
import org.triageledger.core.membership.Act;
import org.triageledger.core.membership.Actor;
import org.triageledger.core.membership.Leave;
import org.triageledger.core.membership.Outcome;
import org.triageledger.core.reminder.Cadence;
import org.triageledger.core.reminder.Letterhead;
import org.triageledger.core.reminder.ReminderSettings;
import org.triageledger.core.snapshot.ReviewInput;

/** A team for tests of reviews, as it stands when one is held. All its mail was read, unless said otherwise. */
public final class Crew {
    public static final LocalDate DAY = LocalDate.of(2026, 12, 12);
    public static final Letterhead HEAD = new Letterhead(
            "the Example Security Team",
            Optional.of(URI.create("https://ledger.example.org/")),
            "security-admins@example.org");
    public static final ReminderSettings OFFICE = new ReminderSettings(Cadence.DEFAULT, HEAD, Set.of(), 0);

    private final List<People> people = new ArrayList<>();
    private final List<Branch> branches = new ArrayList<>();
    private final List<Credit> credits = new ArrayList<>();
    private final List<Report> reports = new ArrayList<>();
    private final List<Stretch> read = new ArrayList<>();
    private final List<Leave> leaves = new ArrayList<>();
    private final List<Finding> drift = new ArrayList<>();
    private Policy policy = Policy.SEED_2024;
    private Instant knownUntil = Instant.parse("2099-12-31T23:59:59Z");

    /** Members of old, without a role. */
    public static Crew of(String... members) {
        Crew crew = new Crew();
        Stream.of(members).forEach(id -> crew.with(member(id)));
        return crew;
    }

    /**
     * One of each kind: the admins Ada and Bob, who work; Cyd and Dee, who did once or never; the release manager Eve; Fay of the
     * council; and Gus, who is new.
     */
    public static Crew mixed() {
        return of().branch("3.14", "2030-10", "Eve Example")
                .with(member("ada").role("admin"))
                .with(member("bob").role("admin"))
                .with(member("cyd"))
                .with(member("dee"))
                .with(member("eve"))
                .with(member("fay").role("steering-council", "2025-12-20", "2026-12-31"))
                .with(member("gus").joined("2026-05-01"))
                .worked("ada", "r-canary-1", "2026-03-01", "2026-11-02")
                .worked("bob", "r-canary-2", "2026-06-15")
                .worked("cyd", "r-canary-3", "2025-05-03");
    }

    public static People member(String id) {
        return People.named(id, id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1) + " Example")
                .joined("2015-01-01")
                .owns(id + "@example.org");
    }

    public static Act admin(String id, String day) {
        return act(id, Actor.Capacity.ADMIN, day);
    }

    public static Act council(String id, String day) {
        return act(id, Actor.Capacity.COUNCIL, day);
    }

    public static Act member(String id, String day) {
        return act(id, Actor.Capacity.MEMBER, day);
    }

    /** @param when a day, or an instant */
    static Act act(String id, Actor.Capacity capacity, String when) {
        return new Act(new Actor(id, capacity), Instant.parse(when.length() == 10 ? when + "T10:00:00Z" : when));
    }

    public static Review.Planned planned() {
        return new Review.Planned("2026", DAY, 0, admin("ada", "2026-01-05"));
    }

    public static <T> T done(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T> done -> done.value();
            case Outcome.Refused<T> refused -> throw new AssertionError(refused.sentence());
        };
    }

    /** {@code not-open: The review …}, or {@code done}. */
    public static String told(Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Done<?> ignored -> "done";
            case Outcome.Refused<?> refused -> refused.why().word() + ": " + refused.sentence();
        };
    }

    public Crew with(People one) {
        people.add(one);
        return this;
    }

    public Crew under(Policy other) {
        policy = other;
        return this;
    }

    /** @param endOfLife a month, as published */
    public Crew branch(String version, String endOfLife, String... managers) {
        branches.add(new Branch(
                version,
                Branch.Status.BUGFIX,
                Optional.empty(),
                Optional.of(YearMonth.parse(endOfLife).atEndOfMonth()),
                List.of(managers)));
        return this;
    }

    public Crew worked(String member, String report, String... days) {
        credits.add(new Credit(
                member,
                Credit.Kind.TRIAGE,
                report,
                Stream.of(days)
                        .map(day -> new Credit.Evidence(
                                Letter.id(report + "-" + member + "-" + day),
                                Instant.parse(day + "T10:00:00Z"),
                                Trust.LIST,
                                "",
                                ""))
                        .toList(),
                "wrote-in-report"));
        return this;
    }

    public Crew worked(Credit credit) {
        credits.add(credit);
        return this;
    }

    public Crew report(String id, Report.Status status, String message) {
        reports.add(new Report(
                id,
                new MessageThread(Messages.merge(List.of(Letter.letter(message).sighting())), List.of()),
                Optional.empty(),
                status,
                ""));
        return this;
    }

    /** Only these days were read, both included. */
    public Crew read(String from, String to) {
        read.add(new Stretch(
                LocalDate.parse(from).atStartOfDay(ZoneOffset.UTC).toInstant(),
                LocalDate.parse(to)
                        .plusDays(1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                        .minusSeconds(1)));
        return this;
    }

    public Crew knownUntil(String instant) {
        knownUntil = Instant.parse(instant);
        return this;
    }

    public Crew away(String member, String from, String to) {
        leaves.add(new Leave(member, People.dated(from, to), Optional.of("a private matter")));
        return this;
    }

    public Crew drift(String code, String sentence) {
        drift.add(new Finding(code, sentence));
        return this;
    }

    public Roster roster() {
        return new Roster(people.stream().map(People::person).toList(), branches);
    }

    public ReviewInput basis() {
        return new ReviewInput(
                policy,
                roster(),
                new Activity(reports, credits, List.of()),
                new Coverage(
                        read.isEmpty()
                                ? List.of(new Stretch(
                                        Instant.parse("1990-01-01T00:00:00Z"), Instant.parse("2099-12-31T23:59:59Z")))
                                : read),
                knownUntil,
                leaves,
                drift,
                0);
    }

    /** The review of {@link #planned()}, opened by Ada on its day. */
    public Review.Opened opened() {
        return done(planned().open(basis(), admin("ada", "2026-12-12")));
    }
}
