package org.triageledger.core.member;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One line of a published list.
 *
 * @param line where it begins in its file, from 1; its position where it comes from no file
 * @param joined when they joined the core team; the lists of the security team have no dates
 * @param left when they left the core team
 * @param notes as published; of members a list of roles ({@code Admin, Release Manager}), elsewhere prose
 */
public record Listed(
        int line,
        String name,
        Optional<String> github,
        Optional<LocalDate> joined,
        Optional<LocalDate> left,
        String notes) {

    /** What the notes of a list of members may say; other roles are given by hand, with a reason. */
    static final Set<Role.Kind> NOTED = EnumSet.of(Role.Kind.ADMIN, Role.Kind.RELEASE_MANAGER);

    /** The roles that the notes give. */
    Set<Role.Kind> roles() {
        EnumSet<Role.Kind> roles = EnumSet.noneOf(Role.Kind.class);
        notedWords()
                .map(Listed::role)
                .flatMap(Optional::stream)
                .filter(NOTED::contains)
                .forEach(roles::add);
        return roles;
    }

    /** The notes that give no role, as they are written. */
    List<String> otherNotes() {
        Predicate<Role.Kind> noted = NOTED::contains;
        return notedWords().filter(note -> role(note).filter(noted).isEmpty()).toList();
    }

    /** Whether two lines are about one person: the same account, or the same name where one has no account. */
    boolean isSameAs(Listed other) {
        return github.isPresent() && other.github.isPresent()
                ? github.get().equalsIgnoreCase(other.github.get())
                : NameKey.of(name).equals(NameKey.of(other.name));
    }

    Listed at(int position) {
        return new Listed(position, name, github, joined, left, notes);
    }

    static Optional<Role.Kind> role(String note) {
        String word = note.toLowerCase(Locale.ROOT).replaceAll("[\\s-]+", "-");
        return Arrays.stream(Role.Kind.values())
                .filter(kind -> kind.word().equals(word))
                .findFirst();
    }

    /** How a role stands in the notes. */
    static String note(Role.Kind kind) {
        return switch (kind) {
            case ADMIN -> "Admin";
            case RELEASE_MANAGER -> "Release Manager";
            case EXPERT -> "Expert";
            case STEERING_COUNCIL -> "Steering Council";
        };
    }

    private Stream<String> notedWords() {
        return Arrays.stream(notes.split(",")).map(String::strip).filter(note -> !note.isEmpty());
    }
}
