package org.triageledger.core.advisory.announcement;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.triageledger.core.advisory.Link;

/** The links in a text: those that can be followed, and what was meant to be one. */
final class Links {
    private static final int MOST = 200;

    /** A scheme, also a misspelt one; or the name of a host that announcements link to, without a scheme. */
    private static final Pattern LINK = Pattern.compile(
            "(?<![\\p{Alnum}/.])(?:h{0,2}t{1,3}ps?(?::/{0,3}|/{2,3})|www\\.[a-z0-9-]{1,60}\\.[a-z]{2,10}/|(?:github\\.com|cve\\.org|nvd\\.nist\\.gov)/)"
                    + "(?:(?!\\]\\()[^\\s<>\"`]){1,2000}",
            Pattern.CASE_INSENSITIVE);

    /** A link in angle brackets that a mailer broke over lines (RFC 3986, Appendix C). */
    private static final Pattern BROKEN_LINES = Pattern.compile(
            "<(https?://[^<>\\s]{1,1000}(?:\\n[ \\t]{0,8}[^<>\\s]{1,1000}){1,5})>", Pattern.CASE_INSENSITIVE);

    private static final String AFTER = ".,;:!?'\"*_";
    private static final String CLOSING = ")]}";
    private static final String OPENING = "([{";

    private Links() {}

    static List<Link> in(String text) {
        List<Link> found = new ArrayList<>();
        Matcher matcher = LINK.matcher(whole(text));
        while (matcher.find() && found.size() < MOST) {
            String url = trimmed(matcher.group());
            if (url.length() > 8) {
                found.add(Link.of(url));
            }
        }
        return Link.distinct(found);
    }

    /** The text with links in angle brackets on one line each. */
    private static String whole(String text) {
        return text.indexOf('<') < 0
                ? text
                : BROKEN_LINES
                        .matcher(text)
                        .replaceAll(link ->
                                Matcher.quoteReplacement("<" + link.group(1).replaceAll("\\s+", "") + ">"));
    }

    /** Without what ends a sentence, and without a bracket that the link does not open. */
    private static String trimmed(String url) {
        int end = url.length();
        while (end > 0) {
            char last = url.charAt(end - 1);
            int closing = CLOSING.indexOf(last);
            boolean unopened = closing >= 0 && !isOpened(url, end, OPENING.charAt(closing), last);
            if (AFTER.indexOf(last) < 0 && !unopened) {
                break;
            }
            end--;
        }
        return url.substring(0, end);
    }

    private static boolean isOpened(String url, int end, char opening, char closing) {
        int depth = 0;
        for (int i = 0; i < end - 1; i++) {
            depth += url.charAt(i) == opening ? 1 : url.charAt(i) == closing && depth > 0 ? -1 : 0;
        }
        return depth > 0;
    }
}
