package org.triageledger.core.mail.field;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.triageledger.core.mail.Domains;
import org.triageledger.core.mail.Headers;

/**
 * What a DKIM-Signature field says of itself (RFC 6376 §3.5): who signed, and which fields. Whether it is valid is our receiver's to
 * say; see {@link Proof}.
 *
 * @param domain {@code d=}, in lower case
 * @param selector {@code s=}, in lower case
 * @param fields how often each field's name stands in {@code h=}, in lower case
 * @param value {@code b=} without white space
 * @param wholeBody whether it covers the body to its end, which {@code l=} leaves open
 */
record Signature(String domain, String selector, Map<String, Integer> fields, String value, boolean wholeBody) {
    private static final int LONGEST = 20_000;
    private static final int MOST = 50;
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    /** The signatures of a mail, topmost first. What cannot be read is left out, so that nothing is covered by it. */
    static List<Signature> in(Headers headers) {
        return headers.all("DKIM-Signature").stream()
                .limit(MOST)
                .flatMap(field -> parse(field).stream())
                .toList();
    }

    /** More than a mail ever has: a sender who puts many on top could hide the valid one, so that none is known to cover anything. */
    static boolean areTooMany(Headers headers) {
        return headers.all("DKIM-Signature").size() > MOST;
    }

    static Optional<Signature> parse(String field) {
        if (field.length() > LONGEST) {
            return Optional.empty();
        }
        Map<String, String> tags = new HashMap<>();
        for (String tag : field.split(";")) {
            int equals = tag.indexOf('=');
            if (equals > 0) {
                String name = tag.substring(0, equals).strip();
                // A tag that stands twice makes the whole signature invalid (RFC 6376 §3.2).
                if (tags.put(name, BLANKS.matcher(tag.substring(equals + 1)).replaceAll("")) != null) {
                    return Optional.empty();
                }
            }
        }
        String domain = tags.getOrDefault("d", "");
        String signed = tags.getOrDefault("h", "");
        if (domain.isEmpty() || signed.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Integer> fields = new HashMap<>();
        for (String name : signed.toLowerCase(Locale.ROOT).split(":")) {
            fields.merge(name, 1, Integer::sum);
        }
        return Optional.of(new Signature(
                Domains.folded(domain),
                tags.getOrDefault("s", "").toLowerCase(Locale.ROOT),
                Map.copyOf(fields),
                tags.getOrDefault("b", ""),
                !tags.containsKey("l")));
    }

    /**
     * Whether it covers every field of that name in the header. A signature covers as many of them, from the lowest up, as their name
     * stands in it (RFC 6376 §5.4.2), so one that was put on top later is not covered.
     */
    boolean covers(String name, Headers headers) {
        int present = headers.all(name).size();
        return present > 0 && present <= fields.getOrDefault(name.toLowerCase(Locale.ROOT), 0);
    }
}
