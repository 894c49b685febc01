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
import java.time.LocalDate;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Days;
import org.triageledger.work.Refusal;
import org.triageledger.work.Signed;
import org.triageledger.work.cases.CaseBook;
import org.triageledger.work.cases.CaseFigures;
import org.triageledger.work.cases.CaseList;
import org.triageledger.work.cases.CaseViews;
import org.triageledger.work.cases.Insight;
import org.triageledger.work.cases.InsightViews;
import org.triageledger.work.queries.Viewer;

/** Cases, for programs. */
@Path("/api/v1/cases")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(
        name = "Cases",
        description =
                "What became of reports up to advisory, CVE record and releases, and what is late. Members see the cases"
                        + " that they work on.")
public class CaseApi {
    private final CaseBook book;
    private final CaseFigures figures;
    private final Insight insight;
    private final Days days;
    private final Viewer viewer;

    CaseApi(CaseBook book, CaseFigures figures, Insight insight, Days days, Viewer viewer) {
        this.book = book;
        this.figures = figures;
        this.insight = insight;
        this.days = days;
        this.viewer = viewer;
    }

    /**
     * @param about the member, the CVE id, or the branch or version that the step is told of
     * @param at an instant with its zone, or a UTC day; now without it
     * @param dryRun only says what would change, and sets nothing
     */
    public record StepToSet(
            @Nullable String step,
            @Nullable String about,
            @Nullable String at,
            @Nullable String reason,
            @Nullable Boolean dryRun) {}

    /**
     * @param finding its key or the word of its rule
     * @param dryRun only says what would change, and accepts nothing
     */
    public record FindingToAccept(
            @Nullable String finding,
            @Nullable String reason,
            @Nullable LocalDate until,
            @Nullable Boolean dryRun) {}

    @GET
    @RolesAllowed({"admin", "auditor", "member"})
    @Operation(summary = "Cases as they stood on a day, the latest first", operationId = "cases")
    public CaseViews.Cases all(@BeanParam DayQuery asked, @BeanParam ListParameters list) {
        CaseViews.Cases all =
                viewer.seesSources() ? book.all(asked.day(days)) : book.of(viewer.person(), asked.day(days));
        return new CaseViews.Cases(all.asOf(), list.of(CaseList.RULES, all.cases()));
    }

    @GET
    @Path("numbers")
    @RolesAllowed({"admin", "auditor", "council"})
    @Operation(summary = "How many cases there were in each year, and how long they took", operationId = "caseNumbers")
    public CaseViews.Numbers numbers(@BeanParam DayQuery asked) {
        return figures.numbers(asked.day(days));
    }

    @GET
    @Path("insight")
    @RolesAllowed({"admin", "auditor", "council"})
    @Operation(
            summary = "How many reports come in and how they end, how long they take, and on whom the work rests",
            operationId = "insight")
    public InsightViews.Figures insight(@BeanParam DayQuery asked) {
        return insight.figures(asked.day(days));
    }

    @GET
    @Path("{id}")
    @RolesAllowed({"admin", "auditor", "member"})
    @Operation(summary = "One case with its steps, release branches and findings", operationId = "case")
    public CaseViews.CaseDetail one(
            @Parameter(description = "The id of the case or of a report, a GHSA id or a CVE id") @PathParam("id")
                    String id,
            @BeanParam DayQuery asked) {
        LocalDate day = asked.day(days);
        // to a member one that is not theirs looks like one that there is not
        return book.one(id, day)
                .filter(found -> viewer.seesSources() || book.worksOn(id, viewer.person(), day))
                .orElseThrow(NotFoundException::new);
    }

    @POST
    @Path("{id}/steps")
    @RolesAllowed("admin")
    @Operation(summary = "Sets a step of a case by hand; with dryRun nothing is set", operationId = "setCaseStep")
    public CaseViews.Done set(
            @Parameter(description = "The id of the case or of a report, a GHSA id or a CVE id") @PathParam("id")
                    String id,
            @Nullable StepToSet step) {
        if (step == null || step.step() == null || step.reason() == null) {
            throw new Refusal("'step' or 'reason' is missing");
        }
        return book.set(
                id,
                step.step(),
                step.about(),
                step.at(),
                new Signed(viewer.person(), step.reason()),
                Boolean.TRUE.equals(step.dryRun()));
    }

    @POST
    @Path("{id}/accepted")
    @RolesAllowed("admin")
    @Operation(
            summary = "Accepts a finding about a case; with dryRun nothing is accepted",
            operationId = "acceptCaseFinding")
    public CaseViews.Done accept(
            @Parameter(description = "The id of the case or of a report, a GHSA id or a CVE id") @PathParam("id")
                    String id,
            @Nullable FindingToAccept finding) {
        if (finding == null || finding.finding() == null || finding.reason() == null) {
            throw new Refusal("'finding' or 'reason' is missing");
        }
        return book.accept(
                id,
                finding.finding(),
                Optional.ofNullable(finding.until()),
                new Signed(viewer.person(), finding.reason()),
                Boolean.TRUE.equals(finding.dryRun()));
    }
}
