package org.triageledger.web;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Refusal;
import org.triageledger.work.people.AccountList;
import org.triageledger.work.people.AccountViews;
import org.triageledger.work.people.Accounts;
import org.triageledger.work.people.InvitationList;
import org.triageledger.work.people.Invitations;
import org.triageledger.work.people.KnownPeople;
import org.triageledger.work.people.TokenList;
import org.triageledger.work.people.Tokens;
import org.triageledger.work.queries.Viewer;

/**
 * The accounts of everybody, for admins, with their invitations and tokens: invite, give a link for a new password, end a pause, revoke,
 * remove.
 */
@Path("accounts")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class AccountsResource {
    private static final String HERE = "/accounts";
    private static final String INVITATIONS = HERE + "/invitations";
    private static final String TOKENS = HERE + "/tokens";
    private static final Map<String, String> DONE = Map.of(
            "link", "A link is shown once only. If you do not have it, revoke it below and make another.",
            "removed", "The account is removed. Its sessions and tokens have ended.",
            "unlocked", "The pause is ended: the account can sign in again.",
            "revoked", "The link is revoked: nobody can use it any more.",
            "token-revoked", "The token is revoked: nobody can use it any more.");

    private final Accounts accounts;
    private final Invitations invitations;
    private final Tokens tokens;
    private final KnownPeople known;
    private final Viewer viewer;
    private final PageFrames frames;
    private final ShownOnce once;

    AccountsResource(
            Accounts accounts,
            Invitations invitations,
            Tokens tokens,
            KnownPeople known,
            Viewer viewer,
            PageFrames frames,
            ShownOnce once) {
        this.accounts = accounts;
        this.invitations = invitations;
        this.tokens = tokens;
        this.known = known;
        this.viewer = viewer;
        this.frames = frames;
        this.once = once;
    }

    @GET
    @RolesAllowed({"admin", "auditor"})
    @Operation(hidden = true)
    public TemplateInstance all(
            @QueryParam("done") @Nullable String done,
            @QueryParam(ShownOnce.MADE) @Nullable String number,
            @BeanParam ListAsked asked,
            RoutingContext routing) {
        Optional<AccountViews.InvitationLink> link =
                once.take(routing, HERE, number, AccountViews.InvitationLink.class);
        String said = link.isPresent() ? "" : DONE.getOrDefault(String.valueOf(done), "");
        return page(ReviewPages.Told.NOTHING, said, link, asked);
    }

    /** The accounts that are asked for, all pages of them. */
    @GET
    @Path("list.csv")
    @Produces("text/csv")
    @RolesAllowed({"admin", "auditor"})
    @Operation(hidden = true)
    public Response csv(@BeanParam ListAsked asked) {
        return asked.csv(AccountList.RULES, accounts.list().accounts(), "accounts");
    }

    @GET
    @Path("invitations")
    @RolesAllowed({"admin", "auditor"})
    @Operation(hidden = true)
    public TemplateInstance invitations(@QueryParam("done") @Nullable String done, @BeanParam ListAsked asked) {
        return invitations(ReviewPages.Told.NOTHING, done, asked);
    }

    /** The invitations and links that are asked for, all pages of them. */
    @GET
    @Path("invitations/list.csv")
    @Produces("text/csv")
    @RolesAllowed({"admin", "auditor"})
    @Operation(hidden = true)
    public Response invitationsCsv(@BeanParam ListAsked asked) {
        return asked.csv(InvitationList.RULES, invitations.all().invitations(), "invitations");
    }

    @GET
    @Path("tokens")
    @RolesAllowed({"admin", "auditor"})
    @Operation(hidden = true)
    public TemplateInstance tokens(@QueryParam("done") @Nullable String done, @BeanParam ListAsked asked) {
        return tokens(ReviewPages.Told.NOTHING, done, asked);
    }

    /** The tokens that are asked for, all pages of them. */
    @GET
    @Path("tokens/list.csv")
    @Produces("text/csv")
    @RolesAllowed({"admin", "auditor"})
    @Operation(hidden = true)
    public Response tokensCsv(@BeanParam ListAsked asked) {
        return asked.csv(TokenList.RULES, tokens.all().tokens(), "tokens");
    }

    @POST
    @Path("tokens/{id}/revocation")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed("admin")
    @Operation(hidden = true)
    public Response revokeToken(@PathParam("id") String id) {
        return Forms.done(
                () -> {
                    tokens.revoke(AccountResource.number(id), Optional.empty());
                    return TOKENS + "?done=token-revoked";
                },
                told -> tokens(told, null, new ListAsked()));
    }

    /** The page that it leads to is the only one that ever shows the link. */
    @POST
    @Path("invitations")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed("admin")
    @Operation(hidden = true)
    public Response invite(
            @FormParam("role") @Nullable String role,
            @FormParam("member") @Nullable String member,
            UriInfo uri,
            RoutingContext routing) {
        Optional<String> person = Optional.of(Forms.text(member)).filter(id -> !id.isEmpty());
        return made(routing, () -> invitations.invite(Forms.text(role), person, home(uri)));
    }

    @POST
    @Path("invitations/{id}/revocation")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed("admin")
    @Operation(hidden = true)
    public Response revoke(@PathParam("id") String id) {
        return Forms.done(
                () -> {
                    invitations.revoke(AccountResource.number(id));
                    return INVITATIONS + "?done=revoked";
                },
                told -> invitations(told, null, new ListAsked()));
    }

    /** The page that it leads to is the only one that ever shows the link. */
    @POST
    @Path("{name}/reset-link")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed("admin")
    @Operation(hidden = true)
    public Response resetLink(@PathParam("name") String name, UriInfo uri, RoutingContext routing) {
        return made(routing, () -> invitations.resetLink(name, home(uri)));
    }

    @POST
    @Path("{name}/unlocking")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed("admin")
    @Operation(hidden = true)
    public Response unlock(@PathParam("name") String name) {
        return after("unlocked", () -> accounts.unlock(name));
    }

    @POST
    @Path("{name}/removal")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed("admin")
    @Operation(hidden = true)
    public Response remove(@PathParam("name") String name, @FormParam("sure") boolean sure) {
        return after("removed", () -> {
            if (!sure) {
                throw new Refusal("Tick the box if you are sure: an account that is removed does not come back.")
                        .at("sure");
            }
            accounts.remove(name, viewer.name());
        });
    }

    /** The page with the form that was sent to a path below this one. */
    TemplateInstance again(List<String> path) {
        return path.size() < 3
                ? page(ReviewPages.Told.NOTHING, "", Optional.empty())
                : switch (path.get(1)) {
                    case "invitations" -> invitations(ReviewPages.Told.NOTHING, null, new ListAsked());
                    case "tokens" -> tokens(ReviewPages.Told.NOTHING, null, new ListAsked());
                    default -> page(ReviewPages.Told.NOTHING, "", Optional.empty());
                };
    }

    private Response made(RoutingContext routing, Supplier<AccountViews.InvitationLink> link) {
        return Forms.done(
                () -> {
                    AccountViews.InvitationLink made = link.get();
                    return once.keep(routing, HERE, made.id(), "link", made);
                },
                told -> page(told, "", Optional.empty()));
    }

    private Response after(String done, Runnable act) {
        return Forms.done(
                () -> {
                    act.run();
                    return HERE + "?done=" + done;
                },
                told -> page(told, "", Optional.empty()));
    }

    private TemplateInstance page(ReviewPages.Told told, String done, Optional<AccountViews.InvitationLink> link) {
        return page(told, done, link, new ListAsked());
    }

    private TemplateInstance page(
            ReviewPages.Told told, String done, Optional<AccountViews.InvitationLink> link, ListAsked asked) {
        ListForm form = asked.of(HERE, Optional.empty(), AccountList.RULES);
        List<AccountViews.UserAccount> all = accounts.list().accounts();
        List<AccountViews.InvitationLine> links = invitations.all().invitations();
        return new AccountPages.accounts(
                frames.of("Accounts", HERE),
                told,
                done,
                form,
                asked.paged(AccountList.RULES.of(all, form.asked())),
                (int) links.stream().filter(one -> one.state().equals("open")).count(),
                withoutAccount(all),
                link,
                link.flatMap(made ->
                        links.stream().filter(line -> line.id() == made.id()).findFirst()),
                viewer.decides(),
                viewer.name());
    }

    private TemplateInstance invitations(ReviewPages.Told told, @Nullable String done, ListAsked asked) {
        ListForm form = asked.of(INVITATIONS, Optional.empty(), InvitationList.RULES);
        return new AccountPages.invitations(
                frames.of("Invitations", INVITATIONS),
                told,
                DONE.getOrDefault(String.valueOf(done), ""),
                form,
                asked.paged(InvitationList.RULES.of(invitations.all().invitations(), form.asked())),
                viewer.decides());
    }

    private TemplateInstance tokens(ReviewPages.Told told, @Nullable String done, ListAsked asked) {
        ListForm form = asked.of(TOKENS, Optional.empty(), TokenList.RULES);
        return new AccountPages.tokens(
                frames.of("Tokens", TOKENS),
                told,
                DONE.getOrDefault(String.valueOf(done), ""),
                form,
                asked.paged(TokenList.RULES.of(tokens.all().tokens(), form.asked())),
                viewer.decides());
    }

    /** Those of the roster who have no account yet, by name. */
    private List<AccountPages.Person> withoutAccount(List<AccountViews.UserAccount> all) {
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
}
