package org.triageledger.core.mail.field;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.triageledger.core.mail.Address;
import org.triageledger.core.mail.Mailbox;
import org.triageledger.core.mail.Texts;

/**
 * Mailboxes in an address field (RFC 5322 §3.4), read as leniently as real mail wants it: comments, quoted names, groups, routes
 * (§4.4), and the {@code user at example.org (Name)} of list archives. Encoded words are decoded only after the mailboxes have
 * been told apart, so that a name cannot smuggle in an address. Two addresses in brackets side by side are two mailboxes: what
 * other programs would take for the author must not get lost. Never throws; a field costs time in proportion to its length.
 */
public final class AddressList {
    private static final int LONGEST = 50_000;
    private static final int MOST = 500;
    private static final int LONGEST_NAME = 300;
    private static final int LONGEST_WORD = 1_000;

    private static final Pattern OBFUSCATED =
            Pattern.compile("^([^\\s@]{1,200})(?:\\s+at\\s+|\\s*\\(at\\)\\s*|\\s*\\[at]\\s*)([^\\s@]{1,255})$");

    private final String text;
    private final List<Mailbox> found = new ArrayList<>(2);
    private final StringBuilder phrase = new StringBuilder();
    private final StringBuilder comment = new StringBuilder();
    private Optional<String> angle = Optional.empty();

    /** From here on no quotation mark (or bracket) has a partner; they are letters like any other. */
    private boolean quotesOpen;

    private boolean commentsOpen;

    private AddressList(String text) {
        this.text = text;
    }

    public static List<Mailbox> parse(String field) {
        return new AddressList(field.length() > LONGEST ? field.substring(0, LONGEST) : field).read();
    }

    private List<Mailbox> read() {
        for (int i = 0; i < text.length() && found.size() < MOST; i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> i = quoted(i);
                case '(' -> i = comment(i);
                case '<' -> i = angle(i);
                case '=' -> i = encodedWord(i);
                case '[' -> i = literal(i);
                case ',', ';' -> finish();
                case ':' -> begin();
                default -> phrase.append(c);
            }
        }
        finish();
        return List.copyOf(found);
    }

    /** After a group's name; an address holds no colon outside a route or literal, and those are read as wholes. */
    private void begin() {
        phrase.setLength(0);
        comment.setLength(0);
    }

    private int quoted(int open) {
        for (int i = open + 1; i < text.length() && !quotesOpen; i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == '"') {
                phrase.append(text, open, i + 1);
                return i;
            }
        }
        quotesOpen = true;
        return open;
    }

    private int comment(int open) {
        int depth = 0;
        for (int i = open; i < text.length() && !commentsOpen; i++) {
            switch (text.charAt(i)) {
                case '\\' -> i++;
                case '(' -> depth++;
                case ')' -> {
                    if (--depth == 0) {
                        String inner = text.substring(open + 1, i);
                        if (inner.equals("at")) {
                            phrase.append(" at ");
                        } else {
                            comment.append(inner).append(' ');
                        }
                        return i;
                    }
                }
                default -> {}
            }
        }
        commentsOpen = true;
        phrase.append('(');
        return open;
    }

    private int angle(int open) {
        if (angle.isPresent()) {
            finish();
        }
        int close = text.indexOf('>', open + 1);
        int end = close < 0 ? text.length() : close;
        angle = Optional.of(text.substring(open + 1, end));
        return end;
    }

    /** An encoded word is one token, although mailers put commas and brackets into it (RFC 2047 §5 (3) forbids it). */
    private int encodedWord(int at) {
        if (text.startsWith("=?", at)) {
            String ahead = text.substring(at, Math.min(text.length(), at + LONGEST_WORD));
            int encoding = ahead.indexOf('?', 2);
            int end = encoding > 0 && ahead.indexOf('?', encoding + 1) == encoding + 2
                    ? ahead.indexOf("?=", encoding + 3)
                    : -1;
            if (end > 0) {
                phrase.append(ahead, 0, end + 2);
                return at + end + 1;
            }
        }
        phrase.append('=');
        return at;
    }

    /** A domain literal such as {@code [IPv6:2001:db8::1]} holds colons. */
    private int literal(int open) {
        int close = text.indexOf(']', open + 1);
        if (close > 0 && close - open < 60 && !phrase.isEmpty() && phrase.charAt(phrase.length() - 1) == '@') {
            phrase.append(text, open, close + 1);
            return close;
        }
        phrase.append('[');
        return open;
    }

    private void finish() {
        String words = phrase.toString().strip();
        String note = comment.toString().strip();
        if (angle.isPresent()) {
            Optional<Address> inner = address(angle.get());
            inner.ifPresent(address -> found.add(new Mailbox(name(words.isEmpty() ? note : words), address)));
            if (inner.isEmpty()) {
                // "ada@example.org <Ada>" is seen too.
                address(words).ifPresent(address -> found.add(new Mailbox(name(angle.get()), address)));
            }
        } else {
            address(words).ifPresent(address -> found.add(new Mailbox(name(note), address)));
        }
        angle = Optional.empty();
        begin();
    }

    private static Optional<Address> address(String text) {
        String plain = text.strip();
        if (plain.startsWith("@") && plain.indexOf(':') > 0) {
            plain = plain.substring(plain.indexOf(':') + 1);
        }
        if (plain.length() > 7 && plain.substring(0, 7).toLowerCase(Locale.ROOT).equals("mailto:")) {
            plain = plain.substring(7);
        }
        if (plain.length() > 500) {
            return Optional.empty();
        }
        Matcher obfuscated = OBFUSCATED.matcher(plain);
        if (obfuscated.matches()) {
            plain = obfuscated.group(1) + "@" + obfuscated.group(2);
        }
        return Address.parse(plain.startsWith("\"") ? plain : tight(plain));
    }

    /** Blanks may stand around the at sign and the dots (RFC 5322 §4.4), but two words are no local part. */
    private static String tight(String text) {
        return text.indexOf(' ') < 0 ? text : text.replaceAll("\\s*([@.])\\s*", "$1");
    }

    /** A display name as people read it: unquoted, decoded, on one line. */
    static String name(String phrase) {
        StringBuilder plain = new StringBuilder(phrase.length());
        boolean quoted = false;
        for (int i = 0; i < phrase.length(); i++) {
            char c = phrase.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\' && i + 1 < phrase.length()) {
                plain.append(phrase.charAt(++i));
            } else {
                plain.append(c);
            }
        }
        String name = Texts.oneLine(EncodedWords.decode(plain.toString()), LONGEST_NAME);
        boolean twice = name.length() > 2 && name.startsWith("'") && name.endsWith("'");
        return twice ? name.substring(1, name.length() - 1).strip() : name;
    }
}
