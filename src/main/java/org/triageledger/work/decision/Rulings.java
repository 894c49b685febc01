package org.triageledger.work.decision;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.triageledger.work.Signed;
import org.triageledger.work.record.DecisionViews;

/** What people say of reports. */
@ApplicationScoped
public class Rulings {
    private final Decisions decisions;

    Rulings(Decisions decisions) {
        this.decisions = decisions;
    }

    /** Gives a report a status. Stays with the message that began it, whatever the thread becomes. */
    @Transactional
    public DecisionViews.Effect mark(String reportId, String word, String by, String reason) {
        return decisions.decide(new Proposal.Status(reportId, word), new Signed(by, reason));
    }
}
