package org.triageledger.web;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Refusal;
import org.triageledger.work.config.LedgerConfig;
import org.triageledger.work.people.AccountViews;
import org.triageledger.work.people.Accounts;
import org.triageledger.work.people.Sessions;
import org.triageledger.work.people.Tokens;
import org.triageledger.work.queries.Viewer;

/** The account of the person who asks: its password, where it is signed in, and its tokens. */
@Path("account")
@Produces(MediaType.TEXT_HTML)
@Blocking
@RolesAllowed({"admin", "auditor", "council", "member", "former"})
public class AccountResource {
    /** The fields of passwords: they are kept in no page. */
    static final String PRESENT = "present-password";

    static final String CHOSEN = "new-password";
    static final String AGAIN = "new-password-again";

    private static final String HERE = "/account";
    private static final Map<String, String> DONE = Map.of(
            "password",
            "Your password is changed. All your other sessions have ended.",
            "session",
            "The session has ended.",
            "token",
            "A token is shown once only. If you do not have it, revoke it and create another.",
            "revoked",
            "The token is revoked: nobody can use it any more.");

    private final Accounts accounts;
    private final Sessions sessions;
    private final Tokens tokens;
    private final Viewer viewer;
    private final PageFrames frames;
    private final ShownOnce once;
    private final Optional<String> pages;

    AccountResource(
            Accounts accounts,
            Sessions sessions,
            Tokens tokens,
            Viewer viewer,
            PageFrames frames,
            ShownOnce once,
            LedgerConfig config) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.tokens = tokens;
        this.viewer = viewer;
        this.frames = frames;
        this.once = once;
        this.pages = config.reminders().pages();
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance own(
            @QueryParam("done") @Nullable String done,
            @QueryParam(ShownOnce.MADE) @Nullable String number,
            UriInfo uri,
            RoutingContext routing) {
        Optional<AccountViews.NewToken> made = once.take(routing, HERE, number, AccountViews.NewToken.class);
        String said = made.isPresent() ? "" : DONE.getOrDefault(String.valueOf(done), "");
        return page(
                ReviewPages.Told.NOTHING,
                said,
                made,
                made.map(token -> address(token, uri)).orElse(""));
    }

    @POST
    @Path("password")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response password(
            @FormParam(PRESENT) @Nullable String present,
            @FormParam(CHOSEN) @Nullable String chosen,
            @FormParam(AGAIN) @Nullable String again,
            RoutingContext routing) {
        return after("password", () -> {
            needsSame(chosen, again);
            accounts.changePassword(
                    viewer.name(), text(present), text(chosen), viewer.session(), PasswordSignIn.address(routing));
        });
    }

    @POST
    @Path("sessions/{id}/end")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response endSession(@PathParam("id") String id) {
        return after("session", () -> sessions.end(viewer.name(), number(id)));
    }

    /** The page that it leads to is the only one that ever shows the token. */
    @POST
    @Path("tokens")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response createToken(
            @FormParam("label") @Nullable String label,
            @FormParam("scope") @Nullable String scope,
            @FormParam("days") @Nullable String days,
            RoutingContext routing) {
        return Forms.done(
                () -> {
                    int valid = text(days).isEmpty() ? Tokens.USUAL_DAYS : days(text(days));
                    AccountViews.NewToken made =
                            tokens.create(viewer.name(), text(label), Tokens.scope(text(scope)), valid);
                    return once.keep(routing, HERE, made.id(), "token", made);
                },
                told -> page(told, "", Optional.empty(), ""));
    }

    /** Where a calendar or feed reader finds its document with this token; empty for a token of programs. */
    private String address(AccountViews.NewToken made, UriInfo uri) {
        return Tokens.scope(made.scope())
                .pathOfItsOwn()
                .map(path -> pages.orElse(uri.getBaseUri().toString()).replaceFirst("/+$", "") + path + "?token="
                        + made.token())
                .orElse("");
    }

    @POST
    @Path("tokens/{id}/revocation")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response revokeToken(@PathParam("id") String id) {
        return after("revoked", () -> tokens.revoke(number(id), Optional.of(viewer.name())));
    }

    /** The page with the form that was sent to a path below this one. */
    TemplateInstance again() {
        return page(ReviewPages.Told.NOTHING, "", Optional.empty(), "");
    }

    private Response after(String done, Runnable act) {
        return Forms.done(
                () -> {
                    act.run();
                    return HERE + "?done=" + done;
                },
                told -> page(told, "", Optional.empty(), ""));
    }

    private TemplateInstance page(
            ReviewPages.Told told, String done, Optional<AccountViews.NewToken> made, String address) {
        AccountViews.OwnAccount own = accounts.own(viewer.name(), viewer.session());
        return new AccountPages.own(
                frames.of("Your account", HERE),
                told,
                done,
                own,
                withState(own.tokens(), true),
                withState(own.tokens(), false),
                made,
                made.flatMap(token -> own.tokens().stream()
                                .filter(line -> line.id() == token.id())
                                .findFirst())
                        .map(AccountViews.TokenLine::label)
                        .orElse(""),
                address,
                viewer.isOfTeam());
    }

    private static List<AccountViews.TokenLine> withState(List<AccountViews.TokenLine> tokens, boolean valid) {
        return tokens.stream()
                .filter(one -> one.state().equals("valid") == valid)
                .toList();
    }

    static void needsSame(@Nullable String chosen, @Nullable String again) {
        if (!text(chosen).equals(text(again))) {
            throw new Refusal("The new password was typed differently the second time: type both again.")
                    .at("new-password-again");
        }
    }

    static Response html(int status, TemplateInstance page) {
        return Response.status(status)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .entity(page.render())
                .build();
    }

    static long number(String id) {
        if (!id.matches("[0-9]{1,18}")) {
            throw new Refusal("there is none of that number: reload the page to see those there are");
        }
        return Long.parseLong(id);
    }

    private static int days(String text) {
        if (!text.matches("[0-9]{1,4}")) {
            throw new Refusal("give the days of a token as a number from 1 to " + Tokens.MOST_DAYS).at("days");
        }
        return Integer.parseInt(text);
    }

    /** A password is taken as it was typed, also with blanks at its ends. */
    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
