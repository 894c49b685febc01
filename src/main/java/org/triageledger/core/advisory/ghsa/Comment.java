package org.triageledger.core.advisory.ghsa;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.triageledger.core.advisory.GhsaId;

/**
 * A comment on an advisory, without its text.
 *
 * @param id GitHub's number of it
 * @param login who wrote it, in lower case; empty for an account that is gone
 * @param program whether the account is a program's
 * @param updated when it was last edited
 * @param length in characters
 * @param lines of its text that are not empty, quoted or without a letter or digit
 */
public record Comment(
        GhsaId advisory,
        long id,
        Optional<String> login,
        boolean program,
        Instant created,
        Instant updated,
        int length,
        int lines) {
    /** Of versions of one comment the later goes behind; the rest makes the order independent of how they came. */
    static final Comparator<Comment> BY_VERSION = Comparator.comparing(Comment::updated)
            .thenComparing(Comment::lines)
            .thenComparing(Comment::length)
            .thenComparing(Comment::program)
            .thenComparing(comment -> comment.login().orElse(""));
}
