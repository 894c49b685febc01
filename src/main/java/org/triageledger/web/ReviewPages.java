package org.triageledger.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.triageledger.work.facts.PolicyViews;
import org.triageledger.work.queries.VerdictViews;
import org.triageledger.work.queries.Viewer;
import org.triageledger.work.review.ReviewViews;

/** The templates about reviews and what leads to them, with what each of them is given. */
final class ReviewPages {
    static final String DIR = "Review";

    private ReviewPages() {}

    /**
     * What the viewer sees and may do there.
     *
     * @param everybody whether the viewer sees what concerns the whole team
     * @param acts whether the viewer may act
     */
    record Area(boolean everybody, boolean acts, boolean team) {
        static Area of(Viewer viewer) {
            return new Area(viewer.seesEverybody(), viewer.runsReviews(), viewer.isOfTeam());
        }
    }

    /**
     * @param refused why something was not done
     * @param atField whether for what was given in a field, so that the same form is to be shown again
     */
    record Told(Optional<String> refused, boolean atField) {
        static final Told NOTHING = new Told(Optional.empty(), false);
    }

    /** @param suggested the next day of a yearly review for which none is planned */
    @CheckedTemplate(basePath = DIR)
    record reviews(
            Pages.Frame frame,
            Area area,
            Told told,
            ListForm list,
            Paged<ReviewViews.ReviewLine> reviews,
            boolean none,
            LocalDate today,
            LocalDate suggested)
            implements TemplateInstance {}

    /**
     * @param verified what came of computing it again, where that was asked for
     * @param tables the names of the report's tables
     */
    @CheckedTemplate(basePath = DIR)
    record review(
            Pages.Frame frame,
            Area area,
            Told told,
            ReviewViews.ReviewDetail detail,
            LocalDate today,
            List<String> policies,
            String policy,
            Optional<ReviewViews.Verified> verified,
            List<String> tables)
            implements TemplateInstance {}

    /** Mails that go out on one day. */
    record Post(LocalDate day, List<ReviewViews.MailLine> mails) {}

    @CheckedTemplate(basePath = DIR)
    record reminders(
            Pages.Frame frame,
            Area area,
            Told told,
            ReviewViews.Mails mails,
            Paged<ReviewViews.MailLine> shown,
            List<Post> days)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = DIR)
    record forecast(
            Pages.Frame frame,
            Area area,
            VerdictViews.Forecasts forecast,
            ListForm list,
            Paged<VerdictViews.ForecastLine> page,
            String query,
            List<String> policies)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = DIR)
    record policies(Pages.Frame frame, Area area, PolicyViews.Policies policies) implements TemplateInstance {}

    /** @param choices policies, each with the readings it can have */
    @CheckedTemplate(basePath = DIR)
    record compare(
            Pages.Frame frame,
            Area area,
            VerdictViews.PolicyDifference difference,
            ListForm list,
            Paged<VerdictViews.DifferenceLine> lines,
            String query,
            Map<String, List<String>> choices)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = DIR)
    record findings(Pages.Frame frame, Area area, Told told, ListForm list, Paged<ReviewViews.FindingLine> page)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = DIR)
    record opening(Pages.Frame frame, ReviewViews.OpeningPreview preview) implements TemplateInstance {}

    @CheckedTemplate(basePath = DIR)
    record closing(Pages.Frame frame, ReviewViews.ClosingPreview preview) implements TemplateInstance {}
}
