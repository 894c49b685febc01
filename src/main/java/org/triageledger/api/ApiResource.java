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
import java.time.LocalDate;
import java.util.Optional;
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
import org.triageledger.work.Viewer;
import org.triageledger.work.Views;

/** The same answers as the pages and the command line, for programs. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@SecurityRequirement(name = "basic")
@SecurityRequirement(name = "session")
@Tag(name = "Answers", description = "Read only. Days are UTC days, inclusive; instants are ISO 8601 in UTC.")
public class ApiResource {
    static final String PROBLEM = "application/problem+json";
    private static final String BAD = "A day or policy that is none; the detail says what to write";
    private static final String NOBODY = "Nobody in the roster has this id";

    private final Answers answers;
    private final Viewer viewer;

    ApiResource(Answers answers, Viewer viewer) {
        this.answers = answers;
        this.viewer = viewer;
    }

    @GET
    @Path("members")
    @RolesAllowed({"admin", "auditor", "council", "member"})
    @Operation(summary = "Who is active on a day, until when, and why", operationId = "members")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Views.Active.class)))
    public Views.Active members(
            @Parameter(
                            description = "A UTC day; today without it",
                            schema = @Schema(type = SchemaType.STRING, format = "date"))
                    @QueryParam("as-of")
                    @Nullable
                    String asOf,
            @Parameter(
                            description = "Without it, the one in the settings",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"seed-2024", "pep811-2025"}))
                    @QueryParam("policy")
                    @Nullable
                    String policy) {
        Views.Active active = answers.active(answers.dayOr(day("as-of", asOf)), answers.policyAsked(policy));
        return new Views.Active(
                active.policy(),
                active.asOf(),
                active.members().stream()
                        .filter(line -> viewer.seesVerdictOf(line.member()))
                        .toList(),
                viewer.seesEverybody() ? active.lastCovered() : null);
    }

    @GET
    @Path("members/{id}/credits")
    @RolesAllowed({"admin", "auditor", "member"})
    @Operation(summary = "One member's credits, and what needs review", operationId = "credits")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Views.Credits.class)))
    @APIResponse(responseCode = "404", description = NOBODY)
    public Views.Credits credits(
            @Parameter(description = "The member's id in the roster") @PathParam("id") String id,
            @Parameter(
                            description = "Only evidence that arrived on this UTC day or later",
                            schema = @Schema(type = SchemaType.STRING, format = "date"))
                    @QueryParam("from")
                    @Nullable
                    String from,
            @Parameter(
                            description = "Only evidence that arrived on this UTC day or before",
                            schema = @Schema(type = SchemaType.STRING, format = "date"))
                    @QueryParam("to")
                    @Nullable
                    String to) {
        viewer.needsEvidenceOf(id);
        if (!answers.isKnown(id)) {
            throw new NotFoundException();
        }
        return answers.credits(
                Optional.of(id), Optional.ofNullable(day("from", from)), Optional.ofNullable(day("to", to)));
    }

    @GET
    @Path("members/{id}/why")
    @RolesAllowed({"admin", "auditor", "member"})
    @Operation(summary = "One member's verdict with everything behind it", operationId = "why")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Views.Why.class)))
    @APIResponse(responseCode = "404", description = NOBODY)
    public Views.Why why(
            @Parameter(description = "The member's id in the roster") @PathParam("id") String id,
            @Parameter(
                            description = "A UTC day; today without it",
                            schema = @Schema(type = SchemaType.STRING, format = "date"))
                    @QueryParam("as-of")
                    @Nullable
                    String asOf,
            @Parameter(
                            description = "Without it, the one in the settings",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"seed-2024", "pep811-2025"}))
                    @QueryParam("policy")
                    @Nullable
                    String policy) {
        viewer.needsEvidenceOf(id);
        if (!answers.isKnown(id)) {
            throw new NotFoundException();
        }
        return answers.why(id, answers.dayOr(day("as-of", asOf)), answers.policyAsked(policy));
    }

    @GET
    @Path("sources")
    @RolesAllowed({"admin", "auditor"})
    @Operation(summary = "How each source stands, and what it covers", operationId = "sources")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Views.Watching.class)))
    public Views.Watching sources() {
        return answers.watching();
    }

    @GET
    @Path("quarantine")
    @RolesAllowed({"admin", "auditor"})
    @Operation(summary = "Mail that could not be parsed: where it is, and why", operationId = "quarantine")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Views.Quarantine.class)))
    public Views.Quarantine quarantine() {
        return answers.quarantine();
    }

    private static @Nullable LocalDate day(String name, @Nullable String text) {
        return text == null ? null : Days.read(name, text);
    }
}
