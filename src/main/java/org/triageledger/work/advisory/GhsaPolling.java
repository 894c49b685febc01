package org.triageledger.work.advisory;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.triageledger.core.advisory.GhsaId;
import org.triageledger.core.advisory.ghsa.AdvisoryState;
import org.triageledger.core.advisory.ghsa.Comment;
import org.triageledger.core.advisory.ghsa.Look;
import org.triageledger.core.advisory.ghsa.Poll;
import org.triageledger.feeds.GhsaClient;
import org.triageledger.feeds.GhsaClient.Answer;
import org.triageledger.feeds.GhsaReader;
import org.triageledger.store.GhsaStore;
import org.triageledger.store.GhsaStore.Repository;
import org.triageledger.work.Refusal;
import org.triageledger.work.config.LedgerConfig;
import org.triageledger.work.facts.GhsaBook;

/**
 * Looks at the security advisories of the configured repositories again and again. Nothing of a look is kept unless all of it came; one
 * that failed is tried again, later and later, and leaves the time since the last complete one unknown.
 */
@ApplicationScoped
public class GhsaPolling {
    private static final Logger LOG = Logger.getLogger(GhsaPolling.class);

    /** For one answer of GitHub's. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Between looks at all advisories, also those that did not change: by them it is seen that some are gone. */
    private static final Duration ALL = Duration.ofHours(24);

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(6);

    /** Lists of comments in one look; the rest is asked for at the next. */
    private static final int MOST_LISTS = 1_000;

    private static final Set<AdvisoryState> OPEN = Set.of(AdvisoryState.TRIAGE, AdvisoryState.DRAFT);

    private final GhsaStore store;
    private final GhsaBook book;
    private final LedgerConfig config;
    private final Clock clock;

    GhsaPolling(GhsaStore store, GhsaBook book, LedgerConfig config, Clock clock) {
        this.store = store;
        this.book = book;
        this.config = config;
        this.clock = clock;
    }

    /** Looks at each repository whose time has come. Of several nodes one does. */
    public void refresh() {
        poll(Optional.empty(), false);
    }

    /**
     * Looks at the repositories now.
     *
     * @param source only those of this source
     * @throws Refusal where nothing is configured, or no source of this name
     */
    public void now(Optional<String> source) {
        if (config.ghsa().isEmpty()) {
            throw new Refusal(
                    "no repository is configured: set ledger.ghsa.NAME.repositories and ledger.ghsa.NAME.token-file");
        }
        source.filter(name -> !config.ghsa().containsKey(name)).ifPresent(name -> {
            throw new Refusal("there is no ledger.ghsa." + name + " in the settings: choose "
                    + String.join(" or ", new TreeSet<>(config.ghsa().keySet())));
        });
        poll(source, true);
    }

    private void poll(Optional<String> only, boolean atOnce) {
        new TreeMap<>(config.ghsa()).forEach((name, settings) -> {
            if (only.isEmpty() || only.get().equals(name)) {
                settings.repositories().stream()
                        .map(repository -> repository.strip().toLowerCase(Locale.ROOT))
                        .sorted()
                        .forEach(repository -> poll(name, settings, repository, atOnce));
            }
        });
    }

