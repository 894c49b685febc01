package org.triageledger.core.advisory;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The id of a GitHub advisory in its usual spelling, {@code GHSA-xxxx-xxxx-xxxx}. */
public record GhsaId(String value) implements Comparable<GhsaId> {
    private static final Pattern FORM = Pattern.compile("GHSA(?:-[0-9a-z]{4}){3}", Pattern.CASE_INSENSITIVE);

    /** Reads an id in any case; empty where the text is none. */
    public static Optional<GhsaId> parse(String text) {
        String id = text.strip();
        return FORM.matcher(id).matches()
                ? Optional.of(new GhsaId("GHSA" + id.substring(4).toLowerCase(Locale.ROOT)))
                : Optional.empty();
    }

    @Override
    public int compareTo(GhsaId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
