package org.triageledger.store;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Makes the tables of an H2 file as its owner; everything else then runs as a user that may read and write rows. The main program sets
 * the passwords; without them, in tests, there is one user.
 */
@ApplicationScoped
class H2Migrations implements FlywayConfigurationCustomizer {
    private final String address;
    private final Optional<String> owner;
    private final Optional<String> rows;
    private final boolean alone;

    H2Migrations(
            @ConfigProperty(name = DatabaseDriver.ADDRESS) String address,
            @ConfigProperty(name = "store.owner-password") Optional<String> owner,
            @ConfigProperty(name = "store.password") Optional<String> rows,
            @ConfigProperty(name = "store.alone", defaultValue = "false") boolean alone) {
        this.address = address;
        this.owner = owner;
        this.rows = rows;
        this.alone = alone;
    }

    @Override
    public void customize(FluentConfiguration configuration) {
        if (owner.isEmpty() || rows.isEmpty()) {
            return;
        }
        DatabaseUsers.Passwords passwords = new DatabaseUsers.Passwords(owner.get(), rows.get());
        BeforeUpgrade upgrade = new BeforeUpgrade(address);
        try {
            if (alone) {
                upgrade.restore();
            }
            Connection connection = DatabaseUsers.open(address, passwords);
            if (alone) {
                DatabaseUsers.compactIfDue(connection);
            }
            connection.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot be opened", e);
        }
        if (alone) {
            configuration.callbacks(upgrade);
        }
        configuration.dataSource(address, DatabaseUsers.ownerName(), owner.get());
    }
}
