package org.triageledger.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
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
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.advisory.draft.DraftFields;
import org.triageledger.work.Refusal;
import org.triageledger.work.draft.DraftBook;
import org.triageledger.work.draft.DraftList;
import org.triageledger.work.draft.DraftViews;
import org.triageledger.work.queries.Viewer;

/** Drafts of announcements, for the report's coordinator and the admins. Nothing is sent from here. */
@Path("/drafts")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class DraftResource {
    /** The page belongs to that of the advisories in the navigation. */
    private static final String HERE = "/advisories";

    private static final String LIST = "/drafts";

    private final DraftBook book;
    private final Viewer viewer;
    private final PageFrames frames;
    private final ObjectMapper json;

    DraftResource(DraftBook book, Viewer viewer, PageFrames frames, ObjectMapper json) {
        this.book = book;
        this.viewer = viewer;
        this.frames = frames;
        this.json = json;
    }

    /** The fields of the form. */
    public static class Typed {
        @FormParam("report")
        @Nullable
        String report;

        @FormParam("coordinator")
        @Nullable
        String coordinator;

        @FormParam("cve")
        @Nullable
        String cve;

        @FormParam("project")
        @Nullable
        String project;

        @FormParam("title")
        @Nullable
        String title;

        @FormParam("vector")
        @Nullable
        String vector;

        @FormParam("description")
        @Nullable
        String description;

        @FormParam("links")
        @Nullable
        String links;

        @FormParam("credits")
        @Nullable
        String credits;

        @FormParam("act")
        @Nullable
        String act;

        DraftBook.Asked asked(@Nullable String draft) {
            return new DraftBook.Asked(
                    draft,
                    report,
                    coordinator,
                    new DraftFields(
                            text(cve),
                            text(project),
                            text(title),
                            text(vector),
                            text(description),
                            text(links),
                            text(credits)));
        }

        DraftPages.Form form() {
            return new DraftPages.Form(
                    text(report),
                    text(coordinator),
                    text(cve),
                    text(project),
                    text(title),
                    text(vector),
                    text(description),
                    text(links),
                    text(credits));
        }

        boolean saves() {
            return "save".equals(act);
        }

        private static String text(@Nullable String value) {
            return value == null ? "" : value;
        }
    }

    @GET
    @RolesAllowed({"admin", "member"})
    @Operation(hidden = true)
    public TemplateInstance drafts(@BeanParam ListAsked asked) {
        return all(ReviewPages.Told.NOTHING, empty(), Optional.empty(), asked);
    }

    /** The lines of the list that are asked for, all pages of them; without titles, which are sealed. */
    @GET
    @Path("list.csv")
    @Produces("text/csv")
    @RolesAllowed({"admin", "member"})
    @Operation(hidden = true)
    public Response csv(@BeanParam ListAsked asked) {
        return asked.csv(DraftList.RULES, book.all(reader()).drafts(), "drafts");
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed({"admin", "member"})
    @Operation(hidden = true)
    public Response begin(Typed typed) {
        try {
            if (typed.saves()) {
                DraftViews.DraftDetail saved = book.save(typed.asked(null), reader());
                return Response.seeOther(URI.create("/drafts/" + saved.draft())).build();
            }
            DraftViews.DraftDetail checked = book.check(typed.asked(null), reader());
            return Response.ok(all(ReviewPages.Told.NOTHING, typed.form(), Optional.of(result(checked))))
                    .build();
        } catch (Refusal refusal) {
            return Forms.refused(all(Forms.told(refusal), typed.form(), Optional.empty()));
        }
    }

    @GET
    @Path("{id}")
    @RolesAllowed({"admin", "member"})
    @Operation(hidden = true)
    public TemplateInstance draft(@PathParam("id") String id) {
        DraftViews.DraftDetail draft = one(id);
        return one(id, ReviewPages.Told.NOTHING, form(draft), Optional.of(result(draft)), true);
    }

    @POST
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed({"admin", "member"})
    @Operation(hidden = true)
    public Response change(@PathParam("id") String id, Typed typed) {
        one(id);
        try {
            if (typed.saves()) {
                book.save(typed.asked(id), reader());
                return Response.seeOther(URI.create("/drafts/" + id)).build();
            }
            DraftViews.DraftDetail checked = book.check(typed.asked(id), reader());
            return Response.ok(one(id, ReviewPages.Told.NOTHING, typed.form(), Optional.of(result(checked)), false))
                    .build();
        } catch (Refusal refusal) {
            return Forms.refused(one(id, Forms.told(refusal), typed.form(), Optional.empty(), false));
        }
    }

    @POST
    @Path("{id}/deletion")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed({"admin", "member"})
    @Operation(hidden = true)
    public Response delete(@PathParam("id") String id, @FormParam("reason") @Nullable String reason) {
        DraftViews.DraftDetail draft = one(id);
        try {
            book.delete(id, reason == null ? "" : reason, reader());
            return Response.seeOther(URI.create("/drafts")).build();
        } catch (Refusal refusal) {
            return Forms.refused(one(id, Forms.told(refusal), form(draft), Optional.of(result(draft)), true));
        }
    }

    @POST
    @Path("{id}/accepted")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed({"admin", "member"})
    @Operation(hidden = true)
    public Response accept(
            @PathParam("id") String id,
            @FormParam("rule") @Nullable String rule,
            @FormParam("reason") @Nullable String reason) {
        DraftViews.DraftDetail draft = one(id);
        try {
            book.accept(id, rule == null ? "" : rule, Optional.empty(), reason == null ? "" : reason, reader(), false);
            return Response.seeOther(URI.create("/drafts/" + id)).build();
        } catch (Refusal refusal) {
            return Forms.refused(one(id, Forms.told(refusal), form(draft), Optional.of(result(draft)), true));
        }
    }

    @GET
    @Path("{id}/announcement.eml")
    @Produces("message/rfc822")
    @RolesAllowed({"admin", "member"})
    @Operation(hidden = true)
    public Response eml(@PathParam("id") String id) {
        return Downloads.of(book.eml(id, reader()).orElseThrow(NotFoundException::new), id + ".eml");
    }

    @GET
    @Path("{id}/announcement.txt")
    @Produces(MediaType.TEXT_PLAIN + ";charset=UTF-8")
    @RolesAllowed({"admin", "member"})
    @Operation(hidden = true)
    public Response text(@PathParam("id") String id) {
        DraftViews.DraftDetail draft = one(id);
        return Downloads.of("Subject: " + draft.subject() + "\n\n" + draft.text(), id + ".txt");
    }

    private DraftBook.Reader reader() {
        return new DraftBook.Reader(viewer.own(), viewer.decides());
    }

    private DraftViews.DraftDetail one(String id) {
        return book.one(id, reader()).orElseThrow(NotFoundException::new);
    }

    private TemplateInstance all(ReviewPages.Told told, DraftPages.Form form, Optional<DraftPages.Result> checked) {
        return all(told, form, checked, new ListAsked());
    }

    private TemplateInstance all(
            ReviewPages.Told told, DraftPages.Form form, Optional<DraftPages.Result> checked, ListAsked asked) {
        ListForm list = asked.of(LIST, Optional.empty(), DraftList.RULES);
        return new DraftPages.drafts(
                frames.of("Drafts", HERE),
                told,
                list,
                asked.paged(DraftList.RULES.of(book.all(reader()).drafts(), list.asked())),
                book.reports(reader()),
                form,
                checked);
    }

    private TemplateInstance one(
            String id, ReviewPages.Told told, DraftPages.Form form, Optional<DraftPages.Result> result, boolean saved) {
        return new DraftPages.draft(frames.of("Draft " + id, HERE), told, id, form, result, saved);
    }

    private DraftPages.Result result(DraftViews.DraftDetail draft) {
        try {
            return new DraftPages.Result(
                    draft, json.writerWithDefaultPrettyPrinter().writeValueAsString(draft.record()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can be written");
        }
    }

    private DraftPages.Form empty() {
        DraftFields none = DraftFields.EMPTY;
        return new DraftPages.Form(
                "",
                viewer.own().orElse(""),
                none.cve(),
                none.project(),
                none.title(),
                none.vector(),
                none.description(),
                none.links(),
                none.credits());
    }

    private static DraftPages.Form form(DraftViews.DraftDetail draft) {
        DraftViews.Fields fields = draft.fields();
        return new DraftPages.Form(
                draft.report(),
                draft.coordinator(),
                fields.cve(),
                fields.project(),
                fields.title(),
                fields.vector(),
                fields.description(),
                String.join("\n", fields.links()),
                String.join("\n", fields.credits()));
    }
}
