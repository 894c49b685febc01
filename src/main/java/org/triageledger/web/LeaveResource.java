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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Days;
import org.triageledger.work.queries.TeamAnswers;
import org.triageledger.work.queries.Viewer;
import org.triageledger.work.roster.LeaveBook;
import org.triageledger.work.roster.PeopleViews;

/** The leaves of a member, noted, changed and removed by an admin. */
@Path("members/{id}/leaves")
@Produces(MediaType.TEXT_HTML)
@Blocking
@RolesAllowed("admin")
public class LeaveResource {
    private static final String ANCHOR = "#leaves";

    private final LeaveBook leaves;
    private final TeamAnswers team;
    private final Viewer viewer;
    private final Days days;
    private final PageFrames frames;

    LeaveResource(LeaveBook leaves, TeamAnswers team, Viewer viewer, Days days, PageFrames frames) {
        this.leaves = leaves;
        this.team = team;
        this.viewer = viewer;
        this.days = days;
        this.frames = frames;
    }

    /** A form for a leave of the member. */
    @GET
    @Operation(hidden = true)
    public TemplateInstance add(@PathParam("id") String id) {
        return add(id, ReviewPages.Told.NOTHING);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response take(
            @PathParam("id") String id,
            @FormParam("from") @Nullable String from,
            @FormParam("to") @Nullable String to,
            @FormParam("text") @Nullable String text) {
        needsMember(id);
        return Forms.done(
                () -> {
                    leaves.take(
                            id,
                            Forms.day("from", from),
                            Forms.dayIfAny("to", to).orElse(null),
                            text,
                            viewer.person());
                    return page(id);
                },
                told -> add(id, told));
    }

    /** The leave as it is, in a form. */
    @GET
    @Path("{number}")
    @Operation(hidden = true)
    public TemplateInstance one(@PathParam("id") String id, @PathParam("number") long number) {
        return one(id, number, ReviewPages.Told.NOTHING);
    }

    @POST
    @Path("{number}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response change(
            @PathParam("id") String id,
            @PathParam("number") long number,
            @FormParam("from") @Nullable String from,
            @FormParam("to") @Nullable String to,
            @FormParam("text") @Nullable String text) {
        noted(id, number);
        return Forms.done(
                () -> {
                    leaves.change(
                            number,
                            Forms.day("from", from),
                            Forms.dayIfAny("to", to).orElse(null),
                            Forms.text(text),
                            viewer.person());
                    return page(id);
                },
                told -> one(id, number, told));
    }

    /** What removing the leave does, and the button that does it. */
    @GET
    @Path("{number}/removal")
    @Operation(hidden = true)
    public TemplateInstance removal(@PathParam("id") String id, @PathParam("number") long number) {
        return removal(id, number, ReviewPages.Told.NOTHING);
    }

    @POST
    @Path("{number}/removal")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response remove(@PathParam("id") String id, @PathParam("number") long number) {
        noted(id, number);
        return Forms.done(
                () -> {
                    leaves.remove(number, viewer.person());
                    return page(id);
                },
                told -> removal(id, number, told));
    }

    private TemplateInstance add(String id, ReviewPages.Told told) {
        needsMember(id);
        return new PeoplePages.newLeave(
                frames.of("Leave of " + team.name(id), "/active"), told, id, team.name(id), days.today());
    }

    private TemplateInstance one(String id, long number, ReviewPages.Told told) {
        PeopleViews.LeaveLine line = noted(id, number);
        return new PeoplePages.leave(frames.of("Leave of " + team.name(id), "/active"), told, team.name(id), line);
    }

    private TemplateInstance removal(String id, long number, ReviewPages.Told told) {
        PeopleViews.LeaveLine line = noted(id, number);
        return new PeoplePages.leaveRemoval(
                frames.of("Remove a leave of " + team.name(id), "/active"), told, team.name(id), line);
    }

    /** The page a form of these stands on. */
    TemplateInstance again(String id, java.util.List<String> rest) {
        if (rest.isEmpty()) {
            return add(id);
        }
        long number = Long.parseLong(rest.getFirst());
        return rest.size() == 1 ? one(id, number) : removal(id, number);
    }

    private static String page(String id) {
        return "/members/" + id + ANCHOR;
    }

    private void needsMember(String id) {
        if (!team.isKnown(id)) {
            throw new NotFoundException();
        }
    }

    private PeopleViews.LeaveLine noted(String id, long number) {
        return leaves.all(member -> true).leaves().stream()
                .filter(line -> line.decision() == number && line.member().equals(id))
                .findFirst()
                .orElseThrow(NotFoundException::new);
    }
}
