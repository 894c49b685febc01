package org.triageledger.api;

import org.jspecify.annotations.Nullable;
import org.triageledger.work.Refusal;

/** Values that a request has to hold. */
final class Needed {
    private Needed() {}

    /** @throws Refusal where it is missing, or a text of blanks; its line names it */
    static <T> T needed(String name, @Nullable T value) {
        if (value == null || value instanceof String text && text.isBlank()) {
            throw new Refusal("'" + name + "' is missing");
        }
        return value;
    }
}
