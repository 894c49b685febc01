package org.triageledger.web;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.config.LedgerConfig;
import org.triageledger.work.people.Accounts;
import org.triageledger.work.queries.TeamAnswers;
import org.triageledger.work.queries.Viewer;
import org.triageledger.work.roster.PublishedLists;

/** What strangers may see, and the way in and out. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class SessionResource {
    /** As {@code quarkus.http.auth.form.cookie-name} says. */
    private static final String PASSWORD_COOKIE = "ledger-session";

    private static final Pattern HERE_BEFORE = Pattern.compile("https?://[^/]+/sign-in(?:\\?.*)?");

    private final TeamAnswers team;
    private final PageFrames frames;
    private final Accounts accounts;
    private final PublishedLists lists;
    private final Viewer viewer;
    private final String provider;

    SessionResource(
            TeamAnswers team,
            PageFrames frames,
            Accounts accounts,
            PublishedLists lists,
            Viewer viewer,
            LedgerConfig config) {
        this.team = team;
        this.frames = frames;
        this.accounts = accounts;
        this.lists = lists;
        this.viewer = viewer;
        this.provider =
                config.oidc().issuer().map(address -> config.oidc().name()).orElse("");
    }

    @GET
    @Path("members")
    @PermitAll
    @Operation(hidden = true)
    public TemplateInstance team() {
        return new Pages.team(
                frames.open("Members", "/members"),
                team.today(),
                viewer.name().isEmpty() ? List.of() : lists.emeriti());
    }

    @GET
    @Path("sign-in")
    @PermitAll
    @Operation(hidden = true)
    public TemplateInstance signIn(
            @QueryParam("failed") boolean failed,
            @QueryParam("paused") boolean paused,
            @QueryParam("out") boolean out,
            @QueryParam("made") boolean made,
            @QueryParam("error") @Nullable String error,
            @HeaderParam("Cookie") @Nullable String cookies,
            @HeaderParam("Referer") @Nullable String from) {
        boolean plain = !failed && !paused && !out && !made && error == null;
        return page(failed, paused, out, made, plain && keptNoCookie(cookies, from), error != null, Optional.empty());
    }

    /** What carried a form comes here after a wrong password, and is answered before it is taken; all else gets the page. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Path("sign-in")
    @PermitAll
    @Operation(hidden = true)
    public TemplateInstance signInAgain() {
        return page(false, false, false, false, false, false, Optional.empty());
    }

    /** The way in for somebody whose session ended while they filled in a form. */
    TemplateInstance signIn(KeptForm kept, boolean failed) {
        return page(failed, false, false, false, false, false, Optional.of(kept));
    }

    /**
     * Whether a browser was on this page already, and sends none of the cookies that it was given there: then the right password leads
     * back here each time.
     */
    private static boolean keptNoCookie(@Nullable String cookies, @Nullable String from) {
        return (cookies == null || !cookies.contains("ledger-"))
                && from != null
                && HERE_BEFORE.matcher(from).matches();
    }

    private TemplateInstance page(
            boolean failed,
            boolean paused,
            boolean out,
            boolean made,
            boolean noCookies,
            boolean refused,
            Optional<KeptForm> kept) {
        boolean first = kept.isEmpty() && accounts.none();
        return new Pages.signIn(
                Pages.Frame.bare("Sign in"),
                failed,
                paused,
                out,
                made,
                noCookies,
                refused,
                provider,
                kept,
                first,
                first ? team.firstAdmin().orElse("") : "");
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Path("sign-out")
    @RolesAllowed({"admin", "auditor", "council", "member", "former"})
    @Operation(hidden = true)
    public Response signOut(RoutingContext routing) {
        accounts.signOut(viewer.name());
        routing.response().removeCookie(SsoSignIn.COOKIE);
        Cookie cookie = routing.response().removeCookie(PASSWORD_COOKIE);
        if (cookie != null) {
            cookie.setPath("/");
        }
        return Response.seeOther(URI.create("/sign-in?out=true")).build();
    }
}
