package org.triageledger.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.Optional;
import org.triageledger.work.advisory.AdvisoryViews;
import org.triageledger.work.draft.DraftViews;

/** The templates about drafts, with what they are given. */
final class DraftPages {
    private DraftPages() {}

    /**
     * What the form shows.
     *
     * @param links one a line
     * @param credits one a line
     */
    record Form(
            String report,
            String coordinator,
            String cve,
            String project,
            String title,
            String vector,
            String description,
            String links,
            String credits) {}

    /**
     * What comes of the fields.
     *
     * @param record the fragments for the CVE record, as JSON
     */
    record Result(DraftViews.DraftDetail draft, String record) {
        /** The rules of the open findings, each once. */
        public List<String> rules() {
            return draft.findings().stream()
                    .map(AdvisoryViews.LintLine::rule)
                    .distinct()
                    .toList();
        }
    }

    /** @param checked what would come of the fields that were checked; nothing of it is saved */
    @CheckedTemplate(basePath = "Drafts")
    record drafts(
            Pages.Frame frame,
            ReviewPages.Told told,
            ListForm list,
            Paged<DraftViews.DraftLine> page,
            List<DraftViews.ReportChoice> reports,
            Form form,
            Optional<Result> checked)
            implements TemplateInstance {}

    /**
     * @param id of the draft
     * @param saved whether the result is what is saved, and not only checked
     */
    @CheckedTemplate(basePath = "Drafts")
    record draft(Pages.Frame frame, ReviewPages.Told told, String id, Form form, Optional<Result> result, boolean saved)
            implements TemplateInstance {}
}
