package org.triageledger.core.snapshot;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * JSON in one form only, so that equal values have equal bytes: members sorted by UTF-16 code units (RFC 8785 §3.2.3), no white space
 * (§3.2.1), no escape that is not needed (§3.2.2.2), numbers as ECMAScript writes them (§3.2.2.3). In two ways it takes more than the RFC
 * does: whole numbers of 64 bits keep all their digits, and half a surrogate pair is escaped where the RFC ends with an error.
 */
sealed interface Json {
    record Text(String value) implements Json {}

    record Whole(long value) implements Json {}

    /** A number of 64 bits by IEEE 754; never a snapshot's own, whose numbers are all whole. */
    record Number(double value) implements Json {
        public Number {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("JSON has no number for this");
            }
        }
    }

    record Truth(boolean value) implements Json {}

    record Nothing() implements Json {}

    record Items(List<Json> items) implements Json {
        public Items {
            items = List.copyOf(items);
        }
    }

    record Members(SortedMap<String, Json> members) implements Json {
        public Members {
            members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
        }
    }

    static Json text(Object value) {
        return new Text(value.toString());
    }

    static Json text(Optional<?> value) {
        return value.map(Json::text).orElseGet(Nothing::new);
    }

    static <T> Json items(Collection<T> items, Function<? super T, ? extends Json> each) {
        return new Items(items.stream().<Json>map(each).toList());
    }

    static Json texts(Collection<?> items) {
        return items(items, Json::text);
    }

    static Json members(Map<String, Json> members) {
        return new Members(new TreeMap<>(members));
    }

    /** UTF-8. */
    default byte[] bytes() {
        return written().getBytes(StandardCharsets.UTF_8);
    }

    default String written() {
        StringBuilder out = new StringBuilder();
        write(this, out);
        return out.toString();
    }

    private static void write(Json value, StringBuilder out) {
        switch (value) {
            case Text text -> quote(text.value, out);
            case Whole whole -> out.append(whole.value);
            case Number number -> out.append(EcmaNumber.written(number.value));
            case Truth truth -> out.append(truth.value);
            case Nothing ignored -> out.append("null");
            case Items items -> {
                String between = "[";
                for (Json item : items.items) {
                    out.append(between);
                    write(item, out);
                    between = ",";
                }
                out.append(items.items.isEmpty() ? "[]" : "]");
            }
            case Members members -> {
                String between = "{";
                for (Map.Entry<String, Json> member : members.members.entrySet()) {
                    out.append(between);
                    quote(member.getKey(), out);
                    out.append(':');
                    write(member.getValue(), out);
                    between = ",";
                }
                out.append(members.members.isEmpty() ? "{}" : "}");
            }
        }
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ' || lone(text, i)) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    /** Half a character has no UTF-8; escaped it survives. */
    private static boolean lone(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }
}
