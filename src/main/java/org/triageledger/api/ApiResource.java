package org.triageledger.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Days;
import org.triageledger.work.facts.Policies;
import org.triageledger.work.queries.EvidenceAnswers;
import org.triageledger.work.queries.EvidenceViews;
import org.triageledger.work.queries.MemberList;
import org.triageledger.work.queries.QuarantineList;
import org.triageledger.work.queries.SourceAnswers;
import org.triageledger.work.queries.SourceList;
import org.triageledger.work.queries.SourceViews;
import org.triageledger.work.queries.TeamAnswers;
import org.triageledger.work.queries.VerdictAnswers;
import org.triageledger.work.queries.VerdictViews;
import org.triageledger.work.queries.Viewer;

/** The same answers as the pages and the command line, for programs. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Answers", description = "Read only. Days are UTC days, inclusive; instants are ISO 8601 in UTC.")
public class ApiResource {
    static final String PROBLEM = "application/problem+json";
    private static final String BAD = "A day or policy that is none; the detail says what to write";
    private final Days days;
    private final Policies policies;
    private final VerdictAnswers verdicts;
    private final EvidenceAnswers evidence;
    private final TeamAnswers team;
    private final SourceAnswers sources;
    private final Viewer viewer;

    ApiResource(
            Days days,
            Policies policies,
            VerdictAnswers verdicts,
            EvidenceAnswers evidence,
            TeamAnswers team,
            SourceAnswers sources,
            Viewer viewer) {
        this.days = days;
        this.policies = policies;
        this.verdicts = verdicts;
        this.evidence = evidence;
        this.team = team;
        this.sources = sources;
        this.viewer = viewer;
    }

    @GET
    @Path("members")
    @RolesAllowed({"admin", "auditor", "council", "member"})
    @Operation(summary = "Who is active on a day, until when, and why", operationId = "members")
    public VerdictViews.Active members(@BeanParam VerdictQuery asked, @BeanParam ListParameters list) {
        VerdictViews.Active active = verdicts.active(asked.day(days), policies.asked(asked.policy));
        return new VerdictViews.Active(
                active.policy(),
                active.asOf(),
                list.of(
                        MemberList.RULES,
                        active.members().stream()
                                .filter(line -> viewer.seesVerdictOf(line.member()))
                                .toList()),
                viewer.seesEverybody() ? active.lastCovered() : null);
    }

    @GET
    @Path("members/{id}/credits")
    @RolesAllowed({"admin", "auditor", "member", "former"})
    @Operation(summary = "One member's credits, and what needs review", operationId = "credits")
    public EvidenceViews.Credits credits(
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
        if (!team.isKnown(id)) {
            throw new NotFoundException();
        }
        return evidence.credits(
                Optional.of(id), Optional.ofNullable(day("from", from)), Optional.ofNullable(day("to", to)));
    }

    @GET
    @Path("members/{id}/why")
    @RolesAllowed({"admin", "auditor", "member", "former"})
    @Operation(summary = "One member's verdict with everything behind it", operationId = "why")
    public VerdictViews.Why why(
            @Parameter(description = "The member's id in the roster") @PathParam("id") String id,
            @BeanParam VerdictQuery asked) {
        viewer.needsEvidenceOf(id);
        if (!team.isKnown(id)) {
            throw new NotFoundException();
        }
        return verdicts.why(id, asked.day(days), policies.asked(asked.policy));
    }

    @GET
    @Path("sources")
    @RolesAllowed({"admin", "auditor"})
    @Operation(summary = "How each source stands, and what it covers", operationId = "sources")
    public SourceViews.Watching sources(@BeanParam ListParameters list) {
        SourceViews.Watching watching = sources.watching();
        return new SourceViews.Watching(list.of(SourceList.RULES, watching.sources()), watching.lists());
    }

    @GET
    @Path("quarantine")
    @RolesAllowed({"admin", "auditor"})
    @Operation(summary = "Mail that could not be parsed: where it is, and why", operationId = "quarantine")
    public SourceViews.Quarantine quarantine(@BeanParam ListParameters list) {
        return new SourceViews.Quarantine(
                list.of(QuarantineList.RULES, sources.quarantine().quarantine()));
    }

    private static @Nullable LocalDate day(String name, @Nullable String text) {
        return text == null ? null : Days.read(name, text);
    }
}
