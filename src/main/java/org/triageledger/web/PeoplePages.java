package org.triageledger.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.triageledger.work.queries.VerdictViews;
import org.triageledger.work.queue.QueueViews;
import org.triageledger.work.record.DecisionViews;
import org.triageledger.work.roster.PeopleViews;

/** The templates about how people join, leave and speak for themselves, with what each of them is given. */
final class PeoplePages {
    static final String DIR = "People";

    private PeoplePages() {}

    /**
     * What the viewer sees and may do there.
     *
     * @param judges whether the viewer may decide on them
     * @param council whether the viewer speaks for the council
     * @param admits whether the viewer may make members
     * @param self the viewer's id in the roster; empty where the account belongs to nobody
     */
    record Place(boolean judges, boolean council, boolean admits, String self) {}

    /**
     * @param mayVote whether the viewer can vote on it, or change their vote
     * @param own the viewer's vote, or empty
     */
    record Case(PeopleViews.NominationLine line, boolean mayVote, String own, boolean showVoters) {}

    @CheckedTemplate(basePath = DIR)
    record nominations(
            Pages.Frame frame,
            Place place,
            ReviewPages.Told told,
            ListForm list,
            List<Case> running,
            Paged<Case> over,
            boolean member)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = DIR)
    record claims(
            Pages.Frame frame,
            Place place,
            ListForm list,
            List<PeopleViews.ClaimLine> open,
            Paged<PeopleViews.ClaimLine> decided)
            implements TemplateInstance {}

    /**
     * @param judges whether the viewer decides on claims of others
     * @param cases whether the viewer may see cases and the evidence in them
     */
    @CheckedTemplate(basePath = DIR)
    record claim(Pages.Frame frame, ReviewPages.Told told, QueueViews.ClaimDetail detail, boolean judges, boolean cases)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = DIR)
    record resign(Pages.Frame frame, ReviewPages.Told told, PeopleViews.ResignationPreview preview)
            implements TemplateInstance {}

    /** @param id of the member */
    @CheckedTemplate(basePath = DIR)
    record newLeave(Pages.Frame frame, ReviewPages.Told told, String id, String name, LocalDate today)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = DIR)
    record leave(Pages.Frame frame, ReviewPages.Told told, String name, PeopleViews.LeaveLine line)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = DIR)
    record leaveRemoval(Pages.Frame frame, ReviewPages.Told told, String name, PeopleViews.LeaveLine line)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = DIR)
    record approvals(Pages.Frame frame, Place place, ReviewPages.Told told, List<DecisionViews.DecisionLine> open)
            implements TemplateInstance {}

    /**
     * @param why of today, or of the last day of somebody who has left; empty where the account belongs to nobody who ever was a
     *     member
     * @param left the last day of somebody who has left
     * @param credits evidence by report, what counts first
     * @param kinds of work that can be claimed
     */
    @CheckedTemplate(basePath = DIR)
    record me(
            Pages.Frame frame,
            ReviewPages.Told told,
            Optional<VerdictViews.Why> why,
            Optional<LocalDate> left,
            String name,
            Paged<Pages.Evidence> credits,
            List<PeopleViews.ClaimLine> claims,
            List<PeopleViews.LeaveLine> leaves,
            List<String> kinds,
            LocalDate today)
            implements TemplateInstance {}
}
