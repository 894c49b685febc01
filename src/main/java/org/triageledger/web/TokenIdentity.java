package org.triageledger.web;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.BaseAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.SessionPrincipal;
import org.triageledger.work.people.AccountRights;
import org.triageledger.work.people.Tokens;

/**
 * Whom a token speaks for. It has the role of its account where its scope covers the request, and no role elsewhere, so that whatever is
 * not allowed to a role is denied.
 */
@ApplicationScoped
class TokenIdentity implements IdentityProvider<TokenIdentity.Bearing> {
    /** Stands on the identity of somebody whose token does not cover the request. */
    static final String BEYOND_SCOPE = "ledger-beyond-scope";

    /** Somebody who comes with a token of ours. */
    static final class Bearing extends BaseAuthenticationRequest {
        private final String token;

        Bearing(String token) {
            this.token = token;
        }
    }

    private final Tokens tokens;
    private final AccountRights rights;

    TokenIdentity(Tokens tokens, AccountRights rights) {
        this.tokens = tokens;
        this.rights = rights;
    }

    @Override
    public Class<Bearing> getRequestType() {
        return Bearing.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(Bearing request, AuthenticationRequestContext context) {
        @Nullable RoutingContext routing = HttpSecurityUtils.getRoutingContextAttribute(request);
        return context.runBlocking(() -> tokens.use(request.token)
                .map(bearer -> identity(bearer, routing))
                .orElseThrow(AuthenticationFailedException::new));
    }

    private SecurityIdentity identity(Tokens.Bearer bearer, @Nullable RoutingContext routing) {
        QuarkusSecurityIdentity.Builder identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(new SessionPrincipal(bearer.account().username(), ""));
        boolean covered = routing != null
                && bearer.scope().covers(routing.request().method().name(), routing.normalizedPath());
        return covered
                ? identity.addRole(rights.role(bearer.account())).build()
                : identity.addAttribute(BEYOND_SCOPE, true).build();
    }
}
