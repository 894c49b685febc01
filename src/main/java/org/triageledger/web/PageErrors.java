package org.triageledger.web;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.resteasy.reactive.server.runtime.exceptionmappers.UnauthorizedExceptionMapper;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.triageledger.store.DatabaseTrouble;
import org.triageledger.work.HeapExhausted;
import org.triageledger.work.Refusal;
import org.triageledger.work.people.TokenScope;

/**
 * What goes wrong is said in a line: as a page to people, as a problem (RFC 9457) to programs. Neither the answer nor the log quotes what an
 * exception says: it may hold what was read.
 */
@ApplicationScoped
class PageErrors {
    private static final Logger LOG = Logger.getLogger(PageErrors.class);
    private static final String SIGN_IN = "Sign in first: send a name and password with HTTP Basic.";
    static final String NOTHING_HERE = "There is nothing at this address.";
    private static final String GONE =
            "What this form is about is not there, or not any more. Nothing was changed; go back and reload the page.";
    private static final String NO_FORM =
            "Send a form, with the field Content-Type: application/x-www-form-urlencoded; programs use the API.";
    private static final String BEYOND_SCOPE =
            "This token's scope does not cover the request: use one of another scope, or sign in.";
    static final String CHALLENGE = "Basic realm=\"Triage Ledger\", charset=\"UTF-8\"";
    private static final int FRAMES_LOGGED = 12;

    private final SessionResource door;
    private final PageFrames frames;
    private final DatabaseDown database;

    PageErrors(SessionResource door, PageFrames frames, DatabaseDown database) {
        this.door = door;
        this.frames = frames;
        this.database = database;
    }

    @ServerExceptionMapper
    Response refused(Refusal refusal, UriInfo uri) {
        String message = String.valueOf(refusal.getMessage());
        KeptForms.thrown(refusal);
        return answer(400, isApi(uri) ? message : Forms.said(message), uri);
    }

    /** An admin must hear of it, and the person who asked can do nothing about it. */
    @ServerExceptionMapper
    Response outgrown(HeapExhausted refusal, UriInfo uri) {
        LOG.error(refusal.getMessage());
        return answer(503, String.valueOf(refusal.getMessage()), uri);
    }

    /** What was typed into a form that is not for this account is shown, to be copied. */
    @ServerExceptionMapper({jakarta.ws.rs.ForbiddenException.class, io.quarkus.security.ForbiddenException.class})
    Uni<Response> forbidden(UriInfo uri, RoutingContext routing) {
        Response refused = answer(403, isBeyondScope(routing) ? BEYOND_SCOPE : line(403), uri);
        return KeptForm.read(routing)
                .map(kept -> kept.fields().isEmpty()
                        ? refused
                        : Response.fromResponse(refused)
                                .entity(FilledPage.of(String.valueOf(refused.getEntity()), kept, null, Map.of()))
                                .build());
    }

