package org.triageledger.mailbox.imap;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * How a mail is made of parts, as the server sees it (BODYSTRUCTURE, RFC 9051 §7.5.2). Only what is needed to ask for the parts is
 * kept; the rest is told by their own headers, by which they are read as well. The protocol library has a parser of its own, but
 * one that goes as deep as a server likes, and builds all of it.
 */
sealed interface Body {
    /**
     * @param type in lower case, such as {@code text/plain}
     * @param size of the content in bytes, as the server states it
     */
    record Leaf(String type, long size) implements Body {}

    /** @param boundary as the server took it from the header, if it tells */
    record Multi(Optional<String> boundary, List<Body> parts) implements Body {}

    /** A {@code message/rfc822} or {@code message/global} part: a mail within the mail. */
    record Nested(String type, long size, Body inner) implements Body {}

    /** Empty where it makes no sense, or is more than the reader of mails would take in. */
    static Optional<Body> of(Term term) {
        return new Reader().body(term, 0);
    }

    final class Reader {
        private static final int MOST_PARTS = 1000;
        private static final int MOST_DEPTH = 30;

        /** Where in the list of a part its size stands, and in that of a nested mail what is in it. */
        private static final int SIZE = 6;

        private static final int INNER = 8;

        private static final Set<String> MAILS = Set.of("message/rfc822", "message/global");

        private int parts;

        private Reader() {}

        private Optional<Body> body(Term term, int depth) {
            if (!(term instanceof Term.Group group)
                    || group.terms().isEmpty()
                    || depth > MOST_DEPTH
                    || ++parts > MOST_PARTS) {
                return Optional.empty();
            }
            return group.terms().getFirst() instanceof Term.Group
                    ? multi(group.terms(), depth)
                    : single(group.terms(), depth);
        }

        private Optional<Body> multi(List<Term> terms, int depth) {
            List<Body> found = new ArrayList<>();
            int at = 0;
            for (; at < terms.size() && terms.get(at) instanceof Term.Group; at++) {
                Optional<Body> part = body(terms.get(at), depth + 1);
                if (part.isEmpty()) {
                    return Optional.empty();
                }
                found.add(part.get());
            }
            Optional<String> boundary = at + 1 < terms.size() && terms.get(at + 1) instanceof Term.Group parameters
                    ? boundary(parameters.terms())
                    : Optional.empty();
            return Optional.of(new Multi(boundary, List.copyOf(found)));
        }

        private Optional<Body> single(List<Term> terms, int depth) {
            Optional<Long> size = terms.size() > SIZE ? number(terms.get(SIZE)) : Optional.empty();
            if (size.isEmpty()) {
                return Optional.empty();
            }
            String type = word(terms.get(0)) + "/" + word(terms.get(1));
            if (MAILS.contains(type) && terms.size() > INNER && terms.get(INNER) instanceof Term.Group inner) {
                return body(inner, depth + 1).map(mail -> new Nested(type, size.get(), mail));
            }
            return Optional.of(new Leaf(type, size.get()));
        }

        /** Names and values in turn. */
        private static Optional<String> boundary(List<Term> parameters) {
            for (int at = 0; at + 1 < parameters.size(); at += 2) {
                if (word(parameters.get(at)).equals("boundary")
                        && parameters.get(at + 1) instanceof Term.Word(String value)) {
                    return Optional.of(value);
                }
            }
            return Optional.empty();
        }

        private static Optional<Long> number(Term term) {
            return term instanceof Term.Word(String text) && text.matches("\\d{1,15}")
                    ? Optional.of(Long.valueOf(text))
                    : Optional.empty();
        }

        private static String word(Term term) {
            return term instanceof Term.Word(String text) ? text.toLowerCase(Locale.ROOT) : "";
        }
    }
}
