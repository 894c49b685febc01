package org.triageledger.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import org.jspecify.annotations.NullUnmarked;

/** Somebody who may sign in. */
@Entity
@Table(name = "account")
@NullUnmarked
class AccountEntity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    String username;

    /** In modular crypt format, made with bcrypt. */
    String password;

    String role;

    @Column(name = "person_id")
    String personId;

    /** The last UTC day on which the password was given. */
    @Column(name = "signed_in_on")
    LocalDate signedInOn;
}
