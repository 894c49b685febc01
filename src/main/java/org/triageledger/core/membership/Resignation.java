package org.triageledger.core.membership;

import java.time.LocalDate;
import java.util.Optional;
import org.triageledger.core.member.Dated;
import org.triageledger.core.member.Person;
import org.triageledger.core.membership.Outcome.Why;

/** Anyone may leave, at any time and by themselves. */
public final class Resignation {
    private Resignation() {}

    /**
     * Takes effect at once: the day before is the last of the membership, so that on this very day nobody is written to or asked
     * as a member who has left. Only who joined on the same day stays one until its end.
     */
    public static Outcome<Effect.Leaves> of(Person person, String reason, Act act) {
        if (!act.by().person().equals(person.id())) {
            return Outcome.refused(
                    Why.NOT_ENTITLED, "People resign for themselves; a review is the way to remove others.");
        }
        Optional<Dated> membership = person.membership(act.day());
        if (membership.isEmpty()) {
            return Outcome.refused(Why.NOT_A_MEMBER, person.name() + " is no member.");
        }
        LocalDate before = act.day().minusDays(1);
        boolean hadBegun = membership.get().holds(before);
        return Outcome.done(new Effect.Leaves(
                person.id(), Effect.How.RESIGNED, hadBegun ? before : act.day(), reason.strip(), act));
    }
}
