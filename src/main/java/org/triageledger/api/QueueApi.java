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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Signed;
import org.triageledger.work.decision.AuthorChoices;
import org.triageledger.work.decision.Decisions;
import org.triageledger.work.decision.Proposal;
import org.triageledger.work.queries.Viewer;
import org.triageledger.work.queue.QueueAnswers;
import org.triageledger.work.queue.QueueItems;
import org.triageledger.work.queue.QueueViews;
import org.triageledger.work.queue.ReviewQueue;
import org.triageledger.work.record.DecisionViews;

/**
 * What needs review, and decisions on authors: one message at a time, or all notifications of a GitHub repository. Every check of the
 * page holds; what is in favour of the one who decides waits for another person's approval.
 */
@Path("/api/v1/queue")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Review queue", description = "Messages, threads and addresses that an admin has to decide on.")
public class QueueApi {
    private final ReviewQueue queue;
    private final QueueItems items;
    private final QueueAnswers answers;
    private final AuthorChoices authors;
    private final Decisions decisions;
    private final Viewer viewer;

    QueueApi(
            ReviewQueue queue,
            QueueItems items,
            QueueAnswers answers,
            AuthorChoices authors,
            Decisions decisions,
            Viewer viewer) {
        this.queue = queue;
        this.items = items;
        this.answers = answers;
        this.authors = authors;
        this.decisions = decisions;
        this.viewer = viewer;
    }

    /**
     * @param message the Message-ID
     * @param author a member or a mail address; without it, the author whom the message names
     * @param reason for the audit log; no report content
     */
    public record Confirming(
            @Nullable String message,
            @Nullable String author,
            @Nullable String reason) {}

    /** @param message the Message-ID */
    public record Rejecting(
            @Nullable String message, @Nullable String reason) {}

    /** @param repository as in {@code owner/name} */
    public record ConfirmingAll(
            @Nullable String repository, @Nullable String reason) {}

    /**
     * @param items the ids of one or more questions
     * @param answer as the question names it, such as {@code confirm} or {@code reject}
     * @param author for {@code confirm}: a member or a mail address; without it, the author whom the message names
     * @param alike true to answer all further questions alike that name the same author
     * @param reason for the audit log; no report content
     * @param dryRun true to be told only what would change
     */
    public record Answering(
            @Nullable List<String> items,
            @Nullable String answer,
            @Nullable String author,
            boolean alike,
            @Nullable String reason,
            boolean dryRun) {}

    /** @param subject the subject, and after it the names beside the addresses; empty where none is kept */
    public record Subject(List<String> subject) {}

    @GET
    @Path("items")
    @RolesAllowed({"admin", "auditor"})
    @Operation(summary = "The questions of the queue", operationId = "queueItems")
    public QueueViews.Questions items(
            @Parameter(description = "Only questions of this kind; a refusal says which there are")
                    @QueryParam("kind")
                    @Nullable
                    String kind,
            @Parameter(description = "Only questions in which this text stands") @QueryParam("q") @Nullable String text,
            @Parameter(description = "newest-first, or oldest-first") @QueryParam("sort") @Nullable String sort) {
        return items.found(QueueItems.Asked.of(kind, text, sort, null));
    }

    @GET
    @Path("items/{item}")
    @RolesAllowed({"admin", "auditor"})
    @Operation(summary = "One question with its evidence, and what can be answered", operationId = "queueItem")
    public QueueViews.QueueItemDetail item(
            @Parameter(description = "The question's id") @PathParam("item") String item) {
        return items.detail(item).orElseThrow(NotFoundException::new);
    }

    @POST
    @Path("items/{item}/subject")
    @RolesAllowed({"admin", "auditor"})
    @Operation(
            summary = "Shows the sealed subject of a question's message; the audit log notes who asked",
            operationId = "showSubject")
    public Subject subject(@Parameter(description = "The question's id") @PathParam("item") String item) {
        answers.show(item);
        return new Subject(items.detail(item).stream()
                .flatMap(detail -> detail.messages().stream())
                .findFirst()
                .map(message -> answers.shown(message.key()))
                .orElse(List.of()));
    }

    @POST
    @Path("answers")
    @RolesAllowed("admin")
    @Operation(summary = "Gives one answer to one or several questions", operationId = "answerQueue")
    public DecisionViews.Effect answer(Answering asked) {
        List<String> chosen = asked.items() == null ? List.of() : asked.items();
        QueueAnswers.Given given = new QueueAnswers.Given(
                needed("answer", asked.answer()),
                asked.author() == null ? "" : asked.author().strip(),
                asked.alike());
        return asked.dryRun()
                ? decisions.previewAll(answers.proposals(chosen, given))
                : answers.decide(chosen, given, signed(asked.reason()));
    }

    @POST
    @Path("confirmations")
    @RolesAllowed("admin")
    @Operation(summary = "Confirms the author of a message", operationId = "confirmAuthor")
    public DecisionViews.Effect confirm(Confirming asked) {
        String id = needed("message", asked.message());
        String author = asked.author() == null ? "" : asked.author().strip();
        return decisions.decide(
                new Proposal.Confirm(id, author.isEmpty() ? null : authors.address(id, author)),
                signed(asked.reason()));
    }

    @POST
    @Path("rejections")
    @RolesAllowed("admin")
    @Operation(summary = "Closes the question about a message: no author is confirmed", operationId = "rejectAuthor")
    public DecisionViews.Effect reject(Rejecting asked) {
        return decisions.decide(new Proposal.Reject(needed("message", asked.message())), signed(asked.reason()));
    }

    @POST
    @Path("repository-confirmations")
    @RolesAllowed("admin")
    @Operation(
            summary = "Confirms the accounts that all waiting notifications of a GitHub repository name",
            operationId = "confirmRepository")
    public DecisionViews.Effect confirmAll(ConfirmingAll asked) {
        return decisions.decideAll(
                queue.confirmations(needed("repository", asked.repository())), signed(asked.reason()));
    }

    private Signed signed(@Nullable String reason) {
        return new Signed(viewer.person(), needed("reason", reason));
    }
}