    private void poll(String source, LedgerConfig.Ghsa settings, String repository, boolean atOnce) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        boolean mine = QuarkusTransaction.requiringNew()
                .call(() -> store.claim(source, repository, now, now.plus(pause(settings, 0)), atOnce));
        if (!mine) {
            return;
        }
        Repository before = QuarkusTransaction.requiringNew()
                .call(() -> store.repository(source, repository))
                .orElseThrow();
        // outside of any transaction: GitHub may take its time
        Round round = new Round(source, settings, repository, before, now);
        round.run();
        QuarkusTransaction.requiringNew().run(() -> {
            store.polled(source, new Poll(repository, now, round.complete));
            store.save(round.after());
        });
        round.trouble.ifPresent(line -> LOG.warnf("ghsa '%s': %s", source, line));
        round.notes.stream()
                .filter(note -> !before.notes().contains(note))
                .forEach(note -> LOG.warnf("ghsa '%s': %s", source, note));
    }

    /** At least a minute: the setting may be nothing. */
    private static Duration pause(LedgerConfig.Ghsa settings, int failures) {
        Duration every = settings.every().compareTo(FIRST_PAUSE) < 0 ? FIRST_PAUSE : settings.every();
        if (failures == 0) {
            return every;
        }
        Duration later = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, 9));
        return Stream.of(later, LONGEST_PAUSE, every.compareTo(FIRST_PAUSE) > 0 ? every : later)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** One look at one repository. */
    private final class Round {
        private final String source;
        private final LedgerConfig.Ghsa settings;
        private final String repository;
        private final Repository before;
        private final Instant now;
        private final List<String> notes = new ArrayList<>();

        private boolean complete;
        private Optional<String> trouble = Optional.empty();
        private Optional<Instant> notBefore = Optional.empty();
        private Optional<String> etag;
        private Optional<Instant> newest;
        private Optional<Instant> allListedAt;

        Round(String source, LedgerConfig.Ghsa settings, String repository, Repository before, Instant now) {
            this.source = source;
            this.settings = settings;
            this.repository = repository;
            this.before = before;
            this.now = now;
            this.etag = before.etag();
            this.newest = before.newest();
            this.allListedAt = before.allListedAt();
        }

        void run() {
            try {
                GhsaClient client = new GhsaClient(settings.api(), token(), PATIENCE);
                boolean all = before.newest().isEmpty()
                        || before.trouble().isPresent()
                        || before.allListedAt()
                                .map(at -> at.plus(ALL).isBefore(now))
                                .orElse(true);
                advisories(client, all);
                if (complete && settings.comments()) {
                    comments(client, all);
                }
            } catch (IllegalArgumentException e) {
                fail("ledger.ghsa." + source + " is not polled: " + e.getMessage());
            }
        }

        private void advisories(GhsaClient client, boolean all) {
            Answer<GhsaReader.FoundAdvisory> answer = client.advisories(
                    repository, all ? Optional.empty() : before.etag(), all ? Optional.empty() : before.newest(), now);
            switch (answer) {
                case Answer.Failed<GhsaReader.FoundAdvisory> failed -> {
                    fail(failed.why());
                    notBefore = failed.notBefore();
                }
                case Answer.Unchanged<GhsaReader.FoundAdvisory> unchanged -> {
                    notes.addAll(unchanged.notes());
                    complete = true;
                }
                case Answer.Found<GhsaReader.FoundAdvisory> found -> {
                    notes.addAll(found.notes());
                    QuarkusTransaction.requiringNew().run(() -> book.keep(found.entries(), List.of()));
                    missing(found.entries(), all)
                            .or(
                                    () -> found.complete()
                                            ? Optional.empty()
                                            : Optional.of(
                                                    "Not everything in the advisories of " + repository
                                                            + " could be used: `ledger ghsa list` says what; nobody can tell what is missing"))
                            .ifPresentOrElse(this::fail, () -> complete = true);
                    if (complete) {
                        etag = found.etag();
                        newest = found.entries().stream()
                                .map(foundAdvisory -> foundAdvisory.look().updated())
                                .max(Comparator.naturalOrder())
                                .or(() -> newest);
                        allListedAt = all ? Optional.of(now) : allListedAt;
                    }
                }
            }
        }

        /** What the list should hold and does not. GitHub leaves out, or gives an empty list, where the token may not see. */
        private Optional<String> missing(List<GhsaReader.FoundAdvisory> found, boolean all) {
            Set<GhsaId> listed = found.stream()
                    .map(foundAdvisory -> foundAdvisory.look().id())
                    .collect(Collectors.toSet());
            long gone = all
                    ? known().keySet().stream()
                            .filter(id -> !listed.contains(id))
                            .count()
                    : 0;
            if (gone > 0) {
                return Optional.of(gone + (gone == 1 ? " advisory of " : " advisories of ") + repository
                        + " that GitHub listed before " + (gone == 1 ? "is" : "are")
                        + " missing: check what the token's owner may see");
            }
            return found.isEmpty()
                    ? Optional.of("GitHub lists no advisory of " + repository
                            + ", which proves nothing: check that the token may read repository security advisories")
                    : Optional.empty();
        }

        /** The last look at each advisory of this repository. */
        private Map<GhsaId, Look> known() {
            return book.known().looks().stream()
                    .filter(look -> look.repository().equals(Optional.of(repository)))
                    .collect(Collectors.toMap(
                            Look::id,
                            look -> look,
                            (eachLook, other) -> eachLook.updated().isAfter(other.updated()) ? eachLook : other,
                            TreeMap::new));
        }

        /** Those of advisories that are open or changed; of all others once a day. An unchanged list costs GitHub nothing. */
        private void comments(GhsaClient client, boolean all) {
            int asked = 0;
            for (Look look : known().values()) {
                String key = book.keyOf(look.id());
                String says = book.keyOf(look);
                Optional<GhsaStore.CommentList> last =
                        QuarkusTransaction.requiringNew().call(() -> store.commentList(key));
                boolean wanted = all
                        || OPEN.contains(look.state())
                        || !last.map(GhsaStore.CommentList::readFor).equals(Optional.of(says));
                if (!wanted || ++asked > MOST_LISTS) {
                    continue;
                }
                switch (client.comments(repository, look.id(), last.flatMap(GhsaStore.CommentList::etag), now)) {
                    case Answer.Failed<Comment> failed -> {
                        trouble = Optional.of(failed.why());
                        notBefore = failed.notBefore();
                        return;
                    }
                    case Answer.Unchanged<Comment> ignored -> {}
                    case Answer.Found<Comment> found -> {
                        notes.addAll(found.notes().stream()
                                .filter(note -> !notes.contains(note))
                                .toList());
                        QuarkusTransaction.requiringNew().run(() -> {
                            book.keep(List.of(), found.entries());
                            // an empty list may be one that the token may not see: it is asked for in full again
                            store.save(
                                    key,
                                    new GhsaStore.CommentList(
                                            found.entries().isEmpty() || !found.complete()
                                                    ? Optional.empty()
                                                    : found.etag(),
                                            says,
                                            now));
                        });
                    }
                }
            }
        }

        private void fail(String why) {
            trouble = Optional.of(why);
        }

        Repository after() {
            int failures = trouble.isPresent() ? before.failures() + 1 : 0;
            Instant next = now.plus(pause(settings, failures));
            return new Repository(
                    source,
                    repository,
                    Optional.of(notBefore.filter(at -> at.isAfter(next)).orElse(next)),
                    failures,
                    etag,
                    newest,
                    allListedAt,
                    complete ? Optional.of(now) : before.goodAt(),
                    trouble,
                    notes);
        }

        /** Read at each look, so that a new one is used without a restart. */
        private String token() {
            Path file = settings.tokenFile();
            try {
                return Files.readString(file).lines().findFirst().orElse("").strip();
            } catch (IOException e) {
                throw new IllegalArgumentException("the token file cannot be read: check the path and its permissions");
            }
        }
    }
}
