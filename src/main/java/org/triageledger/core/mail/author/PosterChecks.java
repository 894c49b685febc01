package org.triageledger.core.mail.author;

import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.triageledger.core.mail.ListId;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.Named;

/** Whether the host of a list checks that posters are who From says, so far as its mail tells (RFC 8601 §5). */
public enum PosterChecks implements Named {
    NOT_CHECKED("list host writes no results: every From through it is only claimed"),
    CHECKED("list host writes results: a From that passes DMARC or DKIM there is believed"),
    NOT_SEEN("no results of the list host seen: a From that fails DMARC at your server is only claimed"),
    VOUCHED("read from archives alone: whoever imported them vouches for each From");

    private final String sentence;

    PosterChecks(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }

    /**
     * Of each list through which mail came since a UTC day, sorted. One mail without results where the host should have written some
     * says more than others with them: whoever posts to the list can bring it about.
     */
    public static Map<ListId, PosterChecks> since(LocalDate day, Collection<Message> messages) {
        Map<ListId, Set<PosterChecks>> found = new TreeMap<>();
        for (Message message : messages) {
            if (message.lists().size() == 1 && !message.day().isBefore(day)) {
                Trusts.checks(message)
                        .ifPresent(checks -> found.computeIfAbsent(
                                        message.lists().getFirst(), list -> EnumSet.noneOf(PosterChecks.class))
                                .add(checks));
            }
        }
        Map<ListId, PosterChecks> strongest = new TreeMap<>();
        found.forEach((list, all) -> strongest.put(list, all.iterator().next()));
        return strongest;
    }
}
