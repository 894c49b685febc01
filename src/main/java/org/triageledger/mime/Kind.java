package org.triageledger.mime;

import java.util.Set;
import java.util.regex.Pattern;

/** What kind of content a media type promises (RFC 2046). */
enum Kind {
    MULTIPART,
    MAIL,
    /** Text that a machine wrote for machines, which says what a mail is; read even where it is called an attachment. */
    REPORT,
    HTML,
    TEXT,
    OTHER;

    static final String PLAIN = "text/plain";

    private static final Pattern TYPE = Pattern.compile("[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+");

    private static final Set<String> REPORTS = Set.of(
            "message/delivery-status",
            "message/global-delivery-status",
            "message/disposition-notification",
            "message/global-disposition-notification",
            "message/feedback-report",
            "message/rfc822-headers",
            "message/global-headers",
            "text/rfc822-headers");

    static Kind of(String type) {
        if (type.startsWith("multipart/")) {
            return MULTIPART;
        }
        if (type.equals("message/rfc822") || type.equals("message/global")) {
            return MAIL;
        }
        if (REPORTS.contains(type)) {
            return REPORT;
        }
        if (type.equals("text/html")) {
            return HTML;
        }
        return type.startsWith("text/") ? TEXT : OTHER;
    }

    /** Whether it has the form {@code type/subtype}; anything else counts as {@link #PLAIN} (RFC 2045 §5.2). */
    static boolean isType(String text) {
        return TYPE.matcher(text).matches();
    }
}
