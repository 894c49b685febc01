package org.triageledger.core.reminder;

import java.util.Set;
import org.triageledger.core.mail.Address;

/**
 * How reminders are sent.
 *
 * @param never addresses that must not be written to: those that bounced, and those of lists
 * @param openClaims how many claims and disputes wait for an admin
 */
public record ReminderSettings(Cadence cadence, Letterhead letterhead, Set<Address> never, int openClaims) {
    public ReminderSettings {
        never = Set.copyOf(never);
    }

    @Override
    public String toString() {
        return "Office[" + cadence + "]";
    }
}
