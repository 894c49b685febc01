package org.triageledger.core.mail;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A message identifier (RFC 5322 §3.6.4), kept without its angle brackets.
 *
 * <p>Parsing is lenient and never throws: real mail writes ids with spaces, without brackets, without an at sign. What is
 * inside the brackets is kept as it stands, white space removed; the comparison is exact, as RFC 5322 wants it.
 */
public record MessageId(String value) implements Comparable<MessageId> {
    /** Longest id kept; a longer one is no id but an attack or an accident. */
    public static final int MAX_LENGTH = 995;

    public MessageId {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a message id has 1 to " + MAX_LENGTH + " characters");
        }
    }

    /** The first id in a header value, if it holds one. */
    public static Optional<MessageId> first(String header) {
        List<MessageId> all = all(header);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getFirst());
    }

    /**
     * One that a person wrote, with or without angle brackets. What they meant is not guessed at: it has an at sign with something on
     * both sides, and neither white space, control characters nor more brackets (RFC 5322 §3.6.4).
     *
     * @return empty where the text is no message identifier
     */
    public static Optional<MessageId> written(String text) {
        String stripped = text.strip();
        String id = stripped.startsWith("<") && stripped.endsWith(">") && stripped.length() > 2
                ? stripped.substring(1, stripped.length() - 1)
                : stripped;
        int at = id.lastIndexOf('@');
        return id.length() <= MAX_LENGTH
                        && at > 0
                        && at < id.length() - 1
                        && id.codePoints().allMatch(MessageId::isWritten)
                ? Optional.of(new MessageId(id))
                : Optional.empty();
    }

    private static boolean isWritten(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> false;
            default -> c != '<' && c != '>' && !Character.isWhitespace(c) && !Character.isSpaceChar(c);
        };
    }

    /**
     * All ids in a header value such as References, in their order, without repetition. Bracketed tokens count; where there
     * is none, white space separates, and only tokens with an at sign count (In-Reply-To of old mailers is prose).
     */
    public static List<MessageId> all(String header) {
        LinkedHashSet<MessageId> found = new LinkedHashSet<>();
        int at = 0;
        while (true) {
            int open = header.indexOf('<', at);
            if (open < 0) {
                break;
            }
            int close = header.indexOf('>', open + 1);
            if (close < 0) {
                break;
            }
            int inner = header.lastIndexOf('<', close);
            add(found, header.substring(Math.max(open, inner) + 1, close), false);
            at = close + 1;
        }
        if (found.isEmpty()) {
            for (String token : header.split("[\\s,;<>]+")) {
                add(found, token, true);
            }
        }
        return new ArrayList<>(found);
    }

    private static void add(LinkedHashSet<MessageId> found, String text, boolean needsAt) {
        String kept = seen(text);
        if (kept.isEmpty() || kept.length() > MAX_LENGTH || (needsAt && kept.indexOf('@') <= 0)) {
            return;
        }
        found.add(new MessageId(kept));
    }

    /** Without white space and control characters; most ids have none. */
    private static String seen(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isSeen(text.charAt(i))) {
                StringBuilder kept = new StringBuilder(text.length());
                text.chars().filter(MessageId::isSeen).forEach(c -> kept.append((char) c));
                return kept.toString();
            }
        }
        return text;
    }

    private static boolean isSeen(int c) {
        return c > ' ' && c != 0x7f;
    }

    /** The part after the last at sign in lower case, or the empty string. */
    public String domain() {
        return value.substring(value.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    @Override
    public int compareTo(MessageId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
