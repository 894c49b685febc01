package org.triageledger.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.mail.Place;
import org.triageledger.core.mail.RawMail;

/**
 * Mail in files: an mbox, a Maildir, one mail (also as Apple Mail keeps it), or a folder of such files; any file may be packed by gzip. It is read as a stream:
 * no more than one mail is in memory, and of a huge one only its beginning. For use by one thread.
 */
public final class Archive implements AutoCloseable {
    /** Bytes kept of one mail; what is longer is attachments. */
    private static final int MOST_BYTES = 8 << 20;

    private final String shown;
    private final String source;
    private final boolean folder;
    private final Iterator<MailFile> files;
    private final Iterator<String> closed;
    private final List<String> passedOver;
    private long messages;

    private @Nullable MboxReader mbox;
    private String where = "";

    private Archive(String shown, String source, boolean folder, MailFiles files) {
        this.shown = shown;
        this.source = source;
        this.folder = folder;
        this.files = files.files().iterator();
        this.closed = files.closed().iterator();
        this.passedOver = files.passedOver();
    }

    /** What an archive holds. */
    public sealed interface Item {
        record Mail(RawMail raw) implements Item {}

        /** A file that is there and cannot be read as mail. The reason holds nothing of its content. */
        record Unreadable(Place place, String why) implements Item {}
    }

    /**
     * @param path as the user gave it; messages show it so
     * @param source named by the place of each mail
     * @throws BadArchive where it is missing, cannot be read, or holds no mail
     */
    public static Archive open(Path path, String source) throws BadArchive {
        String shown = path.toString().replaceAll("\\p{Cntrl}", "?");
        if (!Files.exists(path)) {
            throw new BadArchive(shown + " does not exist: check the path");
        }
        if (!Files.isReadable(path)) {
            throw new BadArchive(shown + " cannot be read: check its permissions");
        }
        if (!Files.isDirectory(path)) {
            String name = String.valueOf(path.getFileName());
            return new Archive(
                    shown,
                    source,
                    false,
                    new MailFiles(List.of(new MailFile(path, name, false)), List.of(), List.of()));
        }
        MailFiles files;
        try {
            files = MailFiles.in(path);
        } catch (IOException e) {
            throw new BadArchive(shown + " cannot be read: check its permissions and the disk");
        }
        if (files.files().isEmpty() && files.closed().isEmpty()) {
            throw new BadArchive(shown
                    + " holds no mail: no mail message, expected an mbox, a Maildir (cur/, new/), .eml or .emlx files");
        }
        return new Archive(shown, source, true, files);
    }

    /**
     * The next mail or unreadable file, or empty at the end.
     *
     * @throws BadArchive where the rest cannot be read: a damaged gzip file, a failing disk, or a single file that is no mail
     */
    public Optional<Item> next() throws BadArchive {
        while (true) {
            if (mbox != null) {
                Optional<Item> mail = fromMbox(mbox);
                if (mail.isPresent()) {
                    return mail;
                }
                close();
            }
            if (!files.hasNext()) {
                return closed.hasNext() ? unreadable(closed.next(), "it cannot be opened") : Optional.empty();
            }
            Optional<Item> item = begin(files.next());
            if (item.isPresent()) {
                return item;
            }
        }
    }

    /** Files of a folder that are not read, for nothing says that they are mail; by their paths within it. */
    public List<String> passedOver() {
        return passedOver;
    }

    @Override
    public void close() {
        if (mbox != null) {
            try {
                mbox.close();
            } catch (IOException e) {
                // It was only read from; nothing is lost.
            }
            mbox = null;
        }
    }

    private Optional<Item> fromMbox(MboxReader reader) throws BadArchive {
        try {
            return reader.next()
                    .map(mail -> mail(new RawMail(
                            new Place(source, where + "#" + mail.offset()),
                            mail.bytes(),
                            mail.size(),
                            Optional.empty(),
                            mail.fromLine(),
                            Optional.empty(),
                            mail.doubt())));
        } catch (IOException e) {
            throw broken(where, e);
        }
    }

    /** Opens a file. An mbox gives its mails from then on; another file gives its one item. */
    private Optional<Item> begin(MailFile file) throws BadArchive {
        MailFile.Opened opened;
        try {
            opened = file.open();
        } catch (EOFException | ZipException e) {
            throw broken(file.where(), e);
        } catch (IOException e) {
            if (folder) {
                return unreadable(file.where(), "it cannot be opened");
            }
            throw broken(file.where(), e);
        }
        if (opened.form() == MailFile.Form.MBOX) {
            mbox = new MboxReader(opened.in(), MOST_BYTES);
            where = file.where();
            return Optional.empty();
        }
        try (InputStream in = opened.in()) {
            return switch (opened.form()) {
                case MBOX -> Optional.empty();
                case MAIL -> Optional.of(single(file, in));
                case APPLE_MAIL -> appleMail(file, in);
                case EMPTY -> noMail(file, "is empty", "check the path");
                case OTHER ->
                    noMail(
                            file,
                            "is no mbox and no mail message",
                            "it begins with neither a From line nor a header field");
            };
        } catch (IOException e) {
            throw broken(file.where(), e);
        }
    }

    private Item single(MailFile file, InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MOST_BYTES);
        long size = bytes.length + in.transferTo(OutputStream.nullOutputStream());
        return mail(new RawMail(
                new Place(source, file.where()), bytes, size, Optional.empty(), Optional.empty(), file.filed()));
    }

    private Optional<Item> appleMail(MailFile file, InputStream in) throws IOException, BadArchive {
        long length = MailFile.length(in);
        byte[] bytes = in.readNBytes((int) Math.min(length, MOST_BYTES));
        try {
            in.skipNBytes(length - bytes.length);
        } catch (EOFException e) {
            return noMail(file, "ends before the mail in it does", "get a whole copy");
        }
        return Optional.of(mail(new RawMail(
                new Place(source, file.where()), bytes, length, Optional.empty(), Optional.empty(), file.filed())));
    }

    private Item mail(RawMail raw) {
        messages++;
        return new Item.Mail(raw);
    }

    private Optional<Item> noMail(MailFile file, String what, String why) throws BadArchive {
        if (folder) {
            return unreadable(file.where(), "it " + what);
        }
        throw new BadArchive(shown + " " + what + ": " + why);
    }

    private Optional<Item> unreadable(String file, String why) {
        return Optional.of(new Item.Unreadable(new Place(source, file), why));
    }

    private BadArchive broken(String file, IOException e) {
        String name = folder ? shown + " holds " + file.replaceAll("\\p{Cntrl}", "?") + ", which" : shown;
        String after = " after " + messages + (messages == 1 ? " message" : " messages");
        if (e instanceof EOFException) {
            return new BadArchive(name + " is a damaged gzip file: it ends too early" + after
                    + "; get a whole copy; nothing was imported");
        }
        if (e instanceof ZipException) {
            return new BadArchive(
                    name + " is a damaged gzip file: it breaks" + after + "; get a whole copy; nothing was imported");
        }
        return new BadArchive(
                name + " cannot be read" + after + ": check its permissions and the disk; nothing was imported");
    }
}
