package org.triageledger.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Refusal;
import org.triageledger.work.Signed;
import org.triageledger.work.decision.AuditLog;
import org.triageledger.work.decision.Decisions;
import org.triageledger.work.decision.Proposal;
import org.triageledger.work.queries.Viewer;
import org.triageledger.work.record.AuditFilter;
import org.triageledger.work.record.DecisionViews;

/** The audit log, and the approval of what somebody decided in their own favour. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Audit log", description = "Every decision and act, who, when and why.")
public class AuditApi {
    private static final String NUMBER = "The number of the entry";

    private final Decisions decisions;
    private final AuditLog audit;
    private final Viewer viewer;

    AuditApi(Decisions decisions, AuditLog audit, Viewer viewer) {
        this.decisions = decisions;
        this.audit = audit;
        this.viewer = viewer;
    }

    /** @param reason for the audit log; no report content */
    public record Reasoned(@Nullable String reason) {}

    @GET
    @Path("audit-log")
    @RolesAllowed({"admin", "auditor"})
    @Operation(summary = "The entries that are asked for, or all, in order", operationId = "auditLog")
    public DecisionViews.AuditLogEntries all(
            @Parameter(description = "Who acted, by the id in the roster or by the account") @QueryParam("by") @Nullable
                    String by,
            @Parameter(description = "decision, account, roster, sign-in, subject or erasure")
                    @QueryParam("kind")
                    @Nullable
                    String kind,
            @Parameter(description = "The first UTC day", schema = @Schema(type = SchemaType.STRING, format = "date"))
                    @QueryParam("from")
                    @Nullable
                    String from,
            @Parameter(
                            description = "The last UTC day, inclusive",
                            schema = @Schema(type = SchemaType.STRING, format = "date"))
                    @QueryParam("to")
                    @Nullable
                    String to) {
        return new DecisionViews.AuditLogEntries(decisions.all(AuditFilter.of(by, kind, from, to)));
    }

    @GET
    @Path("audit-log/{id}")
    @RolesAllowed({"admin", "auditor"})
    @Operation(summary = "One entry", operationId = "auditEntry")
    public DecisionViews.DecisionLine one(@Parameter(description = NUMBER) @PathParam("id") long id) {
        return decisions.one(id).orElseThrow(NotFoundException::new);
    }

    @GET
    @Path("audit-log/verification")
    @RolesAllowed({"admin", "auditor"})
    @Operation(
            summary = "Whether no entry was changed, removed, inserted or cut off, checked now",
            operationId = "verifyAuditLog")
    public DecisionViews.AuditCheck verify() {
        return audit.check().view();
    }

    @GET
    @Path("approvals")
    @RolesAllowed({"admin", "auditor", "council"})
    @Operation(summary = "What awaits the approval of a second person, the oldest first", operationId = "approvals")
    public DecisionViews.AuditLogEntries approvals() {
        return new DecisionViews.AuditLogEntries(decisions.awaitingApproval());
    }

    @POST
    @Path("audit-log/{id}/undo")
    @RolesAllowed("admin")
    @Operation(summary = "Takes a decision back: all is as it would be without it", operationId = "undoDecision")
    public DecisionViews.Effect undo(
            @Parameter(description = NUMBER) @PathParam("id") long id, @Nullable Reasoned reasoned) {
        return decisions.decide(new Proposal.Undo(id), signed(reasoned));
    }

    @POST
    @Path("audit-log/{id}/approval")
    @RolesAllowed({"admin", "council"})
    @Operation(summary = "Approves, what somebody else decided in their own favour", operationId = "approveProposal")
    public DecisionViews.Effect approve(
            @Parameter(description = NUMBER) @PathParam("id") long id, @Nullable Reasoned reasoned) {
        return decisions.decide(new Proposal.Approve(id), signed(reasoned));
    }

    @POST
    @Path("audit-log/{id}/refusal")
    @RolesAllowed({"admin", "council"})
    @Operation(summary = "Declines what somebody decided in their own favour", operationId = "declineProposal")
    public DecisionViews.Effect decline(
            @Parameter(description = NUMBER) @PathParam("id") long id, @Nullable Reasoned reasoned) {
        return decisions.decide(new Proposal.Decline(id), signed(reasoned));
    }

    private Signed signed(@Nullable Reasoned reasoned) {
        if (reasoned == null || reasoned.reason() == null) {
            throw new Refusal("'reason' is missing");
        }
        return new Signed(viewer.person(), reasoned.reason());
    }
}
