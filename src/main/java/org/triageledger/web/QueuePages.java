package org.triageledger.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.triageledger.work.decision.AuthorChoices;
import org.triageledger.work.queue.QueueItems;
import org.triageledger.work.queue.QueueViews;
import org.triageledger.work.record.DecisionViews;

/** The pages of the review queue and of single decisions. */
final class QueuePages {
    private QueuePages() {}

    /**
     * An answer as it is asked for.
     *
     * @param author a member or an address, as somebody typed it or chose it
     * @param alike whether it is for all questions that name the same author
     */
    record Typed(String answer, String author, boolean alike, String reason) {
        static final Typed NOTHING = new Typed("", "", false, "");
    }

    /**
     * What an answer would change.
     *
     * @param answered whether one was chosen
     * @param refused why it cannot be given so
     * @param again whether only what was given beside it is wrong, such as the reason
     */
    record Preview(boolean answered, List<String> changes, Optional<String> refused, boolean again) {
        static final Preview NONE = new Preview(false, List.of(), Optional.empty(), false);
    }

    /**
     * @param query the part of the address that keeps the filter, for other pages of it
     * @param kinds the names of kinds
     * @param all whether every box of this page is ticked
     * @param saved which decisions were just made, as words; empty for none
     * @param made their entries in the audit log; empty where they are too many to be shown one by one
     */
    @CheckedTemplate(basePath = "Queue")
    record queue(
            Pages.Frame frame,
            QueueItems.Asked asked,
            QueueViews.QueuePage page,
            Map<String, String> kinds,
            String query,
            boolean all,
            boolean decides,
            String saved,
            List<Long> made)
            implements TemplateInstance {}

    /**
     * @param choices those whom an ambiguous message may be from
     * @param other the author as somebody typed it, who is none of these
     * @param named whether the message itself names one author
     * @param subject the subject and the names, if they are shown
     * @param self who is asked, by the id in the roster
     */
    @CheckedTemplate(basePath = "Queue")
    record item(
            Pages.Frame frame,
            QueueViews.QueueItemDetail detail,
            String kind,
            List<AuthorChoices.Choice> choices,
            String other,
            boolean named,
            List<String> subject,
            Typed typed,
            Preview preview,
            boolean decides,
            String self)
            implements TemplateInstance {}

    /**
     * @param label what the answer is called
     * @param asked what the queue showed when they were chosen, to go back to
     * @param query the same, as the part of an address
     */
    @CheckedTemplate(basePath = "Queue")
    record selected(
            Pages.Frame frame,
            List<String> items,
            int count,
            String label,
            Typed typed,
            Preview preview,
            QueueItems.Asked asked,
            String query)
            implements TemplateInstance {}

    /**
     * @param before the entry that last said something of the same
     * @param preview what undoing it would change; not answered where that was not asked for
     */
    @CheckedTemplate(basePath = "Queue")
    record decision(
            Pages.Frame frame,
            DecisionViews.DecisionLine line,
            Optional<DecisionViews.DecisionLine> before,
            boolean decides,
            Typed typed,
            Preview preview,
            boolean made)
            implements TemplateInstance {}
}
