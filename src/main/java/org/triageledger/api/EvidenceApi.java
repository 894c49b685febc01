package org.triageledger.api;

import static org.triageledger.api.Needed.needed;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.decision.Rulings;
import org.triageledger.work.queries.EvidenceAnswers;
import org.triageledger.work.queries.EvidenceViews;
import org.triageledger.work.queries.Viewer;
import org.triageledger.work.record.DecisionViews;

/** What was read, without any report's content: the facts kept of messages, and the threads that are reports. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Messages and threads", description = "The facts that are kept of mail. No subject, no body.")
public class EvidenceApi {
    private final EvidenceAnswers evidence;
    private final Rulings rulings;
    private final Viewer viewer;

    EvidenceApi(EvidenceAnswers evidence, Rulings rulings, Viewer viewer) {
        this.evidence = evidence;
        this.rulings = rulings;
        this.viewer = viewer;
    }

    /**
     * @param status {@code unreviewed}, {@code vulnerability}, {@code not-a-vulnerability}, {@code duplicate}, {@code spam} or
     *     {@code internal}
     * @param reason for the audit log; no report content
     */
    public record Marking(@Nullable String status, @Nullable String reason) {}

    @GET
    @Path("messages")
    @RolesAllowed({"admin", "auditor"})
    @Operation(summary = "The facts kept of every message, in order of arrival", operationId = "messages")
    public EvidenceViews.Messages messages() {
        return evidence.messages();
    }

    @GET
    @Path("threads")
    @RolesAllowed({"admin", "auditor"})
    @Operation(summary = "All threads with their status and messages, in order of arrival", operationId = "threads")
    public EvidenceViews.Threads threads() {
        return evidence.threads();
    }

    @POST
    @Path("threads/{id}/status")
    @RolesAllowed("admin")
    @Operation(summary = "Gives a report its status, until somebody gives it another", operationId = "markReport")
    public DecisionViews.Effect mark(
            @Parameter(description = "The report's id") @PathParam("id") String id, Marking marking) {
        return rulings.mark(
                id, needed("status", marking.status()), viewer.person(), needed("reason", marking.reason()));
    }
}
