package org.triageledger.core.advisory;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The id of a GitHub security advisory, {@code GHSA-xxxx-xxxx-xxxx}: its letters are lower case after the first part. */
public record GhsaId(String value) implements Comparable<GhsaId> {
    private static final int LENGTH = 19;
    private static final Pattern WHOLE = Pattern.compile("GHSA(?:-[0-9a-z]{4}){3}", Pattern.CASE_INSENSITIVE);

    /** Accepts only what {@link #parse} gives. */
    public GhsaId {
        if (value.length() != LENGTH || !WHOLE.matcher(value).matches() || !value.equals(usual(value))) {
            throw new IllegalArgumentException("not a GHSA id");
        }
    }

    /** The id that is the whole text, in any case and with spaces around it; empty for anything else. */
    public static Optional<GhsaId> parse(String text) {
        String id = text.length() > 2 * LENGTH ? "" : text.strip();
        return id.length() == LENGTH && WHOLE.matcher(id).matches()
                ? Optional.of(new GhsaId(usual(id)))
                : Optional.empty();
    }

    private static String usual(String id) {
        return "GHSA" + id.substring(4).toLowerCase(Locale.ROOT);
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
