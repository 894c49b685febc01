package org.triageledger;

import io.smallrye.config.PropertiesConfigSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.ConfigSourceProvider;
import org.triageledger.work.config.BesideData;

/**
 * The settings of a ledger: a file that is named, or {@code config/application.properties} beside its data directory. The
 * framework would read that file in the directory the program is started from, which may be another ledger's.
 */
public final class SettingsFile implements ConfigSourceProvider {
    /** What the framework gives the file it reads by itself: above the program's own defaults, below the environment. */
    private static final int ORDINAL = 260;

    private static final String PROPERTY = "settings.file";

    /** Made by the framework. */
    public SettingsFile() {}

    /**
     * Says where the settings are. To be called once, before the framework starts.
     *
     * @throws DataHome.Refusal where a file is named that cannot be read
     */
    static void use(Optional<Path> named, DataHome home) throws DataHome.Refusal {
        Path file = named.orElseGet(home::settings).toAbsolutePath().normalize();
        if (named.isPresent() && !Files.isReadable(file)) {
            throw new DataHome.Refusal("the settings " + file + " cannot be read: check --config and LEDGER_CONFIG");
        }
        System.setProperty(PROPERTY, file.toString());
        System.setProperty(
                BesideData.PROPERTY,
                home.settings().resolve("../..").normalize().toString());
        // Where the framework looks for a file of its own; the JVM itself has noted the working directory long before.
        System.setProperty("user.dir", home.toString());
    }

    @Override
    public Iterable<ConfigSource> getConfigSources(ClassLoader loader) {
        String file = System.getProperty(PROPERTY);
        if (file == null || !Files.isReadable(Path.of(file))) {
            return List.of();
        }
        try {
            return List.of(new PropertiesConfigSource(Path.of(file).toUri().toURL(), ORDINAL));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
