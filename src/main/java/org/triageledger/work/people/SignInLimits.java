package org.triageledger.work.people;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.record.Entry;
import org.triageledger.store.SignInFailureStore;
import org.triageledger.store.SignInFailureStore.Failures;
import org.triageledger.store.StoreFailure;
import org.triageledger.work.config.Keys;
import org.triageledger.work.record.AuditWriter;

/**
 * Pauses sign-ins after wrong passwords: for a name from one network, for a name from everywhere, whether or not there is an account of it,
 * and for a network. The pause begins with half a minute and doubles with each further failure up to a quarter of an hour. All nodes count
 * together, in the database; a session that goes on is not touched by it.
 *
 * <p>So somebody who only knows a name keeps its owner out of a new browser neither from one network nor from a few; who tries from so many
 * that {@link #FREE_OF_NAME_EVERYWHERE} is reached does. Browsers in which somebody has signed in with the name before, and sessions in
 * which they are signed in, are counted by themselves and wait for none of these.
 */
@ApplicationScoped
public class SignInLimits {
    /** Wrong passwords without a pause: of one name in a row from one network and from everywhere; and from one network, of any names. */
    static final int FREE_OF_NAME = 5;

    static final int FREE_OF_NAME_EVERYWHERE = 50;

    static final int FREE_OF_NETWORK = 30;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
    private static final Duration NAME_REMEMBERED = Duration.ofHours(24);
    private static final Duration NETWORK_REMEMBERED = Duration.ofHours(1);
    private static final Duration TOLD_EVERY = Duration.ofHours(24);
    private static final int MOST_ROWS = 20_000;
    private static final int MOST_TOLD_AN_HOUR = 20;
    private static final int NAME_LENGTH = 32;
    private static final int PLACE_LENGTH = 32;

    private final SignInFailureStore failures;
    private final AuditWriter audit;
    private final Keys keys;
    private final Clock clock;
    private Instant hour = Instant.EPOCH;
    private int toldThisHour;

    SignInLimits(SignInFailureStore failures, AuditWriter audit, Keys keys, Clock clock) {
        this.failures = failures;
        this.audit = audit;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Until when sign-ins are paused for a name or a network; empty where they are not.
     *
     * @param known the browser or session of the account, where it comes from one
     * @param network as it is kept
     */
    public Optional<Instant> pausedUntil(String username, Optional<String> known, Optional<String> network) {
        Instant now = clock.instant();
        return QuarkusTransaction.requiringNew()
                .call(() -> Stream.of(
                                Stream.of(of(username, known, network)),
                                known.isPresent() ? Stream.<String>empty() : Stream.of(ofName(username)),
                                network.map(this::ofNetwork).stream())
                        .flatMap(subjects -> subjects)
                        .flatMap(subject -> failures.of(subject).stream())
                        .map(Failures::pausedUntil)
                        .filter(until -> until != null && until.isAfter(now))
                        .max(Instant::compareTo));
    }

    /**
     * Counts a wrong password.
     *
     * @param exists whether there is an account of that name: the audit log repeats no other
     */
    void failed(String username, boolean exists, Optional<String> known, Optional<String> network) {
        boolean name = count(of(username, known, network), FREE_OF_NAME, NAME_REMEMBERED, exists);
        if (known.isEmpty()) {
            name |= count(ofName(username), FREE_OF_NAME_EVERYWHERE, NAME_REMEMBERED, exists);
        }
        boolean place = network.map(text -> count(ofNetwork(text), FREE_OF_NETWORK, NETWORK_REMEMBERED, true))
                .orElse(false);
        if (name || place) {
            tell(new Entry.SignInsPaused(name ? Optional.of(username) : Optional.empty(), network));
        }
    }

    /**
     * The right password was given: what came before from there is forgotten, and what came from everywhere as long as that pauses
     * nobody. Of the network it is not, it may have an account of its own; nor is what strangers tried, by somebody in a browser that is
     * known.
     */
    void succeeded(String username, Optional<String> known, Optional<String> network) {
        QuarkusTransaction.requiringNew().run(() -> {
            String place = of(username, known, network);
            if (failures.of(place).isPresent()) {
                failures.forget(place);
            }
            String everywhere = ofName(username);
            if (known.isEmpty()
                    && failures.of(everywhere)
                            .filter(all -> all.count() < FREE_OF_NAME_EVERYWHERE)
                            .isPresent()) {
                failures.forget(everywhere);
            }
        });
    }

    /** Ends all pauses of a name; in the transaction of the caller. */
    void allow(String username) {
        failures.forgetUnder(ofName(username));
    }

    /** How many wrong passwords are remembered of a name from everywhere, and until when it is paused somewhere. */
    Optional<Failures> of(String username) {
        return failures.of(ofName(username))
                .map(all -> new Failures(
                        all.count(),
                        all.failedAt(),
                        failures.under(ofName(username)).stream()
                                .map(Failures::pausedUntil)
                                .filter(Objects::nonNull)
                                .max(Comparator.naturalOrder())
                                .orElse(null),
                        all.toldAt()));
    }

    /** Forgets what is over. */
    public void trim() {
        QuarkusTransaction.requiringNew()
                .run(() -> failures.trim(clock.instant().minus(NAME_REMEMBERED), MOST_ROWS));
    }

    /** Whether the audit log is to be told. */
    private boolean count(String subject, int free, Duration remembered, boolean tellable) {
        try {
            return QuarkusTransaction.requiringNew().call(() -> {
                Instant now = clock.instant();
                Optional<Failures> before = failures.of(subject)
                        .filter(old -> old.failedAt().plus(remembered).isAfter(now));
                int count = before.map(Failures::count).orElse(0) + 1;
                Instant until = pause(count, free).map(now::plus).orElse(null);
                Instant told = before.map(Failures::toldAt).orElse(null);
                boolean tell = until != null
                        && tellable
                        && (told == null || told.plus(TOLD_EVERY).isBefore(now));
                failures.put(subject, new Failures(count, now, until, tell ? now : told));
                if (count == 1) {
                    failures.trim(now.minus(NAME_REMEMBERED), MOST_ROWS);
                }
                return tell;
            });
        } catch (StoreFailure e) {
            // another node counted the first one of this subject at the same moment
            return false;
        }
    }

    /** How long it lasts after so many failures; empty where there is none. */
    static Optional<Duration> pause(int failures, int free) {
        if (failures < free) {
            return Optional.empty();
        }
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - free, 10));
        return Optional.of(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
    }

    private synchronized void tell(Entry.SignInsPaused paused) {
        Instant now = clock.instant();
        if (Duration.between(hour, now).compareTo(Duration.ofHours(1)) >= 0) {
            hour = now;
            toldThisHour = 0;
        }
        if (toldThisHour++ < MOST_TOLD_AN_HOUR) {
            QuarkusTransaction.requiringNew().run(() -> audit.note(paused));
        }
    }

    private String of(String username, Optional<String> known, Optional<String> network) {
        return known.map(place -> subject("browser", place + " " + username))
                .orElseGet(() ->
                        ofName(username) + subject("place", network.orElse("")).substring(0, PLACE_LENGTH));
    }

    /** Short enough that the hash of a place has room behind it. */
    private String ofName(String username) {
        return subject("name", username).substring(0, NAME_LENGTH);
    }

    private String ofNetwork(String network) {
        return subject("network", network);
    }

    private String subject(String kind, @Nullable String text) {
        return keys.vault().mac(kind + " " + text, "sign-in failures");
    }
}
