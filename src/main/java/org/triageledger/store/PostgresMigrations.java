package org.triageledger.store;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.resource.LoadableResource;

/** Leaves out what is for H2 alone. */
@ApplicationScoped
class PostgresMigrations implements FlywayConfigurationCustomizer {
    private static final String FOR_H2 = "db/h2/";

    private final String address;

    PostgresMigrations(@ConfigProperty(name = DatabaseDriver.ADDRESS) String address) {
        this.address = address;
    }

    @Override
    public void customize(FluentConfiguration configuration) {
        if (!DatabaseDriver.isH2(address)) {
            configuration.resourceProvider(new ForBoth(configuration.getResourceProvider()));
        }
    }

    private record ForBoth(ResourceProvider all) implements ResourceProvider {
        @Override
        public LoadableResource getResource(String name) {
            return all.getResource(name);
        }

        @Override
        public Collection<LoadableResource> getResources(String prefix, String... suffixes) {
            return all.getResources(prefix, suffixes).stream()
                    .filter(file -> !file.getAbsolutePath().startsWith(FOR_H2))
                    .toList();
        }
    }
}
