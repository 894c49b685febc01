package org.triageledger.work.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.triageledger.core.record.Entry;
import org.triageledger.store.AccountStore;
import org.triageledger.store.AccountStore.Account;
import org.triageledger.store.InvitationStore;
import org.triageledger.store.InvitationStore.Invitation;
import org.triageledger.work.Refusal;
import org.triageledger.work.config.Keys;
import org.triageledger.work.config.LedgerConfig;
import org.triageledger.work.record.AuditWriter;

/** Links that are used once: somebody makes an account by one, or chooses a new password. Of a link only its hash is kept. */
@ApplicationScoped
public class Invitations {
    /** The path of the page that a link opens; the token stands behind it. */
    public static final String PATH = "/invitation/";

    private static final String NOT_OPEN =
            "This link is not valid: it was used already, has expired, or was revoked. Ask an admin for a new one.";
    private static final Duration SHOWN_AFTERWARDS = Duration.ofDays(90);
    private static final int MOST_OPEN = 500;

    private final InvitationStore invitations;
    private final AccountStore accounts;
    private final Accounts rules;
    private final Sessions sessions;
    private final SignInLimits limits;
    private final AuditWriter audit;
    private final Keys keys;
    private final LedgerConfig config;
    private final Clock clock;

    Invitations(
            InvitationStore invitations,
            AccountStore accounts,
            Accounts rules,
            Sessions sessions,
            SignInLimits limits,
            AuditWriter audit,
            Keys keys,
            LedgerConfig config,
            Clock clock) {
        this.invitations = invitations;
        this.accounts = accounts;
        this.rules = rules;
        this.sessions = sessions;
        this.limits = limits;
        this.audit = audit;
        this.keys = keys;
        this.config = config;
        this.clock = clock;
    }

    /**
     * What the page of a link asks for.
     *
     * @param reset whether it is a new password for the account named, in place of a new account
     * @param username the account, or a suggestion for its name; may be empty
     */
    public record Opened(boolean reset, String username, String role, Instant expires) {}

    /**
     * Invites somebody to make an account.
     *
     * @param home the address of the pages, where none is configured
     */
    @Transactional
    public AccountViews.InvitationLink invite(String role, Optional<String> person, String home) {
        Accounts.needsRole(role);
        rules.needsPerson(person);
        return make(role, person, Optional.empty(), home, id -> new Entry.AccountInvited(id, role, person));
    }

    /**
     * Makes a link by which the owner of an account chooses a new password; earlier ones are revoked. Until it is used everything stays
     * as it is.
     *
     * @param home the address of the pages, where none is configured
     */
    @Transactional
    public AccountViews.InvitationLink resetLink(String username, String home) {
        Account account = rules.needs(username);
        invitations.revokeOf(username, clock.instant()).forEach(id -> audit.note(new Entry.InvitationRevoked(id)));
        return make(
                account.role(),
                account.person(),
                Optional.of(username),
                home,
                id -> new Entry.ResetLinkMade(id, username));
    }

    /** What a link opens; empty where it is none, or is over. */
    @Transactional
    public Optional<Opened> open(String token) {
        return found(token)
                .map(invitation -> new Opened(
                        invitation.username() != null,
                        Optional.ofNullable(invitation.username()).orElseGet(() -> suggestion(invitation)),
                        invitation.role(),
                        invitation.expires()));
    }

    /**
     * Uses a link. Gives the name of the account.
     *
     * @param username as it was chosen; of a link for a new password the account's own holds
     * @throws Refusal where the link is over, or name or password cannot be taken; the link can be used again then
     */
    @Transactional
    public String use(String token, String username, String password) {
        Invitation invitation = found(token).orElseThrow(() -> new Refusal(NOT_OPEN));
        String name = Optional.ofNullable(invitation.username()).orElse(username.strip());
        Accounts.needsName(name);
        Accounts.needsGoodPassword(password, name);
        if (!invitations.use(invitation.id(), clock.instant())) {
            throw new Refusal(NOT_OPEN);
        }
        String chosen = PasswordRules.normal(password);
        if (invitation.username() != null) {
            accounts.changePassword(name, chosen);
            sessions.endAll(name);
            limits.allow(name);
        } else if (accounts.add(new Account(name, invitation.role(), invitation.person()), chosen)) {
            audit.note(new Entry.AccountCreated(name, invitation.role(), invitation.person()));
        } else {
            throw new Refusal("There is an account of this name already: choose another name.").at("username");
        }
        audit.note(new Entry.InvitationUsed(invitation.id(), name));
        return name;
    }

    /** @throws Refusal where there is none of that number that could still be used */
    @Transactional
    public void revoke(long id) {
        if (!invitations.revoke(id, clock.instant())) {
            throw new Refusal("there is no open invitation or link " + id + ": see the list of invitations");
        }
        audit.note(new Entry.InvitationRevoked(id));
    }

    /** The latest first; those that have been over for long are forgotten, the audit log still has them. */
    @Transactional
    public AccountViews.Invitations all() {
        Instant now = clock.instant();
        return new AccountViews.Invitations(invitations.all().stream()
                .map(one -> new AccountViews.InvitationLine(
                        one.id(),
                        one.role(),
                        one.person().orElse(null),
                        one.username(),
                        one.madeBy(),
                        one.made(),
                        one.expires(),
                        state(one, now)))
                .toList());
    }

    private static String state(Invitation one, Instant now) {
        if (one.used() != null) {
            return "used";
        }
        if (one.revoked() != null) {
            return "revoked";
        }
        return one.isOpen(now) ? "open" : "expired";
    }

    private AccountViews.InvitationLink make(
            String role,
            Optional<String> person,
            Optional<String> username,
            String home,
            java.util.function.LongFunction<Entry> entry) {
        Instant now = clock.instant();
        invitations.forgetOlder(now.minus(SHOWN_AFTERWARDS));
        List<Invitation> open =
                invitations.all().stream().filter(one -> one.isOpen(now)).toList();
        if (open.size() >= MOST_OPEN) {
            throw new Refusal("there are " + open.size() + " open invitations: revoke some that are not needed");
        }
        String token = Secrets.make();
        Instant expires = now.plus(config.invitations().validFor());
        long id = invitations.add(Secrets.hash(token), role, person, username, keys.via(), now, expires);
        audit.note(entry.apply(id));
        String base = config.reminders().pages().orElse(home).strip().replaceFirst("/+$", "");
        return new AccountViews.InvitationLink(id, base + PATH + token, expires);
    }

    private Optional<Invitation> found(String token) {
        return invitations.withHash(Secrets.hash(token)).filter(one -> one.isOpen(clock.instant()));
    }

    private String suggestion(Invitation invitation) {
        return invitation
                .person()
                .filter(id -> id.matches("[A-Za-z0-9._@-]{1,100}"))
                .filter(id -> accounts.named(id).isEmpty())
                .orElse("");
    }
}
