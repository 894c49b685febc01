package org.triageledger.work.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.triageledger.store.AccountStore.Account;
import org.triageledger.store.SessionStore;
import org.triageledger.work.Refusal;
import org.triageledger.work.config.LedgerConfig;

/** The sessions of the pages: they end when they are not used, when they are old, when somebody signs out, and with a new password. */
@ApplicationScoped
public class Sessions {
    /** How exactly it is known when one was used last. */
    private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

    private static final int MOST_OF_AN_ACCOUNT = 50;

    private final SessionStore sessions;
    private final Duration idle;
    private final Duration longest;
    private final Clock clock;

    Sessions(SessionStore sessions, LedgerConfig config, Clock clock) {
        this.sessions = sessions;
        this.idle = config.sessions().idle();
        this.longest = config.sessions().longest();
        this.clock = clock;
    }

    /** Begins one, and gives what the cookie names. */
    @Transactional
    public String begin(String username, String browser) {
        Instant now = clock.instant();
        sessions.endOlder(now.minus(longest), now.minus(idle));
        String secret = Secrets.make();
        sessions.begin(username, Secrets.hash(secret), now, browser, MOST_OF_AN_ACCOUNT);
        return secret;
    }

    /** Whose session it is, if it still holds. */
    @Transactional
    public Optional<Account> resume(String secret) {
        Instant now = clock.instant();
        Optional<SessionStore.Session> found =
                sessions.withHash(Secrets.hash(secret)).filter(session -> holds(session, now));
        found.filter(session -> session.used().plus(USE_NOTED_EVERY).isBefore(now))
                .ifPresent(session -> sessions.used(session.id(), now));
        return found.map(SessionStore.Session::account);
    }

    /**
     * The sessions of an account that hold, the one used last first.
     *
     * @param own the one of the person who asks
     */
    @Transactional
    public List<AccountViews.SessionLine> of(String username, Optional<String> own) {
        Instant now = clock.instant();
        Optional<String> hash = own.map(Secrets::hash);
        return sessions.of(username).stream()
                .filter(session -> holds(session, now))
                .map(session -> new AccountViews.SessionLine(
                        session.id(),
                        session.browser(),
                        session.begun(),
                        session.used(),
                        hash.equals(Optional.of(session.hash()))))
                .toList();
    }

    /**
     * Ends one session of an account.
     *
     * @throws Refusal where the account has none of that number
     */
    @Transactional
    public void end(String username, long id) {
        if (sessions.of(username).stream().noneMatch(session -> session.id() == id)) {
            throw new Refusal("You have no open session of that number: reload the page to see those you have.");
        }
        sessions.end(id);
    }

    /** Ends every session of an account, in whatever browser, also those of which somebody else has the cookie. */
    @Transactional
    public void endAll(String username) {
        endOthers(username, Optional.empty());
    }

    /** Ends every session of an account but one. */
    @Transactional
    public void endOthers(String username, Optional<String> kept) {
        Optional<String> hash = kept.map(Secrets::hash);
        sessions.of(username).stream()
                .filter(session -> !hash.equals(Optional.of(session.hash())))
                .forEach(session -> sessions.end(session.id()));
    }

    private boolean holds(SessionStore.Session session, Instant now) {
        return session.used().plus(idle).isAfter(now)
                && session.begun().plus(longest).isAfter(now);
    }
}
