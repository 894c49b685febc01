package org.triageledger.api;

import static org.triageledger.api.Needed.needed;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Days;
import org.triageledger.work.Signed;
import org.triageledger.work.facts.Policies;
import org.triageledger.work.post.Returns;
import org.triageledger.work.queries.Viewer;
import org.triageledger.work.review.FindingsBook;
import org.triageledger.work.review.ReminderDesk;
import org.triageledger.work.review.ReviewAnswers;
import org.triageledger.work.review.ReviewBook;
import org.triageledger.work.review.ReviewPreviews;
import org.triageledger.work.review.ReviewViews;

/**
 * What people do in reviews, for programs that act for them. Only JSON is taken, which a form of another site cannot send; who
 * acts is the person the account belongs to.
 */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@RolesAllowed({"admin", "council"})
@Tag(name = "Acts", description = "What people do in reviews. Each act is recorded with who did it, when and why.")
public class ReviewActs {
    private final ReviewBook book;
    private final ReviewAnswers reviews;
    private final ReviewPreviews previews;
    private final FindingsBook findings;
    private final Policies policies;
    private final Returns returns;
    private final ReminderDesk reminders;
    private final Viewer viewer;

    ReviewActs(
            ReviewBook book,
            ReviewAnswers reviews,
            ReviewPreviews previews,
            FindingsBook findings,
            Policies policies,
            Returns returns,
            ReminderDesk reminders,
            Viewer viewer) {
        this.book = book;
        this.reviews = reviews;
        this.previews = previews;
        this.findings = findings;
        this.policies = policies;
        this.returns = returns;
        this.reminders = reminders;
        this.viewer = viewer;
    }

    /**
     * @param day a UTC day to come
     * @param another true to plan one although there is a review in that year
     */
    public record Plan(@Nullable LocalDate day, boolean another) {}

    /** @param day a UTC day to come */
    public record Moving(@Nullable LocalDate day) {}

    /** @param reason for the audit log; no report content */
    public record Reachable(
            @Nullable String address, @Nullable String reason) {}

    /** @param reason for the audit log; no report content */
    public record Cancelling(@Nullable String reason) {}

    /** @param policy the one in the settings without it */
    public record Opening(@Nullable String policy) {}

    /** @param decision {@code remove}, {@code keep}, {@code defer} or {@code ask} */
    public record Deciding(
            @Nullable String member,
            @Nullable String decision,
            @Nullable String reason) {}

    /** @param lastDay of the memberships that end */
    public record Closing(@Nullable LocalDate lastDay) {}

    /** @param venue {@code github-team}, {@code mailing-list}, {@code chat} or {@code public-list} */
    public record Tick(@Nullable String member, @Nullable String venue) {}

    /** @param until the last UTC day on which it is settled; for good without it */
    public record Settling(
            @Nullable String reason, @Nullable LocalDate until) {}

    @POST
    @Path("reviews")
    @Operation(summary = "Plans a review for a day to come", operationId = "planReview")
    public ReviewViews.ReviewDetail plan(Plan plan) {
        return detail(book.plan(needed("day", plan.day()), plan.another(), viewer.actor()));
    }

    @POST
    @Path("reviews/{id}/moving")
    @Operation(summary = "Moves a review that is not open yet to another day", operationId = "moveReview")
    public ReviewViews.ReviewDetail move(@PathParam("id") String id, Moving moving) {
        return done(id, () -> book.move(id, needed("day", moving.day()), viewer.actor()));
    }

    @POST
    @Path("reminders/reachable")
    @RolesAllowed("admin")
    @Operation(summary = "Says that an address that mail came back from works again", operationId = "reachable")
    public ReviewViews.Mails reachable(Reachable reachable) {
        returns.reachable(
                needed("address", reachable.address()),
                new Signed(viewer.person(), needed("reason", reachable.reason())));
        return reminders.mails();
    }

