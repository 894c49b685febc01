package org.triageledger.mailbox.imap;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;

/** A value in an answer of a server: a word, or values in parentheses (RFC 9051 §4). */
sealed interface Term {
    /** An atom, a number, a string, or NIL. */
    record Word(String text) implements Term {}

    record Group(List<Term> terms) implements Term {}

    /**
     * Reads the next value.
     *
     * @throws IndexOutOfBoundsException where the answer ends in the middle, or is made to cost stack or memory
     */
    static Term read(IMAPResponse response) {
        return new Reader(response).term(0);
    }

    final class Reader {
        /** A mail's structure goes as deep as its parts, and little beyond. */
        private static final int MOST_DEPTH = 100;

        /** A part is told in some thirty words; a mail to many people names each of them. */
        private static final int MOST_TERMS = 200_000;

        private final IMAPResponse response;
        private int terms;

        private Reader(IMAPResponse response) {
            this.response = response;
        }

        private Term term(int depth) {
            if (depth > MOST_DEPTH || ++terms > MOST_TERMS) {
                throw new IndexOutOfBoundsException();
            }
            response.skipSpaces();
            return switch (response.peekByte()) {
                case '(' -> group(depth);
                case '"', '{' -> new Word(response.readString());
                case '\\' -> {
                    response.skip(1);
                    yield new Word(response.readAtom());
                }
                default -> word();
            };
        }

        private Term group(int depth) {
            List<Term> found = new ArrayList<>();
            response.skip(1);
            while (!response.isNextNonSpace(')')) {
                if (response.peekByte() == 0) {
                    throw new IndexOutOfBoundsException();
                }
                found.add(term(depth + 1));
            }
            return new Group(found);
        }

        private Term word() {
            String atom = response.readAtom();
            if (atom == null || atom.isEmpty()) {
                response.skip(1);
                return new Word("");
            }
            return new Word(atom);
        }
    }
}
