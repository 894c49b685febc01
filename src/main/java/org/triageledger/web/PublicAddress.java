package org.triageledger.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.ServerCookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.config.LedgerConfig;

/**
 * What holds for every answer whatever proxy stands in front: redirects name no host (RFC 9110 §10.2.2 allows that), so that a browser
 * stays at the address it knows; cookies are for this site alone, and for TLS alone where the public address has it.
 */
@ApplicationScoped
class PublicAddress {
    /** Before anything that may answer, so that it sees all answers. */
    private static final int FIRST = 1000;

    /** How the names of cookies begin that last from a request to a provider of OpenID Connect to its answer, which comes from its site. */
    private static final String OIDC = "q_";

    /** As {@code quarkus.http.auth.form.location-cookie} is unless it is set. */
    private static final String WAY_BACK = "quarkus-redirect-location=";

    private final boolean tls;

    PublicAddress(LedgerConfig config) {
        tls = config.reminders()
                .pages()
                .filter(address -> address.strip().toLowerCase(Locale.ROOT).startsWith("https:"))
                .isPresent();
    }

    void watch(@Observes Filters filters) {
        filters.register(
                context -> {
                    wayBack(context);
                    context.addHeadersEndHandler(ignored -> {
                        redirect(context);
                        cookies(context);
                        referrer(context);
                    });
                    context.next();
                },
                FIRST);
    }

    /**
     * Where a browser goes back to after a sign-in stands in a cookie. All services of a host share it, whatever their ports, and the
     * framework fails on one that is not for here: then the sign-in ends on the first page.
     */
    private static void wayBack(RoutingContext context) {
        HttpServerRequest request = context.request();
        List<String> cookies = request.headers().getAll("Cookie");
        if (cookies.isEmpty() || !context.normalizedPath().equals(PasswordSignIn.FORM)) {
            return;
        }
        request.headers()
                .set(
                        "Cookie",
                        cookies.stream()
                                .flatMap(line -> Arrays.stream(line.split(";", -1)))
                                .map(String::strip)
                                .filter(cookie -> !cookie.startsWith(WAY_BACK)
                                        || isHere(cookie.substring(WAY_BACK.length()), request))
                                .collect(Collectors.joining("; ")));
    }

    private static boolean isHere(String address, HttpServerRequest request) {
        try {
            URI uri = new URI(address);
            return String.valueOf(request.scheme()).equals(uri.getScheme())
                    && String.valueOf(request.authority()).equals(uri.getRawAuthority());
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static void redirect(RoutingContext context) {
        KeptForm.afterSignIn(context);
        String to = context.response().headers().get("Location");
        if (to != null && to.endsWith("/sign-in?failed=true") && context.get(PasswordSignIn.PAUSED) != null) {
            to = to.replace("failed=true", "paused=true");
            context.response().headers().set("Location", to);
        }
        if (to != null) {
            context.response().headers().set("Location", withoutHost(to, context));
        }
    }

    /** Only our own host is dropped: an address elsewhere stays what it is. */
    static String withoutHost(String to, RoutingContext context) {
        try {
            URI uri = new URI(to);
            boolean ours = uri.isAbsolute()
                    && uri.getRawAuthority() != null
                    && uri.getRawAuthority()
                            .equalsIgnoreCase(String.valueOf(context.request().authority()));
            if (!ours) {
                return to;
            }
            String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            return path + behind("?", uri.getRawQuery()) + behind("#", uri.getRawFragment());
        } catch (URISyntaxException e) {
            return to;
        }
    }

    private static String behind(String mark, @Nullable String part) {
        return part == null ? "" : mark + part;
    }

    /** The token in the address of an invitation is told to no other page, not even of our own; that a form of ours is ours still is. */
    private static void referrer(RoutingContext context) {
        if (context.normalizedPath().startsWith(InvitationResource.PATH)) {
            context.response().headers().set("Referrer-Policy", "strict-origin");
        }
    }

    private void cookies(RoutingContext context) {
        boolean secure = tls || context.request().isSSL();
        for (Cookie cookie : context.request().cookies()) {
            if (cookie instanceof ServerCookie set && set.isChanged()) {
                if (!cookie.getName().startsWith(OIDC)) {
                    cookie.setSameSite(CookieSameSite.STRICT);
                }
                if (secure) {
                    cookie.setSecure(true);
                }
            }
        }
    }
}
