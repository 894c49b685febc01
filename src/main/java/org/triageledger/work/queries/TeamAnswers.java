package org.triageledger.work.queries;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
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
        return facts.on(days.today()).roster().withId(member).isPresent();
    }

    /** Members and admins, for everybody to see: names and accounts, nothing else. */
    public PeopleViews.Team today() {
        LocalDate today = days.today();
        return new PeopleViews.Team(facts.on(today).roster().people().stream()
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
