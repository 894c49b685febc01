package org.triageledger.mailbox.imap;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the header of a part says about its content, where it says it plainly: in one field, in the form of RFC 2045 §5.1. What can
 * be read in more than one way is not said here, so that nothing is left out that the reader of mails would read.
 */
final class PartHeader {
    static final String PLAIN = "text/plain";
    static final String MAIL = "message/rfc822";

    private static final String MULTIPART = "multipart/";
    private static final String HEADERS_AS_TEXT = "text/rfc822-headers";
    private static final Set<String> UNENCODED = Set.of("", "7bit", "8bit", "binary");
    private static final Pattern TYPE = Pattern.compile("[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+");
    private static final Pattern BOUNDARY = Pattern.compile(
            ";\\s*boundary\\s*=\\s*(?:\"([^\"\\\\]+)\"|([!-~&&[^;\"()\\\\]]+))\\s*(?:;|$)", Pattern.CASE_INSENSITIVE);

    private static final Pattern FIELD = Pattern.compile("[!-9;-~]+[ \\t]*:.*", Pattern.DOTALL);

    private final boolean wellFormed;
    private final List<String> types;
    private final List<String> dispositions;
    private final List<String> encodings;

    private PartHeader(List<String> fields) {
        this.wellFormed = fields.stream()
                .allMatch(field -> field.isEmpty() || FIELD.matcher(field).matches());
        this.types = values(fields, "content-type");
        this.dispositions = values(fields, "content-disposition");
        this.encodings = values(fields, "content-transfer-encoding");
    }

    static PartHeader of(byte[] header) {
        List<String> fields = new ArrayList<>();
        for (String line : new String(header, StandardCharsets.ISO_8859_1).split("\r*\n")) {
            boolean folded = !line.isEmpty() && (line.charAt(0) == ' ' || line.charAt(0) == '\t');
            fields.add(folded && !fields.isEmpty() ? fields.removeLast() + " " + line.strip() : line);
        }
        return new PartHeader(fields);
    }

    private static List<String> values(List<String> fields, String name) {
        return fields.stream()
                .filter(field -> field.indexOf(':') > 0)
                .filter(field -> field.substring(0, field.indexOf(':'))
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .equals(name))
                .map(field -> field.substring(field.indexOf(':') + 1).strip())
                .toList();
    }

    /** Whether it is made of fields alone. Where other lines stand among them, not everybody sees it end at the same line. */
    boolean isWellFormed() {
        return wellFormed;
    }

    /**
     * Its media type in lower case; empty where it is not plain.
     *
     * @param fallback what a part is that names none
     */
    Optional<String> type(String fallback) {
        return switch (types.size()) {
            case 0 -> Optional.of(fallback);
            case 1 ->
                Optional.of(word(types.getFirst()))
                        .filter(type -> TYPE.matcher(type).matches());
            default -> Optional.empty();
        };
    }

    /** Whether nothing of its content is to be read: it is no text and no mail, or a text that is attached. */
    boolean isAttached(String fallback) {
        return type(fallback).filter(this::isAttachedAs).isPresent();
    }

    private boolean isAttachedAs(String type) {
        if (type.startsWith("text/")) {
            return !type.equals(HEADERS_AS_TEXT)
                    && dispositions.size() == 1
                    && word(dispositions.getFirst()).equals("attachment");
        }
        return !type.startsWith("message/") && !type.startsWith(MULTIPART);
    }

    /** Whether its content is a mail, as it is. */
    boolean isMail(String fallback) {
        return type(fallback)
                        .filter(type -> type.equals(MAIL) || type.equals("message/global"))
                        .isPresent()
                && encodings.size() <= 1
                && UNENCODED.contains(encodings.stream().findFirst().orElse("").toLowerCase(Locale.ROOT));
    }

    /** The boundary between its parts, if it has parts. */
    Optional<String> boundary() {
        if (types.size() != 1 || !word(types.getFirst()).startsWith(MULTIPART)) {
            return Optional.empty();
        }
        String field = types.getFirst();
        String lower = field.toLowerCase(Locale.ROOT);
        Matcher matcher = BOUNDARY.matcher(field);
        boolean once = lower.indexOf("boundary") == lower.lastIndexOf("boundary");
        if (!once || !matcher.find()) {
            return Optional.empty();
        }
        String boundary = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        return Optional.of(boundary.stripTrailing())
                .filter(text -> !text.isEmpty() && text.chars().allMatch(c -> c >= ' ' && c <= '~'));
    }

    /** What its parts are that name no type (RFC 2046 §5.1.5). */
    String fallbackWithin() {
        return type(PLAIN).filter("multipart/digest"::equals).isPresent() ? MAIL : PLAIN;
    }

    private static String word(String field) {
        int end = field.indexOf(';');
        return (end < 0 ? field : field.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }
}