    @POST
    @Path("reviews/{id}/cancellation")
    @Operation(summary = "Cancels a review that is not open yet", operationId = "cancelReview")
    public ReviewViews.Reviews cancel(@PathParam("id") String id, Cancelling cancelling) {
        needs(id);
        book.cancel(id, needed("reason", cancelling.reason()), viewer.actor());
        return reviews.all();
    }

    @GET
    @Path("reviews/{id}/opening")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "What opening a review would freeze now, and what is still unknown; nothing is changed",
            operationId = "openingPreview")
    public ReviewViews.OpeningPreview opening(
            @PathParam("id") String id,
            @Parameter(description = "The one in the settings without it") @QueryParam("policy") @Nullable
                    String policy) {
        needs(id);
        return previews.opening(id, policy == null ? null : policies.asked(policy), viewer.actor());
    }

    @GET
    @Path("reviews/{id}/closing")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Whose memberships closing a review would end, and what is left to do; nothing is changed",
            operationId = "closingPreview")
    public ReviewViews.ClosingPreview closing(
            @PathParam("id") String id,
            @Parameter(description = "Of the memberships that end, a UTC day") @QueryParam("lastDay") @Nullable
                    String lastDay) {
        needs(id);
        return previews.closing(id, Days.read("lastDay", needed("lastDay", lastDay)), viewer.actor());
    }

    @POST
    @Path("reviews/{id}/opening")
    @Operation(summary = "Freezes the facts of the planned day, on that day or later", operationId = "openReview")
    public ReviewViews.ReviewDetail open(@PathParam("id") String id, Opening opening) {
        return done(
                id,
                () -> book.open(
                        id, opening.policy() == null ? null : policies.asked(opening.policy()), viewer.actor()));
    }

    @POST
    @Path("reviews/{id}/decisions")
    @Operation(summary = "Decides about one inactive or unknown member, with a reason", operationId = "decideInReview")
    public ReviewViews.ReviewDetail decide(@PathParam("id") String id, Deciding deciding) {
        return done(
                id,
                () -> book.decide(
                        id,
                        needed("member", deciding.member()),
                        needed("decision", deciding.decision()),
                        needed("reason", deciding.reason()),
                        viewer.actor()));
    }

    @POST
    @Path("reviews/{id}/closing")
    @Operation(summary = "Ends a review, and the memberships that were decided to end", operationId = "closeReview")
    public ReviewViews.ReviewDetail close(@PathParam("id") String id, Closing closing) {
        return done(id, () -> book.close(id, needed("lastDay", closing.lastDay()), viewer.actor()));
    }

    @POST
    @Path("reviews/{id}/ticks")
    @Operation(summary = "Notes that something was done by hand", operationId = "tickTask")
    public ReviewViews.ReviewDetail tick(@PathParam("id") String id, Tick tick) {
        return done(
                id,
                () -> book.tick(id, needed("member", tick.member()), needed("venue", tick.venue()), viewer.actor()));
    }

    @POST
    @Path("findings/{key}/settlement")
    @RolesAllowed("admin")
    @Operation(summary = "Settles what is odd today, with a reason", operationId = "settleFinding")
    public ReviewViews.Findings settle(
            @Parameter(description = "The finding's key") @PathParam("key") String key, Settling settling) {
        findings.settle(
                key,
                Optional.ofNullable(settling.until()),
                new Signed(viewer.person(), needed("reason", settling.reason())));
        return findings.all();
    }

    /** @throws NotFoundException where there is no such review */
    private ReviewViews.ReviewDetail done(String id, Runnable act) {
        needs(id);
        act.run();
        return detail(id);
    }

    private ReviewViews.ReviewDetail detail(String id) {
        return reviews.detail(id, viewer::seesVerdictOf, viewer.seesEverybody());
    }

    private void needs(String id) {
        if (!reviews.isKnown(id)) {
            throw new NotFoundException();
        }
    }
}