    /** A program is told to sign in by itself; a person is led to the page for it, with the form they had filled in. */
    @ServerExceptionMapper(UnauthorizedException.class)
    Uni<Response> stranger(UriInfo uri, RoutingContext routing) {
        if (routing.request().method() == HttpMethod.POST && !isApi(uri)) {
            return uri.getPath().equals("/sign-out")
                    ? Uni.createFrom()
                            .item(Response.seeOther(URI.create("/sign-in?out=true"))
                                    .build())
                    : KeptForm.read(routing).map(this::signIn);
        }
        return isApi(uri) || isSubscribedTo(uri)
                ? Uni.createFrom()
                        .item(Response.fromResponse(answer(401, line(401), uri))
                                .header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE)
                                .build())
                : new UnauthorizedExceptionMapper().handle(routing);
    }

    private Response signIn(KeptForm kept) {
        return Response.status(401)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Form realm=\"Triage Ledger\"")
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .entity(door.signIn(kept, false).render())
                .build();
    }

    @ServerExceptionMapper
    Response other(WebApplicationException exception, UriInfo uri, RoutingContext routing) {
        Response response = exception.getResponse();
        if (response.getStatus() < 400 || response.hasEntity()) {
            return response;
        }
        Response.ResponseBuilder said = Response.fromResponse(answer(
                response.getStatus(),
                UnreadJson.why(exception)
                        .filter(why -> response.getStatus() == 400)
                        .orElseGet(() -> isApi(uri)
                                ? line(response.getStatus())
                                : onPage(response.getStatus(), routing.request().method())),
                uri));
        String allowed = response.getHeaderString(HttpHeaders.ALLOW);
        return (allowed == null ? said : said.header(HttpHeaders.ALLOW, allowed)).build();
    }

    /** Before what the framework says of it, which names classes and repeats what was sent. */
    @ServerExceptionMapper
    Response unread(MismatchedInputException exception, UriInfo uri) {
        return answer(400, UnreadJson.why(exception).orElseGet(() -> line(400)), uri);
    }

    @ServerExceptionMapper
    Response broken(RuntimeException exception, UriInfo uri) {
        Optional<DatabaseTrouble> trouble = DatabaseTrouble.of(exception).filter(DatabaseTrouble::passes);
        if (trouble.isPresent()) {
            database.say(trouble.get());
            return Response.fromResponse(answer(503, trouble.get().sentence(), uri, DatabaseDown.TITLE))
                    .header(HttpHeaders.RETRY_AFTER, DatabaseDown.RETRY_SECONDS)
                    .build();
        }
        String number = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        LOG.errorf("a page or answer failed (%s): %s", number, trace(exception));
        return answer(500, line(500) + " Tell an admin this number: " + number + ".", uri);
    }

    /** Filters before a resource refuse without a word, for a form without its token above all. */
    @ServerResponseFilter
    void say(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() >= 400 && !response.hasEntity()) {
            Response said = answer(response.getStatus(), line(response.getStatus()), request.getUriInfo());
            response.setEntity(said.getEntity(), null, said.getMediaType());
        }
    }

    private Response answer(int status, String what, UriInfo uri) {
        return answer(status, what, uri, title(status));
    }

    private Response answer(int status, String what, UriInfo uri, String title) {
        return isApi(uri)
                ? Response.status(status)
                        .type(Problem.MEDIA_TYPE)
                        .entity(Problem.of(status, what))
                        .build()
                : Response.status(status)
                        .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                        .entity(new Pages.trouble(frames.trouble(title), what, next(status)).render())
                        .build();
    }

    private static boolean isBeyondScope(RoutingContext routing) {
        return routing.user() instanceof QuarkusHttpUser user
                && user.getSecurityIdentity().getAttribute(TokenIdentity.BEYOND_SCOPE) != null;
    }

    private static boolean isApi(UriInfo uri) {
        return uri.getPath().startsWith("/api/");
    }

    /** Programs subscribe to it, which answer a challenge and fill in no form. */
    private static boolean isSubscribedTo(UriInfo uri) {
        return TokenScope.isTakenInAddress(uri.getPath());
    }

    private static String title(int status) {
        return switch (status) {
            case 403 -> "Not for this account";
            case 404 -> "Page not found";
            case 500 -> "The ledger failed";
            case 503 -> "The ledger needs more memory";
            default -> "That did not work";
        };
    }

    private static String line(int status) {
        return switch (status) {
            case 400 -> "The form was too old, or the question was not understood.";
            case 401 -> SIGN_IN;
            case 403 -> "This is not for your account to see.";
            case 404 -> NOTHING_HERE;
            case 405 -> "Method not allowed: use one of those in the header Allow.";
            case 413 -> "What was sent is too large.";
            case 415 -> "Send JSON, with the field Content-Type: application/json.";
            case 500 -> "Something went wrong in the ledger. Nothing was changed.";
            default -> "The question could not be answered (status " + status + ").";
        };
    }

    /** A button on a page that is older than what was done since leads nowhere. */
    private static String onPage(int status, HttpMethod method) {
        return switch (status) {
            case 404 -> method == HttpMethod.POST ? GONE : line(status);
            case 415 -> NO_FORM;
            default -> line(status);
        };
    }

    private static String next(int status) {
        return switch (status) {
            case 400 -> "Go back, reload the page, and try again.";
            case 403 -> "If it should be, ask an admin for an account with another role.";
            default -> "";
        };
    }

    /** Types and places, without messages. */
    private static String trace(Throwable failure) {
        String cause = failure.getCause() == null
                ? ""
                : "; because of " + failure.getCause().getClass().getName();
        return failure.getClass().getName()
                + cause
                + Arrays.stream(failure.getStackTrace())
                        .limit(FRAMES_LOGGED)
                        .map(frame -> "\n  at " + frame)
                        .collect(Collectors.joining());
    }
}
