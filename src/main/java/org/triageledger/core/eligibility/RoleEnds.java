package org.triageledger.core.eligibility;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.triageledger.core.member.Branch;
import org.triageledger.core.member.Finding;
import org.triageledger.core.member.Person;
import org.triageledger.core.member.Role;
import org.triageledger.core.member.Roster;

/**
 * Members whose role ended: a former member of the council, or the manager or expert of a branch that reached its end of life,
 * stays if another criterion holds (draft PEP on membership). Which one that is, people should know before the review.
 */
public final class RoleEnds {
    private final Roster roster;
    private final LocalDate day;

    private RoleEnds(Roster roster, LocalDate day) {
        this.roster = roster;
        this.day = day;
    }

    /**
     * A finding for each role that ended within the year before a UTC day and was followed by none of its kind.
     *
     * @param evaluations of the members on that day
     */
    public static List<Finding> of(Roster roster, List<Evaluation> evaluations, LocalDate day) {
        RoleEnds ends = new RoleEnds(roster, day);
        return evaluations.stream()
                .flatMap(evaluation -> roster.withId(evaluation.member()).stream()
                        .flatMap(person -> ends.of(person).map(end -> finding(evaluation, end))))
                .toList();
    }

    private record End(Role role, LocalDate last, boolean endOfLife) {}

    private Stream<End> of(Person person) {
        List<Role> roles = roster.roles(person);
        return Stream.of(Role.Kind.STEERING_COUNCIL, Role.Kind.RELEASE_MANAGER, Role.Kind.EXPERT)
                .flatMap(kind -> {
                    List<End> ends = roles.stream()
                            .filter(role -> role.kind() == kind && begun(role))
                            .map(this::end)
                            .toList();
                    return ends.stream().anyMatch(end -> !end.last.isBefore(day))
                            ? Stream.empty()
                            : ends.stream().max(Comparator.comparing(End::last)).stream();
                })
                .filter(end -> !end.last.isBefore(day.minusYears(1)));
    }

    private boolean begun(Role role) {
        return role.when().from().map(from -> !from.isAfter(day)).orElse(true);
    }

    /** Of a branch that nobody knows, or that ended on a day nobody knows, nothing can be said. */
    private End end(Role role) {
        LocalDate own = role.when().to().orElse(LocalDate.MAX);
        Optional<Branch> branch = role.branch().flatMap(roster::branch);
        LocalDate life = branch.flatMap(Branch::endOfLife)
                .orElse(branch.map(eachBranch -> eachBranch.isAlive(day)).orElse(true) ? LocalDate.MAX : LocalDate.MIN);
        return life.isBefore(own) ? new End(role, life, true) : new End(role, own, false);
    }

    private static Finding finding(Evaluation evaluation, End end) {
        return new Finding(
                "role-ended",
                evaluation.name() + " was " + title(end.role) + " until " + end.last
                        + (end.endOfLife ? ", its end of life, and " : ", and ") + now(evaluation) + ".");
    }

    private static String title(Role role) {
        String what = switch (role.kind()) {
            case RELEASE_MANAGER -> "release manager";
            case EXPERT -> "an expert";
            case STEERING_COUNCIL -> "on the steering council";
            case ADMIN -> "an admin";
        };
        return what + role.branch().map(version -> " of " + version).orElse("");
    }

    /** Without days and numbers, which change daily: the sentence stays the same while the matter does. */
    private static String now(Evaluation evaluation) {
        return switch (evaluation.verdict()) {
            case Verdict.Active ignored -> "now stays by their own work";
            case Verdict.Newcomer ignored -> "now stays for having joined within the last year";
            case Verdict.Exempt ignored ->
                "now stays by another role ("
                        + evaluation.criteria().stream()
                                .filter(criterion -> criterion.result() == Criterion.Result.MET)
                                .map(criterion -> criterion.name().replace('-', ' '))
                                .collect(Collectors.joining(", "))
                        + ")";
            case Verdict.Inactive ignored -> "nothing else keeps them: the next review will ask";
            case Verdict.Unknown ignored -> "whether anything else keeps them nobody can tell";
        };
    }
}
