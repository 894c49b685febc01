package org.triageledger.store;

import org.triageledger.core.mail.Named;

/** Reads the vocabulary back from its words. */
final class Words {
    private Words() {}

    static <E extends Enum<E> & Named> E of(Class<E> type, String word) {
        return Named.read(type, word)
                .orElseThrow(
                        () -> new IllegalStateException("the ledger holds a word this version does not know: " + word));
    }
}
