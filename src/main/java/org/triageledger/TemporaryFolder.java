package org.triageledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a process puts what is too large for memory: archives it downloads, and large answers of the database. It lies in the data
 * directory, since both hold mail or what was read of it. What a process that was killed left there is removed by the next one: a lock,
 * which the system frees, says which process is alive.
 */
final class TemporaryFolder implements AutoCloseable {
    private final Path folder;
    private final Path file;
    private final FileChannel channel;

    private TemporaryFolder(Path folder, Path file, FileChannel channel) {
        this.folder = folder;
        this.file = file;
        this.channel = channel;
    }

    /** Makes one, and removes those of processes that are no more. */
    static TemporaryFolder in(Path data) throws IOException {
        Path all = Files.createDirectories(data.resolve("tmp"));
        clean(all);
        while (true) {
            String name = UUID.randomUUID().toString();
            Path file = all.resolve(name + ".lock");
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            // A process that cleans up at this moment may have been faster, and taken it for one that was left.
            if (channel.tryLock() != null && Files.exists(file)) {
                return new TemporaryFolder(Files.createDirectory(all.resolve(name)), file, channel);
            }
            channel.close();
        }
    }

    Path path() {
        return folder;
    }

    @Override
    public void close() {
        try {
            remove(folder);
            Files.deleteIfExists(file);
            channel.close();
        } catch (IOException e) {
            // The next process removes it.
        }
    }

    private static void clean(Path all) throws IOException {
        List<Path> locks;
        try (Stream<Path> files = Files.list(all)) {
            locks = files.filter(file -> file.toString().endsWith(".lock")).toList();
        }
        for (Path file : locks) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                    FileLock lock = freed(channel)) {
                if (lock != null) {
                    String name = file.getFileName().toString();
                    remove(all.resolve(name.substring(0, name.length() - ".lock".length())));
                    Files.deleteIfExists(file);
                }
            } catch (IOException e) {
                // removed meanwhile, or not to be removed: nothing depends on it
            }
        }
    }

    private static @Nullable FileLock freed(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            }
        }
    }
}
