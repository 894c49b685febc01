package org.triageledger.core.mail;

import java.util.Locale;

/** How the constants of the vocabulary are written outside the program: {@code AUTO_REPLY} is {@code auto-reply}. */
public interface Named {
    String name();

    /** The word as it stands on pages, in JSON and in the database. */
    default String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
