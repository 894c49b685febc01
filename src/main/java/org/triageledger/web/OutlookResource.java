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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.Days;
import org.triageledger.work.Signed;
import org.triageledger.work.facts.Policies;
import org.triageledger.work.post.Returns;
import org.triageledger.work.queries.DifferenceList;
import org.triageledger.work.queries.ForecastList;
import org.triageledger.work.queries.VerdictAnswers;
import org.triageledger.work.queries.VerdictViews;
import org.triageledger.work.queries.Viewer;
import org.triageledger.work.review.FindingList;
import org.triageledger.work.review.FindingsBook;
import org.triageledger.work.review.ReminderDesk;
import org.triageledger.work.review.ReviewViews;

/** What is to come: whom the year will find inactive, which mails go out, what is odd, and what another policy would say. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class OutlookResource {
    private static final String FINDINGS = "/findings";
    private static final String COMPARE = "/compare";

    private final Days days;
    private final Policies policies;
    private final VerdictAnswers verdicts;
    private final ReminderDesk reminders;
    private final FindingsBook findings;
    private final Returns returns;
    private final Viewer viewer;
    private final PageFrames frames;

    OutlookResource(
            Days days,
            Policies policies,
            VerdictAnswers verdicts,
            ReminderDesk reminders,
            FindingsBook findings,
            Returns returns,
            Viewer viewer,
            PageFrames frames) {
        this.days = days;
        this.policies = policies;
        this.verdicts = verdicts;
        this.reminders = reminders;
        this.findings = findings;
        this.returns = returns;
        this.viewer = viewer;
        this.frames = frames;
    }

    @GET
    @Path("forecast")
    @RolesAllowed({"admin", "auditor", "council", "member"})
    @Operation(hidden = true)
    public TemplateInstance forecast(
            @QueryParam("as-of") @Nullable String day,
            @QueryParam("policy") @Nullable String policy,
            @BeanParam ListAsked list) {
        PageQuery asked = PageQuery.of(day, policy, null, days, policies);
        ListForm form = list.of("/forecast", Optional.of(asked.asOf()), ForecastList.RULES);
        VerdictViews.Forecasts forecast = verdicts.forecast(asked.asOf(), asked.policy());
        return new ReviewPages.forecast(
                frames.of("Forecast", "/forecast"),
                ReviewPages.Area.of(viewer),
                forecast,
                form,
                list.paged(ForecastList.RULES.of(seen(forecast), form.asked())),
                form.query() + "&policy=" + inUrl(asked.policy()),
                policies.choices());
    }

    /** The lines of the forecast that are asked for, all pages of them. */
    @GET
    @Path("forecast.csv")
    @Produces("text/csv")
    @RolesAllowed({"admin", "auditor", "council", "member"})
    @Operation(hidden = true)
    public Response forecastCsv(
            @QueryParam("as-of") @Nullable String day,
            @QueryParam("policy") @Nullable String policy,
            @BeanParam ListAsked list) {
        PageQuery asked = PageQuery.of(day, policy, null, days, policies);
        return list.csv(
                ForecastList.RULES, seen(verdicts.forecast(asked.asOf(), asked.policy())), "forecast-" + asked.asOf());
    }

    private List<VerdictViews.ForecastLine> seen(VerdictViews.Forecasts forecast) {
        return forecast.members().stream()
                .filter(line -> viewer.seesVerdictOf(line.member()))
                .toList();
    }

    /** A policy with a reading has a plus in its name, which would be a space in an address. */
    private static String inUrl(String policy) {
        return policy.replace("+", "%2B");
    }

    @GET
    @Path("policies")
    @RolesAllowed({"admin", "auditor", "council", "member", "former"})
    @Operation(hidden = true)
    public TemplateInstance policies() {
        return new ReviewPages.policies(
                frames.of("Policies", "/policies"), ReviewPages.Area.of(viewer), policies.described());
    }

    @GET
    @Path("compare")
    @RolesAllowed({"admin", "auditor", "council", "member"})
    @Operation(hidden = true)
    public TemplateInstance compare(
            @QueryParam("one") @Nullable String one,
            @QueryParam("other") @Nullable String other,
            @QueryParam("as-of") @Nullable String day,
            @BeanParam ListAsked list) {
        VerdictViews.PolicyDifference difference = difference(one, other, day);
        ListForm form = list.of(COMPARE, Optional.of(difference.asOf()), DifferenceList.RULES);
        return new ReviewPages.compare(
                frames.of("Policies side by side", COMPARE),
                ReviewPages.Area.of(viewer),
                difference,
                form,
                list.paged(DifferenceList.RULES.of(seen(difference), form.asked())),
                "one=" + inUrl(difference.one()) + "&other=" + inUrl(difference.other()) + "&" + form.query(),
                policies.readings());
    }

    /** The members on whom the two differ, as a table. */
    @GET
    @Path("compare.csv")
    @Produces("text/csv")
    @RolesAllowed({"admin", "auditor", "council", "member"})
    @Operation(hidden = true)
    public Response compareCsv(
            @QueryParam("one") @Nullable String one,
            @QueryParam("other") @Nullable String other,
            @QueryParam("as-of") @Nullable String day,
            @BeanParam ListAsked list) {
        VerdictViews.PolicyDifference difference = difference(one, other, day);
        return list.csv(DifferenceList.RULES, seen(difference), "policies-" + difference.asOf());
    }

    private List<VerdictViews.DifferenceLine> seen(VerdictViews.PolicyDifference difference) {
        return difference.members().stream()
                .filter(line -> viewer.seesVerdictOf(line.member()))
                .toList();
    }

    private VerdictViews.PolicyDifference difference(
            @Nullable String one, @Nullable String other, @Nullable String day) {
        List<String> choices = policies.names();
        return verdicts.difference(
                one == null || one.isBlank() ? choices.getFirst() : policies.readingAsked("one", one),
                other == null || other.isBlank() ? choices.getLast() : policies.readingAsked("other", other),
                day == null || day.isBlank() ? days.today() : Days.read("as-of", day));
    }

    @GET
    @Path("reminders")
    @RolesAllowed({"admin", "auditor"})
    @Operation(hidden = true)
    public TemplateInstance reminders(@QueryParam("page") @Nullable String page) {
        return reminders(ReviewPages.Told.NOTHING, page);
    }

    /** An address that mail came back from works again. */
    @POST
    @Path("reminders")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed("admin")
    @Operation(hidden = true)
    public Response reachable(
            @FormParam("address") @Nullable String address, @FormParam("reason") @Nullable String reason) {
        return Forms.done(
                () -> {
                    returns.reachable(Forms.text(address), new Signed(viewer.person(), Forms.text(reason)));
                    return "/reminders";
                },
                told -> reminders(told, null));
    }

    @GET
    @Path("findings")
    @RolesAllowed({"admin", "auditor", "council"})
    @Operation(hidden = true)
    public TemplateInstance findings(@BeanParam ListAsked list) {
        return findings(list, ReviewPages.Told.NOTHING);
    }

    /** The findings that are asked for, open and dismissed, all pages of them. */
    @GET
    @Path("findings.csv")
    @Produces("text/csv")
    @RolesAllowed({"admin", "auditor", "council"})
    @Operation(hidden = true)
    public Response findingsCsv(@BeanParam ListAsked list) {
        ListForm form = list.of(FINDINGS, Optional.empty(), FindingList.RULES);
        return ListForm.csv(FindingList.RULES, found(form), "findings");
    }

    private List<ReviewViews.FindingLine> found(ListForm form) {
        ReviewViews.Findings all = findings.all();
        return FindingList.RULES.of(
                Stream.concat(all.waiting().stream(), all.settled().stream()).toList(), form.asked());
    }

    @POST
    @Path("findings")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed("admin")
    @Operation(hidden = true)
    public Response settle(
            @FormParam("key") @Nullable String key,
            @FormParam("until") @Nullable String until,
            @FormParam("reason") @Nullable String reason) {
        return Forms.done(
                () -> {
                    findings.settle(
                            Forms.text(key),
                            Forms.dayIfAny("until", until),
                            new Signed(viewer.person(), Forms.text(reason)));
                    return FINDINGS;
                },
                told -> findings(new ListAsked(), told));
    }

    private TemplateInstance reminders(ReviewPages.Told told, @Nullable String page) {
        ReviewViews.Mails mails = reminders.mails();
        Paged<ReviewViews.MailLine> shown = Paged.of(mails.mails(), Paged.number(page), Paged.LINES);
        Map<LocalDate, List<ReviewViews.MailLine>> days = shown.lines().stream()
                .collect(Collectors.groupingBy(ReviewViews.MailLine::day, TreeMap::new, Collectors.toList()));
        return new ReviewPages.reminders(
                frames.of("Reminders", "/reminders"),
                ReviewPages.Area.of(viewer),
                told,
                mails,
                shown,
                days.entrySet().stream()
                        .map(day -> new ReviewPages.Post(day.getKey(), day.getValue()))
                        .toList());
    }

    private TemplateInstance findings(ListAsked list, ReviewPages.Told told) {
        ListForm form = list.of(FINDINGS, Optional.empty(), FindingList.RULES);
        return new ReviewPages.findings(
                frames.of("Findings", FINDINGS), ReviewPages.Area.of(viewer), told, form, list.paged(found(form)));
    }
}
