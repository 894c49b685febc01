package org.triageledger.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Days;
import org.triageledger.work.Refusal;
import org.triageledger.work.Signed;
import org.triageledger.work.advisory.CveRecords;
import org.triageledger.work.advisory.RecordViews;
import org.triageledger.work.decision.Decisions;
import org.triageledger.work.decision.Proposal;
import org.triageledger.work.queries.Viewer;
import org.triageledger.work.record.DecisionViews;

/** CVE records, and the names in them about which a person is asked. */
@Path("/api/v1/cve")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "CVE records", description = "What the records of our organisation said on a day, and whom they credit.")
public class CveApi {
    private final CveRecords records;
    private final Days days;
    private final Decisions decisions;
    private final Viewer viewer;

    CveApi(CveRecords records, Days days, Decisions decisions, Viewer viewer) {
        this.records = records;
        this.days = days;
        this.decisions = decisions;
        this.viewer = viewer;
    }

    /**
     * @param name as a record writes it
     * @param who the id of a person in the roster, or {@code nobody}
     * @param reason for the audit log; needed where it is decided
     * @param apply whether it is decided; without it only what would change is told
     */
    public record Answer(
            @Nullable String name,
            @Nullable String who,
            @Nullable String reason,
            @Nullable Boolean apply) {}

    @GET
    @Path("records")
    @RolesAllowed({"admin", "auditor"})
    @Operation(summary = "All records as they stood on a day", operationId = "cveRecords")
    public RecordViews.Records records(@BeanParam DayQuery asked) {
        return records.all(asked.day(days));
    }

    @POST
    @Path("records")
    @RolesAllowed("admin")
    @Operation(
            summary = "Takes one CVE record (CVE JSON 5), or says what it would add",
            description =
                    "Records of other organisations are skipped. A folder or ZIP of records is read by `ledger cve import`.",
            operationId = "importCveRecord")
    @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT), example = """
                                    {"dataType": "CVE_RECORD", "dataVersion": "5.1",
                                     "cveMetadata": {"cveId": "CVE-2026-1111", "state": "PUBLISHED"},
                                     "containers": {"cna": {"title": "Overflow in the reader"}}}"""))
    public RecordViews.RecordsImported take(
            @Parameter(description = "Whether nothing is stored") @QueryParam("dry-run") boolean dryRun,
            byte @Nullable [] record) {
        RecordViews.RecordsImported taken = records.take(record == null ? new byte[0] : record, dryRun);
        taken.faults().stream().findFirst().ifPresent(fault -> {
            throw new Refusal("the record cannot be used: " + fault.why());
        });
        return taken;
    }

    @GET
    @Path("records/{id}")
    @RolesAllowed({"admin", "auditor"})
    @Operation(summary = "One record as it stood on a day, with all that is kept of it", operationId = "cveRecord")
    public RecordViews.RecordDetail one(
            @Parameter(description = "As in CVE-2026-12345") @PathParam("id") String id, @BeanParam DayQuery asked) {
        return records.one(id, asked.day(days)).orElseThrow(NotFoundException::new);
    }

    @GET
    @Path("names")
    @RolesAllowed({"admin", "auditor"})
    @Operation(summary = "Names in CVE records about which a person is asked, each once", operationId = "cveNames")
    public RecordViews.Names names() {
        return records.names();
    }

    @POST
    @Path("names")
    @RolesAllowed("admin")
    @Operation(
            summary = "Says whom a name means, in all records, or what that would change",
            operationId = "answerCveName")
    public DecisionViews.Effect answer(@Nullable Answer answer) {
        if (answer == null || answer.name() == null || answer.who() == null) {
            throw new Refusal("'name' or 'who' is missing");
        }
        Proposal proposal = new Proposal.Name(answer.name(), answer.who());
        if (!Boolean.TRUE.equals(answer.apply())) {
            return decisions.preview(proposal);
        }
        if (answer.reason() == null) {
            throw new Refusal("'reason' is missing");
        }
        return decisions.decide(proposal, new Signed(viewer.person(), answer.reason()));
    }
}
