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
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Answers;
import org.triageledger.work.Refusal;
import org.triageledger.work.Viewer;
import org.triageledger.work.Views;

/** The same answers as the pages and the command line, for programs. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ApiResource {
    private static final String DAY = "A UTC day, YYYY-MM-DD";

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
    public Views.Active members(
            @Parameter(description = DAY + "; today without it") @QueryParam("as-of") @Nullable String asOf,
            @Parameter(description = "seed-2024 or pep811-2025") @QueryParam("policy") @Nullable String policy) {
        Views.Active active = answers.active(answers.dayOr(day(asOf)), answers.policyOr(policy));
        return new Views.Active(
                active.policy(),
                active.asOf(),
                active.members().stream()
                        .filter(line -> viewer.seesVerdictOf(line.member()))
                        .toList());
    }

    @GET
    @Path("members/{id}/credits")
    @RolesAllowed({"admin", "auditor", "member"})
    @Operation(summary = "One member's credits, and what waits for a person to decide", operationId = "credits")
    public Views.Credits credits(
            @PathParam("id") String id,
            @Parameter(description = DAY) @QueryParam("from") @Nullable String from,
            @Parameter(description = DAY) @QueryParam("to") @Nullable String to) {
        viewer.needsEvidenceOf(id);
        if (!answers.isKnown(id)) {
            throw new NotFoundException();
        }
        return answers.credits(Optional.of(id), Optional.ofNullable(day(from)), Optional.ofNullable(day(to)));
    }

    @GET
    @Path("members/{id}/why")
    @RolesAllowed({"admin", "auditor", "member"})
    @Operation(summary = "One member's verdict with everything behind it", operationId = "why")
    public Views.Why why(
            @PathParam("id") String id,
            @Parameter(description = DAY + "; today without it") @QueryParam("as-of") @Nullable String asOf,
            @Parameter(description = "seed-2024 or pep811-2025") @QueryParam("policy") @Nullable String policy) {
        viewer.needsEvidenceOf(id);
        if (!answers.isKnown(id)) {
            throw new NotFoundException();
        }
        return answers.why(id, answers.dayOr(day(asOf)), answers.policyOr(policy));
    }

    @GET
    @Path("sources")
    @RolesAllowed({"admin", "auditor"})
    @Operation(summary = "How each source stands, and what it covers", operationId = "sources")
    public Views.Watching sources() {
        return answers.watching();
    }

    @GET
    @Path("quarantine")
    @RolesAllowed({"admin", "auditor"})
    @Operation(summary = "What could not be read: where it is, and why", operationId = "quarantine")
    public Views.Quarantine quarantine() {
        return answers.quarantine();
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new Refusal("a day is written YYYY-MM-DD and exists; as-of, from or to is none");
        }
    }
}
