package org.triageledger.store;

import java.util.Arrays;
import org.triageledger.core.mail.Named;

/** Reads the vocabulary back from its words. */
final class Words {
    private Words() {}

    static <E extends Enum<E> & Named> E of(Class<E> type, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.word().equals(word))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("the ledger holds a word this version does not know: " + word));
    }
}
