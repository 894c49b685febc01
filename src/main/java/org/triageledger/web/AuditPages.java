package org.triageledger.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import org.triageledger.work.config.SettingViews;
import org.triageledger.work.record.AuditFilter;
import org.triageledger.work.record.DecisionViews;

/** The templates of the audit log and the settings, with what they are given. */
final class AuditPages {
    private AuditPages() {}

    /**
     * One page of the entries that were asked for.
     *
     * @param number from 1
     * @param pages how many pages there are, at least 1
     * @param entries how many entries there are on all of them
     */
    record EntryPage(int number, int pages, int entries, List<DecisionViews.DecisionLine> lines) {
        private static final int SIZE = 50;

        /** The page of this number, or the nearest that there is. */
        static EntryPage of(List<DecisionViews.DecisionLine> all, int asked) {
            int pages = Math.max(1, (all.size() + SIZE - 1) / SIZE);
            int number = Math.clamp(asked, 1, pages);
            return new EntryPage(
                    number,
                    pages,
                    all.size(),
                    all.subList(Math.min(all.size(), (number - 1) * SIZE), Math.min(all.size(), number * SIZE)));
        }
    }

    @CheckedTemplate(basePath = "Audit")
    record settings(Pages.Frame frame, ListForm list, List<SettingViews.SettingLine> lines)
            implements TemplateInstance {}

    /**
     * @param damage what is wrong with the log, or empty
     * @param query what was asked for, as it stands in an address, with a question mark or empty
     * @param oldest whether the oldest come first
     */
    @CheckedTemplate(basePath = "Audit")
    record log(
            Pages.Frame frame,
            AuditFilter asked,
            List<String> groups,
            EntryPage page,
            String damage,
            DecisionViews.AuditHead head,
            String query,
            boolean oldest)
            implements TemplateInstance {}
}
