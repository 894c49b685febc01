package org.triageledger.work.people;

import jakarta.enterprise.context.ApplicationScoped;
import org.triageledger.core.member.Person;
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
}
