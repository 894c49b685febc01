package org.triageledger.web;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.activity.Report;
import org.triageledger.core.advisory.cases.Step;
import org.triageledger.work.Days;
import org.triageledger.work.Signed;
import org.triageledger.work.cases.CaseBook;
import org.triageledger.work.cases.CaseFigures;
import org.triageledger.work.cases.CaseList;
import org.triageledger.work.cases.CaseViews;
import org.triageledger.work.decision.Rulings;
import org.triageledger.work.queries.Viewer;

/** Cases: a list, a page for each, and numbers. Members see those that they work on. */
@Path("/cases")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class CaseResource {
    private static final String HERE = "/cases";

    private final CaseBook book;
    private final CaseFigures figures;
    private final Rulings rulings;
    private final Days days;
    private final Viewer viewer;
    private final PageFrames frames;

    CaseResource(CaseBook book, CaseFigures figures, Rulings rulings, Days days, Viewer viewer, PageFrames frames) {
        this.book = book;
        this.figures = figures;
        this.rulings = rulings;
        this.days = days;
        this.viewer = viewer;
        this.frames = frames;
    }

    @GET
    @RolesAllowed({"admin", "auditor", "member"})
    @Operation(hidden = true)
    public TemplateInstance cases(@QueryParam("as-of") @Nullable String asOf, @BeanParam ListAsked asked) {
        LocalDate day = day(asOf);
        ListForm form = asked.of(HERE, Optional.of(day), CaseList.RULES);
        return new CasePages.cases(
                frames.of("Cases", HERE),
                day,
                form,
                asked.paged(CaseList.RULES.of(seen(day), form.asked())),
                viewer.seesSources());
    }

    /** The lines of the list that are asked for, all pages of them. */
    @GET
    @Path("list.csv")
    @Produces("text/csv")
    @RolesAllowed({"admin", "auditor", "member"})
    @Operation(hidden = true)
    public Response csv(@QueryParam("as-of") @Nullable String asOf, @BeanParam ListAsked asked) {
        LocalDate day = day(asOf);
        return asked.csv(CaseList.RULES, seen(day), "cases-" + day);
    }

    /** Those of others are for admins and auditors. */
    private List<CaseViews.CaseLine> seen(LocalDate day) {
        return viewer.seesSources()
                ? book.all(day).cases()
                : viewer.own().map(member -> book.of(member, day).cases()).orElse(List.of());
    }

    @GET
    @Path("{id}")
    @RolesAllowed({"admin", "auditor", "member"})
    @Operation(hidden = true)
    public TemplateInstance one(@PathParam("id") String id, @QueryParam("as-of") @Nullable String asOf) {
        return page(id, day(asOf), "");
    }

    @POST
    @Path("{id}/status")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed("admin")
    @Operation(hidden = true)
    public Response mark(
            @PathParam("id") String id,
            @FormParam("report") @Nullable String report,
            @FormParam("status") @Nullable String status,
            @FormParam("reason") @Nullable String reason) {
        return change(
                id, () -> rulings.mark(Forms.text(report), Forms.text(status), viewer.person(), Forms.text(reason)));
    }

    @POST
    @Path("{id}/steps")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed("admin")
    @Operation(hidden = true)
    public Response set(
            @PathParam("id") String id,
            @FormParam("step") @Nullable String step,
            @FormParam("about") @Nullable String about,
            @FormParam("at") @Nullable String at,
            @FormParam("reason") @Nullable String reason) {
        return change(id, () -> book.set(id, Forms.text(step), Forms.text(about), Forms.text(at), signed(reason)));
    }

    @POST
    @Path("{id}/accepted")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed("admin")
    @Operation(hidden = true)
    public Response accept(
            @PathParam("id") String id,
            @FormParam("finding") @Nullable String finding,
            @FormParam("until") @Nullable String until,
            @FormParam("reason") @Nullable String reason) {
        return change(id, () -> book.accept(id, Forms.text(finding), Forms.dayIfAny("until", until), signed(reason)));
    }

    private Response change(String id, Runnable change) {
        if (book.one(id, days.today()).isEmpty()) {
            throw new NotFoundException();
        }
        return Forms.done(
                () -> {
                    change.run();
                    return UriBuilder.fromPath("/cases/{id}").build(id).toString();
                },
                told -> page(id, days.today(), told.refused().orElse("")));
    }

    private Signed signed(@Nullable String reason) {
        return new Signed(viewer.person(), Forms.text(reason));
    }

    @GET
    @Path("numbers")
    @RolesAllowed({"admin", "auditor", "council"})
    @Operation(hidden = true)
    public TemplateInstance numbers(@QueryParam("as-of") @Nullable String asOf) {
        CaseViews.Numbers numbers = figures.numbers(day(asOf));
        List<CasePages.Bars> bars = CasePages.Bars.of(numbers.years());
        return new CasePages.numbers(
                frames.of("Numbers", "/insight"), numbers, bars, 24 + bars.size() * CasePages.Bars.WIDTH);
    }

    @GET
    @Path("numbers.csv")
    @Produces("text/csv")
    @RolesAllowed({"admin", "auditor", "council"})
    @Operation(hidden = true)
    public Response csv(@QueryParam("as-of") @Nullable String asOf) {
        LocalDate day = day(asOf);
        return Downloads.csv(figures.csv(day), "cases-" + day + ".csv");
    }

    private TemplateInstance page(String id, LocalDate day, String refused) {
        CaseViews.CaseDetail detail = book.one(id, day)
                .filter(found -> viewer.seesSources()
                        || viewer.own()
                                .filter(member -> book.worksOn(id, member, day))
                                .isPresent())
                .orElseThrow(NotFoundException::new);
        return new CasePages.one(
                frames.of("Case " + detail.overview().id(), HERE),
                detail,
                viewer.decides(),
                Stream.of(Step.values())
                        .map(step -> new CasePages.Choice(step.word(), step.title()))
                        .toList(),
                Stream.of(Report.Status.values())
                        .filter(Report.Status::isForPeople)
                        .map(Report.Status::word)
                        .toList(),
                refused);
    }

    private LocalDate day(@Nullable String asOf) {
        return days.or(asOf == null || asOf.isBlank() ? null : Days.read("as-of", asOf));
    }
}
