package org.triageledger.work.config;

import java.nio.file.Path;
import org.eclipse.microprofile.config.spi.Converter;
import org.jspecify.annotations.Nullable;

/**
 * Files that settings name: a relative path begins at the directory that the data directory lies in, so that it means the same file
 * wherever the program is started from. An empty setting names none.
 */
public final class BesideData {
    /** Names that directory for the running program; without it, the working directory. */
    public static final String PROPERTY = "settings.folder";

    private BesideData() {}

    private static Path file(String text) {
        return Path.of(System.getProperty(PROPERTY, "")).resolve(text.strip());
    }

    /** A file. */
    public static final class File implements Converter<Path> {
        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable Path convert(String value) {
            return value.isBlank() ? null : file(value);
        }
    }

    /** A file, or an address that has a scheme. */
    public static final class Place implements Converter<String> {
        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable String convert(String value) {
            return value.isBlank()
                    ? null
                    : value.contains("://") ? value.strip() : file(value).toString();
        }
    }
}
