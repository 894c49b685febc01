package org.triageledger.store;

import io.quarkus.elytron.security.common.BcryptUtil;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Local accounts. Passwords are kept as bcrypt hashes only. */
@ApplicationScoped
public class AccountStore {
    /** @param person the roster's id of the person behind it, if it is a member's account */
    public record Account(String username, String role, Optional<String> person) {}

    /** Makes an account, or gives an existing one a new password, role and person. */
    public void put(Account account, String password) {
        AccountEntity entity = entity(account.username).orElseGet(AccountEntity::new);
        entity.username = account.username;
        entity.password = BcryptUtil.bcryptHash(password);
        entity.role = account.role;
        entity.personId = account.person.orElse(null);
        entity.persist();
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

    private static Account account(AccountEntity entity) {
        return new Account(entity.username, entity.role, Optional.ofNullable(entity.personId));
    }
}
