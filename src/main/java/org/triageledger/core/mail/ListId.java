package org.triageledger.core.mail;

import java.util.Locale;
import java.util.Optional;

/** A list identifier (RFC 2919) without phrase and brackets, in lower case: {@code security.python.org}. */
public record ListId(String value) implements Comparable<ListId> {
    private static final String GITHUB = ".github.com";

    public ListId {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a list id is not empty");
        }
    }

    /** Reads a List-Id header value or a bare identifier; empty where there is none. Never throws. */
    public static Optional<ListId> parse(String header) {
        int open = header.lastIndexOf('<');
        int close = header.indexOf('>', open + 1);
        String inner = open >= 0 && close > open ? header.substring(open + 1, close) : header;
        String value = inner.strip().replace('@', '.').toLowerCase(Locale.ROOT);
        boolean fit = !value.isEmpty()
                && value.length() <= 255
                && value.chars().noneMatch(c -> c <= ' ' || c == 0x7f || c == '<' || c == '>');
        return fit ? Optional.of(new ListId(value)) : Optional.empty();
    }

    /**
     * The repository whose notifications GitHub sends under this id, as {@code owner/name} in lower case: {@code parser.team.github.com}
     * is that of {@code team/parser}. A name may hold dots, an owner's cannot.
     */
    public Optional<String> repository() {
        if (!value.endsWith(GITHUB)) {
            return Optional.empty();
        }
        String inner = value.substring(0, value.length() - GITHUB.length());
        int dot = inner.lastIndexOf('.');
        return dot > 0 && dot < inner.length() - 1
                ? Optional.of(inner.substring(dot + 1) + "/" + inner.substring(0, dot))
                : Optional.empty();
    }

    @Override
    public int compareTo(ListId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
