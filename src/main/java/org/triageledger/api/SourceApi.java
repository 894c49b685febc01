package org.triageledger.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Refusal;
import org.triageledger.work.intake.Quarantine;
import org.triageledger.work.intake.Watch;
import org.triageledger.work.queries.SourceAnswers;
import org.triageledger.work.queries.SourceViews;
import org.triageledger.work.queries.Viewer;

/** What can be done about sources and about mail in quarantine, for programs. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Sources", description = "Where mail comes from, and mail that could not be parsed.")
public class SourceApi {
    private final Watch watch;
    private final Quarantine quarantine;
    private final SourceAnswers sources;
    private final Viewer viewer;

    SourceApi(Watch watch, Quarantine quarantine, SourceAnswers sources, Viewer viewer) {
        this.watch = watch;
        this.quarantine = quarantine;
        this.sources = sources;
        this.viewer = viewer;
    }

    /** @param reason for the audit log; no report content */
    public record Dismissing(@Nullable String reason) {}

    @POST
    @Path("sources/{name}/look")
    @RolesAllowed("admin")
    @Operation(summary = "Looks at a mailbox now, where this node watches it", operationId = "lookNow")
    public SourceViews.Watching look(
            @Parameter(description = "The mailbox, as the settings name it") @PathParam("name") String name) {
        watch.lookNow(name);
        return sources.watching();
    }

    @POST
    @Path("quarantine/{id}/replay")
    @RolesAllowed("admin")
    @Operation(summary = "Tries to read an entry of the quarantine again", operationId = "replayQuarantine")
    public Quarantine.Replayed replay(@Parameter(description = "The entry") @PathParam("id") long id) {
        return quarantine.replay(OptionalLong.of(id));
    }

    @POST
    @Path("quarantine/{id}/dismissal")
    @RolesAllowed("admin")
    @Operation(summary = "Says that an entry of the quarantine does not matter", operationId = "dismissQuarantine")
    public SourceViews.Quarantine dismiss(
            @Parameter(description = "The entry") @PathParam("id") long id, Dismissing dismissing) {
        String reason = dismissing.reason();
        if (reason == null || reason.isBlank()) {
            throw new Refusal("'reason' is missing");
        }
        quarantine.dismiss(id, viewer.person(), reason);
        return sources.quarantine();
    }
}
