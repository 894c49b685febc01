package org.triageledger.work.people;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Optional;
import org.triageledger.core.member.Person;
import org.triageledger.core.member.Role;
import org.triageledger.core.membership.Actor;
import org.triageledger.store.AccountStore.Account;
import org.triageledger.work.Days;

/**
 * What an account may do today: what its role says, as long as a member is one. Somebody who left sees their own history and their
 * account, and nothing that the team works on.
 */
@ApplicationScoped
public class AccountRights {
    /** The role of members. */
    public static final String MEMBER = "member";

    /** In its place for somebody who is no member today. */
    public static final String FORMER = "former";

    private static final String COUNCIL = "council";

    private final KnownPeople people;
    private final Days days;

    AccountRights(KnownPeople people, Days days) {
        this.people = people;
        this.days = days;
    }

    /**
     * The role by which it is decided what the account may do. Before there is a roster nobody has left it; an account that is linked to
     * nobody has what its role says.
     */
    public String role(Account account) {
        if (!account.role().equals(MEMBER)
                || account.person().isEmpty()
                || people.now().people().isEmpty()) {
            return account.role();
        }
        boolean member = people.now()
                .withId(account.person().get())
                .filter((Person person) -> person.isMember(days.today()))
                .isPresent();
        return member ? MEMBER : FORMER;
    }

    /** The last UTC day in the team of the person whose account it is; empty where they are a member, never were one, or nobody. */
    public Optional<LocalDate> left(Account account) {
        return account.person().flatMap(people.now()::withId).flatMap(person -> person.leftOn(days.today()));
    }

    /**
     * Whether the account opens what the team works on though its person left the team, or is in the roster no more: admins and
     * auditors, and the council's where they are not on the steering council today.
     */
    public boolean keepsRights(Account account) {
        if (account.role().equals(MEMBER)
                || account.person().isEmpty()
                || people.now().people().isEmpty()) {
            return false;
        }
        return people.now()
                .withId(account.person().get())
                .map(person -> person.leftOn(days.today()).isPresent()
                        && !(account.role().equals(COUNCIL)
                                && Actor.holds(person, Role.Kind.STEERING_COUNCIL, days.today())))
                .orElse(true);
    }
}
