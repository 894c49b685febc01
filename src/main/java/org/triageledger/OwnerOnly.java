package org.triageledger;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Takes a directory and what lies in it from everybody but its owner: the keys, and a database whose users could be changed by
 * others, make a directory of mode 0755 a door. Where there are no POSIX permissions, it does nothing.
 */
final class OwnerOnly {
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private OwnerOnly() {}

    /** @throws DataHome.Refusal where it cannot be done, or where somebody else may have put something there */
    static void keep(Path folder) throws DataHome.Refusal {
        if (!POSIX) {
            return;
        }
        try {
            PosixFileAttributes attributes = Files.readAttributes(folder, PosixFileAttributes.class);
            boolean open = !FOLDER.containsAll(attributes.permissions());
            boolean writable = attributes.permissions().contains(PosixFilePermission.GROUP_WRITE)
                    || attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE);
            if (open) {
                Files.setPosixFilePermissions(folder, FOLDER);
            }
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    keep(file, attributes, writable);
                }
            }
        } catch (IOException e) {
            throw new DataHome.Refusal("the data directory " + folder
                    + " is open to other users of this machine: run chmod" + " -R go= on it as its owner");
        }
    }

    private static void keep(Path file, PosixFileAttributes folder, boolean writable)
            throws IOException, DataHome.Refusal {
        PosixFileAttributeView view =
                Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        PosixFileAttributes attributes;
        try {
            attributes = view.readAttributes();
        } catch (NoSuchFileException e) {
            return; // gone meanwhile
        }
        if (writable && !attributes.owner().equals(folder.owner())) {
            throw new DataHome.Refusal("in " + file.getParent() + ", which others could write to, " + file.getFileName()
                    + " belongs to somebody else: look at it, then remove it or take it over with chown");
        }
        Set<PosixFilePermission> wanted = attributes.isDirectory() ? FOLDER : FILE;
        if (!attributes.isSymbolicLink() && !wanted.containsAll(attributes.permissions())) {
            Files.setPosixFilePermissions(file, wanted);
        }
    }
}
