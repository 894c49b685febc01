package org.triageledger.archive;

import java.nio.charset.StandardCharsets;
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
 * The line that begins a mail in an mbox (RFC 4155): {@code From sender Tue Mar  3 10:00:00 2026}. The time is asctime's, by the
 * standard in UTC; programs add zones, change the order, and drop the seconds.
 *
 * @param time empty where it makes no sense
 * @param form the order of the parts of the time, a letter each, and whether it has seconds and a zone
 */
record FromLine(Optional<Instant> time, String form) {
    private static final String MARK = "From ";
    private static final int LONGEST = 1000;
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 2200;

    /** What git format-patch writes in place of a time, so that programs know its files; mails exported as patches have it. */
    private static final Instant OF_GIT = Instant.parse("2001-09-17T00:00:00Z");

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    /** RFC 5322 §4.3, with Europe's; a zone nobody knows is taken for UTC. */
    private static final Map<String, Integer> ZONE_HOURS = Map.ofEntries(
            Map.entry("EDT", -4),
            Map.entry("EST", -5),
            Map.entry("CDT", -5),
            Map.entry("CST", -6),
            Map.entry("MDT", -6),
            Map.entry("MST", -7),
            Map.entry("PDT", -7),
            Map.entry("PST", -8),
            Map.entry("CET", 1),
            Map.entry("MET", 1),
            Map.entry("CEST", 2),
            Map.entry("MEST", 2));

    private static final Pattern BLANKS = Pattern.compile("[ \\t,]+");
    private static final Pattern CLOCK = Pattern.compile("(\\d{1,2}):(\\d{2})(?::(\\d{2}))?(?:\\.\\d+)?Z?");
    private static final Pattern ISO_DAY = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})");
    private static final Pattern YEAR = Pattern.compile("(?:19|2[01])\\d{2}");
    private static final Pattern DAY = Pattern.compile("\\d{1,2}");
    private static final Pattern OFFSET = Pattern.compile("[A-Z]*([+-])(\\d{2}):?(\\d{2})");

    /** Whether a line begins as a {@code From } line does; at the beginning of a file that is enough. */
    static boolean begins(byte[] bytes, int from, int to) {
        if (to - from < MARK.length()) {
            return false;
        }
        for (int i = 0; i < MARK.length(); i++) {
            if (bytes[from + i] != MARK.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Reads a line that {@linkplain #begins begins} so; empty where it has no time, and so is a sentence. */
    static Optional<FromLine> read(byte[] bytes, int from, int to) {
        String line = new String(bytes, from, Math.min(to - from, LONGEST), StandardCharsets.ISO_8859_1);
        Tokens tokens = new Tokens();
        for (String token : BLANKS.split(line.substring(MARK.length()).strip())) {
            tokens.add(token);
            tokens.read();
        }
        return tokens.areTime() ? Optional.of(new FromLine(tokens.time(), tokens.form.toString())) : Optional.empty();
    }

    /** The parts of a time, in whatever order they stand. Of each kind the last counts: a sender may look like any. */
    private static final class Tokens {
        private int year = -1;
        private int month = -1;
        private int day = -1;
        private String clock = "";
        private int offsetMinutes;
        private final StringBuilder form = new StringBuilder();
        private boolean first = true;

        void add(String token) {
            int t = token.length() > 10 && token.charAt(10) == 'T' ? 10 : -1;
            if (t > 0 && ISO_DAY.matcher(token.substring(0, t)).matches()) {
                add(token.substring(0, t));
                add(token.substring(t + 1));
                return;
            }
            Matcher isoDay = ISO_DAY.matcher(token);
            Matcher offset = OFFSET.matcher(token);
            int named = token.length() < 3
                    ? -1
                    : MONTHS.indexOf(token.substring(0, 3).toLowerCase(Locale.ROOT));
            if (CLOCK.matcher(token).matches()) {
                clock = token;
                form.append(token.length() > 5 ? 'c' : 'k');
            } else if (YEAR.matcher(token).matches()) {
                year = Integer.parseInt(token);
                form.append('y');
            } else if (DAY.matcher(token).matches()) {
                day = Integer.parseInt(token);
                form.append('d');
            } else if (isoDay.matches()) {
                year = Integer.parseInt(isoDay.group(1));
                month = Integer.parseInt(isoDay.group(2));
                day = Integer.parseInt(isoDay.group(3));
                form.append('i');
            } else if (offset.matches()) {
                int minutes = Integer.parseInt(offset.group(2)) * 60 + Integer.parseInt(offset.group(3));
                offsetMinutes = offset.group(1).equals("-") ? -minutes : minutes;
                form.append('z');
            } else if (named >= 0 && token.length() == 3) {
                month = named + 1;
                form.append('m');
            } else if (ZONE_HOURS.containsKey(token)) {
                offsetMinutes = 60 * ZONE_HOURS.get(token);
                form.append('z');
            }
        }

        /** The first token is the sender as a rule, whatever it looks like, and says nothing of the form. */
        void read() {
            if (first) {
                first = false;
                form.setLength(0);
            }
        }

        boolean areTime() {
            return !clock.isEmpty() && year > 0 && month > 0 && day >= 0;
        }

        Optional<Instant> time() {
            Matcher at = CLOCK.matcher(clock);
            if (!at.matches() || year < FIRST_YEAR || year > LAST_YEAR) {
                return Optional.empty();
            }
            // A leap second is the second before.
            int second = at.group(3) == null ? 0 : Math.min(59, Integer.parseInt(at.group(3)));
            try {
                LocalDateTime time = LocalDateTime.of(
                        year, month, day, Integer.parseInt(at.group(1)), Integer.parseInt(at.group(2)), second);
                return Optional.of(time.toInstant(ZoneOffset.ofTotalSeconds(60 * offsetMinutes)))
                        .filter(instant -> !instant.equals(OF_GIT));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }
    }
}
