package org.triageledger.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.config.Keys;
import org.triageledger.work.queries.Viewer;

/**
 * A link or token that was made by a form and is shown once. The answer to the form sends the browser on to a page (303, RFC 9110
 * §15.4.4), so that no reload makes another; what the page shows goes with the browser, sealed for the person who asked, and
 * nothing of it is stored. Each has a cookie and an address of its own: of two that are made at a time, each page shows its own.
 */
@ApplicationScoped
class ShownOnce {
    /** What the name of the cookie begins with; the number of what was made follows. */
    static final String COOKIE = "shown-once-";

    /** The parameter of the page that holds this number. */
    static final String MADE = "made";

    private static final Duration LASTS = Duration.ofMinutes(2);
    private static final int MOST_CHARACTERS = 3000;
    private static final String NUMBER = "[0-9]{1,18}";

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
     * @param made the number of what was made
     * @param done what the page says was done
     * @return the address to go on to
     */
    String keep(RoutingContext routing, String page, long made, String done, Object shown) {
        String text = write(new Sealed(clock.instant().plus(LASTS), write(shown)));
        set(
                routing,
                page,
                Long.toString(made),
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(keys.vault().seal(text, context(page, Long.toString(made)))),
                LASTS);
        return page + "?done=" + done + "&" + MADE + "=" + made;
    }

    /**
     * What is to be shown on this page; nothing, the second time.
     *
     * @param made the number that the address names, if it does
     */
    <T> Optional<T> take(RoutingContext routing, String page, @Nullable String made, Class<T> type) {
        if (made == null || !made.matches(NUMBER) || routing.request().method() != HttpMethod.GET) {
            return Optional.empty();
        }
        Cookie sent = routing.request().getCookie(COOKIE + made);
        if (sent == null) {
            return Optional.empty();
        }
        set(routing, page, made, "", Duration.ZERO);
        String context = context(page, made);
        return sealed(sent.getValue())
                .flatMap(bytes -> keys.vault().open(bytes, context))
                .map(text -> read(text, Sealed.class))
                .filter(kept -> kept.until().isAfter(clock.instant()))
                .map(kept -> read(kept.shown(), type));
    }

    /** Nothing of a cookie that was cut or altered, or is no Base64 (RFC 4648 §5). */
    private static Optional<byte[]> sealed(String value) {
        if (value.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getUrlDecoder().decode(value));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static void set(RoutingContext routing, String page, String made, String value, Duration lasts) {
        routing.response()
                .addCookie(Cookie.cookie(COOKIE + made, value)
                        .setPath(page)
                        .setMaxAge(lasts.toSeconds())
                        .setHttpOnly(true)
                        .setSameSite(CookieSameSite.STRICT));
    }

    /** Who else is sent such a cookie, or plants one, sees nothing. */
    private String context(String page, String made) {
        return "shown once to " + viewer.name() + " on " + page + ", number " + made;
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
