package org.triageledger.archive;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * A file that holds mail.
 *
 * @param where its path within the archive
 * @param maildir whether it lies in {@code cur/} or {@code new/}, and so is one mail with a time of its own
 */
record MailFile(Path path, String where, boolean maildir) {
    /** How Apple Mail ends the names of its files: the length of a mail on a line of its own, the mail, and a property list. */
    static final String APPLE_MAIL = ".emlx";

    private static final int BUFFER = 1 << 16;

    /** Bytes looked at to tell what a file is. */
    private static final int HEAD = 8192;

    /** Lines among which a mail has a header field. */
    private static final int FIRST_LINES = 20;

    /** Seconds since 1970 begin the name of a file in a Maildir; those before 1990 and behind 2100 are no such thing. */
    private static final Pattern DELIVERY = Pattern.compile("(\\d{9,10})[._].*");

    private static final long EARLIEST_SECOND = 631_152_000;
    private static final long LATEST_SECOND = 4_102_444_800L;

    /** The first line of a file of Apple Mail. */
    private static final Pattern LENGTH = Pattern.compile("(\\d{1,12})[ \\t]*\\r?\\n");

    private static final Pattern FIELD = Pattern.compile("[!-9;-~]+[ \\t]*:.*");

    /** What a file is by its first bytes. */
    enum Form {
        EMPTY,
        MBOX,
        MAIL,
        APPLE_MAIL,
        OTHER
    }

    /** A file opened, and unpacked if it is a gzip file. */
    record Opened(InputStream in, Form form) {}

    Opened open() throws IOException {
        InputStream file = new BufferedInputStream(Files.newInputStream(path), BUFFER);
        try {
            InputStream in = file;
            if (isGzip(peek(file, 2))) {
                in = new BufferedInputStream(new GZIPInputStream(file, BUFFER), BUFFER);
            }
            return new Opened(in, form(peek(in, HEAD)));
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    private Form form(byte[] head) {
        if (maildir) {
            return Form.MAIL;
        }
        if (head.length == 0) {
            return Form.EMPTY;
        }
        if (MboxReader.isMbox(head)) {
            return Form.MBOX;
        }
        if (name().endsWith(APPLE_MAIL)) {
            return LENGTH.matcher(new String(head, StandardCharsets.ISO_8859_1)).lookingAt()
                    ? Form.APPLE_MAIL
                    : Form.OTHER;
        }
        return looksLikeMail(head) ? Form.MAIL : Form.OTHER;
    }

    private String name() {
        return String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    }

    private static boolean looksLikeMail(byte[] head) {
        return new String(head, StandardCharsets.ISO_8859_1)
                .lines()
                .dropWhile(String::isBlank)
                .takeWhile(line -> !line.isEmpty())
                .limit(FIRST_LINES)
                .anyMatch(line -> FIELD.matcher(line).matches());
    }

    /**
     * Reads the length of the mail in a file of Apple Mail, and the line it stands on; the mail follows.
     *
     * @throws IOException where there is none
     */
    static long length(InputStream in) throws IOException {
        long length = 0;
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException();
            }
            length = next >= '0' && next <= '9' ? 10 * length + (next - '0') : length;
        }
        return length;
    }

    private static boolean isGzip(byte[] head) {
        return head.length == 2 && head[0] == (byte) 0x1f && head[1] == (byte) 0x8b;
    }

    private static byte[] peek(InputStream in, int most) throws IOException {
        in.mark(most);
        byte[] head = in.readNBytes(most);
        in.reset();
        return head;
    }

    /** When it came to lie there, for a file of a Maildir: by its name, else by the file's own time. */
    Optional<Instant> filed() {
        if (!maildir) {
            return Optional.empty();
        }
        Matcher name = DELIVERY.matcher(String.valueOf(path.getFileName()));
        if (name.matches()) {
            long second = Long.parseLong(name.group(1));
            if (second >= EARLIEST_SECOND && second < LATEST_SECOND) {
                return Optional.of(Instant.ofEpochSecond(second));
            }
        }
        try {
            return Optional.of(Files.getLastModifiedTime(path).toInstant());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
