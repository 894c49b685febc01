package org.triageledger.store;

import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Rows as they lie in their table: an entity is forgotten as soon as it was read or written. Otherwise a transaction that reads twice would
 * get it as it was, whatever another node or a JDBC statement did in between.
 */
interface FreshRows<E, I> extends PanacheRepositoryBase<E, I> {
    /** @param as makes of an entity what outlives it; lists of the entity can be read there, and not later */
    default <T> List<T> read(PanacheQuery<E> query, Function<? super E, ? extends T> as) {
        List<E> entities = query.list();
        List<T> read = entities.stream().<T>map(as).toList();
        entities.forEach(getEntityManager()::detach);
        return read;
    }

    default void add(Stream<E> rows) {
        List<E> entities = rows.toList();
        persist(entities);
        flush();
        entities.forEach(getEntityManager()::detach);
    }

    /** One by one: the rows of an entity's lists go with it. */
    default void clear() {
        listAll().forEach(this::delete);
        flush();
    }
}
