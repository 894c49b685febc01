package org.triageledger.core.advisory.ghsa;

import java.time.Instant;
import java.util.List;
import org.triageledger.core.advisory.CreditType;
import org.triageledger.core.advisory.GhsaId;

/** Work of a member that an advisory on GitHub shows. */
public sealed interface AdvisoryWork {
    String member();

    GhsaId advisory();

    Standing standing();

    /** The moment that it counts for. */
    Instant at();

    /** How certain it is. */
    enum Standing implements org.triageledger.core.mail.Named {
        CERTAIN("GitHub names the account"),
        /** Nobody knows who began the advisory; who began it earns nothing by commenting. */
        BEGINNING_UNKNOWN("GitHub does not say who began the advisory"),
        /** Anyone who can edit an advisory, its reporter too, can name anybody. */
        NOT_ACCEPTED("The member has not accepted this credit on GitHub");

        private final String why;

        Standing(String why) {
            this.why = why;
        }

        /** For people. */
        public String why() {
            return why;
        }
    }

    /**
     * Comments on an advisory that somebody else began.
     *
     * @param comments in order of their writing, never empty
     */
    record Commented(String member, GhsaId advisory, List<Comment> comments, Standing standing)
            implements AdvisoryWork {
        /** When the last of them was written. */
        @Override
        public Instant at() {
            return comments.getLast().created();
        }
    }

    /**
     * Named in the advisory for work of a response team.
     *
     * @param when between which moments the name was entered
     */
    record Named(String member, CreditType type, GhsaId advisory, Between when, Standing standing)
            implements AdvisoryWork {
        /** The end of the interval. */
        @Override
        public Instant at() {
            return when.by();
        }
    }
}
