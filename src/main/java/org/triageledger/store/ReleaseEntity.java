package org.triageledger.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import org.jspecify.annotations.NullUnmarked;

/** When a version was released, or is to be. */
@Entity
@Table(name = "python_release")
@NullUnmarked
class ReleaseEntity {
    @Id
    String version;

    @Column(name = "released_on")
    LocalDate day;

    boolean expected;

    static ReleaseEntity of(ReleaseStore.Row row) {
        ReleaseEntity entity = new ReleaseEntity();
        entity.version = row.version();
        entity.day = row.day();
        entity.expected = row.expected();
        return entity;
    }
}
