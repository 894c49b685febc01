package org.triageledger.web;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BadRequestException;
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
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Refusal;
import org.triageledger.work.people.AccountViews;
import org.triageledger.work.people.Accounts;
import org.triageledger.work.people.Invitations;
import org.triageledger.work.people.KnownPeople;
import org.triageledger.work.queries.Viewer;

/** The accounts of everybody, for admins: invite, give a link for a new password, end a pause, remove. */
@Path("accounts")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class AccountsResource {
    private static final String HERE = "/accounts";
    private static final Map<String, String> DONE = Map.of(
            "removed", "The account is removed. Its sessions and tokens have ended.",
            "unlocked", "The pause is ended: the account can sign in again.",
            "revoked", "The link is revoked: nobody can use it any more.");

    private final Accounts accounts;
    private final Invitations invitations;
    private final KnownPeople known;
    private final Viewer viewer;
    private final PageFrames frames;

    AccountsResource(Accounts accounts, Invitations invitations, KnownPeople known, Viewer viewer, PageFrames frames) {
        this.accounts = accounts;
        this.invitations = invitations;
        this.known = known;
        this.viewer = viewer;
        this.frames = frames;
    }

    @GET
    @RolesAllowed({"admin", "auditor"})
    @Operation(hidden = true)
    public TemplateInstance all(@QueryParam("done") @Nullable String done) {
        return page(ReviewPages.Told.NOTHING, DONE.getOrDefault(String.valueOf(done), ""), Optional.empty());
    }

    /** The page that answers is the only one that ever shows the link. */
    @POST
    @Path("invitations")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed("admin")
    @Operation(hidden = true)
    public Response invite(
            @FormParam("role") @Nullable String role, @FormParam("member") @Nullable String member, UriInfo uri) {
        try {
            Optional<String> person = Optional.of(text(member)).filter(id -> !id.isEmpty());
            return made(invitations.invite(text(role), person, home(uri)));
        } catch (Refusal refusal) {
            return refused(refusal);
        }
    }

    @POST
    @Path("invitations/{id}/revocation")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed("admin")
    @Operation(hidden = true)
    public Response revoke(@PathParam("id") String id) {
        try {
            invitations.revoke(AccountResource.number(id));
            return after("revoked");
        } catch (Refusal refusal) {
            return refused(refusal);
        }
    }

    /** @param act {@code reset-link}, {@code unlocking} or {@code removal} */
    @POST
    @Path("{name}/{act}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed("admin")
    @Operation(hidden = true)
    public Response act(
            @PathParam("name") String name,
            @PathParam("act") String act,
            @FormParam("sure") boolean sure,
            UriInfo uri) {
        try {
            switch (act) {
                case "reset-link" -> {
                    return made(invitations.resetLink(name, home(uri)));
                }
                case "unlocking" -> {
                    accounts.unlock(name);
                    return after("unlocked");
                }
                case "removal" -> {
                    if (!sure) {
                        throw new Refusal(
                                "Tick the box if you are sure: an account that is removed does not come back.");
                    }
                    accounts.remove(name, viewer.name());
                    return after("removed");
                }
                default -> throw new BadRequestException("there is no such act");
            }
        } catch (Refusal refusal) {
            return refused(refusal);
        }
    }

    private Response made(AccountViews.InvitationLink link) {
        return AccountResource.html(200, page(ReviewPages.Told.NOTHING, "", Optional.of(link)));
    }

    private static Response after(String done) {
        return Response.seeOther(URI.create(HERE + "?done=" + done)).build();
    }

    private Response refused(Refusal refusal) {
        return AccountResource.html(409, page(PeopleResource.told(refusal), "", Optional.empty()));
    }

    private TemplateInstance page(ReviewPages.Told told, String done, Optional<AccountViews.InvitationLink> link) {
        List<AccountViews.AccountLine> all = accounts.list().accounts();
        List<AccountViews.InvitationLine> links = invitations.all().invitations();
        return new AccountPages.accounts(
                frames.of("Accounts", HERE),
                told,
                done,
                all,
                links.stream().filter(one -> one.state().equals("open")).toList(),
                links.stream().filter(one -> !one.state().equals("open")).toList(),
                withoutAccount(all),
                link,
                viewer.decides(),
                viewer.name());
    }

    /** Those of the roster who have no account yet, by name. */
    private List<AccountPages.Person> withoutAccount(List<AccountViews.AccountLine> all) {
        Set<String> have = all.stream()
                .flatMap(one -> Optional.ofNullable(one.member()).stream())
                .collect(Collectors.toSet());
        return known.now().people().stream()
                .filter(person -> !have.contains(person.id()))
                .map(person -> new AccountPages.Person(person.id(), person.name()))
                .sorted(Comparator.comparing(AccountPages.Person::name, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    private static String home(UriInfo uri) {
        return uri.getBaseUri().toString();
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }
}
