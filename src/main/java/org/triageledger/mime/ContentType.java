package org.triageledger.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.triageledger.core.mail.Headers;
import org.triageledger.core.mail.field.EncodedWords;

/**
 * A value with parameters, as of Content-Type and Content-Disposition (RFC 2045 §5.1, RFC 2231), read leniently: of what makes
 * no sense as much is taken as does. Nothing else in the program reads such a field.
 *
 * @param value in lower case, without comments
 * @param parameters names in lower case; the first of a name counts
 * @param unclear names of parameters of which other programs may read another value: given twice, in pieces, with a comment, an escaped
 *     character, or a quote that is not closed
 */
record ContentType(String value, Map<String, String> parameters, Set<String> unclear) {
    private static final int MOST_PARAMETERS = 100;

    /** Reading stops here: a field this long is made to cost time. */
    private static final int LONGEST = 20_000;

    /** RFC 2045 §5.1, and what mailers write unquoted although it must be quoted. */
    private static final Pattern TOKEN = Pattern.compile("[!-~&&[^;\"()\\\\]]+");

    static final String ATTACHMENT = "attachment";

    /** What Content-Disposition says, also in an encoded word, as some gateways write it; empty where it says nothing. */
    static String disposition(Headers headers) {
        return headers.first("Content-Disposition")
                .map(EncodedWords::decode)
                .map(field -> parse(field).value())
                .orElse("");
    }

    static ContentType parse(String whole) {
        String field = whole.length() > LONGEST ? whole.substring(0, LONGEST) : whole;
        int end = end(field, 0);
        Map<String, String> parameters = new HashMap<>(4);
        List<Piece> pieces = new ArrayList<>(0);
        Set<String> unclear = new HashSet<>(0);
        while (end < field.length() && parameters.size() + pieces.size() < MOST_PARAMETERS) {
            int begin = end + 1;
            end = end(field, begin);
            int equals = field.indexOf('=', begin);
            if (equals > begin && equals < end) {
                String name = field.substring(begin, equals).strip().toLowerCase(Locale.ROOT);
                String written = field.substring(equals + 1, end).strip();
                String value = value(written);
                int star = name.indexOf('*');
                if (star > 0) {
                    pieces.add(Piece.of(name, star, value));
                    unclear.add(name.substring(0, star));
                } else if (parameters.putIfAbsent(name, value) != null || !isPlain(written, value)) {
                    unclear.add(name);
                }
            }
        }
        pieces.sort(Comparator.comparingInt(Piece::number));
        Map<String, String> joined = new HashMap<>(0);
        pieces.forEach(piece -> joined.merge(piece.name(), piece.value(), String::concat));
        joined.forEach(parameters::putIfAbsent);
        return new ContentType(
                withoutComment(field.substring(0, end(field, 0))).toLowerCase(Locale.ROOT),
                Map.copyOf(parameters),
                Set.copyOf(unclear));
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** The line between the parts of a multipart, without its dashes; blanks at its end do not count (RFC 2046 §5.1.1). */
    Optional<String> boundary() {
        return parameter("boundary").map(String::stripTrailing).filter(text -> !text.isEmpty());
    }

    /** Whether a value is written as a token or a quoted string, with nothing that has to be taken away. */
    private static boolean isPlain(String written, String value) {
        return written.equals(value) && TOKEN.matcher(value).matches() || written.equals('"' + value + '"');
    }

    /** Where the parameter that begins at {@code from} ends: at a semicolon outside of quotes, or the end. */
    private static int end(String text, int from) {
        boolean quoted = false;
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\' && quoted) {
                at++;
            } else if (c == ';' && !quoted) {
                return at;
            }
        }
        // A quote that is never closed must not swallow what follows.
        int semicolon = quoted ? text.indexOf(';', from) : -1;
        return semicolon < 0 ? text.length() : semicolon;
    }

    private static String value(String text) {
        if (!text.startsWith("\"")) {
            return withoutComment(text);
        }
        StringBuilder value = new StringBuilder(text.length());
        for (int at = 1; at < text.length() && text.charAt(at) != '"'; at++) {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length()) {
                c = text.charAt(++at);
            }
            value.append(c);
        }
        return value.toString();
    }

    /** Comments (RFC 2045 §5.1) may stand before and behind the value; one that is never closed ends it. */
    private static String withoutComment(String whole) {
        String text = whole.strip();
        while (text.startsWith("(")) {
            int close = closing(text);
            if (close < 0) {
                return "";
            }
            text = text.substring(close + 1).strip();
        }
        // Unquoted file names hold brackets, too, but no blank before them.
        int open = text.indexOf(" (");
        return (open < 0 ? text : text.substring(0, open)).strip();
    }

    /** Where the comment ends that begins a text; -1 where it does not. */
    private static int closing(String text) {
        int depth = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return at;
            }
        }
        return -1;
    }

    /** One piece of a value in the form of RFC 2231: {@code name*0*=utf-8''a%20b}. */
    private record Piece(String name, int number, String value) {
        static Piece of(String name, int star, String value) {
            String rest = name.substring(star + 1);
            boolean encoded = rest.isEmpty() || rest.endsWith("*");
            String digits = rest.replace("*", "");
            int number = digits.matches("\\d{1,4}") ? Integer.parseInt(digits) : 0;
            return new Piece(name.substring(0, star), number, encoded ? decoded(value, number == 0) : value);
        }

        private static String decoded(String value, boolean first) {
            int language = first ? value.indexOf('\'') : -1;
            int text = language < 0 ? -1 : value.indexOf('\'', language + 1);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(value.length());
            String encoded = value.substring(text + 1);
            for (int at = 0; at < encoded.length(); at++) {
                int high = at + 2 < encoded.length() ? Character.digit(encoded.charAt(at + 1), 16) : -1;
                int low = at + 2 < encoded.length() ? Character.digit(encoded.charAt(at + 2), 16) : -1;
                if (encoded.charAt(at) == '%' && high >= 0 && low >= 0) {
                    bytes.write(high << 4 | low);
                    at += 2;
                } else {
                    bytes.writeBytes(String.valueOf(encoded.charAt(at)).getBytes(StandardCharsets.UTF_8));
                }
            }
            return Text.of(bytes.toByteArray(), 0, bytes.size());
        }
    }
}
