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
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
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
import org.triageledger.work.advisory.GhsaAnswers;
import org.triageledger.work.advisory.GhsaImport;
import org.triageledger.work.advisory.GhsaPolling;
import org.triageledger.work.advisory.GhsaViews;
import org.triageledger.work.queries.Viewer;

/** Security advisories on GitHub, for programs. */
@Path("/api/v1/ghsa")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(
        name = "GitHub advisories",
        description = "States, credits and comments of security advisories on GitHub, without their texts.")
public class GhsaApi {
    private final GhsaAnswers ghsa;
    private final GhsaImport importer;
    private final GhsaPolling polling;
    private final Days days;
    private final Viewer viewer;

    GhsaApi(GhsaAnswers ghsa, GhsaImport importer, GhsaPolling polling, Days days, Viewer viewer) {
        this.ghsa = ghsa;
        this.importer = importer;
        this.polling = polling;
        this.days = days;
        this.viewer = viewer;
    }

    @GET
    @RolesAllowed({"admin", "auditor"})
    @Operation(
            summary = "All advisories with their states, and how the polling of their repositories stands",
            operationId = "ghsaAdvisories")
    public GhsaViews.GhsaAdvisories advisories(@BeanParam DayQuery asked) {
        return ghsa.on(asked.day(days));
    }

    @POST
    @RolesAllowed("admin")
    @Operation(
            summary = "Takes advisories or comments as GitHub gives them, or says what they would add",
            description =
                    "One advisory, the body of a webhook, lists of advisories or comments, also as `gh api --paginate --slurp`"
                            + " prints them. All of it or nothing; the same again changes nothing.",
            operationId = "importGhsa")
    @RequestBody(content = @Content(schema = @Schema(oneOf = {Object.class, Object[].class}), example = """
                                    [{"ghsa_id": "GHSA-abcd-efgh-2345", "cve_id": "CVE-2026-1111", "state": "published",
                                      "updated_at": "2026-11-26T09:30:00Z"}]"""))
    public GhsaViews.GhsaImported take(
            @Parameter(description = "OWNER/NAME, where the advisories do not name it")
                    @QueryParam("repository")
                    @Nullable
                    String repository,
            @Parameter(description = "The advisory that comments belong to which do not say it")
                    @QueryParam("advisory")
                    @Nullable
                    String advisory,
            @Parameter(
                            description = "When GitHub gave all of it",
                            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
                    @QueryParam("seen-at")
                    @Nullable
                    String seenAt,
            @Parameter(description = "Whether nothing is stored") @QueryParam("dry-run") boolean dryRun,
            byte @Nullable [] given) {
        GhsaViews.GhsaImported taken = importer.run(
                new GhsaImport.Order(
                        List.of("-"),
                        Optional.ofNullable(repository),
                        Optional.ofNullable(advisory),
                        Optional.ofNullable(seenAt).map(GhsaApi::time),
                        dryRun),
                new ByteArrayInputStream(given == null ? new byte[0] : given));
        if (taken.advisories() + taken.comments() == 0 && !taken.problems().isEmpty()) {
            throw new Refusal(taken.problems().getFirst());
        }
        return taken;
    }

    @POST
    @Path("poll")
    @RolesAllowed("admin")
    @Operation(
            summary = "Looks at the configured repositories now, and says how each of them stands",
            operationId = "pollGhsa")
    public GhsaViews.Polled poll(
            @Parameter(description = "Only those of ledger.ghsa.NAME") @QueryParam("source") @Nullable String source) {
        polling.now(Optional.ofNullable(source));
        return new GhsaViews.Polled(ghsa.repositories().stream()
                .filter(line -> source == null || line.source().equals(source))
                .toList());
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new Refusal("seen-at is no time: write it as in 2026-11-27T10:00:00Z");
        }
    }

    @GET
    @Path("{id}")
    @RolesAllowed({"admin", "auditor"})
    @Operation(
            summary =
                    "One advisory: when its states changed, credits, collaborators and comments; its summary for admins",
            operationId = "ghsaAdvisory")
    public GhsaViews.GhsaDetail advisory(
            @Parameter(description = "GHSA-xxxx-xxxx-xxxx") @PathParam("id") String id, @BeanParam DayQuery asked) {
        return ghsa.show(id, asked.day(days), viewer.decides()).orElseThrow(NotFoundException::new);
    }
}
