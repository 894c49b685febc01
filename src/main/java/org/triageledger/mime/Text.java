package org.triageledger.mime;

import jakarta.mail.internet.MimeUtility;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Bytes to text, whatever the bytes. */
final class Text {
    private static final byte[] PROBE = "From > a9".getBytes(StandardCharsets.US_ASCII);

    private Text() {}

    /** UTF-8 (RFC 6532) where the bytes can be, else ISO 8859-1. */
    static String of(byte[] bytes, int from, int to) {
        if (isAscii(bytes, from, to)) {
            return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        }
    }

    /**
     * By the charset that was declared; one that is unknown, or ASCII that is none, is guessed, and so is one in which plain ASCII would
     * be other letters: two or four bytes a letter where no byte is null, or EBCDIC. Line ends become LF.
     */
    static String of(byte[] bytes, Optional<String> charset) {
        String text = charset.flatMap(Text::charset)
                .filter(named -> !named.equals(StandardCharsets.US_ASCII) && !named.equals(StandardCharsets.UTF_8))
                .filter(named -> !isAscii(bytes, 0, bytes.length) || keepsAscii(named) || isWide(named, bytes))
                .map(named -> new String(bytes, named))
                .orElseGet(() -> of(bytes, 0, bytes.length));
        return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
    }

    private static Optional<Charset> charset(String declared) {
        String name = declared.strip();
        try {
            // Old names that Java does not know, Jakarta Mail does; but it takes ASCII for ISO 8859-1.
            return Optional.of(Charset.forName(Charset.isSupported(name) ? name : MimeUtility.javaCharset(name)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether ASCII stays as it is, as in all charsets that mail is written in but UTF-16, UTF-32 and EBCDIC. */
    private static boolean keepsAscii(Charset named) {
        return new String(PROBE, named).equals(new String(PROBE, StandardCharsets.US_ASCII));
    }

    /** Text of several bytes a letter in which Latin letters stand has null bytes. */
    private static boolean isWide(Charset named, byte[] bytes) {
        return named.name().toUpperCase(Locale.ROOT).contains("UTF-") && contains(bytes, (byte) 0);
    }

    private static boolean contains(byte[] bytes, byte wanted) {
        for (byte number : bytes) {
            if (number == wanted) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAscii(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] < 0) {
                return false;
            }
        }
        return true;
    }
}
