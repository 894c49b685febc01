package org.triageledger.core.member;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds out whom the lines of a list are about: an account says it, and a name only where it is one person's. */
final class Recognition {
    private final Roster roster;
    private final Set<String> accounts = new HashSet<>();

    Recognition(Roster roster, Listing listing) {
        this.roster = roster;
        listing.entries().stream()
                .flatMap(entry -> entry.github().stream())
                .map(login -> login.toLowerCase(Locale.ROOT))
                .forEach(accounts::add);
    }

    /** Whom a line is about. */
    sealed interface Match {
        record One(Person person) implements Match {}

        record Nobody() implements Match {}

        /** A name that several people bear. */
        record Several(List<Person> people) implements Match {}

        /** Somebody of that name has another account: a second person, or a second account. */
        record OtherAccount(Person person) implements Match {}
    }

    Match of(Listed entry) {
        Optional<Person> owner = entry.github().flatMap(roster::byLogin);
        if (owner.isPresent()) {
            return new Match.One(owner.get());
        }
        boolean account = entry.github().isPresent();
        // Whose account stands in another line of the same list is somebody else.
        List<Person> bearers = roster.named(entry.name()).stream()
                .filter(person -> !account || !isListed(person))
                .toList();
        return switch (bearers.size()) {
            case 0 -> new Match.Nobody();
            case 1 ->
                account && bearers.getFirst().github().isPresent()
                        ? new Match.OtherAccount(bearers.getFirst())
                        : new Match.One(bearers.getFirst());
            default -> new Match.Several(bearers);
        };
    }

    private boolean isListed(Person person) {
        return person.github()
                .filter(login -> accounts.contains(login.toLowerCase(Locale.ROOT)))
                .isPresent();
    }
}
