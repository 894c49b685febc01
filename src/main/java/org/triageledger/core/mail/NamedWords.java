package org.triageledger.core.mail;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The words of constants, each made once: answers about many cases are full of them. */
final class NamedWords {
    private static final Map<Named, String> WORDS = new ConcurrentHashMap<>();

    private NamedWords() {}

    static String of(Named constant) {
        String known = WORDS.get(constant);
        return known == null ? WORDS.computeIfAbsent(constant, NamedWords::word) : known;
    }

    private static String word(Named constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
