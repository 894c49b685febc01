package org.triageledger.api;

import static org.triageledger.api.Needed.needed;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Refusal;
import org.triageledger.work.queries.Viewer;
import org.triageledger.work.roster.ClaimBook;
import org.triageledger.work.roster.LeaveBook;
import org.triageledger.work.roster.NominationBook;
import org.triageledger.work.roster.PeopleViews;

/**
 * What people do to join, leave and speak for themselves, for programs that act for them. Only JSON is taken, which a form of another
 * site cannot send; who acts is the person the account belongs to.
 */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(
        name = "People",
        description = "Nominations, claims and leaves. Each act is recorded with who did it, when and why.")
public class PeopleActs {
    private final NominationBook nominations;
    private final ClaimBook claims;
    private final LeaveBook leaves;
    private final PeopleApi people;
    private final Viewer viewer;

    PeopleActs(NominationBook nominations, ClaimBook claims, LeaveBook leaves, PeopleApi people, Viewer viewer) {
        this.nominations = nominations;
        this.claims = claims;
        this.leaves = leaves;
        this.people = people;
        this.viewer = viewer;
    }

    /** @param person the id of somebody the roster knows, in place of name and login */
    public record Nominating(
            @Nullable String name,
            @Nullable String github,
            @Nullable String person,
            @Nullable String reason) {}

    /** @param vote {@code for} or {@code against} */
    public record Voting(@Nullable String vote, @Nullable String reason) {}

    /**
     * @param ruling {@code accept} or {@code decline}
     * @param messageId of the mail that records it, where the policy asks for one
     */
    public record Ruling(
            @Nullable String ruling,
            @Nullable String reason,
            @Nullable String messageId) {}

    /**
     * @param id under which the roster will know them, where it does not yet
     * @param day the first of the membership; today without it
     */
    public record Admitting(@Nullable String id, @Nullable LocalDate day) {}

    /** @param day the UTC day of the work */
    public record Claiming(
            @Nullable String kind,
            @Nullable LocalDate day,
            @Nullable String text,
            @Nullable String link) {}

    /** @param kind all of the member's work on the report without it */
    public record Disputing(
            @Nullable String member,
            @Nullable String report,
            @Nullable String kind,
            @Nullable String text) {}

    /** @param verdict {@code accepted} or {@code rejected} */
    public record Judging(
            @Nullable String verdict, @Nullable String reason) {}

    /** @param member oneself without it; another only for admins */
    public record Leaving(
            @Nullable String member,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String reason) {}

    /** @param reason the earlier one stays without it */
    public record LeaveChange(
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String reason) {}

    public record Resigning(@Nullable String reason) {}

    @POST
    @Path("nominations")
    @RolesAllowed({"admin", "council", "member"})
    @Operation(summary = "Nominates somebody, as the member whose account it is", operationId = "nominate")
    public PeopleViews.Nominations nominate(Nominating asked) {
        nominations.nominate(
                new NominationBook.Asked(asked.name(), asked.github(), asked.person()),
                needed("reason", asked.reason()),
                viewer.person());
        return people.nominations();
    }

    @POST
    @Path("nominations/{id}/votes")
    @RolesAllowed({"admin", "council", "member"})
    @Operation(
            summary = "Votes on a nomination; another vote of the same member takes its place until the time is over",
            operationId = "vote")
    public PeopleViews.Nominations vote(@PathParam("id") String id, Voting voting) {
        nominations.vote(id, either("vote", voting.vote(), "for", "against"), voting.reason(), viewer.person());
        return people.nominations();
    }

    @POST
    @Path("nominations/{id}/rulings")
    @RolesAllowed({"admin", "council", "member"})
    @Operation(summary = "The steering council's word on a nomination", operationId = "ruleOnNomination")
    public PeopleViews.Nominations rule(@PathParam("id") String id, Ruling ruling) {
        nominations.rule(
                id,
                either("ruling", ruling.ruling(), "accept", "decline"),
                needed("reason", ruling.reason()),
                ruling.messageId(),
                viewer.person());
        return people.nominations();
    }

