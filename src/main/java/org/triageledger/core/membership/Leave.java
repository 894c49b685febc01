package org.triageledger.core.membership;

import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.triageledger.core.member.Dated;

/**
 * Somebody is away for a stretch of days. It stands beside a verdict and does not change it.
 *
 * @param reason private: it is shown to admins and never leaves the program
 */
public record Leave(String member, Dated when, Optional<String> reason) {
    /** {@code on leave from 2026-11-01 to 2026-12-31}: without the reason. */
    public String days() {
        return days(DateTimeFormatter.ISO_LOCAL_DATE);
    }

    public String days(DateTimeFormatter format) {
        return "on leave"
                + when.from().map(day -> " from " + format.format(day)).orElse("")
                + when.to().map(day -> " to " + format.format(day)).orElse("");
    }

    /** The days alone: a reason is nobody's business where the leave is only shown. */
    public Leave withoutReason() {
        return new Leave(member, when, Optional.empty());
    }

    @Override
    public String toString() {
        return "Leave[" + when + "]";
    }
}
