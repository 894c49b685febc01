package org.triageledger.work.config;

import io.smallrye.config.ConfigMappings.ConfigClass;
import java.util.Comparator;
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
                : names().stream()
                        .map(known -> filled(known, name))
                        .min(Comparator.comparingInt((String known) -> distance(known, name))
                                .thenComparing(known -> known))
                        .filter(known -> distance(known, name) <= Math.max(2, name.length() / 8));
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

    /** How many letters have to be put in, left out or changed (Levenshtein). */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int corner = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = corner + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                corner = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
