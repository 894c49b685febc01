package org.triageledger.mailbox;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.triageledger.mailbox.imap.MailboxProblem;

/**
 * How long to wait after the n-th failure in a row: doubling, with jitter so that many watchers do not return to a restarted
 * server in the same moment.
 */
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** Servers lock accounts after repeated wrong passwords. */
    private static final Duration FIRST_AFTER_SIGN_IN = Duration.ofMinutes(1);

    private static final Duration LONGEST_AFTER_SIGN_IN = Duration.ofMinutes(30);

    private final RandomGenerator random;
    private int failures;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    void reset() {
        failures = 0;
    }

    /** Between half and all of the doubled time. */
    Duration after(MailboxProblem.Kind kind) {
        boolean signIn = kind == MailboxProblem.Kind.SIGN_IN;
        long first = (signIn ? FIRST_AFTER_SIGN_IN : FIRST).toMillis();
        long longest = (signIn ? LONGEST_AFTER_SIGN_IN : LONGEST).toMillis();
        long full = Math.min(longest, first << Math.min(failures, 20));
        failures++;
        return Duration.ofMillis(full / 2 + random.nextLong(full / 2 + 1));
    }
}
