package org.triageledger.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills the blanks in the demo's files, so that its year always ends today. All days and times are UTC; a negative number of
 * days lies ahead.
 *
 * <ul>
 *   <li>{@code {{day 12}}}: the day twelve days ago, as in 2026-11-01
 *   <li>{@code {{time 12 14:03}}}: that time on that day, as mail writes it (RFC 5322 §3.3)
 *   <li>{@code {{year 12}}}: the year of that day
 * </ul>
 */
final class Blanks {
    private static final Pattern BLANK = Pattern.compile("\\{\\{([^{}\n]*)}}");
    private static final Pattern KNOWN = Pattern.compile("(day|year|time) (-?\\d{1,4})(?: (\\d\\d:\\d\\d))?");
    private static final DateTimeFormatter MAIL =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss '+0000'", Locale.ROOT);

    private final LocalDate today;

    Blanks(Instant now) {
        today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    String fill(String text) {
        return BLANK.matcher(text).replaceAll(blank -> Matcher.quoteReplacement(value(blank.group(1))));
    }

    /** The instant of a {@code time 12 14:03}, without its braces. */
    Instant instant(String blank) {
        MatchResult parts = parts(blank);
        if (!parts.group(1).equals("time")) {
            throw new IllegalArgumentException("no time: " + blank);
        }
        return today.minusDays(Long.parseLong(parts.group(2)))
                .atTime(LocalTime.parse(parts.group(3)))
                .toInstant(ZoneOffset.UTC);
    }

    private String value(String blank) {
        MatchResult parts = parts(blank);
        LocalDate day = today.minusDays(Long.parseLong(parts.group(2)));
        return switch (parts.group(1)) {
            case "day" -> day.toString();
            case "year" -> Integer.toString(day.getYear());
            default -> MAIL.format(instant(blank).atOffset(ZoneOffset.UTC));
        };
    }

    private static MatchResult parts(String blank) {
        Matcher known = KNOWN.matcher(blank);
        if (!known.matches() || blank.startsWith("time") != (known.group(3) != null)) {
            throw new IllegalArgumentException("unknown blank: " + blank);
        }
        return known.toMatchResult();
    }
}
