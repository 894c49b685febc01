package org.triageledger.core.review;

import java.util.Optional;
import org.triageledger.core.member.Dated;

/**
 * Somebody is away for a stretch of days. It stands beside a verdict and does not change it.
 *
 * @param reason private: it is shown to admins and never leaves the program
 */
public record Leave(String member, Dated when, Optional<String> reason) {
    /** The days, without the reason. */
    public String days() {
        return "on leave"
                + when.from().map(day -> " from " + day).orElse("")
                + when.to().map(day -> " to " + day).orElse("");
    }

    @Override
    public String toString() {
        return "Leave[" + when + "]";
    }
}
