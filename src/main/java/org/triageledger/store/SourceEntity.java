package org.triageledger.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** What a source is called. {@link SourceStore} writes it. */
@Entity
@Immutable
@Table(name = "source")
@NullUnmarked
class SourceEntity {
    @Id
    Long id;

    String name;
}
