package org.triageledger.core.advisory;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A link with what it leads to, found by its form alone; nothing is fetched.
 *
 * @param url as it was written, also where it is no URL that can be followed
 */
public record Link(LinkKind kind, String url) {
    /** A longer URL is cut off by what reads it. */
    public static final int LONGEST = 2_000;

    private static final String HOST_END = "(?::443)?";
    private static final Pattern PULL = github("pull");
    private static final Pattern ISSUE = github("issues");
    private static final Pattern COMMIT = Pattern.compile("https?://(?:www\\.)?github\\.com" + HOST_END
            + "/[\\w.-]{1,100}/[\\w.-]{1,100}/(?:pull/\\d{1,10}/)?commits?/([0-9a-f]{7,64})(?![\\w-]).*");
    private static final Pattern TRACKER =
            Pattern.compile("https?://bugs\\.python\\.org" + HOST_END + "/issue\\d{1,10}(?!\\d).*");
    private static final Pattern RECORD = Pattern.compile("https?://(?:(?:www\\.)?cve\\.org" + HOST_END
            + "/cverecord\\?(?:[^#]*&)?id=|nvd\\.nist\\.gov" + HOST_END
            + "/vuln/detail/|cve\\.mitre\\.org/cgi-bin/cvename\\.cgi\\?name=)(cve-[0-9-]{6,30})(?![\\w-]).*");
    private static final Pattern ARCHIVE = Pattern.compile("https?://[a-z0-9.-]{1,253}" + HOST_END
            + "/(?:archives/list/[^/]{1,320}/(?:message|thread)/[^/]{1,64}|hyperkitty/list/[^/]{1,320}/(?:message|thread)/"
            + "[^/]{1,64}|pipermail/[^/]{1,100}/[^/]{1,40}/[^/]{1,64}|archives/[^/]{1,100}/[^/]{1,64}/?$).*");
    private static final Pattern WELL_FORMED =
            Pattern.compile("https?://[a-z0-9](?:[a-z0-9.-]{0,252}[a-z0-9])?\\.[a-z]{2,63}(?::\\d{1,5})?(?:[/?#].*)?");

    /** The link that a URL is. */
    public static Link of(String url) {
        String whole = url.strip();
        String kept = whole.length() > LONGEST ? whole.substring(0, LONGEST) : whole;
        String lower = kept.toLowerCase(Locale.ROOT);
        return new Link(kind(lower), kept);
    }

    private static LinkKind kind(String lower) {
        if (RECORD.matcher(lower).matches()) {
            return LinkKind.RECORD;
        }
        // A commit can be looked at within its pull request, and is one all the same.
        if (COMMIT.matcher(lower).matches()) {
            return LinkKind.COMMIT;
        }
        if (PULL.matcher(lower).matches()) {
            return LinkKind.PULL;
        }
        if (ISSUE.matcher(lower).matches() || TRACKER.matcher(lower).matches()) {
            return LinkKind.ISSUE;
        }
        return ARCHIVE.matcher(lower).matches() ? LinkKind.ARCHIVE : LinkKind.OTHER;
    }

    private static Pattern github(String what) {
        return Pattern.compile("https?://(?:www\\.)?github\\.com" + HOST_END + "/[\\w.-]{1,100}/([\\w.-]{1,100})/"
                + what + "/(\\d{1,10})(?!\\d).*");
    }

    /** The CVE id in a link to a record; empty for any other link, and where none can be read in it. */
    public Optional<CveId> record() {
        Matcher matcher = RECORD.matcher(url.toLowerCase(Locale.ROOT));
        return matcher.matches() ? CveId.parse(matcher.group(1)) : Optional.empty();
    }

    /** Whether it can be followed: {@code http} or {@code https} once, then a host, and nothing that no URL may hold. */
    public boolean isWellFormed() {
        return url.chars().allMatch(c -> c > ' ' && c < 0x7f && "<>\"\\^`{|}".indexOf(c) < 0)
                && url.length() < LONGEST
                && WELL_FORMED.matcher(url.toLowerCase(Locale.ROOT)).matches();
    }

    /** Each link once, in its order. */
    public static List<Link> distinct(List<Link> links) {
        return links.stream().distinct().toList();
    }
}
