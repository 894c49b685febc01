package org.triageledger.work.post;

import java.util.Optional;
import org.triageledger.notify.Letter;

/** Writes the letters of one kind. */
public interface LetterWriter {
    String kind();

    /** The letter as it is now; empty where it is not due any more, or its recipient has no address. */
    Optional<Letter> write(String recipient, String about, String messageId);
}
