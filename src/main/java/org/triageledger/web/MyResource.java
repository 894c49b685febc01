package org.triageledger.web;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
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
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Days;
import org.triageledger.work.facts.Policies;
import org.triageledger.work.queries.TeamAnswers;
import org.triageledger.work.queries.VerdictAnswers;
import org.triageledger.work.queries.VerdictViews;
import org.triageledger.work.queries.Viewer;
import org.triageledger.work.roster.ClaimBook;
import org.triageledger.work.roster.LeaveBook;
import org.triageledger.work.roster.NominationBook;

/** What the ledger knows of the person who asks, and what they can say to it. */
@Path("me")
@Produces(MediaType.TEXT_HTML)
@Blocking
@RolesAllowed({"admin", "auditor", "council", "member"})
public class MyResource {
    private static final String HERE = "/me";

    private final Days days;
    private final Policies policies;
    private final VerdictAnswers verdicts;
    private final TeamAnswers team;
    private final ClaimBook claims;
    private final LeaveBook leaves;
    private final NominationBook nominations;
    private final Viewer viewer;
    private final PageFrames frames;

    MyResource(
            Days days,
            Policies policies,
            VerdictAnswers verdicts,
            TeamAnswers team,
            ClaimBook claims,
            LeaveBook leaves,
            NominationBook nominations,
            Viewer viewer,
            PageFrames frames) {
        this.days = days;
        this.policies = policies;
        this.verdicts = verdicts;
        this.team = team;
        this.claims = claims;
        this.leaves = leaves;
        this.nominations = nominations;
        this.viewer = viewer;
        this.frames = frames;
    }

    @GET
    @RolesAllowed({"admin", "auditor", "council", "member", "former"})
    @Operation(hidden = true)
    public TemplateInstance me(@QueryParam("page") @Nullable String page) {
        return me(ReviewPages.Told.NOTHING, Paged.number(page));
    }

    TemplateInstance me() {
        return me(ReviewPages.Told.NOTHING);
    }

    @POST
    @Path("claim")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response claim(
            @FormParam("kind") @Nullable String kind,
            @FormParam("day") @Nullable String day,
            @FormParam("text") @Nullable String text,
            @FormParam("link") @Nullable String link) {
        return Forms.done(
                () -> {
                    claims.claim(Forms.text(kind), Forms.day("day", day), Forms.text(text), link, viewer.person());
                    return HERE;
                },
                this::me);
    }

    @POST
    @Path("dispute")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response dispute(@FormParam("report") @Nullable String report, @FormParam("text") @Nullable String text) {
        return Forms.done(
                () -> {
                    String self = viewer.person();
                    claims.dispute(self, Forms.text(report), null, Forms.text(text), self);
                    return HERE;
                },
                this::me);
    }

    @POST
    @Path("leave")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response leave(
            @FormParam("day") @Nullable String day,
            @FormParam("to") @Nullable String to,
            @FormParam("text") @Nullable String text) {
        return Forms.done(
                () -> {
                    String self = viewer.person();
                    leaves.take(
                            self,
                            Forms.day("day", day),
                            Forms.dayIfAny("to", to).orElse(null),
                            text,
                            self);
                    return HERE;
                },
                this::me);
    }

    @POST
    @Path("leave/{number}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response changeLeave(
            @PathParam("number") long number,
            @FormParam("day") @Nullable String day,
            @FormParam("to") @Nullable String to,
            @FormParam("text") @Nullable String text) {
        return Forms.done(
                () -> {
                    leaves.change(
                            number,
                            Forms.day("day", day),
                            Forms.dayIfAny("to", to).orElse(null),
                            Forms.text(text),
                            needsOwn(number));
                    return HERE;
                },
                this::me);
    }

    @POST
    @Path("leave/{number}/removal")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response removeLeave(@PathParam("number") long number) {
        return Forms.done(
                () -> {
                    leaves.remove(number, needsOwn(number));
                    return HERE;
                },
                this::me);
    }

    /** This page is about one's own leaves, whatever else the account may do. */
    private String needsOwn(long number) {
        String self = viewer.person();
        if (!leaves.isOf(number, self)) {
            throw new NotFoundException();
        }
        return self;
    }

    /** What resigning would do, and the button that does it. */
    @GET
    @Path("resign")
    @RolesAllowed({"admin", "auditor", "council", "member", "former"})
    @Operation(hidden = true)
    public TemplateInstance resign() {
        return resign(ReviewPages.Told.NOTHING);
    }

    private TemplateInstance resign(ReviewPages.Told told) {
        String self = viewer.person();
        return new PeoplePages.resign(frames.of("Resign", HERE), told, nominations.resigning(self, self));
    }

    @POST
    @Path("resign")
    @RolesAllowed({"admin", "auditor", "council", "member", "former"})
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response resign(@FormParam("text") @Nullable String text) {
        return Forms.done(
                () -> {
                    String self = viewer.person();
                    nominations.resign(self, text, self);
                    return HERE;
                },
                told -> told.atField() ? resign(told) : me(told));
    }

    private TemplateInstance me(ReviewPages.Told told) {
        return me(told, 1);
    }

    private TemplateInstance me(ReviewPages.Told told, int page) {
        LocalDate today = days.today();
        String self = viewer.own().orElse("");
        boolean member = nominations.isMember(self);
        Optional<LocalDate> left = member ? Optional.empty() : team.leftOn(self, today);
        Optional<VerdictViews.Why> why = (member ? Optional.of(today) : left)
                .map(day -> verdicts.whyNewestFirst(self, day, policies.nameOr(null)));
        return new PeoplePages.me(
                frames.of("Your work", HERE),
                told,
                why,
                left,
                why.map(eachWhy -> eachWhy.member().name()).orElse(viewer.name()),
                Paged.of(why.map(PageResource::evidence).orElse(List.of()), page, Pages.REPORTS),
                claims.all(self::equals).claims().stream()
                        .filter(line -> line.by().equals(self) || line.member().equals(self))
                        .toList(),
                leaves.all(self::equals).leaves().stream()
                        .filter(line -> line.member().equals(self))
                        .toList(),
                ClaimBook.kinds(),
                today);
    }
}
