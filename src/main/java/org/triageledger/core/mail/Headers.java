package org.triageledger.core.mail;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The header fields of a mail or a part, in the order in which they stand: the topmost was written last (RFC 5321 §4.4). */
public final class Headers {
    /** Names in lower case, of the few that nearly every mail has and every mail is asked for. */
    private static final Map<String, String> KEYS = new ConcurrentHashMap<>();

    private static final int MOST_KEYS = 1_000;

    private final List<Header> fields;
    private final Map<String, List<String>> byName = new HashMap<>();

    public Headers(List<Header> fields) {
        this.fields = List.copyOf(fields);
        for (Header field : this.fields) {
            byName.computeIfAbsent(key(field.name()), key -> new ArrayList<>(1)).add(field.value());
        }
    }

    public List<Header> fields() {
        return fields;
    }

    public boolean has(String name) {
        return byName.containsKey(key(name));
    }

    /** The values of all fields of that name, topmost first. */
    public List<String> all(String name) {
        return byName.getOrDefault(key(name), List.of());
    }

    /** The topmost field of that name. */
    public Optional<String> first(String name) {
        List<String> all = all(name);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getFirst());
    }

    /** The lowest field of that name. */
    public Optional<String> last(String name) {
        List<String> all = all(name);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    private static String key(String name) {
        String known = KEYS.get(name);
        if (known != null) {
            return known;
        }
        String key = name.toLowerCase(Locale.ROOT);
        // Mail may invent as many names as it likes.
        if (KEYS.size() < MOST_KEYS && name.length() < 40) {
            KEYS.put(name, key);
        }
        return key;
    }

    @Override
    public String toString() {
        return "Headers[" + fields.size() + " fields]";
    }
}
