package org.triageledger.work.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.member.Roster;
import org.triageledger.core.record.DecisionEffects;
import org.triageledger.store.RosterStore;
import org.triageledger.work.OncePerRequest;
import org.triageledger.work.Refusal;
import org.triageledger.work.record.KnownDecisions;

/** Everybody, as the roster has them and as people decided since: who joined, resigned or was removed. */
@ApplicationScoped
public class KnownPeople {
    private final RosterStore roster;
    private final KnownDecisions decisions;

    private volatile @Nullable Kept kept;

    KnownPeople(RosterStore roster, KnownDecisions decisions) {
        this.roster = roster;
        this.decisions = decisions;
    }

    /**
     * Who decides is somebody of the roster: else nobody could tell whether it is about themselves.
     *
     * @throws Refusal where nobody has that id
     */
    public void needs(String id) {
        if (now().withId(id).isEmpty()) {
            throw new Refusal("nobody in the roster has the id '" + id
                    + "': say who decides by the id in the roster, see `ledger active`");
        }
    }

    /**
     * The same for a command that begins: before there is a roster there is nobody to know.
     *
     * @throws Refusal where the roster has somebody, and nobody with that id
     */
    @Transactional
    public void needsOnceThereAreAny(String id) {
        if (!now().people().isEmpty()) {
            needs(id);
        }
    }

    /** As of the transaction that asks; the same object as long as nothing changed. */
    @OncePerRequest
    public Roster now() {
        RosterStore.Written written = roster.all();
        DecisionEffects decided = decisions.now();
        Kept last = kept;
        if (last == null || last.written != written || last.decided != decided) {
            last = new Kept(written, decided, new Roster(decided.applied(written.people()), written.branches()));
            kept = last;
        }
        return last.roster;
    }

    private record Kept(RosterStore.Written written, DecisionEffects decided, Roster roster) {}
}
