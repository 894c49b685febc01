package org.triageledger.core.snapshot;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.triageledger.core.activity.Credit;
import org.triageledger.core.activity.Report;
import org.triageledger.core.coverage.KnownUntil;
import org.triageledger.core.coverage.Stretch;
import org.triageledger.core.eligibility.Evaluation;
import org.triageledger.core.eligibility.Evaluations;
import org.triageledger.core.hash.Sha256;
import org.triageledger.core.member.Branch;
import org.triageledger.core.member.Dated;
import org.triageledger.core.member.Person;
import org.triageledger.core.member.Role;
import org.triageledger.core.member.Roster;
import org.triageledger.core.membership.Leave;

/**
 * Makes a snapshot. What can only have come about after the day (later mail, somebody who leaves by the review itself) is no
 * part of its facts, so that a later computation finds the same.
 */
final class SnapshotFactory {
    private final ReviewInput basis;
    private final LocalDate asOf;
    private final Instant knownUntil;

    SnapshotFactory(ReviewInput basis, LocalDate asOf) {
        this.asOf = asOf;
        this.knownUntil = KnownUntil.within(asOf, basis.knownUntil());
        this.basis = inOrder(basis).asKnown(knownUntil);
    }

    /** Sentences follow the order of people and roles, which is no fact. */
    private static ReviewInput inOrder(ReviewInput basis) {
        Roster roster = new Roster(
                basis.roster().people().stream()
                        .sorted(Comparator.comparing(Person::id))
                        .map(person -> new Person(
                                person.id(),
                                person.name(),
                                person.aliases(),
                                person.github(),
                                person.memberships(),
                                person.addresses(),
                                person.roles().stream()
                                        .sorted(Comparator.comparing(SnapshotFactory::role))
                                        .toList()))
                        .toList(),
                basis.roster().branches().stream()
                        .sorted(Comparator.comparing(Branch::version))
                        .toList());
        return new ReviewInput(
                Evaluations.over(basis.policy(), roster, basis.activity(), basis.coverage(), basis.knownUntil()),
                basis.leaves(),
                basis.drift(),
                basis.quarantined(),
                basis.settled());
    }

    private static String role(Role role) {
        return role.kind().word()
                + role.branch().map(branch -> " " + branch).orElse("")
                + " " + SnapshotJson.dated(role.when()).written()
                + role.reason().map(reason -> " " + reason).orElse("");
    }

    Snapshot freeze(String review) {
        return new Snapshot(
                review,
                asOf,
                knownUntil,
                FrozenPolicy.of(basis.policy()),
                facts(),
                quality(),
                basis.findings(asOf),
                basis.on(asOf).stream().map(this::line).toList());
    }

    private SortedMap<String, Snapshot.Fact> facts() {
        SortedMap<String, Snapshot.Fact> facts = new TreeMap<>();
        facts.put("people", fact(basis.roster().people().stream().flatMap(this::person)));
        facts.put("branches", fact(basis.roster().branches().stream().map(SnapshotFactory::branch)));
        facts.put("reports", fact(basis.activity().reports().stream().flatMap(this::report)));
        facts.put("credits", fact(basis.activity().credits().stream().flatMap(credit -> credit(credit, ""))));
        facts.put(
                "waiting",
                fact(basis.activity().pending().stream()
                        .flatMap(pending ->
                                credit(pending.credit(), pending.doubt().word()))));
        facts.put(
                "coverage",
                fact(basis.coverage().upTo(knownUntil).joined().stretches().stream()
                        .map(SnapshotJson::stretch)));
        facts.put(
                "leaves",
                fact(basis.leaves().stream()
                        .filter(leave -> leave.when().holds(asOf))
                        .map(SnapshotJson::leave)));
        facts.put("quarantined", new Snapshot.Fact(basis.quarantined(), Sha256.hex("")));
        return facts;
    }

