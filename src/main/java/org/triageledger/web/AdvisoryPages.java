package org.triageledger.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import org.triageledger.work.advisory.AdvisoryViews;

/** The template about advisories, with what it is given. */
final class AdvisoryPages {
    private AdvisoryPages() {}

    /**
     * What came of a check.
     *
     * @param asked whether anything was checked
     * @param refusal why it was not, or empty
     */
    record Check(boolean asked, String text, String refusal, List<AdvisoryViews.LintLine> findings) {
        static final Check NOTHING = new Check(false, "", "", List.of());
    }

    /**
     * @param questions for those who see the queue
     * @param drafts whether drafts may be for the user to read
     */
    @CheckedTemplate(basePath = "Advisories")
    record advisories(
            Pages.Frame frame,
            ListForm list,
            Paged<AdvisoryViews.AdvisoryLine> page,
            List<AdvisoryViews.QuestionLine> questions,
            Check check,
            boolean drafts)
            implements TemplateInstance {}
}
