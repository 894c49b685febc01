package org.triageledger.work.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.triageledger.core.record.Entry;
import org.triageledger.store.AccountStore;
import org.triageledger.store.AccountStore.Account;
import org.triageledger.store.AccountStore.SignedIn;
import org.triageledger.work.Refusal;
import org.triageledger.work.record.AuditWriter;

/** Who may sign in. */
@ApplicationScoped
public class Accounts {
    private static final Set<String> ROLES = Set.of("admin", "member", "council", "auditor");
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int GROUPS = 4;
    private static final int GROUP = 5;

    private final AccountStore accounts;
    private final KnownPeople known;
    private final AuditWriter audit;
    private final SecureRandom random = new SecureRandom();

    Accounts(AccountStore accounts, KnownPeople known, AuditWriter audit) {
        this.accounts = accounts;
        this.known = known;
        this.audit = audit;
    }

    /**
     * Makes an account, and gives its password (about 98 bits), which is kept nowhere.
     *
     * @throws Refusal where there is one of that name already
     */
    @Transactional
    public String create(String username, String role, Optional<String> person) {
        if (!username.matches("[A-Za-z0-9._@-]{1,100}")) {
            throw new Refusal("an account's name has letters, digits and . _ @ - only");
        }
        if (!ROLES.contains(role)) {
            throw new Refusal("'" + role + "' is no role: choose admin, member, council or auditor");
        }
        if (person.isPresent() && known.now().withId(person.get()).isEmpty()) {
            throw new Refusal("nobody in the roster has the id '" + person.get() + "': see `ledger active`");
        }
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
        audit.note(new Entry.PasswordReset(username));
        return password;
    }

    @Transactional
    public void remove(String username) {
        if (!accounts.remove(username)) {
            throw unknown(username);
        }
        audit.note(new Entry.AccountRemoved(username));
    }

    /** Who signs in with a name and a password, if they fit. Takes as long for a name that nobody has. */
    @Transactional
    public Optional<SignedIn> signIn(String username, String password) {
        return accounts.signIn(username, password);
    }

    /** Who is signed in by a session, if it still holds. */
    @Transactional
    public Optional<SignedIn> resume(String session) {
        return accounts.resume(session);
    }

    /** Ends every session of an account, in whatever browser, also those of which somebody else has the cookie. */
    @Transactional
    public void signOut(String username) {
        accounts.endSessions(username);
    }

    @Transactional
    public List<Account> all() {
        return accounts.all();
    }

    /** The roster's id of the person who signed in, if the account belongs to one. */
    @Transactional
    public Optional<String> personOf(String username) {
        return accounts.named(username).flatMap(Account::person);
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
