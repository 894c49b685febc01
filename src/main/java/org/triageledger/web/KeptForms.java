package org.triageledger.web;

import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.core.multipart.FormData;
import org.jboss.resteasy.reactive.server.multipart.FormValue;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Refusal;

/** Shows forms that could not be taken as they were filled in, whatever they were refused for. */
@ApplicationScoped
class KeptForms {
    /** The property of a request that was refused: the refusal. */
    private static final String REFUSED = KeptForms.class.getName();

    /** The property of a request that nobody has made a page for: the refusal. */
    private static final String THROWN = REFUSED + ".thrown";

    private static final String TOO_OLD =
            "This page was open for too long, or your browser keeps no cookies of this site, so nothing was sent yet. Allow"
                    + " cookies if they are off, check what you typed, and send it again.";
    /** As many parts as the path of an act on an entry of the quarantine has. */
    private static final int QUARANTINED = 4;

    private static final String BACK =
            "You are signed in again. Nothing was sent yet: check what you typed, and send it again.";

    /** Where the framework keeps the token that the templates take. */
    private static final String TOKEN = "csrf_token";

    private static final int TOKEN_BYTES = 16;
    private static final int AFTER_THE_TROUBLE_IS_SAID = 1000;

    private final SessionResource door;
    private final MyResource mine;
    private final LeaveResource leaves;
    private final PeopleResource people;
    private final ApprovalResource approvals;
    private final ReviewResource reviews;
    private final OutlookResource outlook;
    private final QueueResource queue;
    private final DraftResource drafts;
    private final AccountResource account;
    private final AccountsResource accounts;
    private final ErasureResource erasures;
    private final SourceResource sources;
    private final CaseResource cases;
    private final InvitationResource invitations;
    private final UnaskedPages unasked;
    private final String cookie;
    private final SecureRandom random = new SecureRandom();

    KeptForms(
            SessionResource door,
            MyResource mine,
            LeaveResource leaves,
            PeopleResource people,
            ApprovalResource approvals,
            ReviewResource reviews,
            OutlookResource outlook,
            QueueResource queue,
            DraftResource drafts,
            AccountResource account,
            AccountsResource accounts,
            ErasureResource erasures,
            SourceResource sources,
            CaseResource cases,
            InvitationResource invitations,
            UnaskedPages unasked,
            @ConfigProperty(name = "quarkus.rest-csrf.cookie-name") String cookie) {
        this.door = door;
        this.mine = mine;
        this.leaves = leaves;
        this.people = people;
        this.approvals = approvals;
        this.reviews = reviews;
        this.outlook = outlook;
        this.queue = queue;
        this.drafts = drafts;
        this.account = account;
        this.accounts = accounts;
        this.erasures = erasures;
        this.sources = sources;
        this.cases = cases;
        this.invitations = invitations;
        this.unasked = unasked;
        this.cookie = cookie;
    }

    /**
     * A form that comes back from a sign-in, or whose token is too old, was stopped before anything was done: it is shown again, ready
     * to be sent. What was refused is filled in again.
     */
    @ServerResponseFilter(priority = AFTER_THE_TROUBLE_IS_SAID)
    public void afterItWasRefused(
            ContainerRequestContext request, ContainerResponseContext response, RoutingContext routing) {
        String path = request.getUriInfo().getPath();
        if (request.getMethod().equals("GET") && request.getProperty(THROWN) instanceof Refusal refusal) {
            notAsked(refusal, request.getUriInfo(), routing)
                    .ifPresent(page -> show(response, response.getStatus(), page));
            return;
        }
        if (request.getMethod().equals("GET")
                && request.getProperty(REFUSED) instanceof Refusal refusal
                && response.getEntity() instanceof String html
                && isPage(response)) {
            response.setEntity(FilledPage.asked(
                    html, KeptForm.of(path, request.getUriInfo().getQueryParameters()), Forms.beside(refusal)));
            return;
        }
        if (response.getStatus() < 400
                || !request.getMethod().equals("POST")
                || KeptForm.isFromElsewhere(routing.request())
                || !(form() instanceof FormData form)) {
            return;
        }
        String from = first(form, KeptForm.FIELD);
        if (path.equals("/sign-in") && KeptForm.isOurs(from)) {
            show(response, 401, door.signIn(KeptForm.of(from, form), true).render());
            return;
        }
        if (!(response.getEntity() instanceof String html) || !isPage(response)) {
            return;
        }
        Map<String, String> wrong =
                request.getProperty(REFUSED) instanceof Refusal refusal ? Forms.beside(refusal) : Map.of();
        if (path.equals(InvitationResource.PATH)) {
            invited(request, response, form, html, wrong, routing);
        }
        if (!KeptForm.isOurs(path)) {
            return;
        }
        KeptForm kept = KeptForm.of(path, form);
        boolean unread = request.getProperty(PlainInput.REFUSED) instanceof Refusal;
        Optional<String> page = hasToken(form, routing) && !unread ? Optional.empty() : fresh(path, kept, routing);
        if (page.isPresent() && request.getProperty(PlainInput.REFUSED) instanceof Refusal refusal) {
            show(
                    response,
                    400,
                    FilledPage.of(
                            page.get(), kept, Forms.told(refusal).refused().orElse(null), Forms.beside(refusal)));
        } else if (page.isEmpty()) {
            response.setEntity(FilledPage.of(html, kept, null, wrong));
        } else if (from.equals(path)) {
            show(response, 200, FilledPage.of(page.get(), kept, BACK, Map.of()));
        } else {
            show(response, 400, FilledPage.of(page.get(), kept, TOO_OLD, Map.of()));
        }
    }

