package org.triageledger.work.facts;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.Optional;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.triageledger.work.Refusal;
import org.triageledger.work.config.Keys;
import org.triageledger.work.config.LedgerConfig;

/**
 * Credits in files of the data directory, so that a command without a running service need not read all mail again for a question about
 * members. A file holds what followed from the facts with certain {@linkplain FactMarks marks}: it is sealed under them, so it opens
 * only where they are the same, and nobody without the key can make one. A file that is missing, damaged or of other facts costs time
 * and nothing else. All of them can be deleted at any moment.
 */
@ApplicationScoped
public class KeptActivity {
    private static final Logger LOG = Logger.getLogger(KeptActivity.class.getName());
    private static final String CONTEXT = "kept activity";
    private static final int NAME = 32;

    /** Of one state of the facts, one for each day that was asked for. */
    private static final int MOST_FILES = 8;

    private final FactMarks marks;
    private final Path folder;
    private final Keys keys;

    public KeptActivity(FactMarks marks, LedgerConfig config, Keys keys) {
        this.marks = marks;
        this.folder = config.data().resolve("kept");
        this.keys = keys;
    }

    /**
     * The marks of the facts as they are at the moment; empty where nothing can be kept, as without the key of the ledger: credits need
     * none, so a question about them is answered all the same, and no key is made for it.
     */
    Optional<String> marks() {
        return hasKey() ? marks.now() : Optional.empty();
    }

    private boolean hasKey() {
        if (!keys.isThere()) {
            return false;
        }
        try {
            keys.vault();
            return true;
        } catch (Refusal notItsKey) {
            return false;
        }
    }

    /** @param day whose mail is the last that counts, or {@link LocalDate#MAX} for all of it */
    Optional<ActivityBytes.Kept> read(String marks, LocalDate day) {
        try {
            Optional<byte[]> bytes = keys.vault().openBytes(Files.readAllBytes(file(marks, day)), context(marks, day));
            return bytes.isPresent() ? Optional.of(ActivityBytes.read(bytes.get())) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.fine("a file of kept credits cannot be read");
            return Optional.empty();
        }
    }

    /** In place of all that followed from other facts. Where it cannot be written, the next question costs time again. */
    void write(String marks, LocalDate day, ActivityBytes.Kept kept) {
        try {
            Files.createDirectories(folder);
            delete(prefix(marks));
            if (isFull()) {
                delete("/");
            }
            Path draft = Files.createTempFile(folder, "draft", null);
            try {
                Files.write(draft, keys.vault().seal(ActivityBytes.of(kept), context(marks, day)));
                Files.move(
                        draft, file(marks, day), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            LOG.fine("credits cannot be kept in a file");
        }
    }

    boolean has(String marks, LocalDate day) {
        return Files.exists(file(marks, day));
    }

    /** Deletes all of them: what was erased from the facts must not lie here either. */
    public void forget() {
        try {
            if (Files.isDirectory(folder)) {
                delete("/");
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("the files of kept credits cannot be deleted", e);
        }
    }

    private boolean isFull() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count() >= MOST_FILES;
        }
    }

    private void delete(String allBut) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (!file.getFileName().toString().startsWith(allBut)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private Path file(String marks, LocalDate day) {
        return folder.resolve(prefix(marks) + "-" + (day.equals(LocalDate.MAX) ? "all" : day.toString()));
    }

    private String prefix(String marks) {
        return keys.vault().token(CONTEXT + "\n" + marks).substring(0, NAME);
    }

    private static String context(String marks, LocalDate day) {
        return CONTEXT + "\n" + day + "\n" + marks;
    }
}
