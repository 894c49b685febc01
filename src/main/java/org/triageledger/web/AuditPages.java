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

    @CheckedTemplate(basePath = "Audit")
    record settings(Pages.Frame frame, ListForm list, List<SettingViews.SettingLine> lines)
            implements TemplateInstance {}

    /**
     * @param damage what is wrong with the log, or empty
     * @param checked how many entries the check looked at
     * @param since how many entries were made since the check, and are not part of it
     * @param query what was asked for, as it stands in an address
     * @param oldest whether the oldest come first
     */
    @CheckedTemplate(basePath = "Audit")
    record log(
            Pages.Frame frame,
            AuditFilter asked,
            List<String> groups,
            Paged<DecisionViews.DecisionLine> page,
            String damage,
            DecisionViews.AuditHead head,
            long checked,
            int since,
            String query,
            boolean oldest)
            implements TemplateInstance {}
}
