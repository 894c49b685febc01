package org.triageledger.web;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Days;
import org.triageledger.work.facts.Policies;
import org.triageledger.work.intake.Quarantine;
import org.triageledger.work.intake.Watch;
import org.triageledger.work.queries.QuarantineList;
import org.triageledger.work.queries.SourceAnswers;
import org.triageledger.work.queries.SourceList;
import org.triageledger.work.queries.SourceViews;
import org.triageledger.work.queries.VerdictAnswers;
import org.triageledger.work.queries.Viewer;

/** The page of the sources of mail, with what can be done about them and about what lies in quarantine. */
@Path("/sources")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class SourceResource {
    private static final String HERE = "/sources";
    private static final String QUARANTINE = "/sources/quarantine";

    private final SourceAnswers sources;
    private final VerdictAnswers verdicts;
    private final Policies policies;
    private final Quarantine quarantine;
    private final Watch watch;
    private final Days days;
    private final Viewer viewer;
    private final PageFrames frames;

    SourceResource(
            SourceAnswers sources,
            VerdictAnswers verdicts,
            Policies policies,
            Quarantine quarantine,
            Watch watch,
            Days days,
            Viewer viewer,
            PageFrames frames) {
        this.sources = sources;
        this.verdicts = verdicts;
        this.policies = policies;
        this.quarantine = quarantine;
        this.watch = watch;
        this.days = days;
        this.viewer = viewer;
        this.frames = frames;
    }

    @GET
    @RolesAllowed({"admin", "auditor"})
    @Operation(hidden = true)
    public TemplateInstance sources(@QueryParam("done") @Nullable String done, @BeanParam ListAsked list) {
        return page(ReviewPages.Told.NOTHING, done, list);
    }

    /** The sources that are asked for, all pages of them. */
    @GET
    @Path("list.csv")
    @Produces("text/csv")
    @RolesAllowed({"admin", "auditor"})
    @Operation(hidden = true)
    public Response csv(@BeanParam ListAsked list) {
        return list.csv(SourceList.RULES, sources.watching().sources(), "sources");
    }

    /** Mail that could not be parsed. */
    @GET
    @Path("quarantine")
    @RolesAllowed({"admin", "auditor"})
    @Operation(hidden = true)
    public TemplateInstance quarantine(@QueryParam("done") @Nullable String done, @BeanParam ListAsked list) {
        return quarantine(ReviewPages.Told.NOTHING, done, list);
    }

    /** What of it is asked for, all pages of it. */
    @GET
    @Path("quarantine/list.csv")
    @Produces("text/csv")
    @RolesAllowed({"admin", "auditor"})
    @Operation(hidden = true)
    public Response quarantineCsv(@BeanParam ListAsked list) {
        return list.csv(QuarantineList.RULES, sources.quarantine().quarantine(), "quarantine");
    }

    /** Looks at a mailbox now. */
    @POST
    @Path("{name}/look")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed("admin")
    @Operation(hidden = true)
    public Response look(@PathParam("name") String name) {
        return Forms.done(
                () -> {
                    watch.lookNow(name);
                    return "/sources?done=look";
                },
                this::page);
    }

    /** Tries to read an entry of the quarantine again. */
    @POST
    @Path("quarantine/{id}/replay")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed("admin")
    @Operation(hidden = true)
    public Response replay(@PathParam("id") long id) {
        return Forms.done(
                () -> quarantine.replay(OptionalLong.of(id)).read() == 1
                        ? QUARANTINE + "?done=read"
                        : QUARANTINE + "?done=unreadable",
                this::quarantine);
    }

    /** Says that an entry of the quarantine does not matter. */
    @POST
    @Path("quarantine/{id}/dismiss")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed("admin")
    @Operation(hidden = true)
    public Response dismiss(@PathParam("id") long id, @FormParam("reason") @Nullable String reason) {
        return Forms.done(
                () -> {
                    quarantine.dismiss(id, viewer.person(), Forms.text(reason));
                    return QUARANTINE + "?done=dismissed";
                },
                this::quarantine);
    }

    private TemplateInstance quarantine(ReviewPages.Told told) {
        return quarantine(told, null, new ListAsked());
    }

    private TemplateInstance quarantine(ReviewPages.Told told, @Nullable String done, ListAsked list) {
        ListForm form = list.of(QUARANTINE, Optional.empty(), QuarantineList.RULES);
        return new Pages.quarantine(
                frames.of("Quarantine", HERE),
                told,
                said(done),
                form,
                list.paged(QuarantineList.RULES.of(sources.quarantine().quarantine(), form.asked())),
                viewer.decides());
    }

    private TemplateInstance page(ReviewPages.Told told) {
        return page(told, null, new ListAsked());
    }

    private TemplateInstance page(ReviewPages.Told told, @Nullable String done, ListAsked list) {
        ListForm form = list.of(HERE, Optional.empty(), SourceList.RULES);
        LocalDate today = days.today();
        SourceViews.Watching watching = sources.watching();
        List<SourceViews.Gap> missing = verdicts.missing(Calendar.begin(today), today);
        return new Pages.sources(
                frames.of("Sources", HERE),
                told,
                said(done),
                Calendar.of(
                        watching.sources().stream()
                                .flatMap(line -> line.covered().stream())
                                .toList(),
                        missing,
                        today),
                missing,
                unknown(today),
                form,
                list.paged(SourceList.RULES.of(watching.sources(), form.asked()).stream()
                        .map(line -> new Pages.Strip(line, Calendar.of(line, today)))
                        .toList()),
                watching.lists(),
                sources.quarantine().quarantine().size(),
                viewer.decides());
    }

    /** Members who are unknown today for want of mail. */
    private List<String> unknown(LocalDate today) {
        return verdicts.active(today, policies.nameOr(null)).members().stream()
                .filter(line -> line.verdict().equals("unknown"))
                .map(line -> line.name())
                .toList();
    }

    private static String said(@Nullable String done) {
        return switch (Optional.ofNullable(done).orElse("")) {
            case "look" -> "The mailbox is being read. Reload the page in a few seconds.";
            case "read" -> "The message was read and is in the ledger now.";
            case "unreadable" -> "The message still cannot be parsed, or nothing is kept of it.";
            case "dismissed" -> "The entry is dismissed.";
            default -> "";
        };
    }
}
