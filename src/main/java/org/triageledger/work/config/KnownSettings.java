package org.triageledger.work.config;

import io.smallrye.config.ConfigMappings.ConfigClass;
import java.util.Optional;
import java.util.Set;

/** The names of all settings, to find the one that was meant. */
public final class KnownSettings {
    private static final int LONGEST = 200;

    private KnownSettings() {}

    /** With an asterisk where a name of one's choice stands. */
    private static Set<String> names() {
        return ConfigClass.configClass(LedgerConfig.class).getProperties().keySet();
    }

    /** The setting that is written most like this name, if one is written nearly so. */
    public static Optional<String> near(String name) {
        return name.length() > LONGEST
                ? Optional.empty()
                : NearWords.near(
                        name, names().stream().map(known -> filled(known, name)).toList());
    }

    /** With the names of one's choice as they stand in the other. */
    private static String filled(String known, String name) {
        String[] parts = known.split("\\.");
        String[] given = name.split("\\.");
        for (int i = 0; i < parts.length && i < given.length; i++) {
            if (parts[i].equals("*")) {
                parts[i] = given[i];
            }
        }
        String whole = String.join(".", parts);
        return whole.endsWith("[*]") ? whole.substring(0, whole.length() - 3) : whole;
    }
}
