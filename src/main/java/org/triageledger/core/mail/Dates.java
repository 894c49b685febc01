package org.triageledger.core.mail;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a date-time (RFC 5322 §3.3 with the obsolete forms of §4.3, and asctime's). The day of the week is not believed; a
 * missing zone is UTC; what lies before 1970 or after 2200 is no date. Never throws.
 */
final class Dates {
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private static final Map<String, Integer> ZONES = Map.of(
            "EDT", -4, "EST", -5, "CDT", -5, "CST", -6, "MDT", -6, "MST", -7, "PDT", -7, "PST", -8, "CET", 1, "CEST",
            2);

    private static final Pattern MAIL = Pattern.compile(
            "(\\d{1,2})[ -]+([A-Za-z]{3})[a-z]*\\.?,?[ -]+(\\d{2,4})[ ,]+(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2}))?[.\\d]*"
                    + "\\s*(?:([+-])(\\d{2}):?(\\d{2})|([A-Za-z]{1,5}))?");

    private static final Pattern ASCTIME = Pattern.compile(
            "([A-Za-z]{3})\\s+(\\d{1,2})\\s+(\\d{1,2}):(\\d{2})(?::(\\d{2}))?\\s+(?:([A-Z]{3,4})\\s+)?(\\d{4})(?:\\s+([+-])(\\d{2})(\\d{2}))?");

    private Dates() {}

    static Optional<Instant> parse(String field) {
        String text = field.length() > 200 ? field.substring(0, 200) : field;
        try {
            Matcher mail = MAIL.matcher(text);
            if (mail.find()) {
                return instant(
                        year(mail.group(3)),
                        mail.group(2),
                        mail.group(1),
                        mail.group(4),
                        mail.group(5),
                        mail.group(6),
                        offset(mail.group(7), mail.group(8), mail.group(9), mail.group(10)));
            }
            Matcher old = ASCTIME.matcher(text);
            if (old.find()) {
                return instant(
                        year(old.group(7)),
                        old.group(1),
                        old.group(2),
                        old.group(3),
                        old.group(4),
                        old.group(5),
                        offset(old.group(8), old.group(9), old.group(10), old.group(6)));
            }
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static Optional<Instant> instant(
            int year,
            String month,
            String day,
            String hour,
            String minute,
            @org.jspecify.annotations.Nullable String second,
            ZoneOffset offset) {
        int at = MONTHS.indexOf(month.toLowerCase(Locale.ROOT));
        if (at < 0 || year < 1970 || year > 2200) {
            return Optional.empty();
        }
        int seconds = second == null ? 0 : Math.min(59, Integer.parseInt(second));
        return Optional.of(LocalDateTime.of(
                        year, at + 1, Integer.parseInt(day), Integer.parseInt(hour), Integer.parseInt(minute), seconds)
                .toInstant(offset));
    }

    /** Two and three digits are counted as RFC 5322 §4.3 has it. */
    private static int year(String digits) {
        int year = Integer.parseInt(digits);
        return switch (digits.length()) {
            case 2 -> year < 50 ? 2000 + year : 1900 + year;
            case 3 -> 1900 + year;
            default -> year;
        };
    }

    private static ZoneOffset offset(
            @org.jspecify.annotations.Nullable String sign,
            @org.jspecify.annotations.Nullable String hours,
            @org.jspecify.annotations.Nullable String minutes,
            @org.jspecify.annotations.Nullable String name) {
        if (sign != null && hours != null && minutes != null) {
            int total = Integer.parseInt(hours) * 60 + Integer.parseInt(minutes);
            return total > 18 * 60
                    ? ZoneOffset.UTC
                    : ZoneOffset.ofTotalSeconds((sign.equals("-") ? -total : total) * 60);
        }
        return name == null ? ZoneOffset.UTC : ZoneOffset.ofHours(ZONES.getOrDefault(name.toUpperCase(Locale.ROOT), 0));
    }
}
