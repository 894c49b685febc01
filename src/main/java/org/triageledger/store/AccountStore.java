package org.triageledger.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Local accounts and their sessions. Passwords are kept as bcrypt hashes only. */
@ApplicationScoped
public class AccountStore {
    private static final Pattern SESSION = Pattern.compile("(\\d{1,18})\\.(\\d{1,18})");

    /** What the password of somebody unknown is compared with, so that the answer takes as long as for anybody. */
    private static final String NOBODY = "nobody";

    private final PasswordHash hash;
    private final String hashOfNobody;

    AccountStore(PasswordHash hash) {
        this.hash = hash;
        hashOfNobody = hash.of(NOBODY);
    }

    /** @param person the roster's id of the person behind it, if it is a member's account */
    public record Account(String username, String role, Optional<String> person) {}

    /** @param session what a cookie names; holds until {@link #endSessions}, a new password, or the end of the account */
    public record SignedIn(Account account, String session) {}

    /** Whether it was added: it is not where there is one of that name. */
    public boolean add(Account account, String password) {
        if (entity(account.username).isPresent()) {
            return false;
        }
        AccountEntity entity = new AccountEntity();
        entity.username = account.username;
        entity.password = hash.of(password);
        entity.role = account.role;
        entity.personId = account.person.orElse(null);
        entity.sessions = 1;
        entity.persist();
        return true;
    }

    /** Changes nothing else, and ends every session. Whether there is such an account. */
    public boolean changePassword(String username, String password) {
        return AccountEntity.update(
                        "password = ?1, sessions = sessions + 1 where username = ?2", hash.of(password), username)
                > 0;
    }

    public void endSessions(String username) {
        AccountEntity.update("sessions = sessions + 1 where username = ?1", username);
    }

    public Optional<SignedIn> signIn(String username, String password) {
        Optional<AccountEntity> entity = entity(username);
        boolean fits = hash.fits(password, entity.map(found -> found.password).orElse(hashOfNobody));
        return entity.filter(found -> fits).map(AccountStore::signedIn);
    }

    /** Who is signed in by a session, if it still holds. */
    public Optional<SignedIn> resume(String session) {
        Matcher numbers = SESSION.matcher(session);
        if (!numbers.matches()) {
            return Optional.empty();
        }
        return AccountEntity.<AccountEntity>findByIdOptional(Long.valueOf(numbers.group(1)))
                .filter(entity -> entity.sessions == Long.parseLong(numbers.group(2)))
                .map(AccountStore::signedIn);
    }

    public Optional<Account> named(String username) {
        return entity(username).map(AccountStore::account);
    }

    public List<Account> all() {
        return AccountEntity.<AccountEntity>listAll(io.quarkus.panache.common.Sort.by("username")).stream()
                .map(AccountStore::account)
                .toList();
    }

    public boolean remove(String username) {
        return AccountEntity.delete("username", username) > 0;
    }

    private static Optional<AccountEntity> entity(String username) {
        return AccountEntity.<AccountEntity>find("username", username).firstResultOptional();
    }

    private static SignedIn signedIn(AccountEntity entity) {
        return new SignedIn(account(entity), entity.id + "." + entity.sessions);
    }

    private static Account account(AccountEntity entity) {
        return new Account(entity.username, entity.role, Optional.ofNullable(entity.personId));
    }
}
