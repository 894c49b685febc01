package org.triageledger.store;

import org.triageledger.core.mail.Word;

/** Reads the vocabulary back from its words. */
final class Words {
    private Words() {}

    static <E extends Enum<E> & Word> E of(Class<E> type, String word) {
        return Word.read(type, word)
                .orElseThrow(
                        () -> new IllegalStateException("the ledger holds a word this version does not know: " + word));
    }
}
