package org.triageledger.web;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TrustedAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.triageledger.work.SessionPrincipal;
import org.triageledger.work.people.AccountRights;
import org.triageledger.work.people.Sessions;

/**
 * Signs in by the cookie of the pages, as long as the session it names holds. Anyone who comes with one that has ended is a stranger, and so
 * can see what strangers see, the page to sign in above all; to refuse the cookie would lead them there again and again.
 */
@ApplicationScoped
class SessionSignIn implements IdentityProvider<TrustedAuthenticationRequest> {
    private final Sessions sessions;
    private final AccountRights rights;

    SessionSignIn(Sessions sessions, AccountRights rights) {
        this.sessions = sessions;
        this.rights = rights;
    }

    @Override
    public Class<TrustedAuthenticationRequest> getRequestType() {
        return TrustedAuthenticationRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            TrustedAuthenticationRequest request, AuthenticationRequestContext context) {
        return context.runBlocking(() -> sessions.resume(request.getPrincipal())
                .map(account -> PasswordSignIn.identity(account, rights.role(account), request.getPrincipal()))
                .orElseGet(() -> stranger(request.getPrincipal())));
    }

    private static SecurityIdentity stranger(String session) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new SessionPrincipal("", session))
                .setAnonymous(true)
                .build();
    }
}
