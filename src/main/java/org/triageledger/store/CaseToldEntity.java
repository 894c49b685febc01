package org.triageledger.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.LocalDate;
import org.jspecify.annotations.NullUnmarked;

/** That a person was told of something about cases. */
@Entity
@Table(name = "case_told")
@IdClass(CaseToldEntity.Key.class)
@NullUnmarked
class CaseToldEntity {
    record Key(String person, String about) {}

    @Id
    String person;

    @Id
    String about;

    @Column(name = "told_on")
    LocalDate day;

    static CaseToldEntity of(String person, String about, LocalDate day) {
        CaseToldEntity entity = new CaseToldEntity();
        entity.person = person;
        entity.about = about;
        entity.day = day;
        return entity;
    }
}
