package org.triageledger.mime;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;

/** Undoes transfer encodings (RFC 2045 §6) and charsets. What cannot be undone is taken as it stands. */
final class Decoder {
    private Decoder() {}

    /** The content of a part, at most {@code most} bytes of it. */
    static byte[] transfer(byte[] bytes, int from, int to, String encoding, int most) {
        String name = word(encoding);
        int length = (int) Math.min(to - from, 2L * most + 1024);
        InputStream raw = new ByteArrayInputStream(bytes, from, Math.min(length, to - from));
        boolean encoded = name.equals("base64") || name.equals("quoted-printable") || isUuencode(name);
        if (!encoded) {
            return copy(bytes, from, Math.min(to, from + most));
        }
        try (InputStream decoded = MimeUtility.decode(raw, name)) {
            return readAsFarAsPossible(decoded, most);
        } catch (MessagingException | IOException | RuntimeException e) {
            return copy(bytes, from, Math.min(to, from + most));
        }
    }

    static String text(byte[] bytes, Optional<String> charset) {
        Optional<Charset> named = charset.flatMap(Decoder::charset);
        if (named.isPresent() && !named.get().equals(StandardCharsets.US_ASCII)) {
            return lines(new String(bytes, named.get()));
        }
        try {
            CharBuffer strict = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            return lines(strict.toString());
        } catch (CharacterCodingException e) {
            return lines(new String(bytes, StandardCharsets.ISO_8859_1));
        }
    }

    private static Optional<Charset> charset(String name) {
        try {
            String java = MimeUtility.javaCharset(name.strip());
            return Optional.of(Charset.forName(java));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A damaged end costs only what comes after it. */
    private static byte[] readAsFarAsPossible(InputStream stream, int most) {
        java.io.ByteArrayOutputStream kept = new java.io.ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            while (kept.size() < most) {
                int count = stream.read(buffer, 0, Math.min(buffer.length, most - kept.size()));
                if (count < 0) {
                    break;
                }
                kept.write(buffer, 0, count);
            }
        } catch (IOException | RuntimeException e) {
            return kept.toByteArray();
        }
        return kept.toByteArray();
    }

    private static boolean isUuencode(String name) {
        return name.equals("uuencode") || name.equals("x-uuencode") || name.equals("x-uue");
    }

    /** The first word of a field, in lower case: {@code 8bit"} and {@code base64;} are seen in real mail. */
    private static String word(String encoding) {
        String lower = encoding.strip().toLowerCase(Locale.ROOT);
        int end = 0;
        while (end < lower.length() && (Character.isLetterOrDigit(lower.charAt(end)) || lower.charAt(end) == '-')) {
            end++;
        }
        return lower.substring(0, end);
    }

    private static byte[] copy(byte[] bytes, int from, int to) {
        return java.util.Arrays.copyOfRange(bytes, from, Math.max(from, to));
    }

    private static String lines(String text) {
        return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
    }
}
