package org.triageledger.core.advisory.cases;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.triageledger.core.advisory.ghsa.Between;
import org.triageledger.core.mail.Named;

/**
 * A step that was taken.
 *
 * @param about what it is told of, by {@link Step#about()}
 * @param when exactly, or between which two moments
 * @param source where it was read
 * @param evidence the id of the message, advisory or record, the number of the decision, or the version that was released
 * @param why one sentence
 */
public record Taken(Step step, Optional<String> about, Between when, Source source, String evidence, String why) {
    /** Where a step was read. */
    public enum Source implements Named {
        MAIL,
        ANNOUNCEMENT,
        CVE,
        GHSA,
        RELEASES,
        PERSON;
    }

    /** The earlier first; what is known more exactly goes before. */
    static final Comparator<Taken> BY_TIME = Comparator.comparing((Taken taken) -> taken.when.by())
            .thenComparing(Taken::step)
            .thenComparing(taken -> taken.when.from(), Comparator.reverseOrder())
            .thenComparing(Taken::source)
            .thenComparing(Taken::evidence)
            .thenComparing(taken -> taken.about.orElse(""))
            .thenComparing(Taken::why);

    static Taken exactly(Step step, Instant at, Source source, String evidence, String why) {
        return new Taken(step, Optional.empty(), Between.exactly(at), source, evidence, why);
    }

    Taken of(String what) {
        return new Taken(step, Optional.of(what), when, source, evidence, why);
    }

    public boolean isByHand() {
        return source == Source.PERSON;
    }
}
