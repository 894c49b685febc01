package org.triageledger.core.snapshot;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads JSON as {@link Json} writes it, and any other without fractions; what is neither is empty. Never throws. */
final class JsonReader {
    private static final int DEEPEST = 32;

    private final String text;
    private int at;

    private JsonReader(String text) {
        this.text = text;
    }

    static Optional<Json> read(byte[] bytes) {
        JsonReader reader = new JsonReader(new String(bytes, StandardCharsets.UTF_8));
        try {
            Json value = reader.value(0);
            reader.space();
            return reader.at == reader.text.length() ? Optional.of(value) : Optional.empty();
        } catch (Unreadable e) {
            return Optional.empty();
        }
    }

    /** Leaves the descent; never leaves this class. */
    private static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unreadable() {
            super(null, null, false, false);
        }
    }

    private Json value(int depth) {
        if (depth > DEEPEST) {
            throw new Unreadable();
        }
        space();
        char next = peek();
        if (next == '{') {
            return members(depth);
        }
        if (next == '[') {
            return items(depth);
        }
        if (next == '"') {
            return new Json.Text(string());
        }
        if (took("true")) {
            return new Json.Truth(true);
        }
        if (took("false")) {
            return new Json.Truth(false);
        }
        if (took("null")) {
            return new Json.Nothing();
        }
        return whole();
    }

    private Json members(int depth) {
        SortedMap<String, Json> members = new TreeMap<>();
        at++;
        space();
        if (took("}")) {
            return new Json.Members(members);
        }
        do {
            space();
            String name = string();
            space();
            expect(":");
            if (members.put(name, value(depth + 1)) != null) {
                throw new Unreadable();
            }
            space();
        } while (took(","));
        expect("}");
        return new Json.Members(members);
    }

    private Json items(int depth) {
        List<Json> items = new ArrayList<>();
        at++;
        space();
        if (took("]")) {
            return new Json.Items(items);
        }
        do {
            items.add(value(depth + 1));
            space();
        } while (took(","));
        expect("]");
        return new Json.Items(items);
    }

    private Json whole() {
        int from = at;
        took("-");
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        try {
            return new Json.Whole(Long.parseLong(text, from, at, 10));
        } catch (NumberFormatException e) {
            throw new Unreadable();
        }
    }

    private String string() {
        expect("\"");
        StringBuilder read = new StringBuilder();
        while (peek() != '"') {
            char c = text.charAt(at++);
            if (c < ' ') {
                throw new Unreadable();
            }
            read.append(c == '\\' ? escaped() : c);
        }
        at++;
        return read.toString();
    }

    private char escaped() {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hex();
            default -> throw new Unreadable();
        };
    }

    private char hex() {
        if (at + 4 > text.length()) {
            throw new Unreadable();
        }
        int code = 0;
        for (int end = at + 4; at < end; at++) {
            int digit = Character.digit(text.charAt(at), 16);
            if (digit < 0) {
                throw new Unreadable();
            }
            code = code * 16 + digit;
        }
        return (char) code;
    }

    private char peek() {
        if (at >= text.length()) {
            throw new Unreadable();
        }
        return text.charAt(at);
    }

    private boolean took(String word) {
        boolean there = text.startsWith(word, at);
        if (there) {
            at += word.length();
        }
        return there;
    }

    private void expect(String word) {
        if (!took(word)) {
            throw new Unreadable();
        }
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }
}
