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
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Days;
import org.triageledger.work.facts.Policies;
import org.triageledger.work.queries.Viewer;
import org.triageledger.work.review.ReminderDesk;
import org.triageledger.work.review.ReportFiles;
import org.triageledger.work.review.ReviewAnswers;
import org.triageledger.work.review.ReviewBook;
import org.triageledger.work.review.ReviewList;
import org.triageledger.work.review.ReviewPreviews;

/** Reviews, from their plan to the last task. A person who may not see somebody's verdict does not see it here either. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class ReviewResource {
    private static final String HERE = "/review";

    private final ReviewBook book;
    private final ReviewAnswers reviews;
    private final ReminderDesk reminders;
    private final ReportFiles files;
    private final ReviewPreviews previews;
    private final Days days;
    private final Policies policies;
    private final Viewer viewer;
    private final PageFrames frames;

    ReviewResource(
            ReviewBook book,
            ReviewAnswers reviews,
            ReminderDesk reminders,
            ReportFiles files,
            ReviewPreviews previews,
            Days days,
            Policies policies,
            Viewer viewer,
            PageFrames frames) {
        this.book = book;
        this.reviews = reviews;
        this.reminders = reminders;
        this.files = files;
        this.previews = previews;
        this.days = days;
        this.policies = policies;
        this.viewer = viewer;
        this.frames = frames;
    }

    @GET
    @Path("review")
    @RolesAllowed({"admin", "auditor", "council", "member"})
    @Operation(hidden = true)
    public TemplateInstance all(@BeanParam ListAsked list) {
        return all(list, ReviewPages.Told.NOTHING);
    }

    /** The reviews that are asked for, all pages of them. */
    @GET
    @Path("review/list.csv")
    @Produces("text/csv")
    @RolesAllowed({"admin", "auditor", "council", "member"})
    @Operation(hidden = true)
    public Response csv(@BeanParam ListAsked list) {
        return list.csv(ReviewList.RULES, reviews.all().reviews(), "reviews");
    }

    @POST
    @Path("review")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed({"admin", "council"})
    @Operation(hidden = true)
    public Response plan(@FormParam("day") @Nullable String day, @FormParam("another") boolean another) {
        return Forms.done(
                () -> to(book.plan(Forms.day("day", day), another, viewer.actor()), ""),
                told -> all(new ListAsked(), told));
    }

    @GET
    @Path("review/{id}")
    @RolesAllowed({"admin", "auditor", "council", "member"})
    @Operation(hidden = true)
    public TemplateInstance one(@PathParam("id") String id) {
        return one(id, ReviewPages.Told.NOTHING, false);
    }

    /** Computed when somebody asks: it takes as long as opening the review did. */
    @GET
    @Path("review/{id}/verify")
    @RolesAllowed({"admin", "auditor", "council"})
    @Operation(hidden = true)
    public TemplateInstance verify(@PathParam("id") String id) {
        return one(id, ReviewPages.Told.NOTHING, true);
    }

    @POST
    @Path("review/{id}/move")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed({"admin", "council"})
    @Operation(hidden = true)
    public Response move(@PathParam("id") String id, @FormParam("day") @Nullable String day) {
        needs(id);
        return Forms.done(
                () -> {
                    book.move(id, Forms.day("day", day), viewer.actor());
                    return to(id, "");
                },
                told -> one(id, told, false));
    }

    @POST
    @Path("review/{id}/cancel")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed({"admin", "council"})
    @Operation(hidden = true)
    public Response cancel(@PathParam("id") String id, @FormParam("reason") @Nullable String reason) {
        needs(id);
        return Forms.done(
                () -> {
                    book.cancel(id, Forms.text(reason), viewer.actor());
                    return HERE;
                },
                told -> one(id, told, false));
    }

    /** What opening it would do, and the button that does it. */
    @GET
    @Path("review/{id}/open")
    @RolesAllowed({"admin", "council"})
    @Operation(hidden = true)
    public Response opening(@PathParam("id") String id, @QueryParam("policy") @Nullable String policy) {
        needs(id);
        return Forms.shown(() -> toOpen(id, policy), told -> one(id, told, false));
    }

    private TemplateInstance toOpen(String id, @Nullable String policy) {
        return new ReviewPages.opening(
                frames.of("Open review " + id, HERE), previews.opening(id, asked(policy), viewer.actor()));
    }

    /** What closing it would do, and the button that does it. */
    @GET
    @Path("review/{id}/close")
    @RolesAllowed({"admin", "council"})
    @Operation(hidden = true)
    public Response closing(@PathParam("id") String id, @QueryParam("last-day") @Nullable String lastDay) {
        needs(id);
        return Forms.shown(() -> toClose(id, lastDay), told -> one(id, told, false));
    }

    private TemplateInstance toClose(String id, @Nullable String lastDay) {
        return new ReviewPages.closing(
                frames.of("Close review " + id, HERE),
                previews.closing(id, Forms.day("last-day", lastDay), viewer.actor()));
    }

    /** The page on which a form stands that could not be taken. */
    TemplateInstance again(List<String> parts, KeptForm kept) {
        String id = parts.get(1);
        return switch (parts.size() < 3 ? "" : parts.get(2)) {
            case "open" -> toOpen(id, kept.first("policy"));
            case "close" -> toClose(id, kept.first("last-day"));
            default -> one(id);
        };
    }

    private @Nullable String asked(@Nullable String policy) {
        return Forms.text(policy).isEmpty() ? null : policies.asked(policy);
    }

    @POST
    @Path("review/{id}/open")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed({"admin", "council"})
    @Operation(hidden = true)
    public Response open(@PathParam("id") String id, @FormParam("policy") @Nullable String policy) {
        needs(id);
        return Forms.done(
                () -> {
                    book.open(id, asked(policy), viewer.actor());
                    return to(id, "");
                },
                told -> one(id, told, false));
    }

    @POST
    @Path("review/{id}/decide")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed({"admin", "council"})
    @Operation(hidden = true)
    public Response decide(
            @PathParam("id") String id,
            @FormParam("member") @Nullable String member,
            @FormParam("decision") @Nullable String decision,
            @FormParam("reason") @Nullable String reason) {
        needs(id);
        return Forms.done(
                () -> {
                    book.decide(id, Forms.text(member), Forms.text(decision), Forms.text(reason), viewer.actor());
                    return to(id, Forms.text(member));
                },
                told -> one(id, told, false));
    }

    @POST
    @Path("review/{id}/close")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed({"admin", "council"})
    @Operation(hidden = true)
    public Response close(@PathParam("id") String id, @FormParam("last-day") @Nullable String lastDay) {
        needs(id);
        return Forms.done(
                () -> {
                    book.close(id, Forms.day("last-day", lastDay), viewer.actor());
                    return to(id, "");
                },
                told -> one(id, told, false));
    }

    @POST
    @Path("review/{id}/tick")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed({"admin", "council"})
    @Operation(hidden = true)
    public Response tick(
            @PathParam("id") String id,
            @FormParam("member") @Nullable String member,
            @FormParam("venue") @Nullable String venue) {
        needs(id);
        return Forms.done(
                () -> {
                    book.tick(id, Forms.text(member), Forms.text(venue), viewer.actor());
                    return to(id, "by-hand");
                },
                told -> one(id, told, false));
    }

    /** The report to the council, to be saved: names, days and numbers, no report's content. */
    @GET
    @Path("review/{id}/report.html")
    @RolesAllowed({"admin", "auditor", "council"})
    @Operation(hidden = true)
    public Response html(@PathParam("id") String id) {
        needs(id);
        return file(files.html(id));
    }

    @GET
    @Path("review/{id}/report.md")
    @RolesAllowed({"admin", "auditor", "council"})
    @Operation(hidden = true)
    public Response markdown(@PathParam("id") String id) {
        needs(id);
        return file(files.markdown(id));
    }

    /** One table of it; the members where none is named. */
    @GET
    @Path("review/{id}/report.csv")
    @RolesAllowed({"admin", "auditor", "council"})
    @Operation(hidden = true)
    public Response csv(@PathParam("id") String id, @QueryParam("table") @Nullable String table) {
        needs(id);
        return file(files.csv(id, table));
    }

    /** All tables of it. */
    @GET
    @Path("review/{id}/report.zip")
    @RolesAllowed({"admin", "auditor", "council"})
    @Operation(hidden = true)
    public Response zip(@PathParam("id") String id) {
        needs(id);
        return file(files.zip(id));
    }

    /**
     * The days of reviews, for programs to subscribe to. A calendar program cannot fill in the form to sign in: it asks with a token in
     * the address, which its owner can revoke, or sends a name and password with HTTP Basic.
     */
    @GET
    @Path("review.ics")
    @Produces("text/calendar")
    @RolesAllowed({"admin", "auditor", "council", "member"})
    @Operation(hidden = true)
    public Response calendar() {
        return Response.ok(
                        reminders.calendar(), MediaType.valueOf("text/calendar").withCharset("UTF-8"))
                .header("Content-Disposition", "inline; filename=\"review.ics\"")
                .build();
    }

    private TemplateInstance all(ListAsked list, ReviewPages.Told told) {
        ListForm form = list.of(HERE, Optional.empty(), ReviewList.RULES);
        return new ReviewPages.reviews(
                frames.of("Reviews", HERE),
                ReviewPages.Area.of(viewer),
                told,
                form,
                list.paged(ReviewList.RULES.of(reviews.all().reviews(), form.asked())),
                reviews.all().reviews().isEmpty(),
                days.today(),
                book.nextDay());
    }

    private TemplateInstance one(String id, ReviewPages.Told told, boolean verify) {
        needs(id);
        return new ReviewPages.review(
                frames.of("Review " + id, HERE),
                ReviewPages.Area.of(viewer),
                told,
                reviews.detail(id, viewer::seesVerdictOf, viewer.seesEverybody()),
                days.today(),
                policies.choices(),
                policies.nameOr(null),
                verify ? Optional.of(reviews.verify(id)) : Optional.empty(),
                ReportFiles.TABLES);
    }

    private void needs(String id) {
        if (!reviews.isKnown(id)) {
            throw new NotFoundException();
        }
    }

    private static String to(String id, String fragment) {
        UriBuilder to = UriBuilder.fromPath("/review/{id}");
        return (fragment.isEmpty() ? to.build(id) : to.fragment("{part}").build(id, fragment)).toString();
    }

    private static Response file(ReportFiles.ReportFile file) {
        MediaType type = MediaType.valueOf(file.type());
        return Response.fromResponse(Downloads.of(file.bytes(), file.name()))
                .type(file.type().startsWith("text/") ? type.withCharset("UTF-8") : type)
                .build();
    }
}
