package org.triageledger.work.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.triageledger.core.mail.HiddenCharacters;
import org.triageledger.core.mail.Named;
import org.triageledger.core.record.Entry;
import org.triageledger.store.AccountStore;
import org.triageledger.store.AccountStore.Account;
import org.triageledger.store.TokenStore;
import org.triageledger.work.Refusal;
import org.triageledger.work.record.AuditWriter;

/** Tokens by which programs act for an account, each with a scope and a last day. A token is shown once; its hash is kept. */
@ApplicationScoped
public class Tokens {
    /** With this every token begins, so that one that lies about is known for what it is. */
    public static final String PREFIX = "tl_";

    public static final int USUAL_DAYS = 90;
    public static final int MOST_DAYS = 365;
    private static final int MOST_OF_AN_ACCOUNT = 50;
    private static final int MOST_LABEL = 100;

    private final TokenStore tokens;
    private final AccountStore accounts;
    private final AuditWriter audit;
    private final Clock clock;

    Tokens(TokenStore tokens, AccountStore accounts, AuditWriter audit, Clock clock) {
        this.tokens = tokens;
        this.accounts = accounts;
        this.audit = audit;
        this.clock = clock;
    }

    /** An account that comes by a token; its role is the one that the account has now. */
    public record Bearer(Account account, TokenScope scope) {}

    /** @throws Refusal where a scope is none; its line names those there are */
    public static TokenScope scope(String word) {
        return Named.read(TokenScope.class, word)
                .orElseThrow(() -> new Refusal("choose what the token may be used for: "
                                + Arrays.stream(TokenScope.values())
                                        .map(Named::word)
                                        .collect(Collectors.joining(", ")))
                        .at("scope"));
    }

    /**
     * Makes one.
     *
     * @param label what its owner calls it
     * @param days how many UTC days after today it can be used
     */
    @Transactional
    public AccountViews.NewToken create(String username, String label, TokenScope scope, int days) {
        if (accounts.named(username).isEmpty()) {
            throw new Refusal("there is no account '" + username + "': see `ledger account list`");
        }
        String name = label.strip();
        if (name.isEmpty() || name.length() > MOST_LABEL) {
            throw new Refusal("give the token a name of 1 to " + MOST_LABEL + " characters, as what it is for")
                    .at("label");
        }
        HiddenCharacters.inLine(name).ifPresent(hidden -> {
            throw new Refusal("in the name of the token, " + hidden.complaint()).at("label");
        });
        if (days < 1 || days > MOST_DAYS) {
            throw new Refusal("a token can be valid for 1 to " + MOST_DAYS + " days").at("days");
        }
        LocalDate today = today();
        if (tokens.of(username).stream().filter(one -> one.isValid(today)).count() >= MOST_OF_AN_ACCOUNT) {
            throw new Refusal("the account has " + MOST_OF_AN_ACCOUNT + " tokens: revoke those that are not needed");
        }
        String token = PREFIX + Secrets.make();
        LocalDate lastDay = today.plusDays(days);
        long id = tokens.add(username, name, Secrets.hash(token), scope.word(), clock.instant(), lastDay);
        audit.note(new Entry.TokenCreated(id, username, scope.word(), lastDay));
        return new AccountViews.NewToken(id, token, scope.word(), lastDay);
    }

    /** Whose token it is, if it can be used today. */
    @Transactional
    public Optional<Bearer> use(String token) {
        if (!token.startsWith(PREFIX)) {
            return Optional.empty();
        }
        LocalDate today = today();
        return tokens.withHash(Secrets.hash(token))
                .filter(found -> found.isValid(today))
                .flatMap(found -> Named.read(TokenScope.class, found.scope()).map(scope -> {
                    if (!today.equals(found.usedOn())) {
                        tokens.used(found.id(), today);
                    }
                    return new Bearer(found.account(), scope);
                }));
    }

    /** Those of one account, the latest first. */
    @Transactional
    public AccountViews.Tokens of(String username) {
        return shown(tokens.of(username));
    }

    /** Those of all accounts, the latest first. */
    @Transactional
    public AccountViews.Tokens all() {
        return shown(tokens.all());
    }

    /**
     * Revokes one.
     *
     * @param owner whose it must be; anybody's without it
     * @throws Refusal where there is none of that number to revoke
     */
    @Transactional
    public void revoke(long id, Optional<String> owner) {
        TokenStore.Token token = tokens.withId(id)
                .filter(one ->
                        owner.isEmpty() || owner.get().equals(one.account().username()))
                .filter(one -> one.revoked() == null)
                .orElseThrow(() -> new Refusal("there is no token " + id + " to revoke: see the list of tokens"));
        tokens.revoke(id, clock.instant());
        audit.note(new Entry.TokenRevoked(id, token.account().username()));
    }

    private AccountViews.Tokens shown(List<TokenStore.Token> found) {
        LocalDate today = today();
        return new AccountViews.Tokens(found.stream()
                .map(one -> new AccountViews.TokenLine(
                        one.id(),
                        one.account().username(),
                        one.label(),
                        one.scope(),
                        one.made(),
                        one.lastDay(),
                        one.usedOn(),
                        one.revoked() != null ? "revoked" : one.isValid(today) ? "valid" : "expired"))
                .toList());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
