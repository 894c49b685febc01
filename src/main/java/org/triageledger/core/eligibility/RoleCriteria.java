package org.triageledger.core.eligibility;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.triageledger.core.eligibility.Criterion.Result;
import org.triageledger.core.member.Branch;
import org.triageledger.core.member.Person;
import org.triageledger.core.member.Role;
import org.triageledger.core.member.Roster;

/** The criteria that roles fulfil: release manager or expert of a living branch, a seat on the steering council. */
final class RoleCriteria {
    private RoleCriteria() {}

    static List<Criterion> of(Person person, Roster roster, Readings readings, LocalDate asOf) {
        List<Role> roles = roster.roles(person).stream()
                .filter(role -> role.when().holds(asOf))
                .toList();
        List<Criterion> criteria = new ArrayList<>();
        criteria.add(branches("release-manager", "release manager", Role.Kind.RELEASE_MANAGER, roles, roster, asOf));
        if (readings.expertsExempt()) {
            criteria.add(branches("expert", "expert", Role.Kind.EXPERT, roles, roster, asOf));
        }
        criteria.add(council(roles));
        return criteria;
    }

    /** What a role means on a day. */
    private record Standing(Role role, Result result, String why, Optional<LocalDate> until) {}

    private static Criterion branches(
            String name, String word, Role.Kind kind, List<Role> roles, Roster roster, LocalDate asOf) {
        List<Standing> standings = roles.stream()
                .filter(role -> role.kind() == kind)
                .map(role -> standing(word, role, roster, asOf))
                .toList();
        List<Standing> met =
                standings.stream().filter(one -> one.result == Result.MET).toList();
        if (!met.isEmpty()) {
            // A role without an end outlasts all others.
            Standing longest = met.stream()
                    .max(Comparator.comparing(one -> one.until.orElse(LocalDate.MAX)))
                    .orElseThrow();
            return new Criterion(
                    name,
                    Result.MET,
                    longest.why,
                    met.stream().map(one -> evidence(one.role)).toList(),
                    longest.until);
        }
        return standings.stream()
                .filter(one -> one.result == Result.CANNOT_TELL)
                .findFirst()
                .or(() -> standings.stream().findFirst())
                .map(one -> new Criterion(name, one.result, one.why, List.of(evidence(one.role)), Optional.empty()))
                .orElseGet(() -> new Criterion(
                        name, Result.NOT_MET, "Is no " + word + " of a living branch.", List.of(), Optional.empty()));
    }

    private static Standing standing(String word, Role role, Roster roster, LocalDate asOf) {
        if (role.branch().isEmpty()) {
            return new Standing(
                    role, Result.MET, "Is " + article(word) + ".", role.when().to());
        }
        String version = role.branch().get();
        Optional<Branch> branch = roster.branch(version);
        if (branch.isEmpty()) {
            return roster.branches().isEmpty()
                    ? new Standing(
                            role,
                            Result.MET,
                            "Is " + article(word) + " of " + version
                                    + " (no release cycle is loaded to say until when).",
                            role.when().to())
                    : new Standing(
                            role,
                            Result.CANNOT_TELL,
                            "Is " + article(word) + " of " + version
                                    + ", which the release cycle does not know: load a newer one.",
                            Optional.empty());
        }
        if (!branch.get().isAlive(asOf)) {
            return new Standing(
                    role,
                    Result.NOT_MET,
                    "Was " + article(word) + " of " + version + ", which is past its end of life"
                            + branch.get()
                                    .endOfLife()
                                    .map(day -> " (" + day + ").")
                                    .orElse("."),
                    Optional.empty());
        }
        return new Standing(
                role,
                Result.MET,
                "Is " + article(word) + " of " + version + ", which is supported.",
                Stream.of(role.when().to(), branch.get().endOfLife())
                        .flatMap(Optional::stream)
                        .min(Comparator.naturalOrder()));
    }

    private static Criterion council(List<Role> roles) {
        List<Role> seats = roles.stream()
                .filter(role -> role.kind() == Role.Kind.STEERING_COUNCIL)
                .toList();
        if (seats.isEmpty()) {
            return new Criterion(
                    "steering-council",
                    Result.NOT_MET,
                    "Has no seat on the steering council.",
                    List.of(),
                    Optional.empty());
        }
        Optional<LocalDate> until = seats.stream()
                        .anyMatch(seat -> seat.when().to().isEmpty())
                ? Optional.empty()
                : seats.stream().flatMap(seat -> seat.when().to().stream()).max(Comparator.naturalOrder());
        return new Criterion(
                "steering-council",
                Result.MET,
                "Has a seat on the steering council.",
                seats.stream().map(RoleCriteria::evidence).toList(),
                until);
    }

    private static String evidence(Role role) {
        return role.kind().word() + role.branch().map(version -> " " + version).orElse("");
    }

    private static String article(String word) {
        return (word.startsWith("e") ? "an " : "a ") + word;
    }
}
