package org.triageledger.web;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Signed;
import org.triageledger.work.decision.Decisions;
import org.triageledger.work.decision.Proposal;
import org.triageledger.work.queries.Viewer;

/** Decisions that an admin made in their own favour, for another admin or the council to approve or decline. */
@Path("/approvals")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class ApprovalResource {
    private static final String HERE = "/approvals";

    private final Decisions decisions;
    private final PeopleResource people;
    private final Viewer viewer;
    private final PageFrames frames;

    ApprovalResource(Decisions decisions, PeopleResource people, Viewer viewer, PageFrames frames) {
        this.decisions = decisions;
        this.people = people;
        this.viewer = viewer;
        this.frames = frames;
    }

    @GET
    @RolesAllowed({"admin", "auditor", "council"})
    @Operation(hidden = true)
    public TemplateInstance open() {
        return page(ReviewPages.Told.NOTHING);
    }

    /** @param word {@code approve} or {@code decline} */
    @POST
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed({"admin", "council"})
    @Operation(hidden = true)
    public Response decide(
            @PathParam("id") long id,
            @FormParam("word") @Nullable String word,
            @FormParam("reason") @Nullable String reason) {
        return Forms.done(
                () -> {
                    Proposal proposal = Forms.either(word, "approve", "decline")
                            ? new Proposal.Approve(id)
                            : new Proposal.Decline(id);
                    decisions.decide(proposal, new Signed(viewer.person(), Forms.text(reason)));
                    return HERE;
                },
                this::page);
    }

    private TemplateInstance page(ReviewPages.Told told) {
        return new PeoplePages.approvals(
                frames.of("Approvals", HERE), people.place(), told, decisions.awaitingApproval());
    }
}
