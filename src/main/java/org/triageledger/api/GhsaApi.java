package org.triageledger.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Answers;
import org.triageledger.work.Days;
import org.triageledger.work.GhsaAnswers;
import org.triageledger.work.GhsaViews;
import org.triageledger.work.Viewer;

/** Security advisories on GitHub, for programs. */
@Path("/api/v1/ghsa")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@SecurityRequirement(name = "basic")
@SecurityRequirement(name = "session")
@Tag(
        name = "GitHub advisories",
        description = "States, credits and comments of security advisories on GitHub, without their texts.")
public class GhsaApi {
    private final GhsaAnswers ghsa;
    private final Answers answers;
    private final Viewer viewer;

    GhsaApi(GhsaAnswers ghsa, Answers answers, Viewer viewer) {
        this.ghsa = ghsa;
        this.answers = answers;
        this.viewer = viewer;
    }

    @GET
    @RolesAllowed({"admin", "auditor"})
    @Operation(
            summary = "All advisories with their states, and how the polling of their repositories stands",
            operationId = "ghsaAdvisories")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = GhsaViews.GhsaAdvisories.class)))
    public GhsaViews.GhsaAdvisories advisories(
            @Parameter(
                            description = "A UTC day; today without it",
                            schema = @Schema(type = SchemaType.STRING, format = "date"))
                    @QueryParam("as-of")
                    @Nullable
                    String asOf) {
        return ghsa.on(answers.dayOr(asOf == null ? null : Days.read("as-of", asOf)));
    }

    @GET
    @Path("{id}")
    @RolesAllowed({"admin", "auditor"})
    @Operation(
            summary =
                    "One advisory: when its states changed, credits, collaborators and comments; its summary for admins",
            operationId = "ghsaAdvisory")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = GhsaViews.GhsaDetail.class)))
    @APIResponse(responseCode = "404", description = "No advisory of this id had begun by that day")
    public GhsaViews.GhsaDetail advisory(
            @Parameter(description = "GHSA-xxxx-xxxx-xxxx") @PathParam("id") String id,
            @Parameter(
                            description = "A UTC day; today without it",
                            schema = @Schema(type = SchemaType.STRING, format = "date"))
                    @QueryParam("as-of")
                    @Nullable
                    String asOf) {
        return ghsa.show(id, answers.dayOr(asOf == null ? null : Days.read("as-of", asOf)), viewer.decides())
                .orElseThrow(NotFoundException::new);
    }
}
