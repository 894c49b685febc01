package org.triageledger.web;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.triageledger.store.DatabaseTrouble;

/**
 * Answers 503 while the database cannot do what it is asked, also where a request does not get as far as a resource: who is signed in is
 * looked up before. The log says it once a minute.
 */
@ApplicationScoped
class DatabaseDown {
    static final String TITLE = "The database does not answer";
    static final String RETRY_SECONDS = "60";

    private static final Logger LOG = Logger.getLogger(DatabaseDown.class);
    private static final Duration SAID_EVERY = Duration.ofMinutes(1);

    private final Clock clock;

    private @Nullable Instant said;

    DatabaseDown(Clock clock) {
        this.clock = clock;
    }

    void stand(@Observes Router router) {
        router.route().failureHandler(this::answer);
    }

    /** Once a minute, not for each request. */
    synchronized void say(DatabaseTrouble trouble) {
        Instant now = clock.instant();
        if (said == null || said.plus(SAID_EVERY).isBefore(now) || said.isAfter(now)) {
            said = now;
            LOG.errorf("requests are answered with 503: %s", trouble.line());
        }
    }

    private void answer(RoutingContext context) {
        Optional<DatabaseTrouble> trouble =
                DatabaseTrouble.of(context.failure()).filter(DatabaseTrouble::passes);
        if (trouble.isEmpty()
                || context.response().ended()
                || context.response().headWritten()) {
            context.next();
            return;
        }
        say(trouble.get());
        boolean api =
                context.request().path() != null && context.request().path().startsWith("/api/");
        String what = trouble.get().sentence();
        Problem problem = Problem.of(503, what);
        context.response()
                .setStatusCode(503)
                .putHeader("Retry-After", RETRY_SECONDS)
                .putHeader("Content-Type", api ? Problem.MEDIA_TYPE : "text/html;charset=UTF-8")
                .end(
                        api
                                ? new JsonObject()
                                        .put("type", problem.type())
                                        .put("title", problem.title())
                                        .put("status", problem.status())
                                        .put("detail", problem.detail())
                                        .encode()
                                : new Pages.trouble(Pages.Frame.bare(TITLE), what, "").render());
    }
}
