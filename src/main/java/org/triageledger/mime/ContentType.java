package org.triageledger.mime;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A structured field such as Content-Type (RFC 2045 §5.1), read leniently: what makes no sense is left out. */
record ContentType(String value, Map<String, String> parameters) {
    private static final int LONGEST = 20_000;

    static ContentType parse(String field) {
        String text = field.length() > LONGEST ? field.substring(0, LONGEST) : field;
        int semicolon = text.indexOf(';');
        String head = semicolon < 0 ? text : text.substring(0, semicolon);
        Map<String, String> parameters = new HashMap<>();
        int at = semicolon < 0 ? text.length() : semicolon + 1;
        while (at < text.length()) {
            int equals = text.indexOf('=', at);
            if (equals < 0) {
                break;
            }
            String name = text.substring(at, equals).replace(";", " ").strip().toLowerCase(Locale.ROOT);
            StringBuilder value = new StringBuilder();
            at = value(text, equals + 1, value);
            int star = name.indexOf('*');
            if (star > 0) {
                // RFC 2231 continuations, in their order; only boundaries and charsets matter here.
                parameters.merge(name.substring(0, star), value.toString(), String::concat);
            } else {
                parameters.putIfAbsent(name, value.toString());
            }
        }
        return new ContentType(comments(head).strip().toLowerCase(Locale.ROOT), parameters);
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** Reads a token or quoted string; gives where the next parameter begins. */
    private static int value(String text, int from, StringBuilder value) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '"') {
            at++;
            while (at < text.length() && text.charAt(at) != '"') {
                if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                    at++;
                }
                value.append(text.charAt(at++));
            }
            int next = text.indexOf(';', at);
            return next < 0 ? text.length() : next + 1;
        }
        int next = text.indexOf(';', at);
        int end = next < 0 ? text.length() : next;
        value.append(comments(text.substring(at, end)).strip());
        return next < 0 ? text.length() : next + 1;
    }

    private static String comments(String text) {
        int open = text.indexOf('(');
        return open < 0 ? text : text.substring(0, open);
    }
}
