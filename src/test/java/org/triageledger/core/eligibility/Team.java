package org.triageledger.core.eligibility;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.triageledger.core.activity.Activity;
import org.triageledger.core.activity.Credit;
import org.triageledger.core.activity.Pending;
import org.triageledger.core.activity.Report;
import org.triageledger.core.coverage.Coverage;
import org.triageledger.core.coverage.Stretch;
import org.triageledger.core.mail.Letter;
import org.triageledger.core.mail.MessageThread;
import org.triageledger.core.mail.Trust;
import org.triageledger.core.mail.thread.Messages;
import org.triageledger.core.member.Branch;
import org.triageledger.core.member.People;
import org.triageledger.core.member.Person;
import org.triageledger.core.member.Roster;

/** A team for tests, with what it did. All its mail was read, unless said otherwise. */
final class Team {
    static final Instant ALL_READ = Instant.parse("2099-12-31T23:59:59Z");

    private static final Stretch EVER = new Stretch(Instant.parse("1990-01-01T00:00:00Z"), ALL_READ);

    private final List<Person> people = new ArrayList<>();
    private final List<Branch> branches = new ArrayList<>();
    private final List<Report> reports = new ArrayList<>();
    private final List<Credit> credits = new ArrayList<>();
    private final List<Pending> pending = new ArrayList<>();
    private final List<Stretch> read = new ArrayList<>();
    private Policy policy = Policy.SEED_2024;
    private Instant knownUntil = ALL_READ;
    private boolean unread;

    /** With these members: ids, whose names begin with a capital. */
    static Team of(String... members) {
        Team team = new Team();
        Stream.of(members).forEach(id -> team.with(member(id)));
        return team;
    }

    /** One of old. */
    static People member(String id) {
        return People.named(id, id.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + id.substring(1) + " Example")
                .joined("2000-01-01");
    }

    Team with(People person) {
        people.add(person.person());
        return this;
    }

    Team under(Policy other) {
        policy = other;
        return this;
    }

    /** @param endOfLife as published: a month for its last day, or a day */
    Team branch(String version, String endOfLife, String... managers) {
        Optional<LocalDate> end = switch (endOfLife.length()) {
            case 0 -> Optional.empty();
            case 7 -> Optional.of(YearMonth.parse(endOfLife).atEndOfMonth());
            default -> Optional.of(LocalDate.parse(endOfLife));
        };
        branches.add(new Branch(version, Branch.Status.BUGFIX, Optional.empty(), end, List.of(managers)));
        return this;
    }

    Team ended(String version) {
        branches.add(new Branch(version, Branch.Status.END_OF_LIFE, Optional.empty(), Optional.empty(), List.of()));
        return this;
    }

    /** A report whose answers have a line each. */
    Team report(String id, Report.Status status) {
        return report(id, status, 1, id + "-2026-08-01T10:00:00Z");
    }

    Team report(String id, Report.Status status, int lines, String... messages) {
        List<org.triageledger.core.mail.MessageCopy> letters = Stream.of(messages)
                .map(message -> Letter.letter(message).lines(lines).sighting())
                .toList();
        reports.add(
                new Report(id, new MessageThread(Messages.merge(letters), List.of()), Optional.empty(), status, ""));
        return this;
    }

    /** @param when days, or instants; by default a credit for triage and one for a comment, as mail gives them */
    Team worked(String member, String report, String... when) {
        return worked(member, report, Credit.Kind.TRIAGE, Trust.LIST, when)
                .worked(member, report, Credit.Kind.COMMENT, Trust.LIST, when);
    }

    Team worked(String member, String report, Credit.Kind kind, Trust trust, String... when) {
        credits.add(credit(member, report, kind, trust, when));
        return this;
    }

    Team waits(String member, String report, String... when) {
        pending.add(new Pending(
                credit(member, report, Credit.Kind.TRIAGE, Trust.CLAIMED, when),
                Pending.Doubt.CLAIMED,
                false,
                "Sender not authenticated"));
        return this;
    }

    /** Only these days were read, both included. */
    Team read(String from, String to) {
        unread = true;
        read.add(new Stretch(
                start(LocalDate.parse(from)),
                start(LocalDate.parse(to).plusDays(1)).minusSeconds(1)));
        return this;
    }

    Team readNothing() {
        unread = true;
        return this;
    }

    Team knownUntil(String instant) {
        knownUntil = Instant.parse(instant);
        return this;
    }

    Evaluations evaluations() {
        return Evaluations.over(
                policy,
                new Roster(people, branches),
                new Activity(reports, credits, pending),
                new Coverage(unread ? read : List.of(EVER)),
                knownUntil);
    }

    List<Evaluation> on(String day) {
        return evaluations().on(LocalDate.parse(day));
    }

    /** {@code ada active 2027-03-03}, a line for each member. */
    List<String> verdicts(String day) {
        return on(day).stream().map(Team::verdict).toList();
    }

    static String verdict(Evaluation one) {
        return "%s %s %s"
                .formatted(
                        one.member(),
                        one.verdict().word(),
                        one.verdict().end().map(LocalDate::toString).orElse("-"));
    }

    Evaluation only(String day) {
        List<Evaluation> all = on(day);
        if (all.size() != 1) {
            throw new AssertionError("one member expected: " + all);
        }
        return all.getFirst();
    }

    private static Credit credit(String member, String report, Credit.Kind kind, Trust trust, String... when) {
        return new Credit(
                member,
                kind,
                report,
                Stream.of(when)
                        .map(text -> text.length() == 10 ? text + "T10:00:00Z" : text)
                        .map(instant -> new Credit.Evidence(
                                Letter.id(report + "-" + instant), Instant.parse(instant), trust, "", ""))
                        .toList(),
                "wrote-in-report");
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
