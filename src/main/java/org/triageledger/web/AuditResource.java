package org.triageledger.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.triageledger.document.Csv;
import org.triageledger.work.ListRules;
import org.triageledger.work.config.SettingList;
import org.triageledger.work.config.ShownSettings;
import org.triageledger.work.decision.AuditFeed;
import org.triageledger.work.decision.AuditLog;
import org.triageledger.work.decision.Decisions;
import org.triageledger.work.record.AuditFilter;
import org.triageledger.work.record.DecisionViews;

/** The settings, and the audit log: who did what, when, from which account and why, and whether it is as it was written. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class AuditResource {
    private static final String HERE = "/audit-log";

    private static final String SETTINGS = "/settings";

    private final Decisions decisions;
    private final AuditLog audit;
    private final AuditFeed feed;
    private final ShownSettings settings;
    private final PageFrames frames;
    private final ObjectMapper json;

    AuditResource(
            Decisions decisions,
            AuditLog audit,
            AuditFeed feed,
            ShownSettings settings,
            PageFrames frames,
            ObjectMapper json) {
        this.decisions = decisions;
        this.audit = audit;
        this.feed = feed;
        this.settings = settings;
        this.frames = frames;
        this.json = json;
    }

    @GET
    @Path("audit-log")
    @RolesAllowed({"admin", "auditor"})
    @Operation(hidden = true)
    public TemplateInstance log(
            @QueryParam("by") @Nullable String by,
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("sort") @Nullable String sort,
            @QueryParam("page") @Nullable String page) {
        boolean oldest = AuditFilter.oldestFirst(sort, false);
        AuditFilter asked = AuditFilter.of(by, kind, from, to);
        AuditLog.State state = audit.state();
        return new AuditPages.log(
                frames.of("Audit log", HERE),
                asked,
                AuditFilter.GROUPS,
                Paged.of(asked(asked, oldest), Paged.number(page), Paged.LINES),
                state.damage().orElse(""),
                new DecisionViews.AuditHead(
                        Math.toIntExact(state.head().count()), state.head().hash(), state.at()),
                state.checked(),
                state.since(),
                query(asked, oldest),
                oldest);
    }

    private List<DecisionViews.DecisionLine> asked(AuditFilter asked, boolean oldest) {
        List<DecisionViews.DecisionLine> lines = decisions.all(asked);
        return oldest ? lines : lines.reversed();
    }

    @GET
    @Path("settings")
    @RolesAllowed({"admin", "auditor"})
    @Operation(hidden = true)
    public TemplateInstance settings(@BeanParam ListAsked asked) {
        ListForm form = asked.of(SETTINGS, Optional.empty(), SettingList.RULES);
        return new AuditPages.settings(
                frames.of("Settings", SETTINGS),
                form,
                SettingList.RULES.of(settings.all().settings(), form.asked()));
    }

    /** The settings that are asked for. */
    @GET
    @Path("settings.csv")
    @Produces("text/csv")
    @RolesAllowed({"admin", "auditor"})
    @Operation(hidden = true)
    public Response settingsCsv(@BeanParam ListAsked asked) {
        return asked.csv(SettingList.RULES, settings.all().settings(), "settings");
    }

    /** The entries that were asked for, as a table; the oldest first without an order. */
    @GET
    @Path("audit-log.csv")
    @Produces("text/csv")
    @RolesAllowed({"admin", "auditor"})
    @Operation(hidden = true)
    public Response csv(
            @QueryParam("by") @Nullable String by,
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("sort") @Nullable String sort) {
        return Downloads.csv(
                Csv.of(Stream.concat(
                                Stream.of(List.of(
                                        "entry", "kind", "what", "report", "before", "state", "by", "via", "from", "at",
                                        "reason")),
                                asked(AuditFilter.of(by, kind, from, to), AuditFilter.oldestFirst(sort, true)).stream()
                                        .map(line -> List.of(
                                                String.valueOf(line.id()),
                                                line.kind(),
                                                line.what(),
                                                ListRules.cell(line.report()),
                                                ListRules.cell(line.before()),
                                                ListRules.cell(line.state()),
                                                line.by(),
                                                ListRules.cell(line.via()),
                                                ListRules.cell(line.address()),
                                                line.at().toString(),
                                                line.reason())))
                        .toList()),
                "audit-log.csv");
    }

    /** The entries that were asked for, one JSON object a line; the oldest first without an order. */
    @GET
    @Path("audit-log.jsonl")
    @Produces("application/x-ndjson")
    @RolesAllowed({"admin", "auditor"})
    @Operation(hidden = true)
    public Response lines(
            @QueryParam("by") @Nullable String by,
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("sort") @Nullable String sort) {
        String text = asked(AuditFilter.of(by, kind, from, to), AuditFilter.oldestFirst(sort, true)).stream()
                .map(this::written)
                .collect(Collectors.joining());
        return Downloads.of(text, "audit-log.jsonl");
    }

    /** The latest entries, for feed readers; they ask as calendar programs do. */
    @GET
    @Path("audit.atom")
    @Produces("application/atom+xml")
    @RolesAllowed({"admin", "auditor"})
    @Operation(hidden = true)
    public Response feed() {
        return Response.ok(
                        feed.latest().xml(),
                        MediaType.valueOf("application/atom+xml").withCharset("UTF-8"))
                .build();
    }

    private String written(DecisionViews.DecisionLine line) {
        try {
            return json.writeValueAsString(line) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String query(AuditFilter asked, boolean oldest) {
        Map<String, @Nullable Object> parts = new LinkedHashMap<>();
        parts.put("by", asked.by());
        parts.put("kind", asked.group());
        parts.put("from", asked.from());
        parts.put("to", asked.to());
        parts.put("sort", oldest ? "oldest-first" : "newest-first");
        return parts.entrySet().stream()
                .filter(part -> part.getValue() != null
                        && !String.valueOf(part.getValue()).isEmpty())
                .map(part -> part.getKey() + "="
                        + URLEncoder.encode(String.valueOf(part.getValue()), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
