package org.triageledger.core.mail.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Pieces of text of which whatever a pattern matches must hold at least one, but for case. They are taken from the pattern
 * itself, so they cannot fall behind it: of parts in a row the one that is told best by its pieces, of alternatives the pieces of each.
 * What only forbids (word boundaries, looks behind) is left out, which makes for more that may match, never for less.
 */
final class Pieces {
    /** What a longer piece tells beyond this is not worth the room. */
    private static final int LONGEST = 12;

    /** How many sets are kept of which one piece each must be there. */
    static final int MOST_SETS = 2;

    /** Words that a part of a pattern stands for, where they are no more than this; else only their pieces are kept. */
    private static final int MOST_WORDS = 48;

    private final String regex;
    private int at;

    private Pieces(String regex) {
        this.regex = regex;
    }

    /** The pieces of a pattern: of each set one has to be there. At most two sets; none where it may match without any. */
    static List<Set<String>> of(String regex) {
        Pieces reader = new Pieces(regex);
        Part whole = reader.alternation();
        if (reader.at < regex.length()) {
            throw reader.unknown();
        }
        return whole.best();
    }

    /** A pattern at its outermost bars; each is a pattern of its own. */
    static List<String> alternatives(String regex) {
        Pieces reader = new Pieces(regex);
        List<String> found = new ArrayList<>();
        int from = 0;
        while (true) {
            reader.sequence();
            found.add(regex.substring(from, reader.at));
            if (reader.at == regex.length()) {
                return found;
            }
            if (regex.charAt(reader.at) != '|') {
                throw reader.unknown();
            }
            from = ++reader.at;
        }
    }

    /**
     * What is known of a part of a pattern.
     *
     * @param words all that it matches; empty where that is too much to list
     * @param pieces sets, of each of which any match holds one, the best first; none where nothing is known
     */
    private record Part(Optional<Set<String>> words, List<Set<String>> pieces) {
        static final Part ANYTHING = new Part(Optional.empty(), List.of());
        static final Part NOTHING = word("");

        /** Longer pieces first; of such the fewer. */
        private static final Comparator<Set<String>> BEST = Comparator.comparing((Set<String> set) ->
                        -set.stream().mapToInt(String::length).min().orElse(0))
                .thenComparing(Set::size);

        static Part word(String word) {
            return words(Set.of(word));
        }

        static Part words(Set<String> words) {
            return new Part(Optional.of(words), List.of());
        }

        List<Set<String>> best() {
            boolean told = words.isPresent() && !words.get().contains("");
            return told ? better(pieces, List.of(cut(words.get()))) : pieces;
        }

        private static Set<String> cut(Set<String> words) {
            Set<String> cut = new TreeSet<>();
            words.forEach(word -> cut.add(word.substring(0, Math.min(LONGEST, word.length()))));
            return cut;
        }

        static List<Set<String>> better(List<Set<String>> some, List<Set<String>> others) {
            return Stream.concat(some.stream(), others.stream())
                    .sorted(BEST)
                    .limit(MOST_SETS)
                    .toList();
        }

        /** Empty where the words of both cannot be listed. */
        Optional<Part> then(Part next) {
            if (words.isEmpty() || next.words.isEmpty()) {
                return Optional.empty();
            }
            Set<String> joined = new LinkedHashSet<>();
            for (String first : words.get()) {
                next.words.get().forEach(second -> joined.add(first + second));
            }
            return joined.size() <= MOST_WORDS
                    ? Optional.of(new Part(Optional.of(joined), better(pieces, next.pieces)))
                    : Optional.empty();
        }

        Part or(Part other) {
            boolean plain = pieces.isEmpty() && other.pieces.isEmpty();
            if (plain && words.isPresent() && other.words.isPresent()) {
                Set<String> both = new LinkedHashSet<>(words.get());
                both.addAll(other.words.get());
                if (both.size() <= MOST_WORDS) {
                    return words(both);
                }
            }
            List<Set<String>> own = best();
            List<Set<String>> others = other.best();
            List<Set<String>> both = new ArrayList<>();
            for (int i = 0; !own.isEmpty() && !others.isEmpty() && i < Math.max(own.size(), others.size()); i++) {
                Set<String> joined = new TreeSet<>(own.get(Math.min(i, own.size() - 1)));
                joined.addAll(others.get(Math.min(i, others.size() - 1)));
                both.add(joined);
            }
            return new Part(Optional.empty(), better(both, List.of()));
        }

        /** What has to stand behind, and is matched by what follows. */
        Part ahead() {
            return new Part(NOTHING.words, best());
        }

        /** @param most 0 for any number above {@code least} */
        Part times(int least, int most) {
            if (least == 1 && most == 1) {
                return this;
            }
            if (least == 0) {
                return most == 1 && words.isPresent() ? words(words.get()).or(NOTHING) : ANYTHING;
            }
            return new Part(Optional.empty(), best());
        }
    }

