package org.triageledger.web;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Answers;
import org.triageledger.work.Viewer;
import org.triageledger.work.Views;

/** The pages, drawn on the server. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class PageResource {
    private static final List<String> VERDICTS = List.of("active", "newcomer", "exempt", "unknown", "inactive");

    private final Answers answers;
    private final Viewer viewer;
    private final String cookie;

    PageResource(
            Answers answers,
            Viewer viewer,
            @ConfigProperty(name = "quarkus.http.auth.form.cookie-name", defaultValue = "quarkus-credential")
                    String cookie) {
        this.answers = answers;
        this.viewer = viewer;
        this.cookie = cookie;
    }

    @GET
    @RolesAllowed({"admin", "auditor", "council", "member"})
    @Operation(hidden = true)
    public TemplateInstance active(
            @QueryParam("as-of") @Nullable String day,
            @QueryParam("policy") @Nullable String policyName,
            @QueryParam("verdict") @Nullable String verdict) {
        LocalDate asOf = Asked.day(day, answers.today());
        String policy = Asked.policy(policyName, answers);
        Views.Active active = answers.active(asOf, policy);
        List<Views.MemberLine> lines = active.members().stream()
                .filter(line -> viewer.seesEverybody() || viewer.own().equals(Optional.of(line.member())))
                .toList();
        List<Pages.Count> counts = VERDICTS.stream()
                .map(word -> new Pages.Count(
                        word,
                        lines.stream()
                                .filter(line -> line.verdict().equals(word))
                                .count()))
                .filter(count -> count.number() > 0)
                .toList();
        List<Pages.Row> rows = lines.stream()
                .filter(line ->
                        verdict == null || verdict.isBlank() || line.verdict().equals(verdict))
                .map(line ->
                        new Pages.Row(line, Timeline.of(asOf, line.creditDays()), viewer.seesVerdictOf(line.member())))
                .toList();
        return new Pages.active(
                frame("Who is active"),
                asOf,
                policy,
                answers.policies(),
                verdict,
                counts,
                rows,
                active.members().isEmpty());
    }

    @GET
    @Path("members/{id}")
    @RolesAllowed({"admin", "auditor", "council", "member"})
    @Operation(hidden = true)
    public TemplateInstance why(
            @PathParam("id") String id,
            @QueryParam("as-of") @Nullable String day,
            @QueryParam("policy") @Nullable String policyName) {
        viewer.needsVerdictOf(id);
        LocalDate asOf = Asked.day(day, answers.today());
        Views.Why why = answers.why(id, asOf, Asked.policy(policyName, answers));
        return new Pages.why(
                frame(why.member().name()),
                why,
                Timeline.of(asOf, why.member().creditDays()),
                viewer.seesEvidenceOf(id));
    }

    @GET
    @Path("sources")
    @RolesAllowed({"admin", "auditor"})
    @Operation(hidden = true)
    public TemplateInstance sources() {
        LocalDate today = answers.today();
        return new Pages.sources(
                frame("Sources"),
                answers.watching().sources().stream()
                        .map(line -> strip(line, today))
                        .toList(),
                answers.quarantine().quarantine(),
                today.minusMonths(13).toString());
    }

    @GET
    @Path("members")
    @PermitAll
    @Operation(hidden = true)
    public TemplateInstance team() {
        return new Pages.team(new Pages.Frame("Members", "", false, List.of()), answers.team());
    }

    @GET
    @Path("sign-in")
    @PermitAll
    @Operation(hidden = true)
    public TemplateInstance signIn(@QueryParam("failed") boolean failed) {
        return new Pages.signIn(new Pages.Frame("Sign in", "", false, List.of()), failed);
    }

    @POST
    @Path("sign-out")
    @RolesAllowed({"admin", "auditor", "council", "member"})
    @Operation(hidden = true)
    public Response signOut() {
        return Response.seeOther(URI.create("/sign-in"))
                .cookie(new NewCookie.Builder(cookie).path("/").maxAge(0).build())
                .build();
    }

    private Pages.Frame frame(String title) {
        List<String> alarms = answers.watching().sources().stream()
                .filter(line -> line.state().equals("blind"))
                .map(line -> "Mailbox '" + line.name() + "' has not been read "
                        + (line.lastGoodLook() == null ? "yet" : "since " + line.lastGoodLook())
                        + ": what came since is unknown.")
                .toList();
        return new Pages.Frame(title, viewer.name(), viewer.seesSources(), alarms);
    }

    /** Thirteen months up to today: what of them a source covers. */
    private static Pages.Strip strip(Views.SourceLine line, LocalDate today) {
        Instant from = today.minusMonths(13).atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant to = today.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        double whole = ChronoUnit.SECONDS.between(from, to);
        List<Pages.Bar> bars = line.covered().stream()
                .filter(gap -> gap.to().isAfter(from) && gap.from().isBefore(to))
                .map(gap -> {
                    Instant start = gap.from().isBefore(from) ? from : gap.from();
                    Instant end = gap.to().isAfter(to) ? to : gap.to();
                    long at = Math.round(Timeline.WIDTH * ChronoUnit.SECONDS.between(from, start) / whole);
                    long until = Math.round(Timeline.WIDTH * ChronoUnit.SECONDS.between(from, end) / whole);
                    return new Pages.Bar(at, Math.max(1, until - at));
                })
                .toList();
        String label = line.covered().isEmpty()
                ? "no stretch of time is claimed to be complete"
                : String.join(
                        "; ",
                        line.covered().stream()
                                .flatMap(gap -> Stream.of(gap.from() + " to " + gap.to()))
                                .toList());
        return new Pages.Strip(line, bars, label);
    }
}
