package org.triageledger.core.advisory;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The id of a vulnerability: a year and 4 to 19 digits ({@code CVE-2026-12345}), in its usual spelling. */
public record CveId(String value) implements Comparable<CveId> {
    private static final Pattern FORM = Pattern.compile("CVE-\\d{4}-\\d{4,19}");

    public static Optional<CveId> parse(String text) {
        String id = text.strip().toUpperCase(Locale.ROOT);
        return FORM.matcher(id).matches() ? Optional.of(new CveId(id)) : Optional.empty();
    }

    @Override
    public int compareTo(CveId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
