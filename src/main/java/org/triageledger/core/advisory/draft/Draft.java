package org.triageledger.core.advisory.draft;

import java.util.List;
import java.util.Optional;
import org.triageledger.core.advisory.CveId;
import org.triageledger.core.advisory.Link;

/**
 * An announcement that is being written.
 *
 * @param cve empty while no id is reserved
 * @param project as the announcement names it
 * @param severity by which the announcement calls it
 * @param description paragraphs of plain text, without blank lines before and after
 * @param links to pull requests, issues, commits and others, in their order; never to the record of the id, which is added
 */
public record Draft(
        Optional<CveId> cve,
        String project,
        String title,
        Scored severity,
        String description,
        List<Link> links,
        List<DraftCredit> credits) {
    public Draft {
        links = List.copyOf(links);
        credits = List.copyOf(credits);
    }

    /** Shows nothing of it: this may find its way into a log. */
    @Override
    public String toString() {
        return "Draft";
    }
}
