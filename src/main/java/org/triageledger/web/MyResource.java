package org.triageledger.web;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Days;
import org.triageledger.work.Refusal;
import org.triageledger.work.facts.Policies;
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
    private final ClaimBook claims;
    private final LeaveBook leaves;
    private final NominationBook nominations;
    private final Viewer viewer;
    private final PageFrames frames;

    MyResource(
            Days days,
            Policies policies,
            VerdictAnswers verdicts,
            ClaimBook claims,
            LeaveBook leaves,
            NominationBook nominations,
            Viewer viewer,
            PageFrames frames) {
        this.days = days;
        this.policies = policies;
        this.verdicts = verdicts;
        this.claims = claims;
        this.leaves = leaves;
        this.nominations = nominations;
        this.viewer = viewer;
        this.frames = frames;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance me() {
        return me(ReviewPages.Told.NOTHING);
    }

    /** @param act {@code claim}, {@code dispute}, {@code leave} or {@code resign}; each has fields of its own */
    @POST
    @Path("{act}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response act(
            @PathParam("act") String act,
            @FormParam("kind") @Nullable String kind,
            @FormParam("day") @Nullable String day,
            @FormParam("to") @Nullable String to,
            @FormParam("report") @Nullable String report,
            @FormParam("text") @Nullable String text,
            @FormParam("link") @Nullable String link,
            @FormParam("sure") boolean sure) {
        try {
            String self = viewer.person();
            switch (act) {
                case "claim" -> claims.claim(text(kind), Days.read("day", text(day)), text(text), link, self);
                case "dispute" -> claims.dispute(self, text(report), null, text(text), self);
                case "leave" ->
                    leaves.take(
                            self,
                            Days.read("day", text(day)),
                            text(to).isEmpty() ? null : Days.read("to", text(to)),
                            text,
                            self);
                case "resign" -> {
                    if (!sure) {
                        throw new Refusal("Tick the box if you are sure: resigning takes effect at once.");
                    }
                    nominations.resign(self, text, self);
                }
                default -> throw new BadRequestException("there is no such act");
            }
            return Response.seeOther(URI.create(HERE)).build();
        } catch (Refusal refusal) {
            return Response.status(Response.Status.CONFLICT)
                    .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                    .entity(me(new ReviewPages.Told(Optional.ofNullable(refusal.getMessage())))
                            .render())
                    .build();
        }
    }

    private TemplateInstance me(ReviewPages.Told told) {
        LocalDate today = days.today();
        String self = viewer.own().orElse("");
        Optional<VerdictViews.Why> why = nominations.isMember(self)
                ? Optional.of(verdicts.why(self, today, policies.nameOr(null)))
                : Optional.empty();
        return new PeoplePages.me(
                frames.of("Your work", HERE),
                told,
                why,
                why.map(eachWhy -> eachWhy.member().name()).orElse(viewer.name()),
                why.map(PageResource::evidence).orElse(List.of()),
                claims.all(self::equals).claims().stream()
                        .filter(line -> line.by().equals(self) || line.member().equals(self))
                        .toList(),
                leaves.all(self::equals).leaves().stream()
                        .filter(line -> line.member().equals(self))
                        .toList(),
                ClaimBook.kinds(),
                today);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }
}
