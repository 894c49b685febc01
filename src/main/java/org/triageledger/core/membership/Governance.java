package org.triageledger.core.membership;

import java.time.Duration;
import org.triageledger.core.eligibility.Policy;
import org.triageledger.core.mail.Named;

/**
 * Who has the say under a policy.
 *
 * @param adminsDecide whether admins decide on members in a review, and the council may overrule them; else the council decides
 *     alone
 * @param councilAccepts whether the council has the last word on a nomination either way; else it can only veto, and by a
 *     recorded message
 * @param voting how long a vote on a nomination is open
 */
public record Governance(boolean adminsDecide, boolean councilAccepts, Duration voting, Majority majority) {
    /** How many of the votes that were cast must be in favour. Silence is no vote, and nobody joins by silence. */
    public enum Majority implements Named {
        MORE_THAN_HALF,
        TWO_THIRDS;

        boolean reached(int favour, int against) {
            return switch (this) {
                case MORE_THAN_HALF -> favour > against;
                case TWO_THIRDS -> favour > 0 && favour * 3 >= (favour + against) * 2;
            };
        }
    }

    private static final Duration A_WEEK = Duration.ofDays(7);

    /** Decided by the team, the steering council being the final arbiter. */
    private static final Governance SEED_2024 = new Governance(true, true, A_WEEK, Majority.MORE_THAN_HALF);

    /** PEP 811: open one week, at least two thirds in favour, veto by the council; the council alone removes. */
    private static final Governance PEP811_2025 = new Governance(false, false, A_WEEK, Majority.TWO_THIRDS);

    public Governance {
        if (voting.isNegative() || voting.isZero()) {
            throw new IllegalArgumentException("a vote is open for some time");
        }
    }

    public static Governance of(Policy policy) {
        return named(policy.name());
    }

    /** By the name of a policy, with readings behind it or without. One that is not known is read strictly. */
    public static Governance named(String policy) {
        return policy.split("\\+", 2)[0].equals(Policy.SEED_2024.name()) ? SEED_2024 : PEP811_2025;
    }

    public Governance votingFor(Duration other) {
        return new Governance(adminsDecide, councilAccepts, other, majority);
    }

    public boolean decides(Actor actor) {
        return switch (actor.capacity()) {
            case MEMBER -> false;
            case ADMIN -> adminsDecide;
            case COUNCIL -> true;
        };
    }
}
