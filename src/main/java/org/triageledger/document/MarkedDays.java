package org.triageledger.document;

import java.util.regex.Pattern;

/** Marks the days in a text, so that a style can keep each on one line: a browser may break a line after any hyphen. */
public final class MarkedDays {
    private static final Pattern DAY = Pattern.compile("(?<![\\w/=.-])\\d{4}-\\d{2}-\\d{2}(?![\\w-])(?![^<]*>)");

    private MarkedDays() {}

    /** @param html in which each day that stands in a text, not in a tag, becomes an element {@code time} */
    public static String in(String html) {
        return DAY.matcher(html).replaceAll("<time>$0</time>");
    }

    /** A text as HTML, with its days marked. */
    public static String inText(String text) {
        return in(Html.escaped(text));
    }
}
