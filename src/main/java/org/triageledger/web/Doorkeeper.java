package org.triageledger.web;

import io.quarkus.security.AuthenticationFailedException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** A wrong password is refused before any resource is reached; programs are answered as everywhere else. */
@ApplicationScoped
class Doorkeeper {
    void stand(@Observes Router router) {
        router.route("/api/*").failureHandler(Doorkeeper::refuse);
    }

    private static void refuse(RoutingContext context) {
        if (!(context.failure() instanceof AuthenticationFailedException)
                || context.response().ended()) {
            context.next();
            return;
        }
        Problem problem = Problem.of(401, PageErrors.SIGN_IN);
        context.response()
                .setStatusCode(problem.status())
                .putHeader("WWW-Authenticate", PageErrors.CHALLENGE)
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .end(new JsonObject()
                        .put("type", problem.type())
                        .put("title", problem.title())
                        .put("status", problem.status())
                        .put("detail", problem.detail())
                        .encode());
    }
}