    /** A list that cannot be asked so: its own page with the form, and no line of it, which could be taken for those asked for. */
    private Optional<String> notAsked(Refusal refusal, UriInfo address, RoutingContext routing) {
        if (address.getQueryParameters().isEmpty()) {
            return Optional.empty();
        }
        token(routing);
        return unasked.of(CurrentRequestManager.get(), address)
                .map(page -> FilledPage.unanswered(
                        page,
                        KeptForm.of(address.getPath(), address.getQueryParameters()),
                        Forms.told(refusal).refused().orElse(""),
                        Forms.beside(refusal)));
    }

    /** The page of an invitation keeps the name, and no password; where nobody has read the form yet, the page is made here. */
    private void invited(
            ContainerRequestContext request,
            ContainerResponseContext response,
            FormData form,
            String html,
            Map<String, String> wrong,
            RoutingContext routing) {
        Optional<ReviewPages.Told> told = request.getProperty(PlainInput.REFUSED) instanceof Refusal refusal
                ? Optional.of(Forms.told(refusal))
                : hasToken(form, routing)
                        ? Optional.empty()
                        : Optional.of(new ReviewPages.Told(Optional.of(TOO_OLD), false));
        token(routing);
        Optional<String> page = told.flatMap(
                why -> invitations.again(first(form, InvitationResource.TOKEN), first(form, "username"), why));
        Map<String, String> beside =
                request.getProperty(PlainInput.REFUSED) instanceof Refusal refusal ? Forms.beside(refusal) : wrong;
        response.setEntity(FilledPage.of(page.orElse(html), KeptForm.of(InvitationResource.PATH, form), null, beside));
    }

    /** Notes why the request that is answered just now is refused, so that it can be said beside the fields. */
    static void refused(Refusal refusal) {
        ResteasyReactiveRequestContext context = CurrentRequestManager.get();
        if (context != null) {
            context.setProperty(REFUSED, refusal);
        }
    }

    /** Notes why the request that is answered just now is refused, where no page of its own says so. */
    static void thrown(Refusal refusal) {
        ResteasyReactiveRequestContext context = CurrentRequestManager.get();
        if (context != null) {
            context.setProperty(THROWN, refusal);
        }
    }

    private static boolean isPage(ContainerResponseContext response) {
        return response.getMediaType() != null && MediaType.TEXT_HTML_TYPE.isCompatible(response.getMediaType());
    }

    private static void show(ContainerResponseContext response, int status, String html) {
        response.setStatus(status);
        response.setEntity(html, null, MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"));
    }

    /** The page with a token that is taken; none, where the person who asks may not see it or it cannot be made now. */
    private Optional<String> fresh(String path, KeptForm kept, RoutingContext routing) {
        token(routing);
        try {
            return page(path, kept).map(TemplateInstance::render);
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    /** The page that a form stands on, as the person who asks may see it. */
    private Optional<TemplateInstance> page(String path, KeptForm kept) {
        List<String> parts = List.of(path.substring(1).split("/"));
        return switch (parts.getFirst()) {
            case "me" -> Optional.of(path.endsWith("/resign") ? mine.resign() : mine.me());
            case "sign-out" -> Optional.of(mine.me());
            case "members" ->
                parts.size() < 3
                        ? Optional.empty()
                        : Optional.of(leaves.again(parts.get(1), parts.subList(3, parts.size())));
            case "nominations" -> Optional.of(people.nominations(new ListAsked()));
            case "claims" ->
                Optional.of(parts.size() == 1 ? people.claims(new ListAsked()) : people.claim(parts.get(1)));
            case "approvals" -> Optional.of(approvals.open());
            case "review" -> Optional.of(parts.size() == 1 ? reviews.all(new ListAsked()) : reviews.again(parts, kept));
            case "sources" ->
                Optional.of(
                        parts.size() == QUARANTINED
                                ? sources.quarantine(null, new ListAsked())
                                : sources.sources(null, new ListAsked()));
            case "findings" -> Optional.of(outlook.findings(new ListAsked()));
            case "reminders" -> Optional.of(outlook.reminders(null));
            case "queue" -> Optional.of(queue.again(parts, kept));
            case "decisions" -> Optional.of(queue.decision(Long.parseLong(parts.get(1)), true, false));
            case "drafts" ->
                Optional.of(parts.size() == 1 ? drafts.drafts(new ListAsked()) : drafts.draft(parts.get(1)));
            case "account" -> Optional.of(account.again());
            case "accounts" -> Optional.of(accounts.again(parts));
            case "erasures" -> Optional.of(erasures.again(kept));
            case "cases" -> parts.size() == 1 ? Optional.empty() : Optional.of(cases.one(parts.get(1), null));
            default -> Optional.empty();
        };
    }

    private boolean hasToken(FormData form, RoutingContext routing) {
        Cookie sent = routing.request().getCookie(cookie);
        return sent != null && sent.getValue().equals(first(form, KeptForm.CSRF));
    }

    /** Takes the browser's token for the page that is shown, or gives it one. */
    private void token(RoutingContext routing) {
        Cookie sent = routing.request().getCookie(cookie);
        if (sent != null && sent.getValue().matches("[A-Za-z0-9_-]{22}")) {
            routing.put(TOKEN, sent.getValue());
            return;
        }
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        routing.put(TOKEN, token);
        routing.response()
                .addCookie(Cookie.cookie(cookie, token)
                        .setPath("/")
                        .setHttpOnly(true)
                        .setSameSite(CookieSameSite.STRICT));
    }

    private static @Nullable FormData form() {
        ResteasyReactiveRequestContext context = CurrentRequestManager.get();
        return context == null ? null : context.getFormData();
    }

    private static String first(FormData form, String name) {
        FormValue value = form.getFirst(name);
        return value == null || value.isFileItem() ? "" : value.getValue();
    }
}
