package org.triageledger.store;

import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Rows of {@link AccountEntity}. */
@ApplicationScoped
class AccountRows implements FreshRows<AccountEntity, Long> {
    Optional<AccountEntity> named(String username) {
        return read(find("username", username), Function.identity()).stream().findFirst();
    }

    List<AccountEntity> inOrder() {
        return read(findAll(Sort.by("username")), Function.identity());
    }

    int password(String username, String hash) {
        return update("password = ?1 where username = ?2", hash, username);
    }

    /** Changes nothing where that day or a later one is noted. */
    void signedIn(String username, LocalDate day) {
        update("signedInOn = ?1 where username = ?2 and (signedInOn is null or signedInOn < ?1)", day, username);
    }

    boolean remove(String username) {
        return delete("username", username) > 0;
    }
}
