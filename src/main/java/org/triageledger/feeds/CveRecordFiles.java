package org.triageledger.feeds;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.triageledger.core.advisory.record.CveRecord;
import org.triageledger.core.mail.HiddenCharacters;

/**
 * CVE records in files, and up to when they are all there are: one file, a folder with all below it (as a checkout of the CVE list), or a ZIP of such, as the CVE list
 * publishes it (there a ZIP in a ZIP). Nothing is unpacked to the disk.
 */
public final class CveRecordFiles {
    /** What the CVE list keeps beside its records. */
    private static final Set<String> NO_RECORDS = Set.of("delta.json", "deltalog.json");

    /** Says when the CVE list wrote the copy in which it lies. */
    private static final String DELTA = "delta.json";

    private static final Pattern LIST = Pattern.compile("(?:^|/)cves/", Pattern.CASE_INSENSITIVE);

    private static final int LONGEST_NAME = 200;

    /** Bytes in which a record of the CVE list says whose it is. */
    private static final int BEGINNING = 4 << 10;

    /** Bytes that all entries of a ZIP within a ZIP have together at most; the whole CVE list has about 3 GB. */
    private static final long MOST_BYTES = 32L << 30;

    private final Set<String> assigners;
    private final Instant now;
    private final Consumer<Item> items;
    private boolean copyOfList;
    private Optional<Instant> newest = Optional.empty();

    private CveRecordFiles(Set<String> assigners, Instant now, Consumer<Item> items) {
        this.assigners = assigners;
        this.now = now;
        this.items = items;
    }

    /**
     * A file that was read.
     *
     * @param where its path within the folder or ZIP; the name of a single file
     */
    public record Item(String where, CveRecordFile.Outcome outcome) {}

    /**
     * What a path holds.
     *
     * @param failure why the path itself cannot be read; empty where it can
     * @param several whether it is a folder or ZIP, and not a single record
     * @param newest the latest date in a copy of the CVE list, by which it was taken at the earliest; empty where this is no such copy
     */
    public record Contents(Optional<String> failure, boolean several, Optional<Instant> newest) {}

    /**
     * Reads all records at a path, in the order of their names.
     *
     * @param assigners the ids of the organisations whose records are read, in lower case
     * @param now a date after it is a mistake, and tells nothing
     */
    public static Contents read(Path path, Set<String> assigners, Instant now, Consumer<Item> items) {
        CveRecordFiles files = new CveRecordFiles(assigners, now, items);
        boolean folder = Files.isDirectory(path);
        boolean zip = false;
        Optional<String> failure;
        try {
            if (!Files.exists(path)) {
                failure = Optional.of("does not exist: check the path");
            } else if (!Files.isReadable(path)) {
                failure = Optional.of("cannot be read: check its permissions");
            } else if (folder) {
                files.copyOfList =
                        isList(String.valueOf(path.toAbsolutePath().normalize().getFileName()) + "/");
                failure = files.folder(path);
            } else {
                zip = isZip(path);
                failure = zip
                        ? files.zip(path)
                        : files.one(
                                String.valueOf(path.getFileName()), Files.size(path), () -> Files.newInputStream(path));
            }
        } catch (IOException e) {
            failure = Optional.of("cannot be read: check its permissions and the disk");
        }
        return new Contents(failure, folder || zip, files.copyOfList ? files.newest : Optional.empty());
    }

    /** Whether a name within a folder or ZIP is below the folder in which the CVE list keeps its records. */
    private static boolean isList(String name) {
        return LIST.matcher(name).find();
    }

    private void date(Optional<Instant> found) {
        newest = Stream.concat(newest.stream(), found.filter(date -> !date.isAfter(now)).stream())
                .max(Comparator.naturalOrder());
    }

    private interface Opening {
        InputStream open() throws IOException;
    }

