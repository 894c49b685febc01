package org.triageledger.web;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.triageledger.work.Days;
import org.triageledger.work.cases.CaseFigures;

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
    public TemplateInstance published() {
        return figures.published(days.today())
                .<TemplateInstance>map(
                        found -> new CasePages.published(frames.open("Published advisories", HERE), found))
                .orElseThrow(NotFoundException::new);
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
