package org.triageledger.web;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Days;
import org.triageledger.work.Mapped;
import org.triageledger.work.facts.Policies;
import org.triageledger.work.queries.MemberList;
import org.triageledger.work.queries.SourceViews;
import org.triageledger.work.queries.TeamAnswers;
import org.triageledger.work.queries.VerdictAnswers;
import org.triageledger.work.queries.VerdictViews;
import org.triageledger.work.queries.Viewer;
import org.triageledger.work.roster.LeaveBook;

/** The pages for those who are signed in, drawn on the server. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class PageResource {
    private final Days days;
    private final Policies policies;
    private final VerdictAnswers verdicts;
    private final TeamAnswers team;
    private final LeaveBook leaves;
    private final Viewer viewer;
    private final PageFrames frames;

    PageResource(
            Days days,
            Policies policies,
            VerdictAnswers verdicts,
            TeamAnswers team,
            LeaveBook leaves,
            Viewer viewer,
            PageFrames frames) {
        this.days = days;
        this.policies = policies;
        this.verdicts = verdicts;
        this.team = team;
        this.leaves = leaves;
        this.viewer = viewer;
        this.frames = frames;
    }

    @GET
    @Path("active")
    @RolesAllowed({"admin", "auditor", "council", "member"})
    @Operation(hidden = true)
    public TemplateInstance active(
            @QueryParam("as-of") @Nullable String day,
            @QueryParam("policy") @Nullable String policy,
            @QueryParam("verdict") @Nullable String verdict,
            @QueryParam("name") @Nullable String name,
            @QueryParam("sort") @Nullable String sort,
            @QueryParam("page") @Nullable String page) {
        PageQuery asked = PageQuery.of(day, policy, verdict, days, policies);
        MemberTable table = MemberTable.of(name, sort, asked.verdict());
        VerdictViews.Active active = verdicts.active(asked.asOf(), asked.policy());
        List<SourceViews.Gap> missing = verdicts.missing(asked.asOf().minusYears(1), asked.asOf());
        List<VerdictViews.MemberLine> lines = active.members().stream()
                .filter(line -> viewer.seesVerdictOf(line.member()))
                .toList();
        return new Pages.active(
                frames.of("Who is active", "/active"),
                asked,
                days.today(),
                policies.choices(),
                counts(lines),
                Paged.of(
                        table.of(lines).stream()
                                .map(line -> row(line, asked, missing))
                                .toList(),
                        Paged.number(page),
                        Paged.LINES),
                table,
                MemberTable.choices(),
                query(asked, table),
                listQuery(asked, table),
                Timeline.year(asked.asOf(), List.of(), missing),
                viewer.seesEverybody(),
                active.members().isEmpty(),
                Optional.ofNullable(viewer.seesEverybody() ? active.lastCovered() : null));
    }

    /** The lines of the table of members that are asked for, all pages of them. */
    @GET
    @Path("active.csv")
    @Produces("text/csv")
    @RolesAllowed({"admin", "auditor", "council", "member"})
    @Operation(hidden = true)
    public Response csv(
            @QueryParam("as-of") @Nullable String day,
            @QueryParam("policy") @Nullable String policy,
            @QueryParam("verdict") @Nullable String verdict,
            @QueryParam("name") @Nullable String name,
            @QueryParam("sort") @Nullable String sort) {
        PageQuery asked = PageQuery.of(day, policy, verdict, days, policies);
        List<VerdictViews.MemberLine> lines = MemberTable.of(name, sort, asked.verdict())
                .of(verdicts.active(asked.asOf(), asked.policy()).members().stream()
                        .filter(line -> viewer.seesVerdictOf(line.member()))
                        .toList());
        return ListForm.csv(MemberList.RULES, lines, "members-" + asked.asOf());
    }

    /** The part of the address that keeps what was asked, for other pages and files of the same. */
    private static String query(PageQuery asked, MemberTable table) {
        return String.valueOf(UriBuilder.fromPath("")
                .queryParam("as-of", asked.asOf())
                .queryParam("policy", asked.policy())
                .queryParam("verdict", asked.verdict())
                .queryParam("name", "{name}")
                .queryParam("sort", table.sort())
                .build(table.name())
                .getRawQuery());
    }

    /** The same for programs, whose lists are all searched and filtered by the same words. */
    private static String listQuery(PageQuery asked, MemberTable table) {
        return String.valueOf(UriBuilder.fromPath("")
                .queryParam("as-of", asked.asOf())
                .queryParam("policy", asked.policy())
                .queryParam("q", "{name}")
                .queryParam("filter", asked.verdict())
                .queryParam("sort", table.sort())
                .build(table.name())
                .getRawQuery());
    }

    @GET
    @Path("members/{id}")
    @RolesAllowed({"admin", "auditor", "council", "member", "former"})
    @Operation(hidden = true)
    public TemplateInstance why(
            @PathParam("id") String id,
            @QueryParam("as-of") @Nullable String day,
            @QueryParam("policy") @Nullable String policy,
            @QueryParam("page") @Nullable String page) {
        viewer.needsVerdictOf(id);
        if (!team.isKnown(id)) {
            throw new NotFoundException();
        }
        PageQuery asked = PageQuery.of(day, policy, null, days, policies);
        Optional<LocalDate> left = team.leftOn(id, asked.asOf());
        if (left.isPresent()) {
            return new Pages.former(
                    frames.of(team.name(id), "/active"),
                    team.name(id),
                    asked.asOf(),
                    left.get(),
                    viewer.seesEvidenceOf(id),
                    viewer.decides(),
                    id,
                    viewer.isOfTeam());
        }
        VerdictViews.Why why = verdicts.whyNewestFirst(id, asked.asOf(), asked.policy());
        boolean evidence = viewer.seesEvidenceOf(id);
        Paged<Pages.Evidence> credits =
                Paged.of(evidence ? evidence(why) : List.of(), Paged.number(page), Pages.REPORTS);
        return new Pages.why(
                frames.of(why.member().name(), "/active"),
                why,
                policies.choices(),
                Timeline.around(
                        why.asOf(),
                        why.member().creditDays(),
                        verdicts.missing(why.windowFrom(), why.asOf()),
                        why.member().until()),
                evidence,
                credits,
                credits.lines().stream().map(line -> line.report().report()).collect(Collectors.toSet()),
                viewer.decides()
                        ? leaves.all(member -> true).leaves().stream()
                                .filter(line -> line.member().equals(id))
                                .toList()
                        : List.of(),
                viewer.decides(),
                viewer.isOfTeam());
    }

    private static Pages.Row row(VerdictViews.MemberLine line, PageQuery asked, List<SourceViews.Gap> missing) {
        String href = UriBuilder.fromPath("/members/{id}")
                .queryParam("as-of", asked.asOf())
                .queryParam("policy", asked.policy())
                .build(line.member())
                .toString();
        return new Pages.Row(line, href, Timeline.year(asked.asOf(), line.creditDays(), missing));
    }

    static List<Pages.Count> counts(List<VerdictViews.MemberLine> lines) {
        return Pages.VERDICTS.stream()
                .map(word -> new Pages.Count(
                        word,
                        lines.stream()
                                .filter(line -> line.verdict().equals(word))
                                .count()))
                .toList();
    }

    /** In the order of the answer. */
    static List<Pages.Evidence> evidence(VerdictViews.Why why) {
        Set<String> counted = why.criteria().stream()
                .flatMap(criterion -> criterion.evidence().stream())
                .collect(Collectors.toSet());
        return new Mapped<>(why.credits(), report -> new Pages.Evidence(report, counted.contains(report.report())));
    }
}
