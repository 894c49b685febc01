package org.triageledger.core.member;

import java.util.List;
import org.triageledger.core.mail.Named;

/** A list of people as it is published, in its order. */
public record Listing(Kind kind, List<Listed> entries) {
    public enum Kind implements Named {
        /** The members of the security team. */
        MEMBERS,
        /** Its former members. */
        EMERITI,
        /** The core team, whose members need not be on the security team. */
        CORE_TEAM;
    }
}
