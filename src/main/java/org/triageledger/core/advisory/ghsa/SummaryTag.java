package org.triageledger.core.advisory.ghsa;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.triageledger.core.mail.Named;

/**
 * A word in square brackets in the summary of an advisory, by which the team says how it decided: {@code [ACCEPTED]} makes a draft of
 * a report, the others close it. A tag stays in the summary after that (devguide.python.org, "Python Security Response Team").
 */
public enum SummaryTag implements Named {
    ACCEPTED("accepted as a vulnerability"),
    CLOSED("an ordinary bug"),
    INVALID("not a vulnerability, or spam"),
    DUPLICATE("a duplicate"),
    COMPLETED("a vulnerability that is fixed and announced");

    /** At the beginning or the end, also behind other words in brackets; within a sentence a word in brackets is part of it. */
    private static final Pattern AT_BEGINNING = Pattern.compile("^(?:\\s*\\[[^\\[\\]]{0,60}])+");

    private static final Pattern AT_END = Pattern.compile("(?:\\[[^\\[\\]]{0,60}]\\s*)+$");
    private static final Pattern BRACKETED = Pattern.compile("\\[\\s*([A-Za-z]{1,12})\\s*]");
    private static final int LONGEST = 2_000;

    private final String meaning;

    SummaryTag(String meaning) {
        this.meaning = meaning;
    }

    /** What the team decided, for people. */
    public String meaning() {
        return meaning;
    }

    /** All tags at the beginning or end of a summary, in whatever case; {@code [ACCEPT]} is {@code [ACCEPTED]}. */
    public static SortedSet<SummaryTag> in(String summary) {
        String text = summary.length() > LONGEST ? summary.substring(0, LONGEST) : summary;
        SortedSet<SummaryTag> found = new TreeSet<>();
        for (Pattern place : List.of(AT_BEGINNING, AT_END)) {
            Matcher matcher = place.matcher(text.strip());
            if (matcher.find()) {
                found.addAll(words(matcher.group()));
            }
        }
        return found;
    }

    private static SortedSet<SummaryTag> words(String brackets) {
        SortedSet<SummaryTag> found = new TreeSet<>();
        Matcher matcher = BRACKETED.matcher(brackets);
        while (matcher.find()) {
            String word = matcher.group(1).toUpperCase(Locale.ROOT);
            for (SummaryTag tag : values()) {
                if (tag.name().equals(word) || tag == ACCEPTED && word.equals("ACCEPT")) {
                    found.add(tag);
                }
            }
        }
        return found;
    }

    /** The one that tells how it ended; else that it was accepted. Of several ends nobody can say which one holds. */
    public static Optional<SummaryTag> decisive(Collection<SummaryTag> tags) {
        List<SummaryTag> ends = EnumSet.complementOf(EnumSet.of(ACCEPTED)).stream()
                .filter(tags::contains)
                .toList();
        return switch (ends.size()) {
            case 0 -> tags.contains(ACCEPTED) ? Optional.of(ACCEPTED) : Optional.empty();
            case 1 -> Optional.of(ends.getFirst());
            default -> Optional.empty();
        };
    }
}
