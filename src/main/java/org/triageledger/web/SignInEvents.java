package org.triageledger.web;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.spi.runtime.AuthenticationFailureEvent;
import io.quarkus.security.spi.runtime.AuthenticationSuccessEvent;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.triageledger.work.SessionPrincipal;
import org.triageledger.work.people.SignIns;

/** Tells who came with a request and from where, by whatever they signed in with. */
@ApplicationScoped
class SignInEvents {
    private final SignIns signIns;

    SignInEvents(SignIns signIns) {
        this.signIns = signIns;
    }

    void succeeded(@Observes AuthenticationSuccessEvent event) {
        SecurityIdentity identity = event.getSecurityIdentity();
        if (identity.getRoles().isEmpty()) {
            return; // known to a provider, but nobody's account yet; or a token for something else
        }
        Optional<String> address = Optional.ofNullable(
                        event.getEventProperties().get(RoutingContext.class.getName()))
                .filter(RoutingContext.class::isInstance)
                .flatMap(routing -> PasswordSignIn.address((RoutingContext) routing));
        signIns.succeeded(SessionPrincipal.accountOf(identity.getPrincipal()), address);
    }

    void failed(@Observes AuthenticationFailureEvent event) {
        signIns.failed();
    }
}
