package org.triageledger.work.people;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.triageledger.core.record.Entry;
import org.triageledger.store.AccountStore;
import org.triageledger.store.AccountStore.Account;
import org.triageledger.store.SignInFailureStore.Failures;
import org.triageledger.work.OncePerRequest;
import org.triageledger.work.Refusal;
import org.triageledger.work.config.KeptAddress;
import org.triageledger.work.config.LedgerConfig;
import org.triageledger.work.record.AuditWriter;

/** Who may sign in. */
@ApplicationScoped
public class Accounts {
    private static final Set<String> ROLES = Set.of("admin", "member", "council", "auditor");
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int GROUPS = 4;
    private static final int GROUP = 5;
    private static final int TURNS = 64;

    private final AccountStore accounts;
    private final Sessions sessions;
    private final Tokens tokens;
    private final SignInLimits limits;
    private final KnownBrowsers browsers;
    private final KnownPeople known;
    private final AccountRights rights;
    private final AuditWriter audit;
    private final SignIns signIns;
    private final LedgerConfig config;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /** Attempts for one name come one after the other, so that many at once get no more passwords to try than one at a time. */
    private final List<Lock> turns =
            Stream.generate(() -> (Lock) new ReentrantLock()).limit(TURNS).toList();

    Accounts(
            AccountStore accounts,
            Sessions sessions,
            Tokens tokens,
            SignInLimits limits,
            KnownBrowsers browsers,
            KnownPeople known,
            AccountRights rights,
            AuditWriter audit,
            SignIns signIns,
            LedgerConfig config,
            Clock clock) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.tokens = tokens;
        this.limits = limits;
        this.browsers = browsers;
        this.known = known;
        this.rights = rights;
        this.audit = audit;
        this.signIns = signIns;
        this.config = config;
        this.clock = clock;
    }

    /** What comes of a name and a password. */
    public sealed interface Attempt {
        record Right(Account account) implements Attempt {}

        /** The name, the password or both are wrong. */
        record Wrong() implements Attempt {}

        /** Nothing was compared: sign-ins for this name or from this network are paused, whether or not there is such an account. */
        record Paused() implements Attempt {}
    }

    /**
     * Makes an account, and gives its password (about 98 bits), which is kept nowhere.
     *
     * @throws Refusal where there is one of that name already
     */
    @Transactional
    public String create(String username, String role, Optional<String> person) {
        needsName(username);
        needsRole(role);
        needsPerson(person);
        String password = password();
        if (!accounts.add(new Account(username, role, person), password)) {
            throw new Refusal("there is an account '" + username + "' already: `ledger account reset " + username
                    + "` gives it a new password, `ledger account remove " + username + "` deletes it");
        }
        audit.note(new Entry.AccountCreated(username, role, person));
        return password;
    }

    /** Gives an account a new password, and ends its sessions. Its role and its person stay. */
    @Transactional
    public String reset(String username) {
        String password = password();
        if (!accounts.changePassword(username, password)) {
            throw unknown(username);
        }
        sessions.endAll(username);
        limits.allow(username);
        audit.note(new Entry.PasswordReset(username));
        return password;
    }

    @Transactional
    public void remove(String username) {
        if (!accounts.remove(username)) {
            throw unknown(username);
        }
        limits.allow(username);
        audit.note(new Entry.AccountRemoved(username));
    }

    /**
     * Removes an account as the owner of another.
     *
     * @throws Refusal where it is one's own
     */
    @Transactional
    public void remove(String username, String by) {
        if (username.equals(by)) {
            throw new Refusal("This is your own account: ask another admin to remove it.");
        }
        remove(username);
    }

    /** Ends the pause of sign-ins after wrong passwords. */
    @Transactional
    public void unlock(String username) {
        needs(username);
        limits.allow(username);
        audit.note(new Entry.SignInsAllowed(username));
    }

    /**
     * Compares a name and a password, and counts it where they do not fit. It takes as long for a name that nobody has.
     *
     * @param address of the client, where it is known
     * @param mark of a browser in which somebody signed in before, as it came
     */
    public Attempt signIn(String username, String password, Optional<String> address, Optional<String> mark) {
        return attempt(username, password, address, browsers.known(username, mark));
    }

    private Attempt attempt(String username, String password, Optional<String> address, Optional<String> known) {
        Optional<String> network =
                address.flatMap(text -> KeptAddress.of(text, config.audit().addresses()));
        Lock turn = turns.get(Math.floorMod(username.hashCode(), TURNS));
        turn.lock();
        try {
            if (limits.pausedUntil(username, known, network).isPresent()) {
                return new Attempt.Paused();
            }
            AccountStore.Found found = QuarkusTransaction.requiringNew().call(() -> accounts.find(username));
            if (!accounts.fits(found, PasswordRules.normal(password))) {
                limits.failed(username, found.account().isPresent(), known, network);
                return new Attempt.Wrong();
            }
            limits.succeeded(username, known, network);
            came(username, address);
            return new Attempt.Right(found.account().orElseThrow());
        } finally {
            turn.unlock();
        }
    }

    /**
     * Notes that somebody signed in to an account: by its password, or because a provider knows them.
     *
     * @param address of the client, where it is known
     */
    public void came(String username, Optional<String> address) {
        signIns.came(username, address);
        QuarkusTransaction.requiringNew().run(() -> accounts.signedIn(username, today()));
    }

    /**
     * Changes the password of one's own account, and ends its other sessions.
     *
     * @param session the one that goes on
     * @throws Refusal where the present password is wrong or the new one cannot be taken; nothing is changed then
     */
    public void changePassword(
            String username, String present, String chosen, Optional<String> session, Optional<String> address) {
        needsGoodPassword(chosen, username);
        switch (attempt(username, present, address, session.map(Secrets::hash))) {
            case Attempt.Paused ignored ->
                throw new Refusal("Too many wrong passwords: wait up to 15 minutes, and try again.")
                        .at("present-password");
            case Attempt.Wrong ignored ->
                throw new Refusal("The present password is not right: type it again. Nothing was changed.")
                        .at("present-password");
            case Attempt.Right ignored -> {}
        }
        if (PasswordRules.normal(present).equals(PasswordRules.normal(chosen))) {
            throw new Refusal("The new password is the present one: choose another.").at("new-password");
        }
        QuarkusTransaction.requiringNew().run(() -> {
            accounts.changePassword(username, PasswordRules.normal(chosen));
            sessions.endOthers(username, session);
            audit.note(new Entry.PasswordChanged(username));
        });
    }

    /** Ends every session of an account, in whatever browser, also those of which somebody else has the cookie. */
    public void signOut(String username) {
        sessions.endAll(username);
    }

    /** Whether nobody can sign in yet. */
    @Transactional
    public boolean none() {
        return accounts.all().isEmpty();
    }

    @Transactional
    public List<Account> all() {
        return accounts.all();
    }

    /** All accounts by name, with how they stand. */
    @Transactional
    public AccountViews.Accounts list() {
        return new AccountViews.Accounts(accounts.all().stream().map(this::line).toList());
    }

    /** @param session the one of the person who asks */
    @Transactional
    public AccountViews.OwnAccount own(String username, Optional<String> session) {
        Account account = needs(username);
        return new AccountViews.OwnAccount(
                username,
                account.role(),
                account.person().orElse(null),
                accounts.lastSignIn(username).orElse(null),
                sessions.of(username, session),
                tokens.of(username).tokens());
    }

    /** The roster's id of the person who signed in, if the account belongs to one. */
    @OncePerRequest
    @Transactional
    public Optional<String> personOf(String username) {
        return accounts.named(username).flatMap(Account::person);
    }

    /** @throws Refusal where there is no such account */
    Account needs(String username) {
        return accounts.named(username).orElseThrow(() -> unknown(username));
    }

    static void needsName(String username) {
        if (!username.matches("[A-Za-z0-9._@-]{1,100}")) {
            throw new Refusal("an account's name has letters, digits and . _ @ - only").at("username");
        }
    }

    static void needsRole(String role) {
        if (!ROLES.contains(role)) {
            throw new Refusal("'" + role + "' is no role: choose admin, member, council or auditor").at("role");
        }
    }

    void needsPerson(Optional<String> person) {
        if (person.isPresent() && known.now().withId(person.get()).isEmpty()) {
            throw new Refusal("nobody in the roster has the id '" + person.get() + "': see `ledger active`")
                    .at("member");
        }
    }

    static void needsGoodPassword(String password, String username) {
        PasswordRules.problem(PasswordRules.normal(password), username).ifPresent(problem -> {
            throw new Refusal(problem).at("new-password");
        });
    }

    private AccountViews.UserAccount line(Account account) {
        String username = account.username();
        Optional<Failures> failures = limits.of(username);
        return new AccountViews.UserAccount(
                username,
                account.role(),
                account.person().orElse(null),
                accounts.lastSignIn(username).orElse(null),
                failures.map(Failures::count).orElse(0),
                failures.map(Failures::pausedUntil)
                        .filter(until -> until.isAfter(clock.instant()))
                        .orElse(null),
                sessions.of(username, Optional.empty()).size(),
                (int) tokens.of(username).tokens().stream()
                        .filter(token -> token.state().equals("valid"))
                        .count(),
                rights.left(account).orElse(null),
                rights.keepsRights(account));
    }

    /** How many open what the team works on though their person left it. */
    @Transactional
    public int keepingRights() {
        return (int) accounts.all().stream().filter(rights::keepsRights).count();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static Refusal unknown(String username) {
        return new Refusal("there is no account '" + username + "': see `ledger account list`");
    }

    private String password() {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < GROUPS * GROUP; i++) {
            if (i > 0 && i % GROUP == 0) {
                password.append('-');
            }
            password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return password.toString();
    }
}
