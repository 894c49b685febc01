package org.triageledger.core.membership;

import java.util.Optional;
import java.util.function.Function;
import org.triageledger.core.mail.Named;

/** What became of an act: done, or refused with one line that says what to do instead. */
public sealed interface Outcome<T> {
    record Done<T>(T value) implements Outcome<T> {}

    /**
     * @param field that was given wrongly, as in {@code reason}; empty where it is about none
     * @param sentence one line for the person who tried
     */
    record Refused<T>(Why why, Optional<String> field, String sentence) implements Outcome<T> {}

    /** Why an act was refused, for programs. */
    enum Why implements Named {
        NOT_ENTITLED,
        IN_THE_PAST,
        TOO_EARLY,
        ALREADY_PLANNED,
        YEAR_HAS_ONE,
        NOT_OPEN,
        ALREADY_OPEN,
        ALREADY_CLOSED,
        NO_REASON,
        NOBODY_TO_DECIDE_ON,
        UNKNOWN_STAYS,
        OVERRULED,
        DECISIONS_OPEN,
        NO_LONGER_INACTIVE,
        NO_SUCH_TASK,
        ALREADY_TICKED,
        ALREADY_A_MEMBER,
        NOT_A_MEMBER,
        ALREADY_NOMINATED,
        NO_VOTE,
        VOTE_OVER,
        ALREADY_ON_LEAVE,
        OWN_CASE,
        NO_MESSAGE,
        NOT_ACCEPTED,
        ALREADY_SETTLED,
        ALREADY_DECIDED,
        DAMAGED
    }

    static <T> Outcome<T> done(T value) {
        return new Done<>(value);
    }

    static <T> Outcome<T> refused(Why why, String sentence) {
        return new Refused<>(why, Optional.empty(), sentence);
    }

    /** @param field that was given wrongly */
    static <T> Outcome<T> refused(Why why, String field, String sentence) {
        return new Refused<>(why, Optional.of(field), sentence);
    }

    default <U> Outcome<U> then(Function<? super T, Outcome<U>> next) {
        return switch (this) {
            case Done<T> done -> next.apply(done.value);
            case Refused<T> refused -> new Refused<>(refused.why, refused.field, refused.sentence);
        };
    }
}
