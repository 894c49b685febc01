package org.triageledger.archive;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The files of a folder that hold mail: what lies in {@code cur/} and {@code new/} of a Maildir and of its sub folders
 * ({@code .Name/}), and elsewhere what is called {@code .eml} or {@code .mbox}, also with {@code .gz}.
 *
 * @param files in the order of their paths
 * @param closed files and folders that cannot be looked into, by their paths within the archive
 */
record MailFiles(List<MailFile> files, List<String> closed) {
    private static final Set<String> MAILDIR = Set.of("cur", "new");
    private static final List<String> ENDINGS = List.of(".eml", ".mbox", ".eml.gz", ".mbox.gz");

    static MailFiles in(Path root) throws IOException {
        List<MailFile> files = new ArrayList<>();
        List<String> closed = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return isUnfinished(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = name(file);
                boolean maildir = isMaildirFolder(file.resolveSibling("")) && !name.startsWith(".");
                if ((maildir || isMail(name)) && Files.isRegularFile(file)) {
                    files.add(new MailFile(file, where(root, file), maildir && !isMail(name)));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (file.equals(root)) {
                    throw e;
                }
                closed.add(where(root, file));
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort(Comparator.comparing(MailFile::path));
        return new MailFiles(files, closed);
    }

    private static boolean isMail(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return ENDINGS.stream().anyMatch(lower::endsWith);
    }

    private static boolean isMaildirFolder(Path folder) {
        return MAILDIR.contains(name(folder.toAbsolutePath()));
    }

    /** Mail that is still being delivered lies in {@code tmp/}. */
    private static boolean isUnfinished(Path folder) {
        return name(folder).equals("tmp")
                && (Files.isDirectory(folder.resolveSibling("cur")) || Files.isDirectory(folder.resolveSibling("new")));
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static String where(Path root, Path path) {
        return root.relativize(path).toString();
    }
}
