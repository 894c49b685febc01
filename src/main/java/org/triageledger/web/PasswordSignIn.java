package org.triageledger.web;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.triageledger.store.AccountStore.Account;
import org.triageledger.work.SessionPrincipal;
import org.triageledger.work.people.AccountRights;
import org.triageledger.work.people.Accounts;
import org.triageledger.work.people.KnownBrowsers;
import org.triageledger.work.people.Sessions;

/** Signs in by name and password: the form of the page, which begins a session, and HTTP Basic, which comes with each request. */
@ApplicationScoped
class PasswordSignIn implements IdentityProvider<UsernamePasswordAuthenticationRequest> {
    /** Where the form of the page is sent to. */
    static final String FORM = "/j_security_check";

    /** Set on the request of somebody who has to wait after wrong passwords. */
    static final String PAUSED = "ledger-sign-in-paused";

    /** The mark of a browser in which somebody has signed in before. */
    static final String BROWSER = "ledger-browser";

    private static final long MARKED_FOR = Duration.ofDays(KnownBrowsers.DAYS).toSeconds();

    private final Accounts accounts;
    private final Sessions sessions;
    private final KnownBrowsers browsers;
    private final AccountRights rights;

    PasswordSignIn(Accounts accounts, Sessions sessions, KnownBrowsers browsers, AccountRights rights) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.browsers = browsers;
        this.rights = rights;
    }

    @Override
    public Class<UsernamePasswordAuthenticationRequest> getRequestType() {
        return UsernamePasswordAuthenticationRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            UsernamePasswordAuthenticationRequest request, AuthenticationRequestContext context) {
        @Nullable RoutingContext routing = HttpSecurityUtils.getRoutingContextAttribute(request);
        return context.runBlocking(() -> signIn(request, routing));
    }

    private SecurityIdentity signIn(UsernamePasswordAuthenticationRequest request, @Nullable RoutingContext routing) {
        String password = new String(request.getPassword().getPassword());
        return switch (accounts.signIn(request.getUsername(), password, address(routing), mark(routing))) {
            case Accounts.Attempt.Right right ->
                identity(right.account(), rights.role(right.account()), session(right.account(), routing));
            case Accounts.Attempt.Wrong ignored -> throw new AuthenticationFailedException();
            case Accounts.Attempt.Paused ignored -> {
                if (routing != null) {
                    routing.put(PAUSED, true);
                }
                throw new AuthenticationFailedException();
            }
        };
    }

    /** Only the form of the page begins one. */
    private String session(Account account, @Nullable RoutingContext routing) {
        if (routing == null || !routing.normalizedPath().equals(FORM)) {
            return "";
        }
        marked(routing, browsers.mark(account.username()));
        return sessions.begin(account.username(), Browser.of(routing.request().getHeader("User-Agent")));
    }

    /** From now on wrong passwords of others do not pause the account in this browser. */
    static void marked(RoutingContext routing, String mark) {
        routing.response()
                .addCookie(Cookie.cookie(BROWSER, mark)
                        .setPath("/")
                        .setHttpOnly(true)
                        .setMaxAge(MARKED_FOR)
                        .setSameSite(CookieSameSite.STRICT));
    }

    private static Optional<String> mark(@Nullable RoutingContext routing) {
        return Optional.ofNullable(routing)
                .map(context -> context.request().getCookie(BROWSER))
                .map(Cookie::getValue);
    }

    /** The address of the client, as a proxy that is believed names it. */
    static Optional<String> address(@Nullable RoutingContext routing) {
        return routing == null || routing.request().remoteAddress() == null
                ? Optional.empty()
                : Optional.ofNullable(routing.request().remoteAddress().hostAddress());
    }

    /** @param role by which it is decided what they may do today */
    static SecurityIdentity identity(Account account, String role, String session) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new SessionPrincipal(account.username(), session))
                .addRole(role)
                .build();
    }
}
