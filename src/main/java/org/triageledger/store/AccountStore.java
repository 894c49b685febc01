package org.triageledger.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Local accounts. Passwords are kept as bcrypt hashes only. */
@ApplicationScoped
@TableAccess
public class AccountStore {
    /** What the password of somebody unknown is compared with, so that the answer takes as long as for anybody. */
    private static final String NOBODY = "nobody";

    private final AccountRows rows;
    private final PasswordHash hash;
    private final String hashOfNobody;

    AccountStore(AccountRows rows, PasswordHash hash) {
        this.rows = rows;
        this.hash = hash;
        hashOfNobody = hash.of(NOBODY);
    }

    /** @param person the roster's id of the person behind it, if it is a member's account */
    public record Account(String username, String role, Optional<String> person) {}

    /**
     * An account, and what its password has to fit.
     *
     * @param account empty where there is none of that name; the hash is then one that nothing fits
     */
    public record Found(Optional<Account> account, String hash) {}

    /** Whether it was added: it is not where there is one of that name. */
    public boolean add(Account account, String password) {
        if (rows.named(account.username).isPresent()) {
            return false;
        }
        AccountEntity entity = new AccountEntity();
        entity.username = account.username;
        entity.password = hash.of(password);
        entity.role = account.role;
        entity.personId = account.person.orElse(null);
        rows.add(Stream.of(entity));
        return true;
    }

    /** Changes nothing else. Whether there is such an account. */
    public boolean changePassword(String username, String password) {
        return rows.password(username, hash.of(password)) > 0;
    }

    /** What somebody who gives this name has to fit. */
    public Found find(String username) {
        Optional<AccountEntity> entity = rows.named(username);
        return new Found(
                entity.map(AccountStore::account),
                entity.map(found -> found.password).orElse(hashOfNobody));
    }

    /** Whether a password fits the account that was found. It takes as long where there is none. */
    public boolean fits(Found found, String password) {
        return hash.fits(password, found.hash) && found.account.isPresent();
    }

    /** Notes the UTC day of a sign-in. */
    public void signedIn(String username, LocalDate day) {
        rows.signedIn(username, day);
    }

    /** The last UTC day on which the password of an account was given. */
    public Optional<LocalDate> lastSignIn(String username) {
        return rows.named(username).map(entity -> entity.signedInOn);
    }

    public Optional<Account> named(String username) {
        return rows.named(username).map(AccountStore::account);
    }

    public List<Account> all() {
        return rows.inOrder().stream().map(AccountStore::account).toList();
    }

    public boolean remove(String username) {
        return rows.remove(username);
    }

    private static Account account(AccountEntity entity) {
        return new Account(entity.username, entity.role, Optional.ofNullable(entity.personId));
    }
}
