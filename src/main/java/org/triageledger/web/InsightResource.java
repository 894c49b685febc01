package org.triageledger.web;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.triageledger.document.Csv;
import org.triageledger.work.Days;
import org.triageledger.work.cases.Insight;
import org.triageledger.work.cases.InsightViews;

/** How the work of the team goes. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class InsightResource {
    private static final String HERE = "/insight";

    private final Insight insight;
    private final Days days;
    private final PageFrames frames;

    InsightResource(Insight insight, Days days, PageFrames frames) {
        this.insight = insight;
        this.days = days;
        this.frames = frames;
    }

    @GET
    @Path("insight")
    @RolesAllowed({"admin", "auditor", "council"})
    @Operation(hidden = true)
    public TemplateInstance page(@QueryParam("as-of") @Nullable String asOf) {
        InsightViews.Figures figures = insight.figures(day(asOf));
        return new InsightPages.insight(
                frames.of("Insight", HERE),
                figures,
                InsightPages.Columns.ofMonths(figures.months()),
                InsightPages.Columns.ofTimes(figures.quarters(), InsightViews.QuarterLine::reply),
                InsightPages.Columns.ofTimes(figures.quarters(), InsightViews.QuarterLine::decision),
                InsightPages.Rows.ofLoad(figures.load()),
                InsightPages.Rows.ofKinds(figures.kinds()));
    }

    @GET
    @Path("insight.csv")
    @Produces("text/csv")
    @RolesAllowed({"admin", "auditor", "council"})
    @Operation(hidden = true)
    public Response csv(@QueryParam("table") @Nullable String table, @QueryParam("as-of") @Nullable String asOf) {
        LocalDate day = day(asOf);
        String asked = table == null || table.isBlank() ? "months" : table;
        return Downloads.csv(Csv.of(insight.table(asked, day)), asked + "-" + day + ".csv");
    }

    private LocalDate day(@Nullable String asOf) {
        return days.or(asOf == null || asOf.isBlank() ? null : Days.read("as-of", asOf));
    }
}
