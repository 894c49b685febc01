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
import java.util.regex.Pattern;

/**
 * The files of a folder that hold mail: what lies in {@code cur/} and {@code new/} of a Maildir and of its sub folders
 * ({@code .Name/}), and elsewhere what is called {@code .eml} or {@code .mbox}, also with {@code .gz}, or {@code .emlx}. What
 * mail programs are known to keep beside their mail is left alone; all else is passed over, and named.
 *
 * @param files in the order of their paths
 * @param closed files and folders that cannot be looked into, by their paths within the archive
 * @param passedOver what may hold mail in a form that is not read, by its path within the archive, sorted
 */
record MailFiles(List<MailFile> files, List<String> closed, List<String> passedOver) {
    private static final Set<String> MAILDIR = Set.of("cur", "new");
    private static final List<String> ENDINGS = List.of(".eml", ".mbox", ".eml.gz", ".mbox.gz", MailFile.APPLE_MAIL);

    /** Indices, settings and locks of Dovecot, Courier, Thunderbird, Apple Mail and file managers: no mail is in them. */
    private static final Pattern NO_MAIL =
            Pattern.compile("dovecot[-.].*|courier.*|subscriptions|maildirfolder|maildirsize"
                    + "|\\.ds_store|\\._.*|thumbs\\.db|desktop\\.ini|.*\\.msf|table_of_contents|.*\\.lock");

    /** Where Apple Mail keeps attachments apart from their mail, in folders called after its number. */
    private static final Pattern ATTACHMENTS = Pattern.compile("Attachments/\\d+/.*|.*/Attachments/\\d+/.*");

    static MailFiles in(Path root) throws IOException {
        List<MailFile> files = new ArrayList<>();
        List<String> closed = new ArrayList<>();
        List<String> passedOver = new ArrayList<>();
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
                } else if (mayHoldMail(root, file)) {
                    passedOver.add(where(root, file));
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
        passedOver.sort(Comparator.naturalOrder());
        return new MailFiles(files, closed, passedOver);
    }

    private static boolean mayHoldMail(Path root, Path file) {
        return !NO_MAIL.matcher(name(file).toLowerCase(Locale.ROOT)).matches()
                && !ATTACHMENTS.matcher(where(root, file).replace('\\', '/')).matches();
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
