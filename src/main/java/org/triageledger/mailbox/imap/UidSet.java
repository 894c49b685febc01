package org.triageledger.mailbox.imap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The UIDs of messages that were taken away, as a VANISHED answer names them (RFC 7162 §3.2.10): {@code (EARLIER) 41,43:116}.
 *
 * @param earlier whether they were taken away before the folder was opened
 * @param ranges ascending, without overlap
 */
record UidSet(boolean earlier, List<Range> ranges) {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,10})(?::(\\d{1,10}))?");
    private static final String EARLIER = "(EARLIER)";

    /** Both ends are included. */
    record Range(long from, long to) {}

    /** Never throws; what is no UID is passed over. */
    static UidSet of(String text) {
        boolean earlier = text.toUpperCase(Locale.ROOT).contains(EARLIER);
        List<Range> found = new ArrayList<>();
        Matcher matcher = RANGE.matcher(text);
        while (matcher.find()) {
            long one = Long.parseLong(matcher.group(1));
            long other = matcher.group(2) == null ? one : Long.parseLong(matcher.group(2));
            found.add(new Range(Math.min(one, other), Math.max(one, other)));
        }
        return new UidSet(earlier, joined(found));
    }

    private static List<Range> joined(List<Range> ranges) {
        List<Range> joined = new ArrayList<>();
        for (Range range :
                ranges.stream().sorted(Comparator.comparingLong(Range::from)).toList()) {
            if (!joined.isEmpty() && range.from <= joined.getLast().to) {
                Range last = joined.removeLast();
                joined.add(new Range(last.from, Math.max(last.to, range.to)));
            } else {
                joined.add(range);
            }
        }
        return List.copyOf(joined);
    }

    long size() {
        return within(0, Long.MAX_VALUE);
    }

    /** How many of them lie between two UIDs, both included. */
    long within(long from, long to) {
        return ranges.stream()
                .mapToLong(range -> Math.max(0, Math.min(range.to, to) - Math.max(range.from, from) + 1))
                .sum();
    }
}
