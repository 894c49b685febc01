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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Refusal;
import org.triageledger.work.Signed;
import org.triageledger.work.decision.AuthorChoices;
import org.triageledger.work.decision.Decisions;
import org.triageledger.work.decision.Proposal;
import org.triageledger.work.queries.Viewer;
import org.triageledger.work.queue.ReviewQueue;
import org.triageledger.work.record.DecisionViews;

/** What waits for a person, and the record of what people decided. What a decision would change is shown before it is made. */
@Path("/queue")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class QueueResource {
    /** Asks for all notifications of one GitHub repository. */
    private static final String REPOSITORY = "repository";

    private final ReviewQueue queue;
    private final Decisions decisions;
    private final AuthorChoices authors;
    private final Viewer viewer;
    private final PageFrames frames;

    QueueResource(ReviewQueue queue, Decisions decisions, AuthorChoices authors, Viewer viewer, PageFrames frames) {
        this.queue = queue;
        this.decisions = decisions;
        this.authors = authors;
        this.viewer = viewer;
        this.frames = frames;
    }

    @GET
    @RolesAllowed({"admin", "auditor"})
    @Operation(hidden = true)
    public TemplateInstance queue(@QueryParam("log") @Nullable String log) {
        boolean everything = "all".equals(log);
        return new Pages.queue(
                frames.of("Review queue", "/queue"),
                queue.all(),
                queue.repositories(),
                decisions.awaitingApproval(),
                decisions.all().reversed().stream()
                        .filter(line -> everything || line.group().equals("decision"))
                        .toList(),
                everything,
                viewer.decides(),
                viewer.own().orElse(""));
    }

    /** Shows what would change; with {@code apply}, decides. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed("admin")
    @Operation(hidden = true)
    public TemplateInstance decide(
            @FormParam("kind") @Nullable String kind,
            @FormParam("one") @Nullable String one,
            @FormParam("other") @Nullable String other,
            @FormParam("author") @Nullable String author,
            @FormParam("reason") @Nullable String reason,
            @FormParam("apply") boolean apply) {
        boolean confirms = text(kind).equals("confirm");
        Pages.Decision asked = new Pages.Decision(text(kind), text(one), text(other), text(author), text(reason));
        if (asked.kind().equals(REPOSITORY)) {
            return confirmAll(asked, apply);
        }
        Proposal proposal = proposal(asked.kind(), asked.one(), asked.other());
        boolean named = true;
        List<AuthorChoices.Choice> choices = List.of();
        try {
            if (confirms) {
                named = authors.namesOne(asked.one());
                choices = authors.of(asked.one());
                if (!asked.author().isEmpty()) {
                    proposal = new Proposal.Confirm(asked.one(), authors.address(asked.one(), asked.author()));
                } else if (asked.other().isEmpty() && !apply && !named) {
                    return page(proposal, asked, named, choices, DecisionViews.Effect.NONE, Optional.empty(), false);
                }
            }
            DecisionViews.Effect effect = apply
                    ? decisions.decide(proposal, new Signed(viewer.person(), asked.reason()))
                    : decisions.preview(proposal);
            return page(proposal, asked, named, choices, effect, Optional.empty(), apply);
        } catch (Refusal refusal) {
            return page(
                    proposal,
                    asked,
                    named,
                    choices,
                    DecisionViews.Effect.NONE,
                    Optional.ofNullable(refusal.getMessage()),
                    false);
        }
    }

    private TemplateInstance confirmAll(Pages.Decision asked, boolean apply) {
        String sentence = "Confirm the account that each notification of " + asked.one() + " names.";
        try {
            List<Proposal> all = queue.confirmations(asked.one());
            DecisionViews.Effect effect = apply
                    ? decisions.decideAll(all, new Signed(viewer.person(), asked.reason()))
                    : decisions.previewAll(all);
            return page(sentence, asked, true, List.of(), effect, Optional.empty(), apply, false);
        } catch (Refusal refusal) {
            return page(
                    sentence,
                    asked,
                    true,
                    List.of(),
                    DecisionViews.Effect.NONE,
                    Optional.ofNullable(refusal.getMessage()),
                    false,
                    asked.reason().isEmpty());
        }
    }

    private TemplateInstance page(
            Proposal proposal,
            Pages.Decision asked,
            boolean named,
            List<AuthorChoices.Choice> choices,
            DecisionViews.Effect effect,
            Optional<String> refused,
            boolean done) {
        boolean hopeless = refused.isPresent() && asked.reason().isEmpty() && !(proposal instanceof Proposal.Confirm);
        return page(sentence(proposal), asked, named, choices, effect, refused, done, hopeless);
    }

    private TemplateInstance page(
            String sentence,
            Pages.Decision asked,
            boolean named,
            List<AuthorChoices.Choice> choices,
            DecisionViews.Effect effect,
            Optional<String> refused,
            boolean done,
            boolean hopeless) {
        return new Pages.decide(
                frames.of("Decide", "/queue"),
                sentence,
                asked,
                named,
                choices,
                effect.changes(),
                refused,
                done,
                effect.waits(),
                hopeless);
    }

    /** The same decision as before, not made yet, for whom it could not be taken from. */
    @RolesAllowed("admin")
    TemplateInstance again(KeptForm kept) {
        return decide(
                kept.first("kind"),
                kept.first("one"),
                kept.first("other"),
                kept.first("author"),
                kept.first("reason"),
                false);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }

    private static Proposal proposal(String kind, String one, String other) {
        return switch (kind) {
            case "confirm" -> new Proposal.Confirm(one, other.isEmpty() ? null : other);
            case "reject" -> new Proposal.Reject(one);
            case "join" -> new Proposal.Join(one, other);
            case "link" -> new Proposal.Link(one, other, null, null);
            case "unlink" -> new Proposal.Unlink(one, other);
            case "approve" -> new Proposal.Approve(number(one));
            case "decline" -> new Proposal.Decline(number(one));
            case "name" -> new Proposal.Name(one, other);
            case "undo" -> new Proposal.Undo(number(one));
            default -> throw new BadRequestException("Unknown decision. Go back to the queue and choose one there.");
        };
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new BadRequestException("Unknown decision. Go back to the queue and choose one there.");
        }
    }

    private String sentence(Proposal proposal) {
        return switch (proposal) {
            case Proposal.Confirm confirm ->
                confirm.address() == null
                        ? "Confirm the author of message " + confirm.messageId() + "."
                        : "Confirm " + confirm.address() + " as author of message " + confirm.messageId() + ".";
            case Proposal.Reject reject ->
                "Close the question about message " + reject.messageId()
                        + ". No author is confirmed and no thread is joined.";
            case Proposal.Join join ->
                "Join the threads of messages " + join.oneMessageId() + " and " + join.otherMessageId() + ".";
            case Proposal.Link link -> "Link " + link.address() + " to member " + link.member() + ".";
            case Proposal.Unlink unlink -> "Remove " + unlink.address() + " from member " + unlink.member() + ".";
            case Proposal.Status status -> "Mark report " + status.report() + " as " + status.word() + ".";
            case Proposal.Name name ->
                "The name “" + name.name() + "” in CVE records is "
                        + (name.who().equals("nobody") ? "nobody in the roster." : "member " + name.who() + ".");
            case Proposal.Approve approve ->
                "Approve entry " + approve.id() + " of the audit log: " + decisions.words(approve.id()) + ".";
            case Proposal.Decline decline ->
                "Decline entry " + decline.id() + " of the audit log: " + decisions.words(decline.id()) + ".";
            case Proposal.Undo undo -> "Decision " + undo.id() + " will be reverted.";
        };
    }
}
