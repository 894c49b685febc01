package org.triageledger.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

/** Something that is done to the database at the next start. */
@Entity
@Table(name = "upkeep")
@NullUnmarked
class UpkeepEntity {
    @Id
    String task;

    static UpkeepEntity of(String task) {
        UpkeepEntity entity = new UpkeepEntity();
        entity.task = task;
        return entity;
    }
}
