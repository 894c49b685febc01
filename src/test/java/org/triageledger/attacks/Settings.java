package org.triageledger.attacks;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.triageledger.core.mail.ListId;
import org.triageledger.core.mail.SourceProfile;

/** The options of an attack file, to what is known of a source. A setting that a source gains gets its name here. */
final class Settings {
    static final Set<String> KNOWN =
            new TreeSet<>(List.of("trust", "authserv-id", "list-id", "accept-arc", "own-domain"));

    private static final Map<String, List<String>> DEFAULTS = Map.of(
            "trust", List.of("mailbox"),
            "authserv-id", List.of("mx.example.org"),
            "list-id", List.of("security.lists.example.net"));

    private final Map<String, List<String>> given;

    private Settings(Map<String, List<String>> given) {
        this.given = given;
    }

    static SourceProfile profile(Map<String, List<String>> given) {
        Settings settings = new Settings(given);
        return new SourceProfile(
                Outcome.SOURCE,
                SourceProfile.Mode.valueOf(settings.all("trust").getLast().toUpperCase(Locale.ROOT)),
                settings.all("list-id").stream()
                        .map(id -> ListId.parse(id).orElseThrow())
                        .collect(Collectors.toUnmodifiableSet()),
                settings.set("authserv-id"),
                given.containsKey("accept-arc"),
                settings.set("own-domain"));
    }

    private List<String> all(String name) {
        List<String> values = given.get(name);
        return values == null ? DEFAULTS.getOrDefault(name, List.of()) : values;
    }

    private Set<String> set(String name) {
        return all(name).stream()
                .filter(value -> !value.isEmpty())
                .map(value -> value.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }
}
