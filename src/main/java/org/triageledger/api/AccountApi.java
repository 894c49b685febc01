package org.triageledger.api;

import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Refusal;
import org.triageledger.work.people.AccountViews;
import org.triageledger.work.people.Accounts;
import org.triageledger.work.people.Sessions;
import org.triageledger.work.people.Tokens;
import org.triageledger.work.queries.Viewer;

/** The account of the one who asks, for programs. */
@Path("/api/v1/account")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@RolesAllowed({"admin", "auditor", "council", "member", "former"})
@Tag(
        name = "Own account",
        description =
                "Password, sessions and tokens of the account that asks. A token may read here, and change nothing.")
public class AccountApi {
    private final Accounts accounts;
    private final Sessions sessions;
    private final Tokens tokens;
    private final Viewer viewer;

    AccountApi(Accounts accounts, Sessions sessions, Tokens tokens, Viewer viewer) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.tokens = tokens;
        this.viewer = viewer;
    }

    /** @param chosen the new password: 12 characters or more, not a common one, without the account's name */
    public record PasswordChange(
            @Nullable String present, @Nullable String chosen) {}

    /**
     * @param label what it is for
     * @param scope {@code read}, {@code read-and-act}, {@code calendar} or {@code feed}
     * @param days how long it is valid, 1 to 365; 90 without it
     */
    public record TokenToCreate(
            @Nullable String label,
            @Nullable String scope,
            @Nullable Integer days) {}

    @GET
    @Operation(summary = "One's own account with its open sessions and its tokens", operationId = "ownAccount")
    public AccountViews.OwnAccount own() {
        return accounts.own(viewer.name(), viewer.session());
    }

    @POST
    @Path("password")
    @Operation(summary = "Changes one's own password, and ends all other sessions", operationId = "changePassword")
    public AccountViews.OwnAccount password(@Nullable PasswordChange change, RoutingContext routing) {
        if (change == null || change.present() == null || change.chosen() == null) {
            throw new Refusal("'present' or 'chosen' is missing");
        }
        accounts.changePassword(
                viewer.name(),
                change.present(),
                change.chosen(),
                viewer.session(),
                Optional.ofNullable(routing.request().remoteAddress()).map(address -> address.hostAddress()));
        return own();
    }

    @POST
    @Path("sessions/{id}/end")
    @Operation(summary = "Ends one of one's own sessions", operationId = "endSession")
    public AccountViews.OwnAccount endSession(
            @Parameter(description = "The session's number") @PathParam("id") String id) {
        sessions.end(viewer.name(), number(id));
        return own();
    }

    @POST
    @Path("sessions/end")
    @Operation(summary = "Ends all of one's own sessions, in every browser", operationId = "endSessions")
    public AccountViews.OwnAccount endSessions() {
        sessions.endAll(viewer.name());
        return own();
    }

    @POST
    @Path("tokens")
    @Operation(summary = "Creates a token, which is answered this once", operationId = "createToken")
    public AccountViews.NewToken createToken(@Nullable TokenToCreate asked) {
        if (asked == null || asked.label() == null || asked.scope() == null) {
            throw new Refusal("'label' or 'scope' is missing");
        }
        return tokens.create(
                viewer.name(),
                asked.label(),
                Tokens.scope(asked.scope()),
                asked.days() == null ? Tokens.USUAL_DAYS : asked.days());
    }

    @POST
    @Path("tokens/{id}/revocation")
    @Operation(summary = "Revokes one of one's own tokens", operationId = "revokeToken")
    public AccountViews.OwnAccount revokeToken(
            @Parameter(description = "The token's number") @PathParam("id") String id) {
        tokens.revoke(number(id), Optional.of(viewer.name()));
        return own();
    }

    static long number(String id) {
        if (!id.matches("[0-9]{1,18}")) {
            throw new Refusal("the id is not a number");
        }
        return Long.parseLong(id);
    }
}
