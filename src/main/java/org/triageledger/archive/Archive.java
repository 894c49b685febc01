package org.triageledger.archive;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.mail.Place;
import org.triageledger.core.mail.RawMail;

/**
 * Mail in files: an mbox, also compressed by gzip; a Maildir; one mail; or a folder of such files. Read as a stream: no more
 * than one mail is in memory, and of a huge one only its beginning.
 */
public final class Archive implements AutoCloseable {
    /** Bytes kept of one mail. What is longer is attachments. */
    static final int MOST_BYTES = 8 << 20;

    private static final int BUFFER = 1 << 16;

    private final Path root;
    private final String source;
    private final Iterator<Path> files;
    private long count;

    private @Nullable MboxReader open;
    private String openName = "";

    private Archive(Path root, String source, List<Path> files) {
        this.root = root;
        this.source = source;
        this.files = files.iterator();
    }

    /** What an archive holds. */
    public sealed interface Item {
        record Mail(RawMail raw) implements Item {}

        /** A file that is there and cannot be read as mail. */
        record Unreadable(Place place, String why) implements Item {}
    }

    /** @throws BadArchive where nothing can be read of it */
    public static Archive open(Path path, String source) throws BadArchive {
        if (Files.notExists(path)) {
            throw new BadArchive(path + " does not exist: check the path");
        }
        if (!Files.isReadable(path)) {
            throw new BadArchive(path + " cannot be read: check its permissions");
        }
        if (!Files.isDirectory(path)) {
            return new Archive(path.toAbsolutePath().resolveSibling(""), source, List.of(path));
        }
        List<Path> files = new ArrayList<>();
        try (Stream<Path> tree = Files.walk(path)) {
            tree.filter(Files::isRegularFile)
                    .filter(file -> isMail(path, file))
                    .sorted()
                    .forEach(files::add);
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new BadArchive(path + " cannot be read to its end: check the permissions within");
        }
        if (files.isEmpty()) {
            throw new BadArchive(
                    path + " holds no mail: a Maildir (with cur/ and new/), or .eml or .mbox files are expected");
        }
        return new Archive(path, source, files);
    }

    /** The next mail, or empty at the end. */
    public Optional<Item> next() throws BadArchive {
        while (true) {
            if (open != null) {
                Optional<RawMail> mail = fromMbox(open);
                if (mail.isPresent()) {
                    count++;
                    return Optional.of(new Item.Mail(mail.get()));
                }
                close();
            }
            if (!files.hasNext()) {
                return Optional.empty();
            }
            Optional<Item> single = begin(files.next());
            if (single.isPresent()) {
                count++;
                return single;
            }
        }
    }

    @Override
    public void close() {
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // Nothing was written; what was read was read.
            }
            open = null;
        }
    }

    private Optional<RawMail> fromMbox(MboxReader mbox) throws BadArchive {
        try {
            return mbox.next()
                    .map(mail -> new RawMail(
                            new Place(source, openName + "#" + mail.offset()),
                            mail.bytes(),
                            mail.size(),
                            Optional.empty(),
                            mail.fromLine()));
        } catch (EOFException | ZipException e) {
            throw new BadArchive(openName + " is a damaged gzip file: it ends too early, after " + count
                    + " messages; get a whole copy");
        } catch (IOException e) {
            throw new BadArchive(
                    openName + " cannot be read to its end, only " + count + " messages of it: check the disk");
        }
    }

    /** Opens a file. A file that is one mail is given at once; an mbox is read from then on. */
    private Optional<Item> begin(Path file) throws BadArchive {
        openName = name(file);
        boolean alone = !files.hasNext() && count == 0;
        try {
            InputStream packed = new BufferedInputStream(Files.newInputStream(file), BUFFER);
            InputStream stream =
                    hasMagic(packed) ? new BufferedInputStream(new GZIPInputStream(packed, BUFFER), BUFFER) : packed;
            byte[] head = peek(stream, 4096);
            if (head.length == 0) {
                stream.close();
                if (alone) {
                    throw new BadArchive(file + " is empty: there is no mail in it");
                }
                return unreadable(file, "the file is empty");
            }
            if (FromLine.isMbox(head)) {
                open = new MboxReader(stream, MOST_BYTES);
                return Optional.empty();
            }
            if (!looksLikeMail(head) && alone && !inMaildir(file)) {
                stream.close();
                throw new BadArchive(
                        file + " is no mbox and no mail: it begins with neither a `From ` line nor a header field");
            }
            try (stream) {
                byte[] bytes = stream.readNBytes(MOST_BYTES);
                long size = bytes.length + stream.transferTo(java.io.OutputStream.nullOutputStream());
                return Optional.of(new Item.Mail(
                        new RawMail(new Place(source, openName), bytes, size, delivered(file), Optional.empty())));
            }
        } catch (EOFException | ZipException e) {
            throw new BadArchive(file + " is a damaged gzip file: it ends too early; get a whole copy");
        } catch (IOException e) {
            if (alone) {
                throw new BadArchive(file + " cannot be read: check its permissions and the disk");
            }
            return unreadable(file, "the file cannot be read");
        }
    }

    private Optional<Item> unreadable(Path file, String why) {
        return Optional.of(new Item.Unreadable(new Place(source, name(file)), why));
    }

    private String name(Path file) {
        return root.toAbsolutePath().relativize(file.toAbsolutePath()).toString();
    }

    /** A Maildir's file names begin with the second of delivery; else the file's own time. Elsewhere no time is known. */
    private static Optional<Instant> delivered(Path file) throws IOException {
        if (!inMaildir(file)) {
            return Optional.empty();
        }
        String name = file.getFileName().toString();
        int dot = name.indexOf('.');
        if (dot >= 9 && dot <= 10 && name.substring(0, dot).chars().allMatch(Character::isDigit)) {
            return Optional.of(Instant.ofEpochSecond(Long.parseLong(name.substring(0, dot))));
        }
        return Optional.of(Files.readAttributes(file, BasicFileAttributes.class)
                .lastModifiedTime()
                .toInstant());
    }

    private static boolean isMail(Path root, Path file) {
        if (inMaildir(file)) {
            return true;
        }
        if (file.getParent() != null
                && file.getParent().getFileName() != null
                && file.getParent().getFileName().toString().equals("tmp")
                && Files.isDirectory(file.getParent().resolveSibling("cur"))) {
            return false;
        }
        String name = file.getFileName().toString().toLowerCase(java.util.Locale.ROOT);
        return Stream.of(".eml", ".mbox", ".mbox.gz", ".mbx", ".eml.gz", ".msg").anyMatch(name::endsWith);
    }

    private static boolean inMaildir(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || folder.getFileName() == null) {
            return false;
        }
        String name = folder.getFileName().toString();
        return (name.equals("cur") || name.equals("new"))
                && Files.isDirectory(folder.resolveSibling(name.equals("cur") ? "new" : "cur"));
    }

    private static boolean hasMagic(InputStream stream) throws IOException {
        byte[] two = peek(stream, 2);
        return two.length == 2 && two[0] == (byte) 0x1f && two[1] == (byte) 0x8b;
    }

    private static byte[] peek(InputStream stream, int most) throws IOException {
        stream.mark(most);
        byte[] head = stream.readNBytes(most);
        stream.reset();
        return head;
    }

    /** A header field stands in the first lines: a name, a colon. */
    private static boolean looksLikeMail(byte[] head) {
        return new String(head, StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> !line.isBlank())
                .limit(10)
                .anyMatch(line -> line.matches("[!-9;-~]+[ \\t]*:.*"));
    }
}
