package org.triageledger.core.mail;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * The facts kept of one mail: what all its {@linkplain MessageCopy copies} say together, independent of their order.
 *
 * @param key stable and not guessable from a counter: a hash over id, content fingerprint and author
 * @param idShared whether another, different mail carries the same Message-ID
 * @param linesUnclear whether it cannot be told which words are the author's own; then there are no authored lines
 * @param disputed whether a copy says otherwise than the better one, by which it counts meanwhile
 * @param places of all copies, sorted
 */
public record Message(
        String key,
        MessageId id,
        boolean idMade,
        boolean idShared,
        List<MessageId> otherIds,
        List<MessageId> references,
        boolean reply,
        boolean forwards,
        Optional<String> subjectToken,
        String fingerprint,
        Author author,
        Optional<Instant> date,
        Arrival arrival,
        List<ListId> lists,
        Automation automation,
        String automationWhy,
        Trust trust,
        String trustWhy,
        int authoredLines,
        boolean linesUnclear,
        SortedSet<AdvisoryId> advisories,
        Optional<String> archivedAt,
        boolean disputed,
        List<Place> places) {
    /** Why a mail of a program is none of a person's, where its sender's name or address alone says so. */
    public static final String NAMED_ROBOT = "sender is a robot";

    public boolean isHuman() {
        return automation == Automation.HUMAN;
    }

    /** Whether it looks like a machine's all the same, so that a person must say. */
    public boolean isDoubtful() {
        return isHuman() && !automationWhy.isEmpty();
    }

    /** Whether enough of it is the author's own, or may be. */
    public boolean mayHaveLines(int atLeast) {
        return linesUnclear || authoredLines >= atLeast;
    }

    /** Whether a service says in it what an account of a program did: GitHub's names end in {@code [bot]}. */
    public boolean isOfApp() {
        return author.account().filter(login -> login.endsWith("[bot]")).isPresent();
    }

    /** Whether a notification of GitHub names several accounts, or none that can be one, so that a person must say who acted. */
    public boolean hidesAccount() {
        return automation == Automation.NOTIFICATION
                && author instanceof Author.Ambiguous
                && author.evidence().equals(Author.UNPROVED_LOGIN);
    }

    /** Whether a program sent it that only its own name or address gives away. */
    public boolean isOfNamedRobot() {
        return automation == Automation.NOTIFICATION && automationWhy.equals(NAMED_ROBOT);
    }

    /** The UTC day of arrival. */
    public LocalDate day() {
        return LocalDate.ofInstant(arrival.at(), ZoneOffset.UTC);
    }
}
