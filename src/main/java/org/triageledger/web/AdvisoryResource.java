package org.triageledger.web;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Days;
import org.triageledger.work.Refusal;
import org.triageledger.work.advisory.AdvisoryBook;
import org.triageledger.work.advisory.AdvisoryList;
import org.triageledger.work.queries.Viewer;

/** What was announced, and a check of announcements before they are sent. */
@Path("/advisories")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class AdvisoryResource {
    private static final String HERE = "/advisories";

    private final AdvisoryBook book;
    private final Days days;
    private final Viewer viewer;
    private final PageFrames frames;

    AdvisoryResource(AdvisoryBook book, Days days, Viewer viewer, PageFrames frames) {
        this.book = book;
        this.days = days;
        this.viewer = viewer;
        this.frames = frames;
    }

    @GET
    @RolesAllowed({"admin", "auditor", "member"})
    @Operation(hidden = true)
    public TemplateInstance advisories(@BeanParam ListAsked asked) {
        return page(AdvisoryPages.Check.NOTHING, asked);
    }

    /** The lines of the list that are asked for, all pages of them. */
    @GET
    @Path("list.csv")
    @Produces("text/csv")
    @RolesAllowed({"admin", "auditor", "member"})
    @Operation(hidden = true)
    public Response csv(@BeanParam ListAsked asked) {
        return asked.csv(AdvisoryList.RULES, book.all(days.today()).advisories(), "advisories-" + days.today());
    }

    private TemplateInstance page(AdvisoryPages.Check check) {
        return page(check, new ListAsked());
    }

    /** Nothing is kept of the text: it is in the page that answers, and nowhere else. */
    @POST
    @Path("lint")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed({"admin", "auditor", "member"})
    @Operation(hidden = true)
    public TemplateInstance lint(@FormParam("text") @Nullable String text) {
        String draft = text == null ? "" : text;
        try {
            return page(new AdvisoryPages.Check(
                    true,
                    draft,
                    "",
                    book.lint(draft.getBytes(StandardCharsets.UTF_8)).findings()));
        } catch (Refusal refusal) {
            return page(new AdvisoryPages.Check(true, draft, String.valueOf(refusal.getMessage()), List.of()));
        }
    }

    private TemplateInstance page(AdvisoryPages.Check check, ListAsked asked) {
        ListForm form = asked.of(HERE, Optional.empty(), AdvisoryList.RULES);
        return new AdvisoryPages.advisories(
                frames.of("Advisories", HERE),
                form,
                asked.paged(AdvisoryList.RULES.of(book.all(days.today()).advisories(), form.asked())),
                viewer.seesSources() ? book.announced(days.today()).questions() : List.of(),
                check,
                viewer.decides() || viewer.own().isPresent());
    }
}
