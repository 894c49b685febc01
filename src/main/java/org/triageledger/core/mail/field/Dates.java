package org.triageledger.core.mail.field;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a date-time (RFC 5322 §3.3 with the obsolete forms of §4.3), and what mailers write in its place: asctime's form and ISO
 * 8601. The day of the week is not believed; a missing or unknown zone is UTC (§4.3); what lies before {@link #EARLIEST} or
 * after {@link #LATEST} is no date. Never throws.
 */
public final class Dates {
    /** A clock that was never set counts from 1970; mail of that year is not read here. */
    public static final Instant EARLIEST = Instant.parse("1971-01-01T00:00:00Z");

    public static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private static final int LONGEST = 300;

    private static final Map<String, Integer> MONTHS = months();

    /** Hours east of UTC: those of RFC 5322 §4.3, and others that stand in real mail and have one meaning. */
    private static final Map<String, Integer> ZONES = Map.ofEntries(
            Map.entry("EDT", -4),
            Map.entry("EST", -5),
            Map.entry("CDT", -5),
            Map.entry("CST", -6),
            Map.entry("MDT", -6),
            Map.entry("MST", -7),
            Map.entry("PDT", -7),
            Map.entry("PST", -8),
            Map.entry("AKDT", -8),
            Map.entry("AKST", -9),
            Map.entry("HST", -10),
            Map.entry("WET", 0),
            Map.entry("WEST", 1),
            Map.entry("BST", 1),
            Map.entry("CET", 1),
            Map.entry("MET", 1),
            Map.entry("MEZ", 1),
            Map.entry("CEST", 2),
            Map.entry("MEST", 2),
            Map.entry("MESZ", 2),
            Map.entry("EET", 2),
            Map.entry("EEST", 3),
            Map.entry("MSK", 3),
            Map.entry("MSD", 4),
            Map.entry("HKT", 8),
            Map.entry("JST", 9),
            Map.entry("KST", 9),
            Map.entry("AEST", 10),
            Map.entry("AEDT", 11),
            Map.entry("NZST", 12),
            Map.entry("NZDT", 13));

    private static final String CLOCK =
            "(\\d{1,2})[:.](\\d{1,2})(?:[:.](\\d{1,2})(?:[.,]\\d{1,9})?)?\\s*([AaPp][Mm]\\b)?";
    private static final String ZONE =
            "\\s*(?:(?:GMT|UTC?)?\\s*([+-])(\\d{1,2}):?(\\d{2})?(?!\\d)|([A-Za-z]{1,5})\\b)?";

    private static final Pattern MAIL = Pattern.compile(
            "(?<!\\d)(\\d{1,2})[ -]{1,3}(\\p{L}{3,9})\\.?,?[ -]{1,3}(\\d{2,4})(?!\\d)[ ,T]{1,3}" + CLOCK + ZONE);

    private static final Pattern ASCTIME = Pattern.compile("(\\p{L}{3,9})\\.? {1,3}(\\d{1,2}),? {1,3}" + CLOCK
            + " +(?:([A-Z]{3,5}) +)?(\\d{4})(?!\\d)(?: *([+-])(\\d{2})(\\d{2}))?");

    private static final Pattern ISO = Pattern.compile("(?<!\\d)(\\d{4})-(\\d{2})-(\\d{2})[T ]{1,2}" + CLOCK + ZONE);

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private Dates() {}

    public static Optional<Instant> parse(String field) {
        String cut = field.length() > LONGEST ? field.substring(0, LONGEST) : field;
        String text = BLANKS.matcher(AuthResults.withoutComments(cut)).replaceAll(" ");
        try {
            return read(text).filter(at -> !at.isBefore(EARLIEST) && at.isBefore(LATEST));
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> read(String text) {
        Matcher mail = MAIL.matcher(text);
        if (mail.find()) {
            return instant(year(mail.group(3)), month(mail.group(2)), mail.group(1), clock(mail, 4), zone(mail, 8));
        }
        Matcher old = ASCTIME.matcher(text);
        if (old.find()) {
            ZoneOffset zone =
                    old.group(9) == null ? named(old.group(7)) : numeric(old.group(9), old.group(10), old.group(11));
            return instant(year(old.group(8)), month(old.group(1)), old.group(2), clock(old, 3), zone);
        }
        Matcher iso = ISO.matcher(text);
        if (iso.find()) {
            return instant(
                    year(iso.group(1)), Integer.parseInt(iso.group(2)), iso.group(3), clock(iso, 4), zone(iso, 8));
        }
        return Optional.empty();
    }

    /** Hours, minutes and seconds; a leap second is the one before it (RFC 5322 §3.3 allows 60). */
    private record Clock(int hour, int minute, int second) {}

    private static Clock clock(Matcher found, int group) {
        int hour = Integer.parseInt(found.group(group));
        String half = found.group(group + 3);
        if (half != null && hour >= 1 && hour <= 12) {
            hour = hour % 12 + (half.toLowerCase(Locale.ROOT).equals("pm") ? 12 : 0);
        }
        String second = found.group(group + 2);
        return new Clock(
                hour,
                Integer.parseInt(found.group(group + 1)),
                second == null ? 0 : Integer.parseInt(second) == 60 ? 59 : Integer.parseInt(second));
    }

    private static Optional<Instant> instant(int year, int month, String day, Clock clock, ZoneOffset zone) {
        LocalDateTime time =
                LocalDateTime.of(year, month, Integer.parseInt(day), clock.hour, clock.minute, clock.second);
        return Optional.of(OffsetDateTime.of(time, zone).toInstant());
    }

    private static int month(String name) {
        return MONTHS.getOrDefault(name.toLowerCase(Locale.ROOT), 0);
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

    private static ZoneOffset zone(Matcher found, int group) {
        String sign = found.group(group);
        return sign == null
                ? named(found.group(group + 3))
                : numeric(sign, found.group(group + 1), found.group(group + 2));
    }

    /** {@code +0200}, {@code +02:00} and {@code +2}; what no place on earth has is UTC. */
    private static ZoneOffset numeric(String sign, @Nullable String hours, @Nullable String minutes) {
        int total =
                (hours == null ? 0 : Integer.parseInt(hours) * 60) + (minutes == null ? 0 : Integer.parseInt(minutes));
        return total > 14 * 60 ? ZoneOffset.UTC : ZoneOffset.ofTotalSeconds((sign.equals("-") ? -total : total) * 60);
    }

    private static ZoneOffset named(@Nullable String name) {
        return name == null ? ZoneOffset.UTC : ZoneOffset.ofHours(ZONES.getOrDefault(name.toUpperCase(Locale.ROOT), 0));
    }

    private static Map<String, Integer> months() {
        List<String> names = List.of(
                "january",
                "february",
                "march",
                "april",
                "may",
                "june",
                "july",
                "august",
                "september",
                "october",
                "november",
                "december");
        Map<String, Integer> months = new HashMap<>();
        for (String name : names) {
            for (int length = 3; length <= name.length(); length++) {
                months.put(name.substring(0, length), names.indexOf(name) + 1);
            }
        }
        // As mailers of other languages write them.
        months.putAll(
                Map.of("mär", 3, "mrz", 3, "mai", 5, "okt", 10, "dez", 12, "maj", 5, "ene", 1, "ago", 8, "dic", 12));
        return Map.copyOf(months);
    }
}
