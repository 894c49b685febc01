package org.triageledger.work.decision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.triageledger.store.DecisionStore.Head;

/**
 * A small file outside the database: how many entries the audit log has and the hash of the last, with an HMAC over both. Who can
 * write to the database alone cannot make it agree with a log from which the last entries were taken.
 */
public final class HeadFile {
    /**
     * Lies in a data directory from its first use, where the database is elsewhere, until the head was taken: there a file of the head that
     * is missing was not taken away.
     */
    public static final String NEW = "audit.new";

    private final Path file;
    private final Path fresh;
    private final UnaryOperator<String> mac;

    /** @param data the data directory of this node */
    HeadFile(Path file, Path data, UnaryOperator<String> mac) {
        this.file = file;
        this.fresh = data.resolve(NEW);
        this.mac = mac;
    }

    /** Whether this node never had the file. */
    boolean isNew() {
        return Files.exists(fresh) && Files.notExists(file);
    }

    /** From now on a file that is missing is a finding. */
    void known() {
        try {
            Files.deleteIfExists(fresh);
        } catch (IOException e) {
            // it is tried again at the next start
        }
    }

    sealed interface Noted {
        record Known(Head head) implements Noted {}

        /** There is no such file. */
        record None() implements Noted {}

        /** It is there, and not as it was written. */
        record Unreadable() implements Noted {}
    }

    Noted read() {
        try {
            if (Files.notExists(file)) {
                return new Noted.None();
            }
            if (Files.size(file) > 1000) {
                return new Noted.Unreadable();
            }
            return of(Files.readAllLines(file)).<Noted>map(Noted.Known::new).orElseGet(Noted.Unreadable::new);
        } catch (IOException e) {
            return new Noted.Unreadable();
        }
    }

    /**
     * Notes a head that goes further than the one that is there; never one that goes less far. A file that is missing stays missing: it
     * may have been taken away. Tells whether that went well.
     */
    synchronized boolean advance(Head head) {
        return switch (read()) {
            case Noted.Known known -> known.head().count() >= head.count() || write(head);
            case Noted.None ignored -> false;
            case Noted.Unreadable ignored -> false;
        };
    }

    /** As {@link #advance}, and makes the file where it is missing. */
    synchronized boolean begin(Head head) {
        return switch (read()) {
            case Noted.None ignored -> write(head);
            case Noted.Known ignored -> advance(head);
            case Noted.Unreadable ignored -> false;
        };
    }

    private boolean write(Head head) {
        String text = head.count() + " " + head.hash();
        try {
            Path folder = file.toAbsolutePath().normalize().getParent();
            Files.createDirectories(folder);
            // made readable by its owner only
            Path draft = Files.createTempFile(folder, ".head", ".tmp");
            Files.writeString(draft, text + "\n" + mac.apply(text) + "\n");
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private Optional<Head> of(List<String> lines) {
        if (lines.size() != 2
                || !lines.get(0).matches("\\d{1,18} [0-9a-f]{64}")
                || !lines.get(1).equals(mac.apply(lines.get(0)))) {
            return Optional.empty();
        }
        String[] words = lines.get(0).split(" ");
        return Optional.of(new Head(Long.parseLong(words[0]), words[1]));
    }
}
