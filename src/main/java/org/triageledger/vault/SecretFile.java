package org.triageledger.vault;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;

/** A small file that only its owner may read, made once and whole: no moment shows it empty, or readable by others. */
public final class SecretFile {
    private static final int BYTES = 32;

    private SecretFile() {}

    /** 256 random bits in Base64, of its URL alphabet. */
    public static String random() {
        byte[] secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /** Where another process was faster, its file stays. */
    public static void create(Path file, String content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path draft = Files.createTempFile(folder, "." + file.getFileName(), ".tmp", ownerOnly());
        try {
            Files.writeString(draft, content, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // made meanwhile
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** In the place of the one that is there: whoever reads it sees the former one or this one, also after a power cut. */
    public static void replace(Path file, String content) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        Path draft = Files.createTempFile(folder, "." + file.getFileName(), ".tmp", ownerOnly());
        try {
            Files.writeString(draft, content, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            keepName(folder);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Has the names in a folder survive a power cut, where the system can do that for folders. */
    public static void keepName(Path folder) {
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        } catch (IOException e) {
            // the file itself is on the disk
        }
    }

    /** How a file is made that only its owner may read; nothing where the system has no such rights. */
    public static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
