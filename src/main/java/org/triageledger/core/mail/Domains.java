package org.triageledger.core.mail;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;

/** How domains relate. There is no list of public suffixes here: "the same or one below the other" stands in for it. */
public final class Domains {
    /** In whose name GitHub signs its notifications. */
    public static final String GITHUB = "github.com";

    private Domains() {}

    /** As domains are compared: in lower case, an internationalised one in its ASCII form (RFC 5890). Never throws. */
    public static String folded(String domain) {
        String plain = domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
        try {
            return IDN.toASCII(plain, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return plain.toLowerCase(Locale.ROOT);
        }
    }

    /** Whether a host or domain is another or lies below it; a domain of one label has nothing below it. */
    public static boolean isWithin(String host, String domain) {
        return host.equals(domain)
                || (domain.indexOf('.') > 0
                        && host.length() > domain.length()
                        && host.endsWith(domain)
                        && host.charAt(host.length() - domain.length() - 1) == '.');
    }

    /** Relaxed alignment (RFC 7489 §3.1): the same domain, or one above the other. */
    public static boolean aligned(Optional<String> found, String domain) {
        return found.isPresent() && aligned(found.get(), domain);
    }

    public static boolean aligned(String one, String other) {
        return isWithin(one, other) || isWithin(other, one);
    }

    /** Whether two hosts lie in one domain: the same but for their first labels, and that domain no mere {@code co.uk}. */
    public static boolean areNeighbours(String one, String other) {
        return aligned(one, other) || (!parent(one).isEmpty() && isWithin(other, parent(one)));
    }

    /** The domain above, or the empty string where that would be a public suffix by the look of it. */
    public static String parent(String host) {
        int dot = host.indexOf('.');
        if (dot < 0) {
            return "";
        }
        String parent = host.substring(dot + 1);
        int next = parent.indexOf('.');
        boolean suffix =
                next < 0 || (next <= 3 && parent.length() - next - 1 == 2 && parent.indexOf('.', next + 1) < 0);
        return suffix ? "" : parent;
    }
}
