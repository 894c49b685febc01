package org.triageledger.core.member;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What is odd about the roster on a UTC day, by the rules of the draft PEP on membership. */
public final class Findings {
    /** The group has at least two admins among its active members. */
    private static final int LEAST_ADMINS = 2;

    private Findings() {}

    public static List<Finding> of(Roster roster, LocalDate day) {
        List<Finding> findings = new ArrayList<>();
        List<Person> members = roster.members(day);
        long admins = members.stream()
                .filter(person -> holds(roster, person, Role.Kind.ADMIN, day))
                .count();
        if (!members.isEmpty() && admins < LEAST_ADMINS) {
            findings.add(new Finding(
                    "few-admins", "There are " + admins + " admins among the members; at least two are expected."));
        }
        if (!members.isEmpty()
                && members.stream().noneMatch(person -> holds(roster, person, Role.Kind.STEERING_COUNCIL, day))) {
            findings.add(new Finding(
                    "no-council-seat", "No active member of the steering council is on the team; one is expected."));
        }
        for (Branch branch : roster.branches()) {
            if (branch.isAlive(day)) {
                branch.managers().forEach(manager -> manager(roster, branch, manager, day, findings));
            }
        }
        for (Person person : members) {
            staleManager(roster, person, day, findings);
        }
        return findings;
    }

    private static void manager(Roster roster, Branch branch, String name, LocalDate day, List<Finding> findings) {
        List<Person> bearers = roster.named(name);
        if (bearers.size() > 1) {
            findings.add(new Finding(
                    "ambiguous-name",
                    "The release cycle names " + name + " for " + branch.version() + ", and " + bearers.size()
                            + " people bear that name: give one of them the role by hand."));
        } else if (bearers.stream().noneMatch(person -> person.isMember(day))) {
            findings.add(new Finding(
                    "manager-no-member",
                    name + " manages the living branch " + branch.version() + " and is no member of the team."));
        }
    }

    /** Noted as a release manager, without a branch that lives. Only known once a release cycle is loaded. */
    private static void staleManager(Roster roster, Person person, LocalDate day, List<Finding> findings) {
        List<Role> manages = roster.roles(person).stream()
                .filter(role ->
                        role.kind() == Role.Kind.RELEASE_MANAGER && role.when().holds(day))
                .toList();
        boolean alive = manages.stream()
                .flatMap(role -> role.branch().stream())
                .flatMap(version -> roster.branch(version).stream())
                .anyMatch(branch -> branch.isAlive(day));
        if (!manages.isEmpty() && !alive && !roster.branches().isEmpty()) {
            findings.add(new Finding(
                    "manager-without-branch",
                    person.name() + " is noted as release manager and manages no living branch."));
        }
    }

    private static boolean holds(Roster roster, Person person, Role.Kind kind, LocalDate day) {
        return roster.roles(person).stream()
                .anyMatch(role -> role.kind() == kind && role.when().holds(day));
    }
}
