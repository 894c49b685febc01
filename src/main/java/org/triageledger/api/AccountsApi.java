package org.triageledger.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Refusal;
import org.triageledger.work.people.AccountList;
import org.triageledger.work.people.AccountViews;
import org.triageledger.work.people.Accounts;
import org.triageledger.work.people.InvitationList;
import org.triageledger.work.people.Invitations;
import org.triageledger.work.people.TokenList;
import org.triageledger.work.people.Tokens;
import org.triageledger.work.queries.Viewer;

/** All accounts, invitations and tokens, for programs of admins. */
@Path("/api/v1/accounts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(
        name = "Accounts",
        description = "Who may sign in, for admins; auditors read. A token may read here, and change nothing.")
public class AccountsApi {
    private final Accounts accounts;
    private final Invitations invitations;
    private final Tokens tokens;
    private final Viewer viewer;

    AccountsApi(Accounts accounts, Invitations invitations, Tokens tokens, Viewer viewer) {
        this.accounts = accounts;
        this.invitations = invitations;
        this.tokens = tokens;
        this.viewer = viewer;
    }

    /**
     * @param role {@code admin}, {@code member}, {@code council} or {@code auditor}
     * @param member the id of the person in the roster whose account it will be
     */
    public record Inviting(@Nullable String role, @Nullable String member) {}

    @GET
    @RolesAllowed({"admin", "auditor"})
    @Operation(summary = "All accounts by name, with how they stand", operationId = "accounts")
    public AccountViews.Accounts all(@BeanParam ListParameters list) {
        return new AccountViews.Accounts(
                list.of(AccountList.RULES, accounts.list().accounts()));
    }

    @GET
    @Path("invitations")
    @RolesAllowed({"admin", "auditor"})
    @Operation(summary = "Invitations and links for a new password, the latest first", operationId = "invitations")
    public AccountViews.Invitations invitations(@BeanParam ListParameters list) {
        return new AccountViews.Invitations(
                list.of(InvitationList.RULES, invitations.all().invitations()));
    }

    @GET
    @Path("tokens")
    @RolesAllowed({"admin", "auditor"})
    @Operation(summary = "The tokens of all accounts, the latest first", operationId = "tokens")
    public AccountViews.Tokens tokens(@BeanParam ListParameters list) {
        return new AccountViews.Tokens(list.of(TokenList.RULES, tokens.all().tokens()));
    }

    @POST
    @Path("invitations")
    @RolesAllowed("admin")
    @Operation(
            summary = "Invites somebody to make an account; the link is answered this once",
            operationId = "inviteAccount")
    public AccountViews.InvitationLink invite(@Nullable Inviting inviting, UriInfo uri) {
        if (inviting == null || inviting.role() == null) {
            throw new Refusal("'role' is missing");
        }
        return invitations.invite(
                inviting.role(),
                Optional.ofNullable(inviting.member()),
                uri.getBaseUri().toString());
    }

    @POST
    @Path("invitations/{id}/revocation")
    @RolesAllowed("admin")
    @Operation(summary = "Revokes an open invitation or link", operationId = "revokeInvitation")
    public AccountViews.Invitations revokeInvitation(
            @Parameter(description = "The number of the invitation or link") @PathParam("id") String id) {
        invitations.revoke(AccountApi.number(id));
        return invitations.all();
    }

    @POST
    @Path("tokens/{id}/revocation")
    @RolesAllowed("admin")
    @Operation(summary = "Revokes a token of any account", operationId = "revokeAnyToken")
    public AccountViews.Tokens revokeToken(@Parameter(description = "The token's number") @PathParam("id") String id) {
        tokens.revoke(AccountApi.number(id), Optional.empty());
        return tokens.all();
    }

    @POST
    @Path("{name}/reset-link")
    @RolesAllowed("admin")
    @Operation(
            summary = "Makes a link by which the account's owner chooses a new password; it is answered this once",
            operationId = "makeResetLink")
    public AccountViews.InvitationLink resetLink(
            @Parameter(description = "The account's name") @PathParam("name") String name, UriInfo uri) {
        return invitations.resetLink(name, uri.getBaseUri().toString());
    }

    @POST
    @Path("{name}/unlocking")
    @RolesAllowed("admin")
    @Operation(summary = "Ends the pause of sign-ins after wrong passwords", operationId = "unlockAccount")
    public AccountViews.Accounts unlock(@Parameter(description = "The account's name") @PathParam("name") String name) {
        accounts.unlock(name);
        return accounts.list();
    }

    @POST
    @Path("{name}/removal")
    @RolesAllowed("admin")
    @Operation(summary = "Removes an account, its sessions and its tokens", operationId = "removeAccount")
    public AccountViews.Accounts remove(@Parameter(description = "The account's name") @PathParam("name") String name) {
        accounts.remove(name, viewer.name());
        return accounts.list();
    }
}
