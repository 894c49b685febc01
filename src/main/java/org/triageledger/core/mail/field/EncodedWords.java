package org.triageledger.core.mail.field;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decodes encoded words (RFC 2047, with the language of RFC 2231 §5): {@code =?utf-8?q?Andr=C3=A9?=}. White space between two
 * of them is no part of the text (§6.2); one that cannot be decoded stays as it stands. Never throws.
 */
public final class EncodedWords {
    private static final Pattern WORD =
            Pattern.compile("=\\?([^?\\s*]{1,40})(?:\\*[^?\\s]{0,20})?\\?([bBqQ])\\?([^?]*)\\?=");

    /** Names that mailers write, of character sets that Java knows by another name; a superset where mailers mean one. */
    private static final Map<String, String> ALIASES = Map.of(
            "gb2312", "GBK",
            "ks_c_5601-1987", "x-windows-949",
            "cp-850", "IBM850",
            "utf8mb4", "UTF-8",
            "unicode-1-1-utf-8", "UTF-8",
            "x-gbk", "GBK",
            "iso-8859-8-i", "ISO-8859-8",
            "x-mac-roman", "x-MacRoman",
            "windows-31j", "windows-31j",
            "x-unknown", "windows-1252");

    private EncodedWords() {}

    public static String decode(String text) {
        if (!text.contains("=?")) {
            return text;
        }
        StringBuilder decoded = new StringBuilder(text.length());
        Matcher word = WORD.matcher(text);
        int at = 0;
        // Mailers split a character over two words of one charset, so neighbours are decoded together.
        ByteArrayOutputStream run = new ByteArrayOutputStream();
        Optional<Charset> charset = Optional.empty();
        while (word.find()) {
            String between = text.substring(at, word.start());
            Optional<Charset> own = charset(word.group(1));
            Optional<byte[]> bytes = own.flatMap(known -> bytes(word.group(2), word.group(3)));
            boolean neighbour = charset.isPresent() && between.isBlank() && bytes.isPresent();
            if (!neighbour || !own.equals(charset)) {
                flush(decoded, run, charset);
                charset = Optional.empty();
            }
            if (!neighbour) {
                decoded.append(between);
            }
            if (bytes.isPresent()) {
                run.writeBytes(bytes.get());
                charset = own;
            } else {
                decoded.append(word.group());
            }
            at = word.end();
        }
        flush(decoded, run, charset);
        return decoded.append(text, at, text.length()).toString();
    }

    private static void flush(StringBuilder decoded, ByteArrayOutputStream run, Optional<Charset> charset) {
        charset.ifPresent(known -> decoded.append(new String(run.toByteArray(), known)));
        run.reset();
    }

    private static Optional<byte[]> bytes(String encoding, String text) {
        return encoding.equalsIgnoreCase("b") ? base64(text) : Optional.of(quoted(text));
    }

    /** Some mailers cut a word off in the middle of a group of four; what is whole is taken. */
    private static Optional<byte[]> base64(String text) {
        StringBuilder letters = new StringBuilder(text.length());
        text.chars()
                .filter(c -> c < 0x80 && (Character.isLetterOrDigit(c) || c == '+' || c == '/'))
                .forEach(c -> letters.append((char) c));
        if (letters.length() % 4 == 1) {
            letters.setLength(letters.length() - 1);
        }
        return letters.isEmpty() && !text.isEmpty()
                ? Optional.empty()
                : Optional.of(Base64.getDecoder().decode(letters.toString()));
    }

    private static byte[] quoted(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '_') {
                bytes.write(' ');
            } else if (c == '='
                    && i + 2 < text.length()
                    && hex(text.charAt(i + 1)) >= 0
                    && hex(text.charAt(i + 2)) >= 0) {
                bytes.write(hex(text.charAt(i + 1)) << 4 | hex(text.charAt(i + 2)));
                i += 2;
            } else if (c < 0x80) {
                bytes.write(c);
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static int hex(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    private static Optional<Charset> charset(String name) {
        try {
            return Optional.of(Charset.forName(ALIASES.getOrDefault(name.toLowerCase(Locale.ROOT), name)));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }
}
