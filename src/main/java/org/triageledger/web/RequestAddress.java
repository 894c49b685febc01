package org.triageledger.web;

import io.quarkus.arc.Unremovable;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.triageledger.work.config.ClientAddress;

/** The address of the client of the request that is answered just now. */
@ApplicationScoped
@Unremovable
class RequestAddress implements ClientAddress {
    private final CurrentVertxRequest request;

    RequestAddress(CurrentVertxRequest request) {
        this.request = request;
    }

    @Override
    public Optional<String> now() {
        return PasswordSignIn.address(request.getCurrent());
    }
}
