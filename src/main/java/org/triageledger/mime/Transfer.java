package org.triageledger.mime;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import org.triageledger.core.mail.Headers;

/**
 * Undoes transfer encodings (RFC 2045 §6). Damage costs no more than what is damaged: bytes that stand for nothing are passed
 * over or stay as they are, and an encoding nobody knows is taken for none.
 */
enum Transfer {
    NONE,
    BASE64,
    QUOTED_PRINTABLE,
    UUENCODE;

    private static final byte[] SIX_BITS = sixBits();

    /** What the header says, by its first word: {@code base64;} and {@code 8bit"} are seen in real mail. */
    static Transfer of(Headers headers) {
        String field =
                headers.first("Content-Transfer-Encoding").orElse("").strip().toLowerCase(Locale.ROOT);
        int end = 0;
        while (end < field.length() && (Character.isLetterOrDigit(field.charAt(end)) || field.charAt(end) == '-')) {
            end++;
        }
        return switch (field.substring(0, end)) {
            case "base64" -> BASE64;
            case "quoted-printable" -> QUOTED_PRINTABLE;
            case "uuencode", "x-uuencode", "x-uue" -> UUENCODE;
            default -> NONE;
        };
    }

    /** The content of a part, at most its first {@code most} bytes. A UTF-8 character is not cut in two. */
    byte[] decode(byte[] bytes, int from, int to, int most) {
        byte[] decoded = switch (this) {
            case NONE -> Arrays.copyOfRange(bytes, from, (int) Math.min(to, (long) from + most));
            case BASE64 -> base64(bytes, from, to, most);
            case QUOTED_PRINTABLE -> quotedPrintable(bytes, from, to, most);
            case UUENCODE -> uuencode(bytes, from, to, most);
        };
        return decoded.length < most ? decoded : withoutBrokenEnd(decoded);
    }

    private static byte[] base64(byte[] bytes, int from, int to, int most) {
        byte[] decoded = new byte[(int) Math.min(most, (to - from) * 3L / 4 + 3)];
        int length = 0;
        int bits = 0;
        int held = 0;
        for (int at = from; at < to && length < decoded.length; at++) {
            int six = SIX_BITS[bytes[at] & 0xff];
            if (six >= 0) {
                bits = bits << 6 | six;
                held += 6;
                if (held >= 8) {
                    held -= 8;
                    decoded[length++] = (byte) (bits >> held);
                }
            } else if (bytes[at] == '=') {
                held = 0;
                at = behindPadding(bytes, at, to) - 1;
            }
        }
        return Arrays.copyOf(decoded, length);
    }

    /**
     * Padding ends a text (RFC 2045 §6.8), but some software writes several in a row, each with its own.
     *
     * @return where the next one begins; words that a scanner or a list put behind the last one are none
     */
    private static int behindPadding(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] == '=') {
            at++;
        }
        boolean lineBegins = false;
        while (at < to) {
            int end = at;
            while (end < to && Lines.isBlank(bytes[end])) {
                end++;
            }
            boolean empty = end == to || bytes[end] == '\n';
            if (!empty && beginsInGroups(bytes, end, to)) {
                return end;
            }
            if (!empty && lineBegins) {
                return to;
            }
            while (end < to && bytes[end] != '\n') {
                end++;
            }
            at = Math.min(to, end + 1);
            lineBegins = true;
        }
        return to;
    }

    /** Whether what stands to the end of the line, or to the next padding with it, is whole groups of four. */
    private static boolean beginsInGroups(byte[] bytes, int from, int to) {
        int at = from;
        int count = 0;
        for (; at < to && (SIX_BITS[bytes[at] & 0xff] >= 0 || Lines.isBlank(bytes[at])); at++) {
            count += Lines.isBlank(bytes[at]) ? 0 : 1;
        }
        boolean padded = false;
        for (; at < to && bytes[at] == '='; at++) {
            count++;
            padded = true;
        }
        return count > 0 && count % 4 == 0 && (padded || at == to || bytes[at] == '\n');
    }

    private static byte[] quotedPrintable(byte[] bytes, int from, int to, int most) {
        byte[] decoded = new byte[Math.min(most, to - from)];
        int length = 0;
        int at = from;
        while (at < to && length < decoded.length) {
            byte b = bytes[at++];
            if (b == '=') {
                int high = at < to ? Character.digit(bytes[at], 16) : -1;
                int low = at + 1 < to ? Character.digit(bytes[at + 1], 16) : -1;
                if (high >= 0 && low >= 0) {
                    b = (byte) (high << 4 | low);
                    at += 2;
                } else {
                    int next = softBreak(bytes, at, to);
                    if (next > 0) {
                        at = next;
                        continue;
                    }
                }
            }
            decoded[length++] = b;
        }
        return Arrays.copyOf(decoded, length);
    }

    /** Behind the line end that a {@code =} hides, or 0; blanks may have crept in before it. */
    private static int softBreak(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && Lines.isBlank(bytes[at]) && bytes[at] != '\r') {
            at++;
        }
        if (at == to) {
            return to;
        }
        if (bytes[at] == '\r') {
            return at + 1 < to && bytes[at + 1] == '\n' ? at + 2 : at + 1;
        }
        return bytes[at] == '\n' ? at + 1 : 0;
    }

    private static byte[] uuencode(byte[] bytes, int from, int to, int most) {
        ByteArrayOutputStream decoded = new ByteArrayOutputStream();
        try (InputStream in = MimeUtility.decode(new ByteArrayInputStream(bytes, from, to - from), "uuencode")) {
            byte[] buffer = new byte[8192];
            for (int count = 0; count >= 0 && decoded.size() < most; ) {
                count = in.read(buffer, 0, Math.min(buffer.length, most - decoded.size()));
                decoded.write(buffer, 0, Math.max(0, count));
            }
        } catch (MessagingException | IOException | RuntimeException e) {
            // As much as could be decoded, or else what stands there.
            return decoded.size() > 0 ? decoded.toByteArray() : NONE.decode(bytes, from, to, most);
        }
        return decoded.toByteArray();
    }

    /** Cuts off the bytes at the end that may begin a UTF-8 character whose rest is missing. */
    private static byte[] withoutBrokenEnd(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && end > bytes.length - 4 && bytes[end - 1] < 0) {
            end--;
        }
        return Arrays.copyOf(bytes, end);
    }

    private static byte[] sixBits() {
        byte[] table = new byte[256];
        Arrays.fill(table, (byte) -1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int six = 0; six < alphabet.length(); six++) {
            table[alphabet.charAt(six)] = (byte) six;
        }
        return table;
    }
}
