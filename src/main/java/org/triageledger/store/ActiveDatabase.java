package org.triageledger.store;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.flyway.FlywayDataSource;
import io.quarkus.hibernate.orm.PersistenceUnit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.hibernate.Session;
import org.hibernate.StatelessSession;

/**
 * The database that was chosen when the program started. Both are built into it, each with its dialect; whatever asks for a database
 * gets the one that is active.
 */
@Dependent
class ActiveDatabase {
    static final String H2 = "h2";
    static final String POSTGRESQL = "postgresql";
    static final String IS_H2 = "quarkus.datasource.h2.active";
    static final String H2_ADDRESS = "quarkus.datasource.h2.jdbc.url";

    private final boolean isH2;

    ActiveDatabase(@ConfigProperty(name = IS_H2) boolean isH2) {
        this.isH2 = isH2;
    }

    @Produces
    @ApplicationScoped
    AgroalDataSource dataSource(
            @DataSource(H2) InjectableInstance<AgroalDataSource> h2,
            @DataSource(POSTGRESQL) InjectableInstance<AgroalDataSource> postgresql) {
        return active(h2, postgresql);
    }

    @Produces
    @ApplicationScoped
    StatelessSession session(
            @PersistenceUnit(H2) InjectableInstance<StatelessSession> h2,
            @PersistenceUnit(POSTGRESQL) InjectableInstance<StatelessSession> postgresql) {
        return active(h2, postgresql);
    }

    /** With a memory of its own for each transaction: for entities that hold lists. */
    @Produces
    @ApplicationScoped
    Session memory(
            @PersistenceUnit(H2) InjectableInstance<Session> h2,
            @PersistenceUnit(POSTGRESQL) InjectableInstance<Session> postgresql) {
        return active(h2, postgresql);
    }

    @Produces
    @Dependent
    Flyway migrations(
            @FlywayDataSource(H2) InjectableInstance<Flyway> h2,
            @FlywayDataSource(POSTGRESQL) InjectableInstance<Flyway> postgresql) {
        return active(h2, postgresql);
    }

    private <T> T active(InjectableInstance<T> h2, InjectableInstance<T> postgresql) {
        return isH2 ? h2.get() : postgresql.get();
    }
}
