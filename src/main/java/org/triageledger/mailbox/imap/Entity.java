package org.triageledger.mailbox.imap;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A mail or a part of one, and by what names a server hands out its header and its content (RFC 9051 §6.4.5).
 *
 * @param header such as {@code HEADER} or {@code 2.1.MIME}
 * @param content such as {@code TEXT} or {@code 2.1}
 * @param inner the parts of a multipart, or the one mail in a part that is a mail
 */
record Entity(Body body, String header, String content, List<Entity> inner) {
    /** The mail itself. */
    static Entity of(Body body) {
        return mail(body, "");
    }

    private static Entity mail(Body body, String prefix) {
        return new Entity(
                body,
                prefix + "HEADER",
                prefix + "TEXT",
                // a mail that is nothing but another mail: servers do not agree on how to number what is in it
                body instanceof Body.Nested ? List.of() : inner(body, prefix));
    }

    private static Entity part(Body body, String number) {
        return new Entity(body, number + ".MIME", number, inner(body, number + "."));
    }

    private static List<Entity> inner(Body body, String prefix) {
        return switch (body) {
            case Body.Leaf ignored -> List.of();
            case Body.Nested nested -> List.of(mail(nested.inner(), prefix));
            case Body.Multi multi ->
                IntStream.range(0, multi.parts().size())
                        .mapToObj(i -> part(multi.parts().get(i), prefix + (i + 1)))
                        .toList();
        };
    }

    /** It and everything in it. */
    Stream<Entity> all() {
        return Stream.concat(Stream.of(this), inner.stream().flatMap(Entity::all));
    }
}