    @POST
    @Path("nominations/{id}/admission")
    @RolesAllowed({"admin", "council"})
    @Operation(summary = "Makes a member of somebody who was accepted", operationId = "admit")
    public PeopleViews.Nominations admit(@PathParam("id") String id, Admitting admitting) {
        nominations.admit(id, admitting.id(), admitting.day(), viewer.person());
        return people.nominations();
    }

    @POST
    @Path("claims")
    @RolesAllowed({"admin", "auditor", "council", "member"})
    @Operation(summary = "Claims work of one's own that left no mail", operationId = "claim")
    public PeopleViews.Claims claim(Claiming claiming) {
        claims.claim(
                needed("kind", claiming.kind()),
                needed("day", claiming.day()),
                needed("text", claiming.text()),
                claiming.link(),
                viewer.person());
        return people.claims();
    }

    @POST
    @Path("disputes")
    @RolesAllowed({"admin", "auditor", "council", "member"})
    @Operation(
            summary = "Disputes a credit that one may see, be it one's own or a colleague's",
            operationId = "dispute")
    public PeopleViews.Claims dispute(Disputing disputing) {
        String member = needed("member", disputing.member());
        viewer.needsEvidenceOf(member);
        claims.dispute(
                member,
                needed("report", disputing.report()),
                disputing.kind(),
                needed("text", disputing.text()),
                viewer.person());
        return people.claims();
    }

    @POST
    @Path("claims/{id}/judgement")
    @RolesAllowed({"admin", "council"})
    @Operation(summary = "Decides on a claim or dispute, by another admin or the council", operationId = "judgeClaim")
    public PeopleViews.Claims judge(@PathParam("id") String id, Judging judging) {
        claims.judge(
                id,
                either("verdict", judging.verdict(), "accepted", "rejected"),
                needed("reason", judging.reason()),
                viewer.person());
        return people.claims();
    }

    @POST
    @Path("leaves")
    @RolesAllowed({"admin", "auditor", "council", "member"})
    @Operation(summary = "Notes a leave of absence; it changes no verdict", operationId = "takeLeave")
    public PeopleViews.Leaves leave(Leaving leaving) {
        String self = viewer.person();
        leaves.take(
                leaving.member() == null ? self : leaving.member(),
                needed("from", leaving.from()),
                leaving.to(),
                leaving.reason(),
                self);
        return people.leaves();
    }

    @PUT
    @Path("leaves/{number}")
    @RolesAllowed({"admin", "auditor", "council", "member"})
    @Operation(
            summary = "Changes a leave of absence; its reason stays unless another is given, and is removed by an"
                    + " empty one",
            operationId = "changeLeave")
    public PeopleViews.Leaves changeLeave(@PathParam("number") long number, LeaveChange change) {
        leaves.change(number, needed("from", change.from()), change.to(), change.reason(), ownLeave(number));
        return people.leaves();
    }

    @POST
    @Path("leaves/{number}/removal")
    @RolesAllowed({"admin", "auditor", "council", "member"})
    @Operation(summary = "Removes a leave of absence that does not take place", operationId = "removeLeave")
    public PeopleViews.Leaves removeLeave(@PathParam("number") long number) {
        leaves.remove(number, ownLeave(number));
        return people.leaves();
    }

    /** Who acts. A leave of somebody else, and one that is not there, look the same to those who may not know of it. */
    private String ownLeave(long number) {
        String self = viewer.person();
        if (!viewer.seesEverybody() && !leaves.isOf(number, self)) {
            throw new NotFoundException();
        }
        return self;
    }

    @POST
    @Path("resignation")
    @RolesAllowed({"admin", "auditor", "council", "member", "former"})
    @Operation(summary = "Ends one's own membership at once", operationId = "resign")
    public Resigned resign(Resigning resigning) {
        String self = viewer.person();
        return new Resigned(self, nominations.resign(self, resigning.reason(), self));
    }

    /** @param lastDay the last UTC day of the membership */
    public record Resigned(String member, LocalDate lastDay) {}

    private static boolean either(String name, @Nullable String word, String yes, String no) {
        String said = needed(name, word);
        if (said.equals(yes)) {
            return true;
        }
        if (said.equals(no)) {
            return false;
        }
        throw new Refusal("'" + name + "' is " + yes + " or " + no);
    }
}
