package org.triageledger.web;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.triageledger.work.people.TokenScope;

/**
 * Takes tokens: as {@code Authorization: Bearer} (RFC 6750 §2.1), and in the address of calendar and feed alone as {@code ?token=},
 * since the programs that read these can send nothing else.
 */
@ApplicationScoped
class TokenSignIn implements HttpAuthenticationMechanism {
    private static final String BEARER = "bearer ";
    private static final String IN_ADDRESS = "token";

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        Optional<String> header = header(context.request());
        if (header.isPresent()) {
            return identify(header.get(), context, identities);
        }
        List<String> inAddress =
                TokenScope.isTakenInAddress(context.normalizedPath()) ? context.queryParam(IN_ADDRESS) : List.of();
        // who comes with one that does not hold is a stranger, and is told so as every stranger is
        return inAddress.isEmpty()
                ? Uni.createFrom().nullItem()
                : identify(inAddress.getFirst(), context, identities)
                        .onFailure(AuthenticationFailedException.class)
                        .recoverWithNull();
    }

    private static Uni<SecurityIdentity> identify(
            String token, RoutingContext context, IdentityProviderManager identities) {
        return identities.authenticate(
                HttpSecurityUtils.setRoutingContextAttribute(new TokenIdentity.Bearing(token), context));
    }

    private static Optional<String> header(HttpServerRequest request) {
        String value = request.getHeader("Authorization");
        return value != null && value.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(value.substring(BEARER.length()).strip())
                : Optional.empty();
    }

    /** Before all others that look at the same header. */
    @Override
    public int getPriority() {
        return DEFAULT_PRIORITY + 1;
    }

    /** Others ask people and programs to sign in. */
    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().nullItem();
    }

    @Override
    public Uni<Boolean> sendChallenge(RoutingContext context) {
        return Uni.createFrom().item(false);
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(TokenIdentity.Bearing.class);
    }
}
