package org.triageledger.core.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Mailboxes in an address field (RFC 5322 §3.4), read as leniently as real mail wants it: comments, quoted names, groups, and
 * the {@code user at example.org (Name)} of list archives. Encoded words are decoded only after the mailboxes have been told
 * apart, so that a name cannot smuggle in an address. Never throws.
 */
final class AddressList {
    private static final int LONGEST = 50_000;
    private static final int MOST = 200;

    private static final Pattern OBFUSCATED = Pattern.compile("^\\s*(\\S+)\\s+(?:at|\\(at\\)|\\[at])\\s+(\\S+)\\s*$");

    private AddressList() {}

    static List<Mailbox> parse(String field) {
        List<Mailbox> found = new ArrayList<>();
        String text = field.length() > LONGEST ? field.substring(0, LONGEST) : field;
        StringBuilder phrase = new StringBuilder();
        StringBuilder comment = new StringBuilder();
        Optional<String> angle = Optional.empty();
        for (int i = 0; i < text.length() && found.size() < MOST; i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> {
                    int end = quotedEnd(text, i);
                    phrase.append(text, i, Math.min(text.length(), end + 1));
                    i = end;
                }
                case '(' -> {
                    int end = commentEnd(text, i);
                    comment.append(text, i + 1, Math.min(text.length(), end)).append(' ');
                    i = end;
                }
                case '<' -> {
                    int end = text.indexOf('>', i + 1);
                    int stop = end < 0 ? text.length() : end;
                    angle = Optional.of(text.substring(i + 1, stop));
                    i = stop;
                }
                case ',', ';' -> {
                    add(found, phrase, comment, angle);
                    angle = Optional.empty();
                }
                case ':' -> {
                    // A group's name; an address holds no colon outside a route, which stands in angle brackets.
                    phrase.setLength(0);
                    comment.setLength(0);
                }
                default -> phrase.append(c);
            }
        }
        add(found, phrase, comment, angle);
        return found;
    }

    private static void add(List<Mailbox> found, StringBuilder phrase, StringBuilder comment, Optional<String> angle) {
        String words = phrase.toString().strip();
        String note = comment.toString().strip();
        phrase.setLength(0);
        comment.setLength(0);
        if (angle.isPresent()) {
            address(angle.get())
                    .ifPresent(address -> found.add(new Mailbox(name(words.isEmpty() ? note : words), address)));
        } else {
            address(words).ifPresent(address -> found.add(new Mailbox(name(note), address)));
        }
    }

    private static Optional<Address> address(String text) {
        String plain = text.strip();
        if (plain.startsWith("@") && plain.indexOf(':') > 0) {
            plain = plain.substring(plain.indexOf(':') + 1);
        }
        Matcher obfuscated = OBFUSCATED.matcher(plain);
        if (obfuscated.matches()) {
            plain = obfuscated.group(1) + "@" + obfuscated.group(2);
        }
        if (plain.startsWith("mailto:")) {
            plain = plain.substring(7);
        }
        return Address.parse(plain.indexOf(' ') >= 0 && !plain.startsWith("\"") ? plain.replace(" ", "") : plain);
    }

    /** A display name as people read it: unquoted, decoded, on one line. */
    static String name(String phrase) {
        StringBuilder plain = new StringBuilder(phrase.length());
        boolean quoted = false;
        for (int i = 0; i < phrase.length(); i++) {
            char c = phrase.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\' && quoted && i + 1 < phrase.length()) {
                plain.append(phrase.charAt(++i));
            } else {
                plain.append(c);
            }
        }
        return EncodedWords.decode(plain.toString())
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .strip();
    }

    private static int quotedEnd(String text, int open) {
        for (int i = open + 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == '"') {
                return i;
            }
        }
        // A quote that never closes is a letter like any other.
        return open;
    }

    private static int commentEnd(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '\\' -> i++;
                case '(' -> depth++;
                case ')' -> {
                    if (--depth == 0) {
                        return i;
                    }
                }
                default -> {}
            }
        }
        return text.length();
    }
}
