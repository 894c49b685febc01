package org.triageledger.work;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a decision is about beyond its first word, as the record has it: {@code key=value} words with a blank between them. The value
 * of {@code name} may hold blanks and stands last.
 */
record Fields(Map<String, String> values) {
    private static final String NAME = "name=";

    static Fields read(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        String rest = text;
        while (!rest.isEmpty()) {
            int end = rest.startsWith(NAME) ? -1 : rest.indexOf(' ');
            String word = end < 0 ? rest : rest.substring(0, end);
            rest = end < 0 ? "" : rest.substring(end + 1);
            int equals = word.indexOf('=');
            if (equals > 0) {
                values.put(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        return new Fields(values);
    }

    /** Empty for what is not there. */
    Optional<String> get(String key) {
        return Optional.ofNullable(values.get(key)).filter(value -> !value.isEmpty());
    }

    String text(String key) {
        return values.getOrDefault(key, "");
    }
}