    private Optional<String> folder(Path root) throws IOException {
        List<Path> found = new ArrayList<>();
        List<Path> closed = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return !folder.equals(root)
                                && String.valueOf(folder.getFileName()).startsWith(".")
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = root.relativize(file).toString();
                if (attributes.isRegularFile() && isRecord(name)) {
                    found.add(file);
                } else if (attributes.isRegularFile() && isDelta(name)) {
                    fetched(() -> Files.newInputStream(file));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (file.equals(root)) {
                    throw e;
                }
                closed.add(file);
                return FileVisitResult.CONTINUE;
            }
        });
        closed.forEach(file -> faulty(root.relativize(file).toString(), "it cannot be opened: check its permissions"));
        found.sort(null);
        for (Path file : found) {
            one(root.relativize(file).toString(), Files.size(file), () -> Files.newInputStream(file));
        }
        return found.isEmpty() && closed.isEmpty()
                ? Optional.of("holds no CVE records: .json files are expected")
                : Optional.empty();
    }

    private Optional<String> zip(Path path) {
        int found = 0;
        try (ZipFile zip = new ZipFile(path.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (isRecord(entry.getName()) && !entry.isDirectory()) {
                    found++;
                    one(entry.getName(), 0, () -> zip.getInputStream(entry));
                } else if (isDelta(entry.getName())) {
                    fetched(() -> zip.getInputStream(entry));
                } else if (entry.getName().toLowerCase(Locale.ROOT).endsWith(".zip")) {
                    found++;
                    try (ZipInputStream inner =
                            new ZipInputStream(new BufferedInputStream(zip.getInputStream(entry)))) {
                        inner(entry.getName(), inner);
                    }
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            return Optional.of("is a damaged ZIP file: get a whole copy");
        }
        return found == 0 ? Optional.of("holds no CVE records: .json files are expected") : Optional.empty();
    }

    private void inner(String outer, ZipInputStream zip) throws IOException {
        long left = MOST_BYTES;
        byte[] buffer = new byte[1 << 16];
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (isRecord(entry.getName()) && !entry.isDirectory()) {
                one(entry.getName(), 0, () -> new Unclosed(zip));
            } else if (isDelta(entry.getName())) {
                fetched(() -> new Unclosed(zip));
            }
            for (int n = zip.read(buffer); n >= 0; n = zip.read(buffer)) {
                left -= n;
                if (left < 0) {
                    faulty(outer, "it holds more than 32 GB: import it in parts");
                    return;
                }
            }
        }
    }

    /** The entry of a ZIP is closed by reading the next one. */
    private static final class Unclosed extends java.io.FilterInputStream {
        Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public void close() {
            // the ZIP goes on
        }
    }

    /** When the CVE list says that it wrote its copy; nothing where it cannot be read. */
    private void fetched(Opening opening) {
        try (InputStream in = opening.open()) {
            date(CveRecordFile.fetched(in.readNBytes(CveRecordFile.LARGEST)));
        } catch (IOException e) {
            // the records say when they are from
        }
    }

    private Optional<String> one(String name, long size, Opening opening) {
        copyOfList |= isList(name.replace('\\', '/'));
        if (size > CveRecordFile.LARGEST) {
            faulty(name, "it is larger than 16 MB: that is no CVE record");
            return Optional.empty();
        }
        try (InputStream in = opening.open()) {
            byte[] beginning = in.readNBytes(BEGINNING);
            Optional<CveRecordFile.Other> other = CveRecordFile.other(beginning, assigners);
            if (other.isPresent()) {
                date(other.get().newest());
                items.accept(new Item(shown(name), new CveRecordFile.Outcome.OfAnother()));
                return Optional.empty();
            }
            byte[] rest = in.readNBytes(CveRecordFile.LARGEST + 1 - beginning.length);
            byte[] bytes = Arrays.copyOf(beginning, beginning.length + rest.length);
            System.arraycopy(rest, 0, bytes, beginning.length, rest.length);
            if (bytes.length > CveRecordFile.LARGEST) {
                faulty(name, "it is larger than 16 MB: that is no CVE record");
            } else {
                CveRecordFile.Outcome outcome = CveRecordFile.parse(bytes, assigners);
                if (outcome instanceof CveRecordFile.Outcome.Loaded(CveRecord record)) {
                    date(CveRecordFile.newest(record));
                }
                items.accept(new Item(shown(name), outcome));
            }
        } catch (IOException e) {
            faulty(name, "it cannot be read: check its permissions, or get a whole copy");
        }
        return Optional.empty();
    }

    private void faulty(String name, String why) {
        items.accept(new Item(shown(name), new CveRecordFile.Outcome.Faulty(why)));
    }

    private static String shown(String name) {
        return HiddenCharacters.escaped(
                name.length() > LONGEST_NAME ? name.substring(name.length() - LONGEST_NAME) : name);
    }

    private static boolean isDelta(String path) {
        String lower = path.toLowerCase(Locale.ROOT).replace('\\', '/');
        return lower.equals(DELTA) || lower.endsWith("/" + DELTA);
    }

    private static boolean isRecord(String path) {
        String lower = path.toLowerCase(Locale.ROOT).replace('\\', '/');
        String name = lower.substring(lower.lastIndexOf('/') + 1);
        return name.endsWith(".json")
                && !NO_RECORDS.contains(name)
                && !lower.startsWith(".")
                && !lower.contains("/.")
                && !lower.startsWith("__macosx/");
    }

    private static boolean isZip(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] first = in.readNBytes(4);
            return first.length == 4 && first[0] == 'P' && first[1] == 'K' && first[2] == 3 && first[3] == 4;
        }
    }
}