    private Snapshot.Quality quality() {
        LocalDate from = basis.policy().readings().windowFrom(asOf);
        Instant begin = start(from);
        List<Stretch> gaps =
                knownUntil.isBefore(begin) ? List.of() : basis.coverage().gaps(new Stretch(begin, knownUntil));
        long unreviewed = basis.activity().reports().stream()
                .filter(report -> report.status() == Report.Status.UNREVIEWED)
                .filter(report -> !report.thread().opener().day().isAfter(asOf))
                .count();
        long waiting = basis.activity().pending().stream()
                .filter(pending -> pending.credit().evidence().stream()
                        .anyMatch(piece -> !piece.day().isAfter(asOf)))
                .count();
        return new Snapshot.Quality(
                from, gaps, Math.toIntExact(unreviewed), Math.toIntExact(waiting), basis.quarantined());
    }

    private Snapshot.Line line(Evaluation evaluation) {
        return new Snapshot.Line(
                evaluation.member(),
                evaluation.name(),
                evaluation.verdict(),
                evaluation.lastCredit(),
                evaluation.credits(),
                evaluation.creditsEver(),
                evaluation.reasons(),
                evaluation.criteria(),
                basis.leave(evaluation.member(), asOf).map(Leave::withoutReason));
    }

    /** Somebody who was neither a member nor held a role by the day is no fact of it; nor is an end that comes later. */
    private Stream<Json> person(Person person) {
        List<Dated> memberships = person.memberships().stream()
                .filter(this::begun)
                .map(stretch -> new Dated(stretch.from(), stretch.to().filter(last -> last.isBefore(asOf))))
                .toList();
        return memberships.isEmpty() && person.roles().stream().noneMatch(role -> begun(role.when()))
                ? Stream.empty()
                : Stream.of(Json.members(Map.of(
                        "id", Json.text(person.id()),
                        "name", Json.text(person.name()),
                        "aliases", Json.texts(person.aliases().stream().sorted().toList()),
                        "memberships", Json.items(memberships, SnapshotJson::dated),
                        "roles",
                                Json.texts(person.roles().stream()
                                        .map(SnapshotFactory::role)
                                        .sorted()
                                        .toList()))));
    }

    private static Json branch(Branch branch) {
        return Json.members(Map.of(
                "version", Json.text(branch.version()),
                "ended", new Json.Truth(branch.status() == Branch.Status.END_OF_LIFE),
                "endOfLife", Json.text(branch.endOfLife()),
                "managers", Json.texts(branch.managers())));
    }

    private Stream<Json> report(Report report) {
        return report.thread().opener().day().isAfter(asOf)
                ? Stream.empty()
                : Stream.of(Json.members(Map.of(
                        "id", Json.text(report.id()),
                        "status", Json.text(report.status().word()),
                        "messages",
                                Json.texts(report.thread().messages().stream()
                                        .filter(message -> !message.day().isAfter(asOf))
                                        .map(message -> message.key() + " "
                                                + (message.linesUnclear() ? "unknown" : message.authoredLines()))
                                        .sorted()
                                        .toList()))));
    }

    private Stream<Json> credit(Credit credit, String doubt) {
        List<String> evidence = credit.evidence().stream()
                .filter(piece -> !piece.day().isAfter(asOf))
                .map(piece -> piece.arrived() + " " + piece.trust().word() + " " + piece.id())
                .sorted()
                .toList();
        return evidence.isEmpty()
                ? Stream.empty()
                : Stream.of(Json.members(Map.of(
                        "member", Json.text(credit.member()),
                        "kind", Json.text(credit.kind().word()),
                        "report", Json.text(credit.report()),
                        "rule", Json.text(credit.rule()),
                        "doubt", Json.text(doubt),
                        "evidence", Json.texts(evidence))));
    }

    private boolean begun(Dated stretch) {
        return stretch.from().map(first -> !first.isAfter(asOf)).orElse(true);
    }

    private static Snapshot.Fact fact(Stream<Json> items) {
        List<String> written = items.map(Json::written).toList();
        return new Snapshot.Fact(written.size(), Sha256.hexOfSorted(written.stream()));
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
