package org.triageledger.store;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Connects to H2 or to PostgreSQL, whichever the address names. Quarkus fixes the driver when it builds; the address is known at the start. */
public final class DatabaseDriver implements Driver {
    /** The setting that holds the address. */
    static final String ADDRESS = "quarkus.datasource.jdbc.url";

    /** Whether an address is one of H2; otherwise it is one of PostgreSQL. */
    static boolean isH2(String address) {
        return address.startsWith("jdbc:h2:");
    }

    private static Driver of(String address) {
        return isH2(address) ? new org.h2.Driver() : new org.postgresql.Driver();
    }

    @Override
    public @Nullable Connection connect(String address, Properties properties) throws SQLException {
        return of(address).connect(address, properties);
    }

    @Override
    public boolean acceptsURL(String address) throws SQLException {
        return of(address).acceptsURL(address);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String address, Properties properties) throws SQLException {
        return of(address).getPropertyInfo(address, properties);
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    /** PostgreSQL's says of itself that it is not. */
    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger(DatabaseDriver.class.getName());
    }
}
