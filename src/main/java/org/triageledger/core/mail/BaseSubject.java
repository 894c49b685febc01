package org.triageledger.core.mail;

import java.util.Locale;
import java.util.regex.Pattern;

/** The base subject (RFC 5256 §2.1): without reply and forward marks, list tags and trailers, blanks as one. */
record BaseSubject(String text, boolean reply, boolean forward) {
    private static final Pattern REPLY = Pattern.compile(
            "^(?:re|aw|sv|antw|antwort|vs|rv|odp|ref|回复|答复)(?:\\[\\d+])?\\s*(?:\\[[^\\]]*])?\\s*[:：]\\s*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern FORWARD =
            Pattern.compile("^(?:fwd?|wg|tr|rv|enc|vb|转发)\\s*(?:\\[[^\\]]*])?\\s*[:：]\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern TAG = Pattern.compile("^\\[[^\\[\\]]{1,60}]\\s*");
    private static final Pattern TRAILER = Pattern.compile("\\s*\\(fwd\\)$", Pattern.CASE_INSENSITIVE);
    private static final Pattern WRAPPED = Pattern.compile("^\\[fwd:\\s*(.*)]$", Pattern.CASE_INSENSITIVE);

    static BaseSubject of(String subject) {
        String text = subject.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        boolean reply = false;
        boolean forward = false;
        while (true) {
            String before = text;
            if (TRAILER.matcher(text).find()) {
                text = TRAILER.matcher(text).replaceFirst("");
                forward = true;
            }
            if (REPLY.matcher(text).find()) {
                text = REPLY.matcher(text).replaceFirst("");
                reply = true;
            } else if (FORWARD.matcher(text).find()) {
                text = FORWARD.matcher(text).replaceFirst("");
                forward = true;
            } else if (WRAPPED.matcher(text).find()) {
                text = WRAPPED.matcher(text).replaceFirst("$1");
                forward = true;
            } else if (TAG.matcher(text).find()) {
                String rest = TAG.matcher(text).replaceFirst("");
                text = rest.isEmpty() ? text : rest;
            }
            if (text.equals(before)) {
                return new BaseSubject(text.strip().toLowerCase(Locale.ROOT), reply, forward);
            }
        }
    }
}
