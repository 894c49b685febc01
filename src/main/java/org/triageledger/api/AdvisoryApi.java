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
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Days;
import org.triageledger.work.Refusal;
import org.triageledger.work.Signed;
import org.triageledger.work.advisory.AdvisoryBook;
import org.triageledger.work.advisory.AdvisoryList;
import org.triageledger.work.advisory.AdvisoryViews;
import org.triageledger.work.queries.Viewer;

/** What was announced, and what is wrong with it. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Advisories", description = "What was announced on the announce list by a day, and what is wrong with it.")
public class AdvisoryApi {
    private final AdvisoryBook advisories;
    private final Days days;
    private final Viewer viewer;

    AdvisoryApi(AdvisoryBook advisories, Days days, Viewer viewer) {
        this.advisories = advisories;
        this.days = days;
        this.viewer = viewer;
    }

    /** @param text a mail with its fields, or a text whose first line is the subject */
    public record Draft(@Nullable String text) {}

    /**
     * @param until the last UTC day; for good without it
     * @param dryRun only says what would be accepted
     */
    public record Acceptance(
            @Nullable String rule,
            @Nullable String reason,
            @Nullable LocalDate until,
            @Nullable Boolean dryRun) {}

    @GET
    @Path("advisories")
    @RolesAllowed({"admin", "auditor", "member"})
    @Operation(summary = "All advisories that were announced by a day, the latest first", operationId = "advisories")
    public AdvisoryViews.Advisories all(@BeanParam DayQuery asked, @BeanParam ListParameters list) {
        return new AdvisoryViews.Advisories(
                list.of(AdvisoryList.RULES, advisories.all(asked.day(days)).advisories()));
    }

    @GET
    @Path("advisories/{id}")
    @RolesAllowed({"admin", "auditor", "member"})
    @Operation(summary = "One advisory as it stood on a day, with all that is kept of it", operationId = "advisory")
    public AdvisoryViews.AdvisoryDetail one(
            @Parameter(description = "As in CVE-2026-12345") @PathParam("id") String id, @BeanParam DayQuery asked) {
        return advisories.one(id, asked.day(days)).orElseThrow(NotFoundException::new);
    }

    @POST
    @Path("advisories/lint")
    @RolesAllowed({"admin", "auditor", "member"})
    @Operation(
            summary = "What is wrong with an announcement, before or after it is sent; nothing of it is stored",
            operationId = "lintAdvisory")
    public AdvisoryViews.Linted lint(@Nullable Draft draft) {
        if (draft == null || draft.text() == null) {
            throw new Refusal("'text' is missing");
        }
        return advisories.lint(draft.text().getBytes(StandardCharsets.UTF_8));
    }

    @POST
    @Path("advisories/{id}/accepted")
    @RolesAllowed("admin")
    @Operation(summary = "Accepts the findings of one rule about an advisory", operationId = "acceptFinding")
    public AdvisoryViews.Accepted accept(
            @Parameter(description = "As in CVE-2026-12345") @PathParam("id") String id,
            @Nullable Acceptance acceptance) {
        if (acceptance == null || acceptance.rule() == null || acceptance.reason() == null) {
            throw new Refusal("'rule' or 'reason' is missing");
        }
        return advisories.accept(
                id,
                acceptance.rule(),
                Optional.ofNullable(acceptance.until()),
                new Signed(viewer.person(), acceptance.reason()),
                Boolean.TRUE.equals(acceptance.dryRun()));
    }

    @GET
    @Path("announcements")
    @RolesAllowed({"admin", "auditor"})
    @Operation(
            summary =
                    "The mails of the announce list by a day, and what reads like an announcement and waits for a person",
            operationId = "announcements")
    public AdvisoryViews.Announced announced(@BeanParam DayQuery asked) {
        return advisories.announced(asked.day(days));
    }
}
