package org.triageledger.core.advisory.ghsa;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.triageledger.core.advisory.GhsaId;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.MessageId;
import org.triageledger.core.mail.MessageThread;

/**
 * Which threads of mail belong to which advisories: those of GitHub's own notifications about it (by repository and id), and those in
 * which its GHSA id or its CVE id stands. Titles play no part.
 */
public final class AdvisoryThreads {
    /** How far a comment and the mail that tells of it are apart. */
    private static final Duration APART = Duration.ofMinutes(2);

    /** The id of the thread of an advisory's notifications, and of those about one comment. */
    private static final Pattern PLACE = Pattern.compile(
            "([a-z0-9-]{1,39}/[a-z0-9._-]{1,100})/security/advisories/(ghsa(?:-[0-9a-z]{4}){3})(?:/\\d{1,18})?@github\\.com",
            Pattern.CASE_INSENSITIVE);

    private AdvisoryThreads() {}

    /**
     * What joins a thread and an advisory.
     *
     * @param notified whether GitHub itself wrote mail about the advisory into the thread; otherwise an id that stands in mail joins them
     */
    public record Joined(MessageThread thread, boolean notified) {}

    /** By advisory, in the order of the threads; only those that have any. */
    public static Map<GhsaId, List<Joined>> of(Collection<Advisory> advisories, Collection<MessageThread> threads) {
        if (advisories.isEmpty()) {
            return Map.of();
        }
        Map<String, Set<GhsaId>> byName = new TreeMap<>();
        Map<GhsaId, Optional<String>> repositories = new TreeMap<>();
        for (Advisory advisory : advisories) {
            repositories.put(advisory.id(), advisory.repository());
            Stream.concat(
                            Stream.of(advisory.id().value()),
                            advisory.cve().stream().map(cve -> cve.id().value()))
                    .forEach(name -> byName.computeIfAbsent(name, first -> new TreeSet<>())
                            .add(advisory.id()));
        }
        Map<GhsaId, List<Joined>> found = new TreeMap<>();
        for (MessageThread thread : threads) {
            Set<GhsaId> notified = new TreeSet<>();
            Set<GhsaId> named = new TreeSet<>();
            for (Message message : thread.messages()) {
                notified(message, repositories).ifPresent(notified::add);
                message.advisories().forEach(id -> named.addAll(byName.getOrDefault(id.value(), Set.of())));
            }
            named.addAll(notified);
            named.forEach(id -> found.computeIfAbsent(id, first -> new ArrayList<>(1))
                    .add(new Joined(thread, notified.contains(id))));
        }
        return found;
    }

    /** The place that GitHub's signature gives it, where a notification names an account: its repository must be the advisory's. */
    private static Optional<GhsaId> notified(Message message, Map<GhsaId, Optional<String>> repositories) {
        if (message.author().account().isEmpty()) {
            return Optional.empty();
        }
        return Stream.concat(Stream.of(message.id()), message.references().stream())
                .map(MessageId::value)
                .map(PLACE::matcher)
                .filter(Matcher::find)
                .flatMap(place -> GhsaId.parse(place.group(2)).stream()
                        .filter(id -> repositories.containsKey(id)
                                && repositories
                                        .get(id)
                                        .map(place.group(1).toLowerCase(Locale.ROOT)::equals)
                                        .orElse(true)))
                .findFirst();
    }

    /**
     * Whether a mail tells of a comment: the same login, and no more than two minutes between them.
     *
     * @param message in a thread that belongs to the comment's advisory
     */
    public static boolean tellsOf(Message message, Comment comment) {
        Optional<String> login = message.author().account().map(name -> name.toLowerCase(Locale.ROOT));
        return login.isPresent()
                && login.equals(comment.login())
                && Stream.concat(Stream.of(message.arrivedAt()), message.date().stream())
                        .anyMatch(time -> isNear(time, comment.created()));
    }

    private static boolean isNear(Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(APART) <= 0;
    }
}
