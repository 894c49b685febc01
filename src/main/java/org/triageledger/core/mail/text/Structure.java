package org.triageledger.core.mail.text;

import java.util.Optional;
import java.util.function.Predicate;
import org.triageledger.core.mail.Part;

/** Looks through the parts of a mail, but not into mails that it carries along. */
public final class Structure {
    private static final int BEGINNING = 4_000;

    private Structure() {}

    public static Optional<Part> first(Part part, Predicate<Part> wanted) {
        if (wanted.test(part)) {
            return Optional.of(part);
        }
        if (part.content() instanceof Part.Multi multi) {
            for (Part eachPart : multi.parts()) {
                Optional<Part> found = first(eachPart, wanted);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    public static boolean has(Part body, String type) {
        return first(body, part -> part.type().equals(type)).isPresent();
    }

    /**
     * The first part of that kind that is the mail itself, however lists nested it beside their footers; not one that stands
     * below words somebody wrote, and so was attached by them.
     */
    public static Optional<Part> itself(Part part, Predicate<Part> wanted) {
        // What stands before it is read only where there is one: few mails have any.
        return first(part, wanted).isEmpty() ? Optional.empty() : beforeWords(part, wanted);
    }

    private static Optional<Part> beforeWords(Part part, Predicate<Part> wanted) {
        if (wanted.test(part)) {
            return Optional.of(part);
        }
        if (part.content() instanceof Part.Multi multi) {
            for (Part eachPart : multi.parts()) {
                Optional<Part> found = beforeWords(eachPart, wanted);
                if (found.isPresent() || says(eachPart)) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static boolean says(Part part) {
        return switch (part.content()) {
            case Part.Text text -> !Substance.of(text.text()).lines().isEmpty();
            case Part.Multi multi -> multi.parts().stream().anyMatch(Structure::says);
            case Part.Nested ignored -> true;
            case Part.Skipped ignored -> false;
        };
    }

    /** The beginning of the first text, or the empty string. */
    public static String beginning(Part body) {
        return first(body, part -> part.content() instanceof Part.Text)
                .map(part -> part.content() instanceof Part.Text text ? text.text() : "")
                .map(text -> text.substring(0, Math.min(text.length(), BEGINNING)))
                .orElse("");
    }
}
