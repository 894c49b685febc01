package org.triageledger.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.triageledger.work.queries.Viewer;
import org.triageledger.work.roster.ClaimBook;
import org.triageledger.work.roster.LeaveBook;
import org.triageledger.work.roster.NominationBook;
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
    private final Viewer viewer;

    PeopleApi(NominationBook nominations, ClaimBook claims, LeaveBook leaves, Viewer viewer) {
        this.nominations = nominations;
        this.claims = claims;
        this.leaves = leaves;
        this.viewer = viewer;
    }

    @GET
    @Path("nominations")
    @RolesAllowed({"admin", "auditor", "council", "member"})
    @Operation(
            summary = "All nominations, the latest first; a member is told how many voted how, and their own vote",
            operationId = "nominations")
    public PeopleViews.Nominations nominations() {
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
    @RolesAllowed({"admin", "auditor", "council", "member"})
    @Operation(
            summary = "Claims and disputes, the latest first; a member is told of those that are theirs or about them",
            operationId = "claims")
    public PeopleViews.Claims claims() {
        String self = viewer.own().orElse("");
        return new PeopleViews.Claims(
                claims.all(claimant -> viewer.runsReviews() || claimant.equals(self)).claims().stream()
                        .filter(line -> viewer.seesEverybody()
                                || line.by().equals(self)
                                || line.member().equals(self))
                        .toList());
    }

    @GET
    @Path("leaves")
    @RolesAllowed({"admin", "auditor", "council", "member"})
    @Operation(summary = "Leaves of absence, the latest first; a member is told of their own", operationId = "leaves")
    public PeopleViews.Leaves leaves() {
        String self = viewer.own().orElse("");
        return new PeopleViews.Leaves(leaves.all(member -> viewer.decides() || member.equals(self)).leaves().stream()
                .filter(line -> viewer.seesEverybody() || line.member().equals(self))
                .toList());
    }
}
