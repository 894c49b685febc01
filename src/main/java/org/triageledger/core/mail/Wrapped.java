package org.triageledger.core.mail;

import java.util.List;
import java.util.Optional;

/** The mail that a list wrapped as a whole (Mailman {@code wrap_message}), alone or with what the list puts above and below. */
public final class Wrapped {
    private static final int LONGEST_FOOTER = 2_000;

    private Wrapped() {}

    public static Optional<Mail> in(Part body) {
        if (body.content() instanceof Part.Nested nested) {
            return Optional.of(nested.mail());
        }
        if (!(body.content() instanceof Part.Multi multi) || !body.type().equals("multipart/mixed")) {
            return Optional.empty();
        }
        List<Mail> inner = multi.parts().stream()
                .filter(part -> part.content() instanceof Part.Nested)
                .map(part -> ((Part.Nested) part.content()).mail())
                .toList();
        boolean framed =
                multi.parts().stream().allMatch(part -> part.content() instanceof Part.Nested || isFrame(part));
        return inner.size() == 1 && framed ? Optional.of(inner.getFirst()) : Optional.empty();
    }

    private static boolean isFrame(Part part) {
        return part.type().equals("text/plain")
                && part.content() instanceof Part.Text text
                && text.text().length() < LONGEST_FOOTER;
    }
}
