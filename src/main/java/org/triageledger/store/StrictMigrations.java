package org.triageledger.store;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.enterprise.context.ApplicationScoped;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** A ledger that a newer version wrote is refused: this one would not know what its rows mean, and would write others beside them. */
@ApplicationScoped
class StrictMigrations implements FlywayConfigurationCustomizer {
    @Override
    public void customize(FluentConfiguration configuration) {
        configuration.ignoreMigrationPatterns(new String[0]).validateOnMigrate(true);
    }
}
