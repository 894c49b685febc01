package org.triageledger.web;

import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.core.multipart.FormData;
import org.jboss.resteasy.reactive.server.multipart.FormValue;

/**
 * What somebody typed into a form that could not be taken: the session had ended, the form was too old, or what it asks for was
 * refused. It is carried in the pages themselves; the service stores nothing of it.
 *
 * @param path where the form was sent to; always a path of our own
 * @param fields what it held, without token and password
 */
record KeptForm(String path, Map<String, List<String>> fields) {
    /** Names the path, in a form that carries what was typed through a sign-in. */
    static final String FIELD = "kept-path";

    static final String CSRF = "csrf";

    private static final Set<String> NEVER = Set.of(
            FIELD,
            CSRF,
            "j_username",
            "j_password",
            "apply",
            "failed",
            AccountResource.PRESENT,
            AccountResource.CHOSEN,
            AccountResource.AGAIN,
            InvitationResource.TOKEN);

    /** A path of letters, digits and the like: no host, no query, nothing that a browser could take for an address elsewhere. */
    private static final Pattern PATH = Pattern.compile("(?:/[A-Za-z0-9][A-Za-z0-9._~%-]{0,200}){1,6}");

    private static final int MOST_FIELDS = 100;
    private static final int MOST_CHARACTERS = 64_000;
    private static final int MOST_BYTES = 256_000;

    /** Whether forms are sent to it that are worth keeping. */
    static boolean isOurs(String path) {
        return PATH.matcher(path).matches()
                && !path.startsWith("/api/")
                && !path.startsWith("/q/")
                && !path.equals("/sign-in")
                && !path.startsWith(InvitationResource.PATH)
                && !path.equals("/j_security_check");
    }

    /** Takes what was typed; nothing, where it is more than people type. */
    static KeptForm of(String path, Map<String, List<String>> all) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        int characters = 0;
        int count = 0;
        for (Map.Entry<String, List<String>> entry : all.entrySet()) {
            if (NEVER.contains(entry.getKey())) {
                continue;
            }
            count += entry.getValue().size();
            characters += entry.getKey().length()
                    + entry.getValue().stream().mapToInt(String::length).sum();
            if (count > MOST_FIELDS || characters > MOST_CHARACTERS) {
                return new KeptForm(path, Map.of());
            }
            fields.put(entry.getKey(), List.copyOf(entry.getValue()));
        }
        return new KeptForm(path, fields);
    }

    static KeptForm of(String path, FormData form) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (String name : form) {
            List<String> values = new ArrayList<>();
            for (FormValue value : form.get(name)) {
                if (!value.isFileItem()) {
                    values.add(value.getValue());
                }
            }
            all.put(name, values);
        }
        return of(path, all);
    }

    /** The first value of a field, or the empty text. */
    String first(String name) {
        return fields.getOrDefault(name, List.of("")).getFirst();
    }

    List<String> all(String name) {
        return fields.getOrDefault(name, List.of());
    }

    private static KeptForm of(String path, MultiMap form) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        form.names().forEach(name -> all.put(name, form.getAll(name)));
        return of(path, all);
    }

    /**
     * Whether another site may have sent it. Browsers say so over TLS and on loopback; without their word, the cookies that stay
     * within the site decide.
     */
    static boolean isFromElsewhere(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return site != null && !site.equals("same-origin") && !site.equals("none");
    }

    /** Reads a form that no resource has read, because nobody was let through to it. */
    static Uni<KeptForm> read(RoutingContext context) {
        HttpServerRequest request = context.request();
        String path = context.normalizedPath();
        KeptForm nothing = new KeptForm(path, Map.of());
        if (!isForm(request) || !isOurs(path) || isFromElsewhere(request) || request.isEnded()) {
            return Uni.createFrom().item(nothing);
        }
        return Uni.createFrom().emitter(emitter -> {
            request.exceptionHandler(ignored -> emitter.complete(nothing));
            request.setExpectMultipart(true);
            request.endHandler(ignored -> emitter.complete(of(path, request.formAttributes())));
            request.resume();
        });
    }

    private static boolean isForm(HttpServerRequest request) {
        String type = request.getHeader("Content-Type");
        String length = request.getHeader("Content-Length");
        return "POST".equals(request.method().name())
                && type != null
                && type.startsWith("application/x-www-form-urlencoded")
                && length != null
                && length.length() <= 6
                && Integer.parseInt(length) <= MOST_BYTES;
    }

    /**
     * Sends the browser on with the same fields after a sign-in that carried a form (307, RFC 9110 §15.4.8): to where the form
     * belongs, which shows it filled in, or back to the sign-in where the password was wrong.
     */
    static void afterSignIn(RoutingContext context) {
        if (!context.normalizedPath().equals("/j_security_check")
                || context.response().getStatusCode() != 302) {
            return;
        }
        String path = context.request().getFormAttribute(FIELD);
        if (path == null || !isOurs(path)) {
            return;
        }
        boolean failed =
                String.valueOf(context.response().headers().get("Location")).contains("/sign-in");
        context.response().setStatusCode(307);
        context.response().headers().set("Location", failed ? "/sign-in?failed=true" : path);
    }
}
