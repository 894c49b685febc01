package org.triageledger.core.review;

import java.util.Optional;
import org.triageledger.core.mail.Named;
import org.triageledger.core.membership.Act;

/** What has to be done by hand for somebody who leaves, because no program may. */
public record OffboardingTask(String member, String name, Venue venue, Optional<Act> done) {
    public enum Venue implements Named {
        GITHUB_TEAM,
        MAILING_LIST,
        CHAT,
        PUBLIC_LIST;
    }

    public String sentence() {
        return switch (venue) {
            case GITHUB_TEAM -> "Remove " + name + " from the team on GitHub.";
            case MAILING_LIST -> "Unsubscribe " + name + " from the mailing list.";
            case CHAT -> "Remove " + name + " from the chat.";
            case PUBLIC_LIST -> "Move " + name + " to the former members in the public list.";
        };
    }

    /** A task that was done. */
    public record Tick(String member, Venue venue, Act act) {}
}
