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
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.review.CouncilReport;
import org.triageledger.work.Days;
import org.triageledger.work.config.SettingList;
import org.triageledger.work.config.SettingViews;
import org.triageledger.work.config.ShownSettings;
import org.triageledger.work.facts.Policies;
import org.triageledger.work.facts.PolicyViews;
import org.triageledger.work.queries.DifferenceList;
import org.triageledger.work.queries.ForecastList;
import org.triageledger.work.queries.VerdictAnswers;
import org.triageledger.work.queries.VerdictViews;
import org.triageledger.work.queries.Viewer;
import org.triageledger.work.queue.QueueViews;
import org.triageledger.work.queue.ToDo;
import org.triageledger.work.review.FindingList;
import org.triageledger.work.review.FindingsBook;
import org.triageledger.work.review.ReminderDesk;
import org.triageledger.work.review.ReportFiles;
import org.triageledger.work.review.ReviewAnswers;
import org.triageledger.work.review.ReviewBook;
import org.triageledger.work.review.ReviewList;
import org.triageledger.work.review.ReviewViews;

/** The same answers about reviews and what leads to them as the pages give, for programs. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Reviews", description = "Reviews and what leads to them. A member is told what is about them alone.")
public class ReviewApi {
    private static final String BAD = "A question that was not understood; the detail says what to write";
    private final ReviewBook book;
    private final ReviewAnswers reviews;
    private final ReportFiles files;
    private final ReminderDesk reminders;
    private final FindingsBook findings;
    private final Days days;
    private final Policies policies;
    private final VerdictAnswers verdicts;
    private final ShownSettings settings;
    private final ToDo toDo;
    private final Viewer viewer;

    ReviewApi(
            ReviewBook book,
            ReviewAnswers reviews,
            ReportFiles files,
            ReminderDesk reminders,
            FindingsBook findings,
            Days days,
            Policies policies,
            VerdictAnswers verdicts,
            ShownSettings settings,
            ToDo toDo,
            Viewer viewer) {
        this.book = book;
        this.reviews = reviews;
        this.files = files;
        this.reminders = reminders;
        this.findings = findings;
        this.days = days;
        this.policies = policies;
        this.verdicts = verdicts;
        this.settings = settings;
        this.toDo = toDo;
        this.viewer = viewer;
    }

    @GET
    @Path("reviews")
    @RolesAllowed({"admin", "auditor", "council", "member"})
    @Operation(summary = "The reviews that are asked for, or all, the latest first", operationId = "reviews")
    public ReviewViews.Reviews reviews(@BeanParam ListParameters list) {
        return new ReviewViews.Reviews(list.of(ReviewList.RULES, reviews.all().reviews()));
    }

    @GET
    @Path("reviews/{id}")
    @RolesAllowed({"admin", "auditor", "council", "member"})
    @Operation(
            summary = "One review: the SHA-256 of its frozen facts, whom people decide on, and what they decided",
            operationId = "review")
    public ReviewViews.ReviewDetail review(@PathParam("id") String id) {
        needs(id);
        return reviews.detail(id, viewer::seesVerdictOf, viewer.seesEverybody());
    }

    @GET
    @Path("reviews/{id}/verification")
    @RolesAllowed({"admin", "auditor", "council"})
    @Operation(
            summary = "Whether the frozen facts of a review are as they were, and what they would be now",
            operationId = "verification")
    public ReviewViews.Verified verification(
            @Parameter(description = "The review's id; it must have been opened") @PathParam("id") String id) {
        needs(id);
        return reviews.verify(id);
    }

    @GET
    @Path("reviews/{id}/report")
    @RolesAllowed({"admin", "auditor", "council"})
    @Operation(
            summary = "The report of a review to the council: names, days and numbers, no report's content",
            operationId = "councilReport")
    public CouncilReport report(
            @Parameter(description = "The review's id; it must have been opened") @PathParam("id") String id) {
        needs(id);
        return book.report(id);
    }

    @GET
    @Path("reviews/{id}/report.html")
    @Produces(MediaType.TEXT_HTML)
    @RolesAllowed({"admin", "auditor", "council"})
    @Operation(
            summary = "The report to the council as a page to keep or print: names, days and numbers",
            operationId = "councilReportPage")
    public Response html(@PathParam("id") String id) {
        needs(id);
        return file(files.html(id));
    }

    @GET
    @Path("reviews/{id}/report.csv")
    @Produces("text/csv")
    @RolesAllowed({"admin", "auditor", "council"})
    @Operation(summary = "One table of the report to the council", operationId = "councilReportTable")
    public Response csv(
            @PathParam("id") String id,
            @Parameter(description = "summary, verdicts, members, findings, readings or quality; members without it")
                    @QueryParam("table")
                    @Nullable
                    String table) {
        needs(id);
        return file(files.csv(id, table));
    }

    @GET
    @Path("reviews/{id}/report.zip")
    @Produces("application/zip")
    @RolesAllowed({"admin", "auditor", "council"})
    @Operation(
            summary = "All tables of the report to the council, a CSV file each; the same report is the same bytes",
            operationId = "councilReportTables")
    public Response zip(@PathParam("id") String id) {
        needs(id);
        return file(files.zip(id));
    }

    private static Response file(ReportFiles.ReportFile file) {
        MediaType type = MediaType.valueOf(file.type());
        return Response.ok(file.bytes(), file.type().startsWith("text/") ? type.withCharset("UTF-8") : type)
                .header("Content-Disposition", "attachment; filename=\"" + file.name() + "\"")
                .build();
    }

    @GET
    @Path("reminders")
    @RolesAllowed({"admin", "auditor"})
    @Operation(
            summary = "Every mail of the next twelve months if nothing else happens, with its whole text",
            operationId = "reminders")
    public ReviewViews.Mails reminders() {
        return reminders.mails();
    }

    @GET
    @Path("findings")
    @RolesAllowed({"admin", "auditor", "council"})
    @Operation(summary = "Open findings today, and the dismissed ones", operationId = "findings")
    public ReviewViews.Findings findings(@BeanParam ListParameters list) {
        ReviewViews.Findings all = findings.all();
        return new ReviewViews.Findings(
                list.of(FindingList.RULES, all.waiting()), list.of(FindingList.RULES, all.settled()));
    }

    @GET
    @Path("forecast")
    @RolesAllowed({"admin", "auditor", "council", "member"})
    @Operation(summary = "Who stops being active when, if nothing happens, within a year", operationId = "forecast")
    public VerdictViews.Forecasts forecast(@BeanParam VerdictQuery asked, @BeanParam ListParameters list) {
        VerdictViews.Forecasts forecast = verdicts.forecast(asked.day(days), policies.asked(asked.policy));
        return new VerdictViews.Forecasts(
                forecast.policy(),
                forecast.asOf(),
                list.of(
                        ForecastList.RULES,
                        forecast.members().stream()
                                .filter(line -> viewer.seesVerdictOf(line.member()))
                                .toList()));
    }

    @GET
    @Path("policies")
    @RolesAllowed({"admin", "auditor", "council", "member", "former"})
    @Operation(
            summary = "What each policy counts, and by which readings it can be read another way",
            operationId = "policies")
    public PolicyViews.Policies policies() {
        return policies.described();
    }

    @GET
    @Path("to-do")
    @RolesAllowed({"admin", "auditor", "council", "member", "former"})
    @Operation(summary = "What waits for the person who is signed in", operationId = "toDo")
    public QueueViews.ToDo toDo() {
        return toDo.now();
    }

    @GET
    @Path("settings")
    @RolesAllowed({"admin", "auditor"})
    @Operation(
            summary = "Every setting, its value, and where it comes from; of a secret only whether it is set",
            operationId = "settings")
    public SettingViews.Settings settings(@BeanParam ListParameters list) {
        return new SettingViews.Settings(
                list.of(SettingList.RULES, settings.all().settings()));
    }

    @GET
    @Path("differences")
    @RolesAllowed({"admin", "auditor", "council", "member"})
    @Operation(summary = "For whom two policies, or two readings of one, differ on a day", operationId = "differences")
    public VerdictViews.PolicyDifference differences(
            @Parameter(description = "A policy, with + and a reading behind it or without") @QueryParam("one") @Nullable
                    String one,
            @Parameter(description = "Another") @QueryParam("other") @Nullable String other,
            @BeanParam DayQuery asked,
            @BeanParam ListParameters list) {
        VerdictViews.PolicyDifference difference = verdicts.difference(
                policies.readingAsked("one", one == null ? policies.names().getFirst() : one),
                policies.readingAsked("other", other == null ? policies.names().getLast() : other),
                asked.day(days));
        return new VerdictViews.PolicyDifference(
                difference.one(),
                difference.other(),
                difference.asOf(),
                list.of(
                        DifferenceList.RULES,
                        difference.members().stream()
                                .filter(line -> viewer.seesVerdictOf(line.member()))
                                .toList()));
    }

    private void needs(String id) {
        if (!reviews.isKnown(id)) {
            throw new NotFoundException();
        }
    }
}
