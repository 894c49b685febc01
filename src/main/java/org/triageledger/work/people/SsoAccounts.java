package org.triageledger.work.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.triageledger.core.mail.Address;
import org.triageledger.core.member.Person;
import org.triageledger.core.member.Roster;
import org.triageledger.store.AccountStore;
import org.triageledger.store.AccountStore.Account;
import org.triageledger.store.RosterStore;

/**
 * Whose account somebody has whom an identity provider knows (OpenID Connect): found by the person in the roster as it was loaded, by GitHub
 * login or by an address that the provider has verified. Nobody gets an account by it who has none.
 */
@ApplicationScoped
public class SsoAccounts {
    private final RosterStore roster;
    private final AccountStore accounts;
    private final Clock clock;

    SsoAccounts(RosterStore roster, AccountStore accounts, Clock clock) {
        this.roster = roster;
        this.accounts = accounts;
        this.clock = clock;
    }

    /**
     * The one account that names the person. Empty where the roster knows nobody by what is given, where login and address are those of
     * two people, and where the person has no account, or several.
     *
     * @param login on GitHub
     * @param verifiedMail an address that the provider says it has verified
     */
    @Transactional
    public Optional<Account> of(Optional<String> login, Optional<String> verifiedMail) {
        // without the addresses that admins linked: else one of them could link their own to somebody, and sign in as
        // them
        Roster loaded = new Roster(roster.people(), List.of());
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Set<String> people = Stream.concat(
                        login.filter(text -> !text.isBlank()).flatMap(loaded::byLogin).stream(),
                        verifiedMail.flatMap(Address::parse).flatMap(address -> loaded.owner(address, today)).stream())
                .map(Person::id)
                .collect(Collectors.toSet());
        if (people.size() != 1) {
            return Optional.empty();
        }
        List<Account> found = accounts.all().stream()
                .filter(account -> account.person().filter(people::contains).isPresent())
                .toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }
}
