package org.triageledger.store;

import io.agroal.api.AgroalPoolInterceptor;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Keeps an H2 file as safe as at the start of the program where it was closed and is opened again, as after a disk that was full: by
 * itself a file that the user of rows opens says of a commit that it is done before it is on the disk, and writes a file of traces,
 * which quote rows. Only the owner can set that otherwise.
 */
@ApplicationScoped
class ReopenedFile implements AgroalPoolInterceptor {
    private final String address;
    private final Optional<String> owner;
    private final Optional<String> rows;

    ReopenedFile(
            @ConfigProperty(name = DatabaseDriver.ADDRESS) String address,
            @ConfigProperty(name = "store.owner-password") Optional<String> owner,
            @ConfigProperty(name = "store.password") Optional<String> rows) {
        this.address = address;
        this.owner = owner;
        this.rows = rows;
    }

    /** Before anything is asked of a new connection. */
    @Override
    public void onConnectionCreate(Connection connection) {
        if (owner.isEmpty() || rows.isEmpty()) {
            return;
        }
        try {
            DatabaseUsers.keepSafe(address, new DatabaseUsers.Passwords(owner.get(), rows.get()));
        } catch (SQLException e) {
            throw new StoreFailure(e);
        }
    }
}
