package org.triageledger.core.member;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is odd about the roster on a UTC day, by the rules of the draft PEP on membership. */
public final class Findings {
    /** The group has at least two admins among its active members. */
    private static final int LEAST_ADMINS = 2;

    private final Roster roster;
    private final LocalDate day;
    private final List<Person> members;
    private final List<Finding> found = new ArrayList<>();

    private Findings(Roster roster, LocalDate day) {
        this.roster = roster;
        this.day = day;
        this.members = roster.members(day);
    }

    /** Those that concern the whole team first, then by branch and by person, in the order of the roster. */
    public static List<Finding> of(Roster roster, LocalDate day) {
        Findings findings = new Findings(roster, day);
        if (!findings.members.isEmpty()) {
            findings.admins();
            findings.council();
        }
        findings.managers();
        // Without a release cycle nobody can say which branch lives.
        if (!roster.branches().isEmpty()) {
            findings.members.forEach(findings::noted);
            findings.members.forEach(findings::unknownBranches);
        }
        return List.copyOf(findings.found);
    }

    private void admins() {
        long admins = members.stream()
                .filter(person -> holds(person, Role.Kind.ADMIN))
                .count();
        if (admins < LEAST_ADMINS) {
            add(
                    "few-admins",
                    (admins == 0 ? "No admin is" : "Only one admin is")
                            + " among the members: at least two are expected.");
        }
    }

    private void council() {
        if (members.stream().noneMatch(person -> holds(person, Role.Kind.STEERING_COUNCIL))) {
            add("no-council-seat", "No active member of the steering council is on the team: one is expected.");
        }
    }

    /** All who manage a branch that lives are expected to be members. */
    private void managers() {
        Map<String, List<String>> strangers = new LinkedHashMap<>();
        for (Branch branch : roster.branches()) {
            if (branch.isAlive(day)) {
                branch.managers()
                        .forEach(name -> manager(name, branch.version())
                                .ifPresent(stranger -> strangers
                                        .computeIfAbsent(stranger, first -> new ArrayList<>())
                                        .add(branch.version())));
            }
        }
        for (Person person : roster.people()) {
            if (!person.isMember(day)) {
                roles(person.roles(), Role.Kind.RELEASE_MANAGER).stream()
                        .flatMap(role -> role.branch().stream())
                        .filter(this::lives)
                        .forEach(version -> strangers
                                .computeIfAbsent(person.name(), first -> new ArrayList<>())
                                .add(version));
            }
        }
        strangers.forEach((name, versions) -> add(
                "manager-no-member",
                name + " manages " + String.join(" and ", versions)
                        + " and is no member: propose them, or give the member who bears that name an alias."));
    }

    /** The name, if it is no member's. */
    private Optional<String> manager(String name, String version) {
        List<Person> bearers = roster.named(name);
        if (bearers.size() <= 1) {
            boolean known =
                    bearers.stream().anyMatch(person -> person.isMember(day) || manages(person.roles(), version));
            return known ? Optional.empty() : Optional.of(name);
        }
        if (bearers.stream().noneMatch(person -> manages(person.roles(), version))) {
            add(
                    "ambiguous-name",
                    "The release cycle names " + name + " for " + version + ", and " + bearers.size()
                            + " people bear that name: give one of them the role by hand.");
        }
        return Optional.empty();
    }

    /** A reason for the role settles it: then somebody has thought about it. */
    private void noted(Person person) {
        List<Role> noted = roles(person.roles(), Role.Kind.RELEASE_MANAGER);
        boolean lives = roles(roster.roles(person), Role.Kind.RELEASE_MANAGER).stream()
                .flatMap(role -> role.branch().stream())
                .anyMatch(this::lives);
        boolean reasoned = noted.stream()
                .anyMatch(role -> role.branch().isEmpty() && role.reason().isPresent());
        if (!noted.isEmpty() && !lives && !reasoned) {
            add(
                    "manager-without-branch",
                    person.name()
                            + " is noted as release manager and manages no living branch: end the role, or give it"
                            + " a reason instead of a branch.");
        }
    }

    private void unknownBranches(Person person) {
        person.roles().stream()
                .filter(role -> role.when().holds(day))
                .flatMap(role -> role.branch().stream())
                .filter(version -> roster.branch(version).isEmpty())
                .distinct()
                .forEach(version -> add(
                        "unknown-branch",
                        person.name() + " has a role for " + version
                                + ", which the release cycle does not know: correct it, or load a newer one."));
    }

    private boolean lives(String version) {
        return roster.branch(version).map(branch -> branch.isAlive(day)).orElse(false);
    }

    private boolean manages(List<Role> roles, String version) {
        return roles(roles, Role.Kind.RELEASE_MANAGER).stream()
                .anyMatch(role -> role.branch().equals(Optional.of(version)));
    }

    private boolean holds(Person person, Role.Kind kind) {
        return !roles(person.roles(), kind).isEmpty();
    }

    private List<Role> roles(List<Role> roles, Role.Kind kind) {
        return roles.stream()
                .filter(role -> role.kind() == kind && role.when().holds(day))
                .toList();
    }

    private void add(String code, String sentence) {
        found.add(new Finding(code, sentence));
    }
}
