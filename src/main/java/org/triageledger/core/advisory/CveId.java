package org.triageledger.core.advisory;

import java.math.BigInteger;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id of a CVE record, {@code CVE-2026-12345}, in capitals; the last part has 4 to 19 digits (CVE JSON 5.x, {@code cveId}).
 * Sorted by year, then number.
 */
public record CveId(String value) implements Comparable<CveId> {
    /** Longer than any id that is one. */
    private static final int LONGEST = 40;

    private static final Pattern WHOLE = Pattern.compile("CVE-(\\d{4})-(\\d{4,19})", Pattern.CASE_INSENSITIVE);
    private static final Pattern IN_TEXT =
            Pattern.compile("(?<![A-Za-z0-9])CVE-(?:1999|2\\d{3})-\\d{4,19}(?![0-9])", Pattern.CASE_INSENSITIVE);

    /** Accepts only what {@link #parse} gives. */
    public CveId {
        if (value.length() > LONGEST || !WHOLE.matcher(value).matches() || !value.startsWith("CVE")) {
            throw new IllegalArgumentException("not a CVE id");
        }
    }

    /** The id that is the whole text, in any case and with spaces around it; empty for anything else. */
    public static Optional<CveId> parse(String text) {
        String id = text.length() > 2 * LONGEST ? "" : text.strip();
        return id.length() <= LONGEST && WHOLE.matcher(id).matches()
                ? Optional.of(new CveId(id.toUpperCase(Locale.ROOT)))
                : Optional.empty();
    }

    /** Each id that stands in a text once, in the order in which they stand there. */
    public static List<CveId> in(String text) {
        LinkedHashSet<CveId> found = new LinkedHashSet<>();
        Matcher matcher = IN_TEXT.matcher(text);
        while (matcher.find()) {
            found.add(new CveId(matcher.group().toUpperCase(Locale.ROOT)));
        }
        return List.copyOf(found);
    }

    /** The year in the id, which is that of its reservation or of the vulnerability, and never a date of the record. */
    public int year() {
        return Integer.parseInt(value.substring(4, 8));
    }

    @Override
    public int compareTo(CveId other) {
        int years = Integer.compare(year(), other.year());
        int numbers = number().compareTo(other.number());
        return years != 0 ? years : numbers != 0 ? numbers : value.compareTo(other.value);
    }

    private BigInteger number() {
        return new BigInteger(value.substring(9));
    }

    @Override
    public String toString() {
        return value;
    }
}
