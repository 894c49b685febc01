package org.triageledger.archive;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The line between two mails of an mbox (RFC 4155): {@code From sender Tue Mar  3 10:00:00 2026}, in all its variants. */
final class FromLine {
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    /** Month and day, time, an optional zone, year; some write day and month the other way round, or the year first. */
    private static final Pattern TIME = Pattern.compile(
            "(?:([A-Z][a-z]{2}) +(\\d{1,2})|(\\d{1,2})[ -]([A-Z][a-z]{2})[ -](\\d{4})) +"
                    + "(\\d{1,2}):(\\d{2})(?::(\\d{2}))?(?: +([A-Z]{1,5}|[+-]\\d{4}|[A-Z]+[+-]\\d{4}))?(?: +(\\d{4}))?(?: +([+-]\\d{4}))?");

    private static final int LONGEST = 1000;

    private FromLine() {}

    /** Whether a file begins as an mbox does. */
    static boolean isMbox(byte[] head) {
        int at = 0;
        while (at < head.length && (head[at] == '\n' || head[at] == '\r')) {
            at++;
        }
        if (head.length - at > 3 && head[at] == (byte) 0xef && head[at + 1] == (byte) 0xbb) {
            at += 3;
        }
        return begins(head, at, head.length);
    }

    static boolean begins(byte[] line, int from, int to) {
        return to - from >= 5
                && line[from] == 'F'
                && line[from + 1] == 'r'
                && line[from + 2] == 'o'
                && line[from + 3] == 'm'
                && line[from + 4] == ' ';
    }

    /** Whether a line that begins with {@code From } has a time as such lines do; a sentence has none. */
    static boolean hasTime(byte[] line, int from, int to) {
        return TIME.matcher(text(line, from, to)).find();
    }

    /** The time in it; UTC where no zone is named; empty where it makes no sense. */
    static Optional<Instant> time(byte[] line, int from, int to) {
        Matcher found = TIME.matcher(text(line, from, to));
        if (!found.find()) {
            return Optional.empty();
        }
        boolean monthFirst = found.group(1) != null;
        String year = monthFirst ? found.group(10) : found.group(5);
        if (year == null) {
            return Optional.empty();
        }
        int month = MONTHS.indexOf((monthFirst ? found.group(1) : found.group(4)).toLowerCase(Locale.ROOT)) + 1;
        try {
            LocalDateTime time = LocalDateTime.of(
                    Integer.parseInt(year),
                    month,
                    Integer.parseInt(monthFirst ? found.group(2) : found.group(3)),
                    Integer.parseInt(found.group(6)),
                    Integer.parseInt(found.group(7)),
                    found.group(8) == null ? 0 : Math.min(59, Integer.parseInt(found.group(8))));
            if (time.getYear() < 1970 || time.getYear() > 2200) {
                return Optional.empty();
            }
            return Optional.of(time.toInstant(zone(found.group(9), found.group(11))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static ZoneOffset zone(
            @org.jspecify.annotations.Nullable String before, @org.jspecify.annotations.Nullable String after) {
        for (String zone : new String[] {after == null ? "" : after, before == null ? "" : before}) {
            if (zone.matches(".*[+-]\\d{4}")) {
                String digits = zone.substring(zone.length() - 5);
                int hours = Integer.parseInt(digits.substring(1, 3));
                int minutes = Integer.parseInt(digits.substring(3));
                int sign = digits.charAt(0) == '-' ? -1 : 1;
                return ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
            }
        }
        return ZoneOffset.UTC;
    }

    private static String text(byte[] line, int from, int to) {
        return new String(line, from, Math.min(to - from, LONGEST), StandardCharsets.ISO_8859_1);
    }
}
