package org.triageledger.core.mail;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The header fields of a mail or a part, in the order in which they stand: the topmost was written last (RFC 5321 §4.4). */
public final class Headers {
    private final List<Header> fields;
    private final Map<String, List<String>> byName = new HashMap<>();

    public Headers(List<Header> fields) {
        this.fields = List.copyOf(fields);
        for (Header field : this.fields) {
            byName.computeIfAbsent(field.name().toLowerCase(Locale.ROOT), key -> new ArrayList<>(1))
                    .add(field.value());
        }
    }

    public List<Header> fields() {
        return fields;
    }

    public boolean has(String name) {
        return byName.containsKey(name.toLowerCase(Locale.ROOT));
    }

    /** The values of all fields of that name, topmost first. */
    public List<String> all(String name) {
        return byName.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
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

    @Override
    public String toString() {
        return "Headers[" + fields.size() + " fields]";
    }
}
