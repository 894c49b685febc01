package org.triageledger.web;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.triageledger.work.Days;
import org.triageledger.work.facts.Policies;
import org.triageledger.work.queries.TeamAnswers;
import org.triageledger.work.queries.VerdictAnswers;
import org.triageledger.work.queries.VerdictViews;
import org.triageledger.work.queries.Viewer;
import org.triageledger.work.queue.QueueViews;
import org.triageledger.work.queue.ToDo;
import org.triageledger.work.roster.NominationBook;

/** The start page: what needs the person who is signed in, and where they stand. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class StartResource {
    private final Days days;
    private final Policies policies;
    private final VerdictAnswers verdicts;
    private final NominationBook nominations;
    private final TeamAnswers team;
    private final ToDo toDo;
    private final Viewer viewer;
    private final PageFrames frames;

    StartResource(
            Days days,
            Policies policies,
            VerdictAnswers verdicts,
            NominationBook nominations,
            TeamAnswers team,
            ToDo toDo,
            Viewer viewer,
            PageFrames frames) {
        this.days = days;
        this.policies = policies;
        this.verdicts = verdicts;
        this.nominations = nominations;
        this.team = team;
        this.toDo = toDo;
        this.viewer = viewer;
        this.frames = frames;
    }

    /** The table of members stood here once: an address that asks for a day, policy or verdict leads to it. */
    @GET
    @RolesAllowed({"admin", "auditor", "council", "member", "former"})
    @Operation(hidden = true)
    public Response start(@Context UriInfo uri) {
        String query = uri.getRequestUri().getRawQuery();
        return query == null || query.isEmpty()
                ? Response.ok(page()).build()
                : Response.seeOther(URI.create("/active?" + query)).build();
    }

    private TemplateInstance page() {
        LocalDate today = days.today();
        String policy = policies.nameOr(null);
        Optional<VerdictViews.Active> active =
                viewer.seesEverybody() ? Optional.of(verdicts.active(today, policy)) : Optional.empty();
        QueueViews.ToDo waiting = toDo.now(); // before the counts beside it, which then are of the same moment
        return new Pages.start(
                frames.of("Start", "/"),
                today,
                waiting,
                viewer.own()
                        .filter(nominations::isMember)
                        .map(self -> own(verdicts.whyNewestFirst(self, today, policy))),
                !viewer.isOfTeam(),
                viewer.own().filter(self -> !viewer.isOfTeam()).flatMap(self -> team.leftOn(self, today)),
                active.map(all -> PageResource.counts(all.members())).orElse(List.of()),
                active.flatMap(all -> Optional.ofNullable(all.lastCovered())));
    }

    private Pages.Own own(VerdictViews.Why why) {
        List<Pages.Evidence> latest =
                PageResource.evidence(why).stream().limit(Pages.LATEST).toList();
        return new Pages.Own(
                why.member(),
                Timeline.around(
                        why.asOf(),
                        why.member().creditDays(),
                        verdicts.missing(why.windowFrom(), why.asOf()),
                        why.member().until()),
                toDo(why.member().verdict()),
                latest);
    }

    private static String toDo(String verdict) {
        return switch (verdict) {
            case "inactive" ->
                "Nothing of the last year counts for you. An answer in a report that somebody outside the team began"
                        + " counts at once; work that left no mail can be claimed.";
            case "unknown" ->
                "Mail is missing, or work of yours waits for an answer: nobody can say that you were inactive."
                        + " Work that you know of can be claimed.";
            default -> "";
        };
    }
}
