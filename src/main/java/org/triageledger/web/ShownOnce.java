package org.triageledger.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.triageledger.work.config.Keys;
import org.triageledger.work.queries.Viewer;

/**
 * A link or token that was made by a form and is shown once. The answer to the form sends the browser on to a page (303, RFC 9110
 * §15.4.4), so that no reload makes another; what the page shows goes with the browser, sealed for the person who asked, and
 * nothing of it is stored.
 */
@ApplicationScoped
class ShownOnce {
    static final String COOKIE = "shown-once";

    private static final Duration LASTS = Duration.ofMinutes(2);
    private static final int MOST_CHARACTERS = 3000;

    private final Keys keys;
    private final Viewer viewer;
    private final ObjectMapper json;
    private final Clock clock;

    ShownOnce(Keys keys, Viewer viewer, ObjectMapper json, Clock clock) {
        this.keys = keys;
        this.viewer = viewer;
        this.json = json;
        this.clock = clock;
    }

    /** What is sealed: when it ends to be shown, and what it is. */
    private record Sealed(Instant until, String shown) {}

    /**
     * Gives it to the browser, for the page that it goes on to.
     *
     * @param page the path of that page; no other page is sent it
     */
    void keep(RoutingContext routing, String page, Object shown) {
        String text = write(new Sealed(clock.instant().plus(LASTS), write(shown)));
        set(
                routing,
                page,
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(keys.vault().seal(text, context(page))),
                LASTS);
    }

    /** What is to be shown on this page; nothing, the second time. */
    <T> Optional<T> take(RoutingContext routing, String page, Class<T> type) {
        Cookie sent = routing.request().getCookie(COOKIE);
        if (sent == null) {
            return Optional.empty();
        }
        set(routing, page, "", Duration.ZERO);
        return sealed(sent.getValue())
                .flatMap(bytes -> keys.vault().open(bytes, context(page)))
                .map(text -> read(text, Sealed.class))
                .filter(kept -> kept.until().isAfter(clock.instant()))
                .map(kept -> read(kept.shown(), type));
    }

    private static Optional<byte[]> sealed(String value) {
        return value.matches("[A-Za-z0-9_-]{1," + MOST_CHARACTERS + "}")
                ? Optional.of(value).map(text -> Base64.getUrlDecoder().decode(text))
                : Optional.empty();
    }

    private static void set(RoutingContext routing, String page, String value, Duration lasts) {
        routing.response()
                .addCookie(Cookie.cookie(COOKIE, value)
                        .setPath(page)
                        .setMaxAge(lasts.toSeconds())
                        .setHttpOnly(true)
                        .setSameSite(CookieSameSite.STRICT));
    }

    /** Who else is sent such a cookie, or plants one, sees nothing. */
    private String context(String page) {
        return "shown once to " + viewer.name() + " on " + page;
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a link or token cannot be written as JSON", e);
        }
    }

    private <T> T read(String text, Class<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what this service wrote as JSON cannot be read", e);
        }
    }
}
