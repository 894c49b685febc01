package org.triageledger.core.mail.field;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.triageledger.core.mail.Domains;

/**
 * One Received field (RFC 5321 §4.4): which host wrote it, and whether it took the mail from outside.
 *
 * @param by the host that wrote it, in lower case, or the empty string
 * @param outside whether what it says of the sending host leaves room for a foreign one
 */
public record Hop(String by, boolean outside) {
    private static final int LONGEST = 5_000;
    private static final Pattern BY = Pattern.compile("(?:^|\\s)by\\s+([A-Za-z0-9._:-]+)");
    private static final Pattern FROM = Pattern.compile("^\\s*from\\s+(\\S+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern LOCAL_DELIVERY =
            Pattern.compile("\\swith\\s+(?:local|lmtp)", Pattern.CASE_INSENSITIVE);
    private static final Pattern V4 =
            Pattern.compile("(?<![\\d.])(\\d{1,3})\\.(\\d{1,3})\\.\\d{1,3}\\.\\d{1,3}(?![\\d.])");
    private static final Pattern V6 =
            Pattern.compile("\\[(?:IPv6:)?([0-9a-f]{0,4}:[0-9a-f:.]+)]", Pattern.CASE_INSENSITIVE);

    /** Reads what the receiving server wrote; the name a client gives of itself proves nothing and counts only as foreign. */
    public static Hop of(String field, Set<String> servers) {
        String text = field.length() > LONGEST ? field.substring(0, LONGEST) : field;
        String plain = AuthResults.withoutComments(text);
        Matcher by = BY.matcher(plain);
        boolean named = by.find();
        return new Hop(named ? by.group(1).toLowerCase(Locale.ROOT) : "", isFromOutside(text, plain, servers));
    }

    /** Whether one of the servers, or a host beside it, wrote this. */
    boolean isBy(Set<String> servers) {
        return !by.isEmpty() && servers.stream().anyMatch(server -> Domains.areNeighbours(server, by));
    }

    private static boolean isFromOutside(String text, String plain, Set<String> servers) {
        Matcher from = FROM.matcher(plain);
        if (!from.find() || LOCAL_DELIVERY.matcher(plain).find()) {
            return false;
        }
        Matcher by = BY.matcher(text);
        String clause = by.find() ? text.substring(0, by.start()) : text;
        int addresses = 0;
        Matcher v4 = V4.matcher(clause);
        while (v4.find()) {
            addresses++;
            if (!isPrivate(Integer.parseInt(v4.group(1)), Integer.parseInt(v4.group(2)))) {
                return true;
            }
        }
        Matcher v6 = V6.matcher(clause);
        while (v6.find()) {
            addresses++;
            if (!isPrivate(v6.group(1).toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        String host = from.group(1).toLowerCase(Locale.ROOT);
        return addresses == 0 && !host.equals("localhost");
    }

    /** RFC 1918, RFC 6598, loopback and link-local. */
    private static boolean isPrivate(int first, int second) {
        return first == 10
                || first == 127
                || (first == 172 && second >= 16 && second <= 31)
                || (first == 192 && second == 168)
                || (first == 169 && second == 254)
                || (first == 100 && second >= 64 && second <= 127);
    }

    /** RFC 4193, loopback and link-local; an address of version 4 in one of version 6 was looked at as such. */
    private static boolean isPrivate(String v6) {
        return v6.equals("::1")
                || v6.startsWith("fc")
                || v6.startsWith("fd")
                || v6.startsWith("fe80")
                || v6.startsWith("::ffff:");
    }
}
