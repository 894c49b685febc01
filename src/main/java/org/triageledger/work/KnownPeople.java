package org.triageledger.work;

import jakarta.enterprise.context.ApplicationScoped;
import org.triageledger.core.member.Roster;
import org.triageledger.store.DecisionStore;
import org.triageledger.store.RosterStore;

/** Everybody, as the roster has them and as people decided since: who joined, resigned or was removed. */
@ApplicationScoped
class KnownPeople {
    private final RosterStore roster;
    private final DecisionStore decisions;

    KnownPeople(RosterStore roster, DecisionStore decisions) {
        this.roster = roster;
        this.decisions = decisions;
    }

    Roster now() {
        return new Roster(Decided.of(decisions.all()).applied(roster.people()), roster.branches());
    }
}
