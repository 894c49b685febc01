package org.triageledger.work.queries;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Optional;
import org.triageledger.core.member.Person;
import org.triageledger.core.member.Role;
import org.triageledger.work.Days;
import org.triageledger.work.facts.Facts;
import org.triageledger.work.roster.PeopleViews;

/** Who is in the team today, for everybody to see. */
@ApplicationScoped
public class TeamAnswers {
    private final Facts facts;
    private final Days days;

    TeamAnswers(Facts facts, Days days) {
        this.facts = facts;
        this.days = days;
    }

    /** Whether the roster knows somebody under that id. */
    public boolean isKnown(String member) {
        return facts.roster().withId(member).isPresent();
    }

    /** By the id in the roster; the id itself where nobody has it. */
    public String name(String member) {
        return facts.roster().nameOf(member);
    }

    /** The last UTC day of somebody who was a member before that day and is none on it. */
    public Optional<LocalDate> leftOn(String member, LocalDate asOf) {
        return facts.roster().withId(member).flatMap(person -> person.leftOn(asOf));
    }

    /** The id of an admin of the roster, by which the first account can be made; empty where there is none today. */
    public Optional<String> firstAdmin() {
        LocalDate today = days.today();
        return facts.roster().people().stream()
                .filter(person -> person.isMember(today) && isAdmin(person, today))
                .map(Person::id)
                .findFirst();
    }

    /** Members and admins, for everybody to see: names and accounts, nothing else. */
    public PeopleViews.Team today() {
        LocalDate today = days.today();
        return new PeopleViews.Team(facts.roster().people().stream()
                .filter(person -> person.isMember(today))
                .map(person ->
                        new PeopleViews.TeamLine(person.name(), person.github().orElse(null), isAdmin(person, today)))
                .toList());
    }

    private static boolean isAdmin(Person person, LocalDate day) {
        return person.roles().stream()
                .anyMatch(role -> role.kind() == Role.Kind.ADMIN && role.when().holds(day));
    }
}
