package org.triageledger.core.mail.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pattern of many phrases, asked of every line of every mail. To try each phrase at each letter takes several times as long as all else
 * that is done with a mail; so the text is first read once for pieces that each phrase must hold ({@link Pieces}), and only the
 * phrases whose pieces were found are tried. The answers are those of the pattern.
 */
public final class Phrases {
    /** The finder has 64 bits, and each phrase, or some neighbours together, may need two of them. */
    private static final int MOST_GROUPS = 64 / Pieces.MOST_SETS;

    private final List<Group> groups = new ArrayList<>();
    private final PieceFinder finder;

    /** @param needed bits of the sets of which a piece has to be there */
    private record Group(Pattern pattern, long needed) {}

    private Phrases(List<String> alternatives, int flags) {
        int size = Math.ceilDiv(alternatives.size(), MOST_GROUPS);
        List<Set<String>> sets = new ArrayList<>();
        for (int from = 0; from < alternatives.size(); from += size) {
            String group = String.join("|", alternatives.subList(from, Math.min(alternatives.size(), from + size)));
            long needed = 0;
            for (Set<String> set : Pieces.of(group)) {
                needed |= 1L << sets.size();
                sets.add(set);
            }
            groups.add(new Group(Pattern.compile(group, flags), needed));
        }
        finder = new PieceFinder(sets);
    }

    /**
     * @param regex phrases with {@code |} between, in lower case, without inline flags and references to groups
     * @throws IllegalArgumentException where it holds what is not known here
     */
    public static Phrases of(String regex) {
        return of(regex, 0);
    }

    /** @param flags as of {@link Pattern#compile(String, int)}, but for {@link Pattern#COMMENTS} and {@link Pattern#LITERAL} */
    public static Phrases of(String regex, int flags) {
        return new Phrases(Pieces.alternatives(regex), flags);
    }

    /** Whether there are pieces of it in the text, in whatever case: if not, no phrase is in the text or in its lower case. */
    boolean mayBeIn(String text) {
        long found = finder.find(text);
        return groups.stream().anyMatch(group -> (found & group.needed) == group.needed);
    }

    /** As {@link Matcher#find()}. */
    public boolean isIn(String text) {
        return isAny(text, Matcher::find, false);
    }

    /** As {@link #isIn}, of the text {@linkplain Quotes#lower in lower case}, which is made of few texts only. */
    boolean isInLower(String text) {
        return isAny(text, Matcher::find, true);
    }

    /** As {@link Matcher#matches()}. */
    public boolean isAll(String text) {
        return isAny(text, Matcher::matches, false);
    }

    /** As {@link #isAll}, of the text {@linkplain Quotes#lower in lower case}. */
    boolean isAllLower(String text) {
        return isAny(text, Matcher::matches, true);
    }

    /** The phrases; what one of them matches is matched. */
    List<Pattern> patterns() {
        return groups.stream().map(Group::pattern).toList();
    }

    private boolean isAny(String text, Predicate<Matcher> how, boolean lower) {
        long found = finder.find(text);
        String asked = lower ? null : text;
        for (Group group : groups) {
            if ((found & group.needed) == group.needed) {
                asked = asked == null ? Quotes.lower(text) : asked;
                if (how.test(group.pattern.matcher(asked))) {
                    return true;
                }
            }
        }
        return false;
    }
}
