package org.triageledger.web;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.triageledger.work.Days;
import org.triageledger.work.cases.CaseFigures;
import org.triageledger.work.cases.CaseViews;
import org.triageledger.work.cases.PublishedList;

/** Published advisories for everybody, where {@code ledger.cases.public-pages} is on; otherwise there are no such pages. */
@Path("/published")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class PublishedResource {
    private static final String HERE = "/published";

    private final CaseFigures figures;
    private final Days days;
    private final PageFrames frames;

    PublishedResource(CaseFigures figures, Days days, PageFrames frames) {
        this.figures = figures;
        this.days = days;
        this.frames = frames;
    }

    @GET
    @PermitAll
    @Operation(hidden = true)
    public TemplateInstance published(@BeanParam ListAsked list) {
        CaseViews.Published found = figures.published(days.today()).orElseThrow(NotFoundException::new);
        ListForm form = list.of(HERE, Optional.empty(), PublishedList.RULES);
        return new CasePages.published(
                frames.open("Published advisories", HERE),
                found,
                form,
                list.paged(PublishedList.RULES.of(found.advisories(), form.asked())));
    }

    /** The advisories that are asked for, all pages of them. */
    @GET
    @Path("list.csv")
    @Produces("text/csv")
    @PermitAll
    @Operation(hidden = true)
    public Response csv(@BeanParam ListAsked list) {
        CaseViews.Published found = figures.published(days.today()).orElseThrow(NotFoundException::new);
        return list.csv(PublishedList.RULES, found.advisories(), "published-advisories");
    }

    @GET
    @Path("{id}")
    @PermitAll
    @Operation(hidden = true)
    public TemplateInstance one(@PathParam("id") String id) {
        return figures.published(id, days.today())
                .<TemplateInstance>map(found -> new CasePages.publishedOne(frames.open(found.cve(), HERE), found))
                .orElseThrow(NotFoundException::new);
    }
}
