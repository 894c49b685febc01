package org.triageledger.core.mail;

import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A CVE id ({@code CVE-2026-12345}) or a GitHub advisory id ({@code GHSA-xxxx-xxxx-xxxx}), in its usual spelling. Either may stand
 * in a longer name, such as that of a patch or of an advisory's private fork ({@code cpython-ghsa-…}).
 */
public record AdvisoryId(String value) implements Comparable<AdvisoryId> {
    /** One that cannot be read any more, for want of the key it was sealed with: that a mail names one still counts. */
    public static final AdvisoryId UNREADABLE = new AdvisoryId("sealed with another key");

    private static final Pattern IN_TEXT = Pattern.compile(
            "(?<![A-Za-z0-9])(?:CVE-(?:1999|2\\d{3})-\\d{4,19}(?!\\d)|GHSA(?:-[0-9a-z]{4}){3}(?![A-Za-z0-9]))",
            Pattern.CASE_INSENSITIVE);

    /** All ids that stand in a text. */
    public static SortedSet<AdvisoryId> in(String text) {
        SortedSet<AdvisoryId> found = new TreeSet<>();
        if (!mayHoldOne(text)) {
            return found;
        }
        Matcher matcher = IN_TEXT.matcher(text);
        while (matcher.find()) {
            String id = matcher.group();
            found.add(new AdvisoryId(
                    id.regionMatches(true, 0, "CVE", 0, 3)
                            ? id.toUpperCase(Locale.ROOT)
                            : "GHSA" + id.substring(4).toLowerCase(Locale.ROOT)));
        }
        return found;
    }

    /** A cheap look before the pattern, which is slow on a long text: each id has its kind before its first hyphen. */
    private static boolean mayHoldOne(String text) {
        for (int at = text.indexOf('-'); at >= 0; at = text.indexOf('-', at + 1)) {
            if (text.regionMatches(true, at - 3, "CVE", 0, 3) || text.regionMatches(true, at - 4, "GHSA", 0, 4)) {
                return true;
            }
        }
        return false;
    }

    public boolean isCve() {
        return value.startsWith("CVE-");
    }

    @Override
    public int compareTo(AdvisoryId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
