package org.triageledger.store;

import java.util.Arrays;
import org.triageledger.core.mail.Word;

/** Words in columns, as constants. */
final class StoredWord {
    private StoredWord() {}

    /** @throws IllegalStateException where the word is of another version; the word itself is not repeated */
    static <E extends Enum<E> & Word> E read(Class<E> type, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the database holds a " + type.getSimpleName()
                        + " that this version does not know: run the version that wrote it, or a newer one"));
    }
}
