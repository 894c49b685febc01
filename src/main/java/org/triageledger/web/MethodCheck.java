package org.triageledger.web;

import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.SortedSet;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses a method that an address does not have, whatever was sent with it, and says which ones it has (RFC 9110 §15.5.6). The API tells
 * strangers to sign in and nothing else.
 */
@ApplicationScoped
class MethodCheck {
    /** Before the token of a form is looked for. */
    private static final int FIRST = 100;

    private final AllowedMethods allowed;
    private final SecurityIdentity identity;

    MethodCheck(AllowedMethods allowed, SecurityIdentity identity) {
        this.allowed = allowed;
        this.identity = identity;
    }

    @ServerRequestFilter(preMatching = true, priority = FIRST)
    Optional<Response> check(RoutingContext routing) {
        String path = routing.normalizedPath();
        String method = routing.request().method().name();
        SortedSet<String> methods = allowed.of(path);
        boolean asked = method.equals(HttpMethod.OPTIONS);
        if (methods.isEmpty() || methods.contains(method) && !asked) {
            return Optional.empty();
        }
        if (path.startsWith("/api/") && identity.isAnonymous()) {
            throw new UnauthorizedException();
        }
        if (asked) {
            return Optional.of(Response.noContent()
                    .header(HttpHeaders.ALLOW, String.join(", ", methods))
                    .build());
        }
        throw new NotAllowedException(Response.status(Response.Status.METHOD_NOT_ALLOWED)
                .header(HttpHeaders.ALLOW, String.join(", ", methods))
                .build());
    }
}