    private Part alternation() {
        Part all = sequence();
        while (at < regex.length() && regex.charAt(at) == '|') {
            at++;
            all = all.or(sequence());
        }
        return all;
    }

    /** Words in a row are joined; where one of them can be too much to list, new ones begin behind it. */
    private Part sequence() {
        Part run = Part.NOTHING;
        List<Set<String>> before = List.of();
        boolean whole = true;
        while (at < regex.length() && regex.charAt(at) != '|' && regex.charAt(at) != ')') {
            Part next = quantified(atom());
            Optional<Part> joined = run.then(next);
            if (joined.isPresent()) {
                run = joined.get();
            } else {
                before = Part.better(before, run.best());
                run = next;
                whole = false;
                if (next.words().isEmpty()) {
                    before = Part.better(before, next.best());
                    run = Part.NOTHING;
                }
            }
        }
        return whole ? run : new Part(Optional.empty(), Part.better(before, run.best()));
    }

    private Part quantified(Part part) {
        if (at == regex.length()) {
            return part;
        }
        Part all = switch (regex.charAt(at)) {
            case '?' -> part.times(0, 1);
            case '*' -> part.times(0, 0);
            case '+' -> part.times(1, 0);
            case '{' -> counted(part);
            default -> null;
        };
        if (all == null) {
            return part;
        }
        at++;
        if (at < regex.length() && (regex.charAt(at) == '?' || regex.charAt(at) == '+')) {
            at++;
        }
        return all;
    }

    private Part counted(Part part) {
        int close = regex.indexOf('}', at);
        String[] counts = regex.substring(at + 1, close).split(",", 2);
        at = close;
        int least = Integer.parseInt(counts[0]);
        String last = counts[counts.length - 1];
        return part.times(least, last.isEmpty() ? 0 : Integer.parseInt(last));
    }

    private Part atom() {
        char c = regex.charAt(at++);
        return switch (c) {
            case '(' -> group();
            case '[' -> members();
            case '\\' -> escaped();
            case '.' -> Part.ANYTHING;
            case '^', '$' -> Part.NOTHING;
            case '?', '*', '+' -> throw unknown();
            default -> letter(c);
        };
    }

    private Part letter(char c) {
        if (Character.isSurrogate(c)) {
            throw unknown();
        }
        return Part.word(String.valueOf(c));
    }

    private Part group() {
        boolean ahead = regex.startsWith("?=", at);
        boolean looks = Stream.of("?!", "?<=", "?<!").anyMatch(mark -> regex.startsWith(mark, at));
        if (regex.startsWith("?", at)) {
            if (!ahead && !looks && !regex.startsWith("?:", at)) {
                throw unknown();
            }
            at += regex.startsWith("?<", at) ? 3 : 2;
        }
        Part inner = alternation();
        if (at == regex.length()) {
            throw unknown();
        }
        at++;
        return looks ? Part.NOTHING : ahead ? inner.ahead() : inner;
    }

    private Part escaped() {
        char c = regex.charAt(at++);
        switch (c) {
            case 'b', 'B', 'A', 'z', 'Z' -> {
                return Part.NOTHING;
            }
            case 'd', 'D', 's', 'S', 'w', 'W' -> {
                return Part.ANYTHING;
            }
            case 'n' -> {
                return Part.word("\n");
            }
            case 'p', 'P' -> {
                at = regex.indexOf('}', at) + 1;
                return Part.ANYTHING;
            }
            case 'Q' -> {
                return quoted();
            }
            default -> {
                if (Character.isLetterOrDigit(c)) {
                    throw unknown();
                }
                return letter(c);
            }
        }
    }

    /** As {@link java.util.regex.Pattern#quote} writes it. A quantifier behind it would count for its last letter alone. */
    private Part quoted() {
        int end = regex.indexOf("\\E", at);
        String text = regex.substring(at, end);
        at = end + 2;
        if (at < regex.length() && "?*+{".indexOf(regex.charAt(at)) >= 0) {
            throw unknown();
        }
        return Part.word(text);
    }

    /** A class of characters: its members where they are listed one by one, else anything. */
    private Part members() {
        Set<String> members = new LinkedHashSet<>();
        boolean listed = regex.charAt(at) != '^';
        int depth = 1;
        while (depth > 0) {
            char c = regex.charAt(at++);
            switch (c) {
                case ']' -> depth--;
                case '[' -> {
                    depth++;
                    listed = false;
                }
                case '\\' -> {
                    char next = regex.charAt(at++);
                    listed &= !Character.isLetterOrDigit(next);
                    members.add(String.valueOf(next));
                }
                default -> {
                    boolean range = c == '-' && !members.isEmpty() && regex.charAt(at) != ']';
                    listed &= !range && c != '&' && !Character.isSurrogate(c);
                    members.add(String.valueOf(c));
                }
            }
        }
        return listed ? Part.words(members) : Part.ANYTHING;
    }

    private IllegalArgumentException unknown() {
        return new IllegalArgumentException("not known in a pattern of phrases, before character " + at + ": " + regex);
    }
}
