package org.triageledger.store;

import io.quarkus.elytron.security.common.BcryptUtil;
import jakarta.inject.Singleton;

/** How passwords are hashed: with bcrypt, in modular crypt format, at the cost of the library. */
@Singleton
class PasswordHash {
    String of(String password) {
        return BcryptUtil.bcryptHash(password);
    }

    /** Whatever cost the hash was made at. */
    boolean fits(String password, String hash) {
        return BcryptUtil.matches(password, hash);
    }
}
