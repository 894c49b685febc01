package org.triageledger.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.advisory.draft.DraftFields;
import org.triageledger.work.Refusal;
import org.triageledger.work.advisory.AdvisoryViews;
import org.triageledger.work.draft.DraftBook;
import org.triageledger.work.draft.DraftList;
import org.triageledger.work.draft.DraftViews;
import org.triageledger.work.queries.Viewer;

/** Drafts of announcements, for the report's coordinator and the admins. Nothing is ever sent. */
@Path("/api/v1/drafts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(
        name = "Drafts",
        description =
                "Announcements that are being written; for the report's coordinator and the admins. Nothing is sent.")
public class DraftApi {
    private final DraftBook drafts;
    private final Viewer viewer;

    DraftApi(DraftBook drafts, Viewer viewer) {
        this.drafts = drafts;
        this.viewer = viewer;
    }

    /**
     * What is filled in; what is absent counts as empty.
     *
     * @param report its id; of a new draft
     * @param coordinator the member who may read it beside the admins; as before without it
     * @param dryRun only says what would come of it, and saves nothing
     */
    public record FilledIn(
            @Nullable String report,
            @Nullable String coordinator,
            @Nullable String cve,
            @Nullable String project,
            @Nullable String title,
            @Nullable String vector,
            @Nullable String description,
            @Nullable List<String> links,
            @Nullable List<String> credits,
            @Nullable Boolean dryRun) {
        DraftBook.Asked asked(@Nullable String draft) {
            return new DraftBook.Asked(
                    draft,
                    report,
                    coordinator,
                    new DraftFields(
                            text(cve),
                            project == null ? DraftFields.EMPTY.project() : project,
                            text(title),
                            text(vector),
                            text(description),
                            links == null ? "" : String.join("\n", links),
                            credits == null ? "" : String.join("\n", credits)));
        }

        private static String text(@Nullable String value) {
            return value == null ? "" : value;
        }
    }

    /** @param reason without report content */
    public record Deletion(@Nullable String reason) {}

    @GET
    @RolesAllowed({"admin", "member"})
    @Operation(summary = "The drafts that the account may read, the latest change first", operationId = "drafts")
    public DraftViews.Drafts all(@BeanParam ListParameters list) {
        return new DraftViews.Drafts(
                list.of(DraftList.RULES, drafts.all(reader()).drafts()));
    }

    @POST
    @RolesAllowed({"admin", "member"})
    @Operation(
            summary =
                    "Begins a draft for a report that was decided to be a vulnerability; with dryRun nothing is saved",
            operationId = "beginDraft")
    public DraftViews.DraftDetail begin(@Nullable FilledIn filled) {
        return save(null, filled);
    }

    @GET
    @Path("{id}")
    @RolesAllowed({"admin", "member"})
    @Operation(
            summary = "One draft with its text, its findings, and what belongs into the CVE record",
            operationId = "draft")
    public DraftViews.DraftDetail one(@PathParam("id") String id) {
        return drafts.one(id, reader()).orElseThrow(NotFoundException::new);
    }

    @PUT
    @Path("{id}")
    @RolesAllowed({"admin", "member"})
    @Operation(summary = "Changes a draft as a whole; with dryRun nothing is saved", operationId = "changeDraft")
    public DraftViews.DraftDetail change(@PathParam("id") String id, @Nullable FilledIn filled) {
        return save(id, filled);
    }

    @GET
    @Path("{id}/announcement.eml")
    @Produces("message/rfc822")
    @RolesAllowed({"admin", "member"})
    @Operation(summary = "The mail as a file (RFC 5322), for a person to send", operationId = "draftMail")
    @APIResponse(
            responseCode = "200",
            content = @Content(mediaType = "message/rfc822", schema = @Schema(implementation = String.class)))
    public byte[] mail(@PathParam("id") String id) {
        return drafts.eml(id, reader()).orElseThrow(NotFoundException::new);
    }

    @POST
    @Path("{id}/deletion")
    @RolesAllowed({"admin", "member"})
    @Operation(
            summary = "Deletes a draft's text for good; that there was a draft stays in the audit log",
            operationId = "deleteDraft")
    public DraftViews.Deleted delete(@PathParam("id") String id, @Nullable Deletion deletion) {
        if (deletion == null || deletion.reason() == null) {
            throw new Refusal("'reason' is missing");
        }
        return drafts.delete(id, deletion.reason(), reader());
    }

    @POST
    @Path("{id}/accepted")
    @RolesAllowed({"admin", "member"})
    @Operation(
            summary = "Accepts the findings of a rule about a draft, with a reason; with dryRun nothing is accepted",
            operationId = "acceptDraftFinding")
    public AdvisoryViews.Accepted accept(@PathParam("id") String id, AdvisoryApi.@Nullable Acceptance acceptance) {
        if (acceptance == null || acceptance.rule() == null || acceptance.reason() == null) {
            throw new Refusal("'rule' or 'reason' is missing");
        }
        return drafts.accept(
                id,
                acceptance.rule(),
                Optional.ofNullable(acceptance.until()),
                acceptance.reason(),
                reader(),
                Boolean.TRUE.equals(acceptance.dryRun()));
    }

    private DraftViews.DraftDetail save(@Nullable String id, @Nullable FilledIn filled) {
        if (filled == null) {
            throw new Refusal("the body is missing: send the fields of the draft as JSON");
        }
        return Boolean.TRUE.equals(filled.dryRun())
                ? drafts.check(filled.asked(id), reader())
                : drafts.save(filled.asked(id), reader());
    }

    private DraftBook.Reader reader() {
        return new DraftBook.Reader(viewer.own(), viewer.decides());
    }
}
