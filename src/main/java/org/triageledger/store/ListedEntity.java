package org.triageledger.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import org.triageledger.core.member.Listed;
import org.triageledger.core.member.Listing;

/** A line of a published list. */
@Entity
@Table(name = "listed")
@NullUnmarked
class ListedEntity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    String list;

    int position;

    String name;

    String github;

    LocalDate joined;

    @Column(name = "left_on")
    LocalDate left;

    String notes;

    static ListedEntity of(Listing.Kind kind, Listed listed, int position) {
        ListedEntity entity = new ListedEntity();
        entity.list = kind.word();
        entity.position = position;
        entity.name = listed.name();
        entity.github = listed.github().orElse(null);
        entity.joined = listed.joined().orElse(null);
        entity.left = listed.left().orElse(null);
        entity.notes = listed.notes();
        return entity;
    }

    Listed listed() {
        return new Listed(
                position,
                name,
                Optional.ofNullable(github),
                Optional.ofNullable(joined),
                Optional.ofNullable(left),
                notes);
    }
}
