package org.triageledger.core.mail;

import java.util.Arrays;
import java.util.Optional;

/** How the constants of the vocabulary are written outside the program: {@code AUTO_REPLY} is {@code auto-reply}. */
public interface Named {
    String name();

    /** The word as it stands on pages, in JSON and in the database. */
    default String word() {
        return NamedWords.of(this);
    }

    /** The constant of a word; empty where there is none. */
    static <E extends Enum<E> & Named> Optional<E> read(Class<E> type, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.word().equals(word))
                .findFirst();
    }
}
