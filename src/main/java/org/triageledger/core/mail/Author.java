package org.triageledger.core.mail;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The person behind a mail, with how that was found. {@code why} names fields and rules, never their values. */
public sealed interface Author {
    /** The author is the one From mailbox. */
    record Direct(Mailbox mailbox) implements Author {}

    /** A list wrote itself into From; the author was found behind it. */
    record Unmunged(Mailbox mailbox, ListId list, String why) implements Author {}

    /** A list wrapped the mail (Mailman {@code wrap_message}); the author is that of the inner mail. */
    record Unwrapped(Mailbox mailbox, String why) implements Author {}

    /** A service (GitHub) relayed what an account did; the account's login is known, an address is not. */
    record Relayed(String login, String why) implements Author {}

    /** Several people may have written it; a person must say who. May be empty: then nobody is named at all. */
    record Ambiguous(List<Mailbox> candidates, String why) implements Author {}

    /** Why nobody is named by a notification whose login cannot be GitHub's word. */
    String UNPROVED_LOGIN = "X-GitHub-Sender without proof that GitHub wrote it";

    /** Why an author is ambiguous whose From the sender wrote so: it names nobody, several, or one in a way that no mailer does. */
    Set<String> OF_SENDER = Set.of(
            "no From field",
            "no address in From",
            "several From fields",
            "several mailboxes in From",
            "the address in From is encoded, which RFC 2047 forbids");

    /** Whether nothing but what the sender wrote into From makes the author ambiguous. */
    static boolean isOfSender(Author author) {
        return author instanceof Ambiguous ambiguous && OF_SENDER.contains(ambiguous.why);
    }

    default AuthorSource how() {
        return switch (this) {
            case Direct ignored -> AuthorSource.DIRECT;
            case Unmunged ignored -> AuthorSource.UNMUNGED;
            case Unwrapped ignored -> AuthorSource.UNWRAPPED;
            case Relayed ignored -> AuthorSource.RELAYED;
            case Ambiguous ignored -> AuthorSource.AMBIGUOUS;
        };
    }

    /** The one mailbox that is the author's, if there is one. */
    default Optional<Mailbox> person() {
        return switch (this) {
            case Direct direct -> Optional.of(direct.mailbox);
            case Unmunged unmunged -> Optional.of(unmunged.mailbox);
            case Unwrapped unwrapped -> Optional.of(unwrapped.mailbox);
            case Relayed ignored -> Optional.empty();
            case Ambiguous ignored -> Optional.empty();
        };
    }

    /** The account's login where a service relayed the mail. */
    default Optional<String> account() {
        return this instanceof Relayed relayed ? Optional.of(relayed.login) : Optional.empty();
    }

    /** The rule that found it; empty for {@link Direct}. */
    default String evidence() {
        return switch (this) {
            case Direct ignored -> "";
            case Unmunged unmunged -> unmunged.why;
            case Unwrapped unwrapped -> unwrapped.why;
            case Relayed relayed -> relayed.why;
            case Ambiguous ambiguous -> ambiguous.why;
        };
    }
}
