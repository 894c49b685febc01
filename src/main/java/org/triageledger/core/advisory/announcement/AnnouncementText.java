package org.triageledger.core.advisory.announcement;

import java.util.List;
import org.triageledger.core.advisory.CveId;

/**
 * What is kept of the words of one mail.
 *
 * @param update whether the mail calls itself an update or erratum, or answers another
 * @param titleLabel whether the template's label {@code Title:} stands in the subject
 * @param subjectIds all ids in the subject, in their order
 * @param advisories what it announces; empty for mail that announces nothing
 */
public record AnnouncementText(boolean update, boolean titleLabel, List<CveId> subjectIds, List<Announced> advisories) {
    /** Of mail that announces nothing. */
    public static final AnnouncementText NOTHING = new AnnouncementText(false, false, List.of(), List.of());

    public AnnouncementText {
        subjectIds = List.copyOf(subjectIds);
        advisories = List.copyOf(advisories);
    }
}
