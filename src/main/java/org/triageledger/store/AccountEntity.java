package org.triageledger.store;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.security.jpa.Password;
import io.quarkus.security.jpa.Roles;
import io.quarkus.security.jpa.UserDefinition;
import io.quarkus.security.jpa.Username;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

/** Somebody who may sign in. Read by the security layer; everybody else asks {@link AccountStore}. */
@Entity
@Table(name = "account")
@UserDefinition
@NullUnmarked
class AccountEntity extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Username
    String username;

    /** In modular crypt format, made with bcrypt. */
    @Password
    String password;

    @Roles
    String role;

    @Column(name = "person_id")
    String personId;
}
