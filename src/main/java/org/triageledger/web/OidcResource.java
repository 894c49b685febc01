package org.triageledger.web;

import io.quarkus.oidc.OidcSession;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.triageledger.store.AccountStore.Account;
import org.triageledger.work.config.LedgerConfig;
import org.triageledger.work.people.Accounts;
import org.triageledger.work.people.Sessions;
import org.triageledger.work.people.SsoAccounts;

/**
 * Signs in somebody whom a provider of OpenID Connect knows. Who comes without being known there is sent to it; who comes back gets a session
 * as by a password, if the roster knows them and they have an account.
 */
@Path(OidcResource.PATH)
@Produces(MediaType.TEXT_HTML)
@Blocking
@PermitAll
public class OidcResource {
    static final String PATH = "/sign-in/oidc";

    private final LedgerConfig.Oidc config;
    private final SecurityIdentity identity;
    private final Instance<OidcSession> provider;
    private final SsoAccounts known;
    private final Accounts accounts;
    private final Sessions sessions;

    OidcResource(
            LedgerConfig config,
            SecurityIdentity identity,
            Instance<OidcSession> provider,
            SsoAccounts known,
            Accounts accounts,
            Sessions sessions) {
        this.config = config.oidc();
        this.identity = identity;
        this.provider = provider;
        this.known = known;
        this.accounts = accounts;
        this.sessions = sessions;
    }

    @GET
    @Operation(hidden = true)
    public Response signIn(RoutingContext routing) {
        if (config.issuer().isEmpty()) {
            throw new NotFoundException();
        }
        if (identity.isAnonymous()) {
            throw new UnauthorizedException();
        }
        if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
            return Response.seeOther(URI.create("/")).build();
        }
        // what the provider says of them is used once, and kept no longer
        provider.get().logout().await().atMost(Duration.ofSeconds(10));
        return known.of(login(token), verifiedMail(token))
                .map(account -> welcome(account, routing))
                .orElseGet(this::unknown);
    }

    private Optional<String> login(JsonWebToken token) {
        return config.githubClaim().flatMap(claim -> text(token, claim));
    }

    /** Only where the provider says in so many words that it has verified it (OpenID Connect Core 1.0 §5.1). */
    private static Optional<String> verifiedMail(JsonWebToken token) {
        return "true".equals(String.valueOf(token.<Object>getClaim("email_verified")))
                ? text(token, "email")
                : Optional.empty();
    }

    private static Optional<String> text(JsonWebToken token, String claim) {
        return Optional.ofNullable(token.<Object>getClaim(claim)).map(String::valueOf);
    }

    /** A page that leads on by itself: the browser sends cookies of this site alone only where a page of this site leads. */
    private static TemplateInstance page() {
        return new AccountPages.welcome(Pages.Frame.bare("Signed in"));
    }

    private Response welcome(Account account, RoutingContext routing) {
        accounts.came(account.username(), PasswordSignIn.address(routing));
        String secret =
                sessions.begin(account.username(), Browser.of(routing.request().getHeader("User-Agent")));
        routing.response()
                .addCookie(Cookie.cookie(SsoSignIn.COOKIE, secret).setPath("/").setHttpOnly(true));
        return AccountResource.html(200, page());
    }

    private Response unknown() {
        return AccountResource.html(
                403,
                new Pages.trouble(
                        Pages.Frame.bare("No account here for you"),
                        config.name()
                                + " knows you, but there is no account here that belongs to you by your GitHub login or a verified"
                                + " address.",
                        "Ask an admin to invite you, and to add that login or address to the roster."));
    }
}
