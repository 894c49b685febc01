package org.triageledger.web;

import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.config.LedgerConfig;

/**
 * Refuses before any resource is reached: an address or header fields that are too long, a wrong password, what the page of another site
 * had a browser send, and to the API what is no JSON. Programs are answered as everywhere else.
 */
@ApplicationScoped
class ApiChallenge {
    /** Above authentication: a foreign page must not sign anybody in or out either. */
    private static final int BEFORE_ALL_ELSE = 1000;

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final String FOREIGN =
            "This request came from another site, so nothing was changed. Open the page of the ledger itself and try again.";
    /** Of a request line, in characters; longer ones are read up to a limit of the settings, to be told so. */
    private static final int LONGEST_ADDRESS = 4096;

    /** Of all header fields, in characters. */
    private static final int LARGEST_FIELDS = 20_480;

    private static final String TOO_LONG = "The address of this request is too long: ask for less in it.";
    private static final String TOO_LARGE =
            "The header fields of this request are too large: remove the cookies of this site, then try again.";
    private static final String NOT_TAKEN =
            "Name, password or token is wrong or no longer valid, or sign-in is paused for up to 15 minutes after wrong passwords.";
    private static final String NOT_JSON = "Send JSON, with the content type application/json.";

    private final AllowedMethods allowed;
    private final Optional<String> pages;

    ApiChallenge(AllowedMethods allowed, LedgerConfig config) {
        this.allowed = allowed;
        this.pages = config.reminders().pages();
    }

    void stand(@Observes Router router) {
        router.route("/api/*").failureHandler(ApiChallenge::refuse);
        router.route(OidcResource.PATH).failureHandler(ApiChallenge::notSignedIn);
    }

    void look(@Observes Filters filters) {
        filters.register(this::look, BEFORE_ALL_ELSE);
    }

    private void look(RoutingContext context) {
        HttpServerRequest request = context.request();
        boolean api = request.path() != null && request.path().startsWith("/api/");
        if (String.valueOf(request.uri()).length() > LONGEST_ADDRESS) {
            answer(context, 414, TOO_LONG, api);
            return;
        }
        if (length(request.headers()) > LARGEST_FIELDS) {
            answer(context, 431, TOO_LARGE, api);
            return;
        }
        if (READING.contains(request.method())) {
            // what comes with such a request means nothing (RFC 9110 §9.3.1), whatever type it says it has
            request.headers().remove("Content-Type");
            context.next();
            return;
        }
        MultiMap headers = request.headers();
        String authority =
                request.authority() == null ? "" : request.authority().toString();
        if (SameSite.isForeign(
                headers.getAll("Sec-Fetch-Site"), headers.getAll("Origin"), request.scheme(), authority, pages)) {
            answer(context, 403, FOREIGN, api);
        } else if (api && !isJson(headers.get("Content-Type"))) {
            notJson(context);
        } else {
            context.next();
        }
    }

    /** Where there is such a method; where there is another, {@link MethodCheck} says which, once it is known who asks. */
    private void notJson(RoutingContext context) {
        SortedSet<String> methods = allowed.of(context.normalizedPath());
        if (methods.isEmpty()) {
            answer(context, 404, PageErrors.NOTHING_HERE, true);
        } else if (methods.contains(context.request().method().name())) {
            answer(context, 415, NOT_JSON, true);
        } else {
            context.next();
        }
    }

    private static long length(MultiMap headers) {
        return headers.entries().stream()
                .mapToLong(field -> field.getKey().length() + field.getValue().length())
                .sum();
    }

    private static boolean isJson(@Nullable String contentType) {
        return contentType != null
                && contentType
                        .replaceFirst(";.*", "")
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .equals("application/json");
    }

    private static void answer(RoutingContext context, int status, String what, boolean api) {
        if (api) {
            problem(context, Problem.of(status, what));
        } else {
            context.response()
                    .setStatusCode(status)
                    .putHeader("Content-Type", "text/html;charset=UTF-8")
                    .end(new Pages.trouble(Pages.Frame.bare(title(status)), what, "").render());
        }
    }

    private static String title(int status) {
        return switch (status) {
            case 414 -> "Address too long";
            case 431 -> "Request too large";
            default -> "Request from another site";
        };
    }

    /** What a provider sends back may not hold, or it does not answer: either way people can try again, or use their password. */
    private static void notSignedIn(RoutingContext context) {
        // whoever is sent on to the provider fails here too, by an exception of its own
        boolean refused = context.failure() instanceof AuthenticationFailedException
                || context.failure() instanceof AuthenticationCompletionException
                || context.failure() instanceof OIDCException;
        if (!refused || context.response().ended()) {
            context.next();
        } else {
            context.response()
                    .setStatusCode(302)
                    .putHeader("Location", "/sign-in?error=not-signed-in")
                    .end();
        }
    }

    private static void refuse(RoutingContext context) {
        if (!(context.failure() instanceof AuthenticationFailedException)
                || context.response().ended()) {
            context.next();
            return;
        }
        context.response().putHeader("WWW-Authenticate", PageErrors.CHALLENGE);
        problem(context, Problem.of(401, NOT_TAKEN));
    }

    private static void problem(RoutingContext context, Problem problem) {
        context.response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .end(new JsonObject()
                        .put("type", problem.type())
                        .put("title", problem.title())
                        .put("status", problem.status())
                        .put("detail", problem.detail())
                        .encode());
    }
}
