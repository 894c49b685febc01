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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.queries.Viewer;
import org.triageledger.work.queue.ClaimAnswers;
import org.triageledger.work.roster.ClaimBook;
import org.triageledger.work.roster.ClaimList;
import org.triageledger.work.roster.NominationBook;
import org.triageledger.work.roster.NominationList;
import org.triageledger.work.roster.PeopleViews;

/** Nominations, and claims for a second person to decide. Who may do what is a matter of the roster, asked at each act. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class PeopleResource {
    private static final String NOMINATIONS = "/nominations";
    private static final String CLAIMS = "/claims";

    private final NominationBook book;
    private final ClaimBook claims;
    private final ClaimAnswers claimDetails;
    private final Viewer viewer;
    private final PageFrames frames;

    PeopleResource(NominationBook book, ClaimBook claims, ClaimAnswers claimDetails, Viewer viewer, PageFrames frames) {
        this.book = book;
        this.claims = claims;
        this.claimDetails = claimDetails;
        this.viewer = viewer;
        this.frames = frames;
    }

    @GET
    @Path("nominations")
    @RolesAllowed({"admin", "auditor", "council", "member"})
    @Operation(hidden = true)
    public TemplateInstance nominations(@BeanParam ListAsked asked) {
        return nominations(ReviewPages.Told.NOTHING, asked);
    }

    /** The lines of the list that are asked for, all pages of them. */
    @GET
    @Path("nominations/list.csv")
    @Produces("text/csv")
    @RolesAllowed({"admin", "auditor", "council", "member"})
    @Operation(hidden = true)
    public Response nominationsCsv(@BeanParam ListAsked asked) {
        return asked.csv(NominationList.RULES, book.all().nominations(), "nominations");
    }

    private TemplateInstance nominations(ReviewPages.Told told) {
        return nominations(told, new ListAsked());
    }

    @POST
    @Path("nominations")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed({"admin", "council", "member"})
    @Operation(hidden = true)
    public Response nominate(
            @FormParam("name") @Nullable String name,
            @FormParam("github") @Nullable String github,
            @FormParam("reason") @Nullable String reason) {
        return Forms.done(
                () -> {
                    book.nominate(new NominationBook.Asked(name, github, null), Forms.text(reason), viewer.person());
                    return NOMINATIONS;
                },
                this::nominations);
    }

    @POST
    @Path("nominations/{id}/vote")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed({"admin", "council", "member"})
    @Operation(hidden = true)
    public Response vote(
            @PathParam("id") String id,
            @FormParam("word") @Nullable String word,
            @FormParam("reason") @Nullable String reason) {
        return Forms.done(
                () -> {
                    book.vote(id, Forms.either(word, "for", "against"), reason, viewer.person());
                    return NOMINATIONS;
                },
                this::nominations);
    }

    @POST
    @Path("nominations/{id}/rule")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed({"admin", "council", "member"})
    @Operation(hidden = true)
    public Response rule(
            @PathParam("id") String id,
            @FormParam("word") @Nullable String word,
            @FormParam("reason") @Nullable String reason,
            @FormParam("message") @Nullable String message) {
        return Forms.done(
                () -> {
                    book.rule(
                            id, Forms.either(word, "accept", "decline"), Forms.text(reason), message, viewer.person());
                    return NOMINATIONS;
                },
                this::nominations);
    }

    @POST
    @Path("nominations/{id}/admit")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed({"admin", "council", "member"})
    @Operation(hidden = true)
    public Response admit(
            @PathParam("id") String id,
            @FormParam("id") @Nullable String newId,
            @FormParam("day") @Nullable String day) {
        return Forms.done(
                () -> {
                    book.admit(id, newId, Forms.dayIfAny("day", day).orElse(null), viewer.person());
                    return NOMINATIONS;
                },
                this::nominations);
    }

    @GET
    @Path("claims")
    @RolesAllowed({"admin", "auditor", "council"})
    @Operation(hidden = true)
    public TemplateInstance claims(@BeanParam ListAsked asked) {
        PeoplePages.Place place = place();
        ListForm form = asked.of(CLAIMS, Optional.empty(), ClaimList.RULES);
        List<PeopleViews.ClaimLine> all =
                ClaimList.RULES.of(claims.all(claimant -> false).claims(), form.asked());
        return new PeoplePages.claims(
                frames.of("Claims and disputes", CLAIMS),
                place,
                form,
                all.stream().filter(line -> line.state().equals("open")).toList(),
                asked.paged(all.stream()
                        .filter(line -> !line.state().equals("open"))
                        .toList()));
    }

    /** The lines of the list that are asked for, all pages of them; nothing of what was said. */
    @GET
    @Path("claims/list.csv")
    @Produces("text/csv")
    @RolesAllowed({"admin", "auditor", "council"})
    @Operation(hidden = true)
    public Response claimsCsv(@BeanParam ListAsked asked) {
        return asked.csv(ClaimList.RULES, claims.all(claimant -> false).claims(), "claims");
    }

    @POST
    @Path("claims/{id}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed({"admin", "council"})
    @Operation(hidden = true)
    public Response judge(
            @PathParam("id") String id,
            @FormParam("word") @Nullable String word,
            @FormParam("reason") @Nullable String reason) {
        return Forms.done(
                () -> {
                    claims.judge(id, Forms.either(word, "accept", "reject"), Forms.text(reason), viewer.person());
                    return CLAIMS;
                },
                told -> claim(id, told));
    }

    @GET
    @Path("claims/{id}")
    @RolesAllowed({"admin", "auditor", "council"})
    @Operation(hidden = true)
    public TemplateInstance claim(@PathParam("id") String id) {
        return claim(id, ReviewPages.Told.NOTHING);
    }

    private TemplateInstance claim(String id, ReviewPages.Told told) {
        return new PeoplePages.claim(
                frames.of("Claim " + id, CLAIMS),
                told,
                claimDetails
                        .one(
                                id,
                                new ClaimAnswers.Asking(
                                        viewer.own().orElse(""), viewer.runsReviews(), viewer.seesSources()))
                        .orElseThrow(NotFoundException::new),
                viewer.runsReviews(),
                viewer.seesSources());
    }

    private TemplateInstance nominations(ReviewPages.Told told, ListAsked asked) {
        PeoplePages.Place place = place();
        ListForm form = asked.of(NOMINATIONS, Optional.empty(), NominationList.RULES);
        List<PeopleViews.NominationLine> all =
                NominationList.RULES.of(book.all().nominations(), form.asked());
        return new PeoplePages.nominations(
                frames.of("Nominations", NOMINATIONS),
                place,
                told,
                form,
                all.stream()
                        .filter(line -> NominationBook.isRunning(line.state()))
                        .map(line -> seenBy(place, line))
                        .toList(),
                asked.paged(all.stream()
                        .filter(line -> !NominationBook.isRunning(line.state()))
                        .map(line -> seenBy(place, line))
                        .toList()),
                book.isMember(place.self()));
    }

    /** Those who decide on it see who voted how; a member sees the count and their own vote. */
    private PeoplePages.Case seenBy(PeoplePages.Place place, PeopleViews.NominationLine line) {
        String own = line.withVotesOf(place.self()).voters().stream()
                .map(PeopleViews.VoteLine::vote)
                .findFirst()
                .orElse("");
        boolean mayVote =
                line.state().equals("voting") && !place.self().equals(line.person()) && book.isMember(place.self());
        return new PeoplePages.Case(line, mayVote, own, viewer.seesEverybody());
    }

    PeoplePages.Place place() {
        String self = viewer.own().orElse("");
        return new PeoplePages.Place(
                viewer.runsReviews(), book.isCouncil(self) && viewer.runsReviews(), viewer.runsReviews(), self);
    }
}
