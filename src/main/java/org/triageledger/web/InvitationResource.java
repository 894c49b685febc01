package org.triageledger.web;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Refusal;
import org.triageledger.work.people.Invitations;
import org.triageledger.work.people.KnownBrowsers;

/**
 * What an invitation opens, or a link for a new password. To look at it uses nothing up: mail programs open links before people do. Browsers
 * tell no page the address of this one ({@link PublicAddress}), and the form sends the token in its body.
 */
@Path(InvitationResource.PATH)
@Produces(MediaType.TEXT_HTML)
@Blocking
@PermitAll
public class InvitationResource {
    static final String PATH = "/invitation";
    static final String TOKEN = "invitation-token";

    private final Invitations invitations;
    private final KnownBrowsers browsers;

    InvitationResource(Invitations invitations, KnownBrowsers browsers) {
        this.invitations = invitations;
        this.browsers = browsers;
    }

    @GET
    @Path("{token}")
    @Operation(hidden = true)
    public Response open(@PathParam("token") String token) {
        return invitations
                .open(token)
                .map(opened -> answer(200, page(ReviewPages.Told.NOTHING, opened, token, opened.username())))
                .orElseGet(InvitationResource::over);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response use(
            @FormParam(TOKEN) @Nullable String token,
            @FormParam("username") @Nullable String username,
            @FormParam(AccountResource.CHOSEN) @Nullable String chosen,
            @FormParam(AccountResource.AGAIN) @Nullable String again,
            RoutingContext routing) {
        String given = text(token);
        Optional<Invitations.Opened> opened = invitations.open(given);
        if (opened.isEmpty()) {
            return over();
        }
        try {
            AccountResource.needsSame(chosen, again);
            PasswordSignIn.marked(routing, browsers.mark(invitations.use(given, text(username), text(chosen))));
            return Response.seeOther(URI.create("/sign-in?made=true")).build();
        } catch (Refusal refusal) {
            return answer(409, page(Forms.told(refusal), opened.get(), given, text(username)));
        }
    }

    /** The page with the form that was sent; empty where the link is not open. */
    Optional<String> again(String token, String username, ReviewPages.Told told) {
        return invitations
                .open(token)
                .map(opened -> page(told, opened, token, username).render());
    }

    private static TemplateInstance page(
            ReviewPages.Told told, Invitations.Opened opened, String token, String username) {
        return new AccountPages.invitation(
                Pages.Frame.bare(opened.reset() ? "Choose a new password" : "Make your account"),
                told,
                opened,
                token,
                username);
    }

    private static Response over() {
        return answer(
                404,
                new Pages.trouble(
                        Pages.Frame.bare("Link not valid"),
                        "This link was used already, has expired, or was revoked.",
                        "Ask an admin for a new one. If you have an account, you can sign in."));
    }

    private static Response answer(int status, TemplateInstance page) {
        return AccountResource.html(status, page);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
