package org.triageledger.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import org.triageledger.work.upkeep.Erasure;

/** The templates about erasing a person, with what they are given. */
final class ErasurePages {
    private ErasurePages() {}

    /**
     * Whom to erase, as it was typed.
     *
     * @param member the id of somebody who left, or empty
     * @param addresses one a line
     * @param names one a line
     */
    record Typed(String member, String addresses, String names) {
        static final Typed NOTHING = new Typed("", "", "");
    }

    /** @param former who left and can be erased */
    @CheckedTemplate(basePath = "Erasure")
    record erasure(Pages.Frame frame, ReviewPages.Told told, List<Erasure.Former> former, Typed typed)
            implements TemplateInstance {}

    /**
     * @param places beside the audit log and sealed texts that name them: how many
     * @param whom as a page names them
     */
    @CheckedTemplate(basePath = "Erasure")
    record preview(
            Pages.Frame frame, ReviewPages.Told told, Erasure.Outcome outcome, int places, String whom, Typed typed)
            implements TemplateInstance {}
}
