package org.triageledger.core.mail.field;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The base subject (RFC 5256 §2.1): without marks of replies and forwards (those of other languages too), list tags and trailers,
 * blanks as one, in lower case. A tag that holds an advisory's id is no list tag and stays.
 *
 * @param reply whether a mark of a reply stood there
 * @param forward whether a mark of a forwarded mail stood there
 */
public record BaseSubject(String text, boolean reply, boolean forward) {
    private static final Pattern REPLY = Pattern.compile(
            "^(?:re|aw|antw|antwort|sv|vs|odp|ref|réf|res|rif|r|ynt|yan|bls|vá|απ|σχετ|отв|ответ|回复|回覆|答复|答覆|返信|회신)"
                    + "(?:\\[\\d+]|\\(\\d+\\)|\\^\\d+|\\*\\d+)?\\s?(?:\\[[^\\]]{0,60}])?\\s?[:：]\\s?");

    private static final Pattern FORWARD = Pattern.compile(
            "^(?:fwd?|wg|tr|rv|enc|vb|doorst|i|továbbítás|πρθ|转发|轉寄|転送|전달)(?:\\[\\d+])?\\s?(?:\\[[^\\]]{0,60}])?\\s?[:：]\\s?");

    private static final Pattern TAG = Pattern.compile("^\\[(?![^\\]]*(?:cve-\\d|ghsa-))[^\\[\\]]{1,60}]\\s?");

    private static final Pattern TRAILER = Pattern.compile("\\s?\\(fwd\\)$");
    private static final Pattern WRAPPED = Pattern.compile("^\\[fwd:\\s?(.*)]$");

    /** A mark with its tag ends before here. */
    private static final int LONGEST_MARK = 160;

    /** @param subject decoded, on one line */
    public static BaseSubject of(String subject) {
        String text = subject.strip().toLowerCase(Locale.ROOT);
        boolean reply = false;
        boolean forward = false;
        while (!text.isEmpty()) {
            String before = text;
            String without = text.endsWith("(fwd)") ? TRAILER.matcher(text).replaceFirst("") : text;
            forward |= !without.equals(text);
            text = without;
            if (text.startsWith("[fwd:")) {
                Matcher wrapped = WRAPPED.matcher(text);
                if (wrapped.matches()) {
                    text = wrapped.group(1).strip();
                    forward = true;
                }
            }
            without = unmarked(text, REPLY);
            reply |= !without.equals(text);
            text = without;
            without = unmarked(text, FORWARD);
            forward |= !without.equals(text);
            text = without;
            String untagged = text.startsWith("[") ? TAG.matcher(text).replaceFirst("") : text;
            // A subject that is nothing but a tag keeps it.
            text = untagged.isEmpty() ? text : untagged;
            if (text.equals(before)) {
                break;
            }
        }
        return new BaseSubject(text.strip(), reply, forward);
    }

    /** A mark ends with a colon; most subjects have none, and looking for one is cheap. */
    private static String unmarked(String text, Pattern mark) {
        for (int i = 0; i < Math.min(text.length(), LONGEST_MARK); i++) {
            if (text.charAt(i) == ':' || text.charAt(i) == '：') {
                return mark.matcher(text).replaceFirst("");
            }
        }
        return text;
    }
}
