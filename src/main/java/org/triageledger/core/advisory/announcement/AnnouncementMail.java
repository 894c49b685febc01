package org.triageledger.core.advisory.announcement;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.triageledger.core.mail.Arrival;
import org.triageledger.core.mail.Message;

/**
 * One mail of a source of announcements.
 *
 * @param throughList whether it is known to have come through the list
 * @param archive its address in the list's archive, if that is known
 * @param hash by which Mailman 3 names it there
 */
public record AnnouncementMail(
        Message message, AnnouncementText text, boolean throughList, Optional<String> archive, Optional<String> hash) {
    private static final Duration SKEW = Duration.ofDays(1);

    /**
     * When it was public: its arrival. Where that rests on what a file says of the mail, its own Date is nearer, unless it is later: an
     * archive that was exported today gives all mail the time of today.
     */
    public Instant at() {
        Arrival arrival = message.arrival();
        boolean receiver = switch (arrival.basis()) {
            case INTERNAL_DATE, RECEIVED -> true;
            case FROM_LINE, DATE, FILED, READ -> false;
        };
        return message.date()
                .filter(date -> !receiver && date.isBefore(arrival.at().plus(SKEW)))
                .orElse(arrival.at());
    }
}
