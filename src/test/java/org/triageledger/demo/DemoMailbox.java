package org.triageledger.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The sample mailbox of the demo's team. */
final class DemoMailbox {
    private static final String ARRIVED = "{{time ";

    private DemoMailbox() {}

    /**
     * One mail as the team's server keeps it.
     *
     * @param file it comes from
     * @param bytes with CRLF at each line's end
     */
    record Stored(String file, Instant arrived, byte[] bytes) {}

    /** All mails, in the order of their files. The first line of a file says when the mail arrived and is no part of it. */
    static List<Stored> at(Instant now) {
        Blanks blanks = new Blanks(now);
        List<Stored> mails = new ArrayList<>();
        for (Path file : files()) {
            mails.add(read(file, blanks));
        }
        return mails;
    }

    /** A text file beside the mailbox, its blanks filled. */
    static String text(String name, Instant now) {
        try (InputStream in = DemoMailbox.class.getResourceAsStream("/demo/" + name)) {
            byte[] bytes = Objects.requireNonNull(in, name).readAllBytes();
            return new Blanks(now).fill(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files() {
        URL folder = Objects.requireNonNull(DemoMailbox.class.getResource("/demo/mailbox"), "the sample mailbox");
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Latin-1 keeps every byte as it is: some of the mails are in other charsets. */
    private static Stored read(Path file, Blanks blanks) {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int end = text.indexOf('\n');
        if (end < 0 || !text.startsWith(ARRIVED)) {
            throw new IllegalStateException(file.getFileName() + " does not begin with its time of arrival");
        }
        Instant arrived = blanks.instant(text.substring(2, end).replace("}}", ""));
        String mail = blanks.fill(text.substring(end + 1)).replace("\n", "\r\n");
        return new Stored(String.valueOf(file.getFileName()), arrived, mail.getBytes(StandardCharsets.ISO_8859_1));
    }
}
