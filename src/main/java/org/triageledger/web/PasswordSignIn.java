package org.triageledger.web;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.triageledger.store.AccountStore.SignedIn;
import org.triageledger.work.SessionPrincipal;
import org.triageledger.work.people.Accounts;

/** Signs in by name and password: the form of the page, and HTTP Basic. */
@ApplicationScoped
class PasswordSignIn implements IdentityProvider<UsernamePasswordAuthenticationRequest> {
    private final Accounts accounts;

    PasswordSignIn(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Class<UsernamePasswordAuthenticationRequest> getRequestType() {
        return UsernamePasswordAuthenticationRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            UsernamePasswordAuthenticationRequest request, AuthenticationRequestContext context) {
        return context.runBlocking(() -> accounts.signIn(
                        request.getUsername(), new String(request.getPassword().getPassword()))
                .map(PasswordSignIn::identity)
                .orElseThrow(AuthenticationFailedException::new));
    }

    static SecurityIdentity identity(SignedIn signedIn) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new SessionPrincipal(signedIn.account().username(), signedIn.session()))
                .addRole(signedIn.account().role())
                .build();
    }
}
