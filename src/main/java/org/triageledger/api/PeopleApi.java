package org.triageledger.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.triageledger.work.queries.Viewer;
import org.triageledger.work.queue.ClaimAnswers;
import org.triageledger.work.queue.QueueViews;
import org.triageledger.work.roster.ClaimBook;
import org.triageledger.work.roster.ClaimList;
import org.triageledger.work.roster.LeaveBook;
import org.triageledger.work.roster.NominationBook;
import org.triageledger.work.roster.NominationList;
import org.triageledger.work.roster.PeopleViews;

/** How people join, leave and speak for themselves; the same answers as the pages give, for programs. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(
        name = "People",
        description = "Nominations, claims and leaves. Each act is recorded with who did it, when and why.")
public class PeopleApi {
    private final NominationBook nominations;
    private final ClaimBook claims;
    private final LeaveBook leaves;
    private final ClaimAnswers claimDetails;
    private final Viewer viewer;

    PeopleApi(
            NominationBook nominations, ClaimBook claims, LeaveBook leaves, ClaimAnswers claimDetails, Viewer viewer) {
        this.nominations = nominations;
        this.claims = claims;
        this.leaves = leaves;
        this.claimDetails = claimDetails;
        this.viewer = viewer;
    }

    @GET
    @Path("nominations")
    @RolesAllowed({"admin", "auditor", "council", "member"})
    @Operation(
            summary = "All nominations, the latest first; a member is told how many voted how, and their own vote",
            operationId = "nominations")
    public PeopleViews.Nominations nominations(@BeanParam ListParameters list) {
        return new PeopleViews.Nominations(
                list.of(NominationList.RULES, nominations().nominations()));
    }

    PeopleViews.Nominations nominations() {
        PeopleViews.Nominations all = nominations.all();
        String self = viewer.own().orElse("");
        return viewer.seesEverybody()
                ? all
                : new PeopleViews.Nominations(all.nominations().stream()
                        .map(line -> line.withVotesOf(self))
                        .toList());
    }

    @GET
    @Path("claims")
    @RolesAllowed({"admin", "auditor", "council", "member", "former"})
    @Operation(
            summary = "Claims and disputes, the latest first; a member is told of those that are theirs or about them",
            operationId = "claims")
    public PeopleViews.Claims claims(@BeanParam ListParameters list) {
        return new PeopleViews.Claims(list.of(ClaimList.RULES, claims().claims()));
    }

    PeopleViews.Claims claims() {
        String self = viewer.own().orElse("");
        return new PeopleViews.Claims(
                claims.all(claimant -> viewer.runsReviews() || claimant.equals(self)).claims().stream()
                        .filter(line -> viewer.seesEverybody()
                                || line.by().equals(self)
                                || line.member().equals(self))
                        .toList());
    }

    @GET
    @Path("claims/{id}")
    @RolesAllowed({"admin", "auditor", "council", "member", "former"})
    @Operation(
            summary = "One claim or dispute, the evidence beside it, and what accepting it would change today",
            operationId = "claimDetail")
    public QueueViews.ClaimDetail claim(@PathParam("id") String id) {
        String self = viewer.own().orElse("");
        return claimDetails
                .one(id, new ClaimAnswers.Asking(self, viewer.runsReviews(), viewer.seesSources()))
                .filter(detail -> viewer.seesEverybody()
                        || detail.claim().by().equals(self)
                        || detail.claim().member().equals(self))
                .orElseThrow(NotFoundException::new);
    }

    @GET
    @Path("resignation")
    @RolesAllowed({"admin", "auditor", "council", "member", "former"})
    @Operation(
            summary = "What resigning would do today, for the member whose account it is; nothing is changed",
            operationId = "resignationPreview")
    public PeopleViews.ResignationPreview resignation() {
        String self = viewer.person();
        return nominations.resigning(self, self);
    }

    @GET
    @Path("leaves")
    @RolesAllowed({"admin", "auditor", "council", "member", "former"})
    @Operation(summary = "Leaves of absence, the latest first; a member is told of their own", operationId = "leaves")
    public PeopleViews.Leaves leaves() {
        String self = viewer.own().orElse("");
        return new PeopleViews.Leaves(leaves.all(member -> viewer.decides() || member.equals(self)).leaves().stream()
                .filter(line -> viewer.seesEverybody() || line.member().equals(self))
                .toList());
    }
}
