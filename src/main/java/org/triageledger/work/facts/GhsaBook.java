package org.triageledger.work.facts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.triageledger.core.advisory.GhsaId;
import org.triageledger.core.advisory.ghsa.Advisories;
import org.triageledger.core.advisory.ghsa.Advisory;
import org.triageledger.core.advisory.ghsa.Comment;
import org.triageledger.core.advisory.ghsa.Look;
import org.triageledger.core.advisory.ghsa.Polls;
import org.triageledger.feeds.GhsaFacts;
import org.triageledger.feeds.GhsaReader;
import org.triageledger.store.GhsaStore;
import org.triageledger.work.OncePerRequest;
import org.triageledger.work.config.Keys;
import org.triageledger.work.config.LedgerConfig;

/** What is known of advisories on GitHub: kept sealed, opened into memory, and opened again only once it changed. */
@ApplicationScoped
public class GhsaBook {
    private static final String ADVISORY = "advisory";
    private static final String COMMENT = "comment";
    private static final String SUMMARY = "ghsa summary ";

    private final GhsaStore store;
    private final Keys keys;
    private final LedgerConfig config;

    private Known known = none();

    GhsaBook(GhsaStore store, Keys keys, LedgerConfig config) {
        this.store = store;
        this.keys = keys;
        this.config = config;
    }

    /** How many facts were handed in, and how many of them were new. */
    public record Kept(int advisories, int comments, int fresh) {
        public Kept and(Kept other) {
            return new Kept(advisories + other.advisories, comments + other.comments, fresh + other.fresh);
        }
    }

    /** Everything, as it was read. */
    public record Known(
            GhsaStore.Version version, long pollCount, List<Look> looks, List<Comment> comments, Polls polls) {
        /** As they were at the end of a UTC day. */
        public List<Advisory> advisories(LocalDate day) {
            return looks.isEmpty() ? List.of() : Advisories.of(looks, comments, polls, endOf(day));
        }

        /** The UTC day of the last thing that happened. */
        Optional<LocalDate> lastDay() {
            return Stream.concat(
                            looks.stream().flatMap(look -> Stream.of(look.updated(), look.seen())),
                            comments.stream().flatMap(comment -> Stream.of(comment.created(), comment.updated())))
                    .max(Comparator.naturalOrder())
                    .map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC));
        }

        boolean isAs(Known other) {
            return version.equals(other.version) && pollCount == other.pollCount;
        }
    }

    /** Before anything was read. */
    static Known none() {
        return new Known(new GhsaStore.Version(-1, -1), -1, List.of(), List.of(), Polls.NONE);
    }

    public static Instant endOf(LocalDate day) {
        return day.equals(LocalDate.MAX)
                ? Instant.MAX
                : day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusNanos(1);
    }

    /** Keeps what is new of it; in the transaction of who calls. */
    public Kept keep(List<GhsaReader.FoundAdvisory> advisories, List<Comment> comments) {
        int fresh = 0;
        for (GhsaReader.FoundAdvisory found : advisories) {
            fresh += keep(found) ? 1 : 0;
        }
        for (Comment comment : comments) {
            String text = GhsaFacts.of(comment);
            fresh += keep(COMMENT, text, comment.updated(), Optional.empty()) ? 1 : 0;
        }
        return new Kept(advisories.size(), comments.size(), fresh);
    }

    private boolean keep(GhsaReader.FoundAdvisory found) {
        String id = found.look().id().value();
        Optional<byte[]> summary = Optional.of(found.summary())
                .filter(text -> config.keepSubjects() && !text.isEmpty())
                .map(text -> keys.vault().seal(text, summaryContext(id)));
        return keep(ADVISORY, GhsaFacts.of(found.look()), found.look().seen(), summary);
    }

    private boolean keep(String kind, String text, Instant seen, Optional<byte[]> summary) {
        String key = keys.vault().token("ghsa " + kind + " " + text);
        return store.keep(kind, key, seen, keys.vault().seal(text, key), summary);
    }

    /** Which key an advisory has where its id must not stand. */
    public String keyOf(GhsaId id) {
        return keys.vault().token("ghsa id " + id.value());
    }

    /** What an advisory says, as a key. */
    public String keyOf(Look look) {
        return keys.vault().token("ghsa look " + GhsaFacts.of(look));
    }

    /** As it is kept at the moment. */
    @OncePerRequest
    @Transactional
    public Known known() {
        return fresh();
    }

    /** As {@link #known}, and never older than what anybody else was told: for what is kept beyond a request. */
    @Transactional
    synchronized Known fresh() {
        GhsaStore.Version version = store.version();
        long polls = store.pollCount();
        if (!version.equals(known.version)) {
            List<Look> looks = new ArrayList<>();
            List<Comment> comments = new ArrayList<>();
            for (GhsaStore.Fact fact : store.facts()) {
                open(fact).ifPresent(text -> {
                    if (fact.kind().equals(COMMENT)) {
                        comments.add(GhsaFacts.comment(text));
                    } else {
                        looks.add(GhsaFacts.look(text, fact.seenAt()));
                    }
                });
            }
            known = new Known(version, -1, List.copyOf(looks), List.copyOf(comments), known.polls);
        }
        if (polls != known.pollCount) {
            known = new Known(known.version, polls, known.looks, known.comments, new Polls(store.polls()));
        }
        return known;
    }

    /** Under what the summary of an advisory is sealed. */
    public static String summaryContext(String id) {
        return SUMMARY + id;
    }

    /** The latest summary of an advisory; empty where none is kept, or with another key. */
    @Transactional
    public Optional<String> summary(GhsaId id) {
        Map<Instant, String> byUpdate = new HashMap<>();
        for (GhsaStore.Fact fact : store.facts()) {
            fact.sealedSummary()
                    .flatMap(bytes -> keys.vault().open(bytes, summaryContext(id.value())))
                    .ifPresent(text -> open(fact)
                            .ifPresent(facts -> byUpdate.put(
                                    GhsaFacts.look(facts, fact.seenAt()).updated(), text)));
        }
        return byUpdate.entrySet().stream().max(Map.Entry.comparingByKey()).map(Map.Entry::getValue);
    }

    /** Empty where it was sealed with another key. */
    private Optional<String> open(GhsaStore.Fact fact) {
        return keys.vault()
                .openBytes(fact.sealed(), fact.key())
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
}
