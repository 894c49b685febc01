package org.triageledger.core.membership;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.triageledger.core.member.Branch;
import org.triageledger.core.member.NameKey;
import org.triageledger.core.member.Person;
import org.triageledger.core.member.Role;
import org.triageledger.core.member.Roster;
import org.triageledger.core.membership.Nomination.Candidate;
import org.triageledger.core.membership.Nomination.Kind;

/**
 * Whom the rules themselves propose: the release managers of living branches, and members of the council where it has no seat on
 * the team. Anyone who was proposed for the same branch or term once is not proposed again, whatever came of it.
 */
public final class Candidates {
    private Candidates() {}

    /**
     * The nominations to begin now, release managers first.
     *
     * @param known all nominations there ever were
     */
    public static List<Nomination> propose(Roster roster, Governance governance, List<Nomination> known, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        List<Nomination> proposed = new ArrayList<>();
        managers(roster, today).forEach((candidate, versions) -> {
            String newest = versions.getLast();
            Optional<Nomination> nomination = nomination(
                    "release-manager-" + newest + "-",
                    candidate,
                    Kind.RELEASE_MANAGER,
                    "The release cycle names them for " + String.join(" and ", versions) + ".",
                    governance,
                    known,
                    now);
            nomination.ifPresent(proposed::add);
        });
        boolean seated = roster.members(today).stream()
                .anyMatch(person -> Actor.holds(person, Role.Kind.STEERING_COUNCIL, today));
        if (!seated) {
            roster.people().stream()
                    .filter(person -> Actor.holds(person, Role.Kind.STEERING_COUNCIL, today))
                    .flatMap(person -> nomination(
                            "steering-council-" + term(person, today) + "-",
                            candidate(person),
                            Kind.STEERING_COUNCIL,
                            "The steering council has no seat on the team.",
                            governance,
                            known,
                            now)
                            .stream())
                    .forEach(proposed::add);
        }
        return proposed;
    }

    static boolean same(Candidate one, Candidate other) {
        if (one.person().isPresent() && other.person().isPresent()) {
            return one.person().equals(other.person());
        }
        if (one.github().isPresent() && other.github().isPresent()) {
            return one.github().get().equalsIgnoreCase(other.github().get());
        }
        return NameKey.of(one.name()).equals(NameKey.of(other.name()));
    }

    /** Those who manage a living branch and are no members, with the versions from old to new. */
    private static Map<Candidate, List<String>> managers(Roster roster, LocalDate today) {
        Map<Candidate, List<String>> managers = new LinkedHashMap<>();
        roster.branches().stream()
                .filter(branch -> branch.isAlive(today))
                .sorted(java.util.Comparator.comparing(Candidates::order))
                .forEach(branch -> branch.managers().stream()
                        .flatMap(name -> stranger(roster, name, today).stream())
                        .forEach(candidate -> managers.computeIfAbsent(candidate, first -> new ArrayList<>())
                                .add(branch.version())));
        return managers;
    }

    /** A name that two people bear is a finding, and proposes nobody. */
    private static Optional<Candidate> stranger(Roster roster, String name, LocalDate today) {
        List<Person> bearers = roster.named(name);
        return switch (bearers.size()) {
            case 0 -> Optional.of(new Candidate(Optional.empty(), name, Optional.empty()));
            case 1 ->
                Optional.of(bearers.getFirst())
                        .filter(person -> !person.isMember(today))
                        .map(Candidates::candidate);
            default -> Optional.empty();
        };
    }

    private static Optional<Nomination> nomination(
            String occasion,
            Candidate candidate,
            Kind kind,
            String reason,
            Governance governance,
            List<Nomination> known,
            Instant now) {
        boolean before =
                known.stream().anyMatch(other -> other.id().startsWith(occasion) && same(other.candidate(), candidate));
        return before || Nomination.isRunning(known, candidate, now)
                ? Optional.empty()
                : Optional.of(new Nomination(
                        occasion + key(candidate),
                        candidate,
                        kind,
                        Optional.empty(),
                        reason,
                        governance,
                        now,
                        List.of(),
                        List.of(),
                        Optional.empty()));
    }

    private static Candidate candidate(Person person) {
        return new Candidate(Optional.of(person.id()), person.name(), person.github());
    }

    private static String key(Candidate candidate) {
        return candidate
                .person()
                .orElseGet(() -> NameKey.of(candidate.name()).value().replaceAll("[^\\p{L}\\p{N}]+", "-"));
    }

    /** The day the term began, so that a new term is a new proposal. */
    private static String term(Person person, LocalDate today) {
        return person.roles().stream()
                .filter(role ->
                        role.kind() == Role.Kind.STEERING_COUNCIL && role.when().holds(today))
                .flatMap(role -> role.when().from().stream())
                .map(LocalDate::toString)
                .max(String::compareTo)
                .orElse("open");
    }

    /** 3.9 comes before 3.10. */
    private static String order(Branch branch) {
        StringBuilder order = new StringBuilder();
        for (String part : branch.version().split("\\.", -1)) {
            order.append("0".repeat(Math.max(0, 8 - part.length())))
                    .append(part)
                    .append('.');
        }
        return order.toString();
    }
}
