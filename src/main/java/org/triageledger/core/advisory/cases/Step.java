package org.triageledger.core.advisory.cases;

import org.triageledger.core.mail.Named;

/** What happens to a case. The order is that in which it usually comes; none of them has to wait for another. */
public enum Step implements Named {
    RECEIVED("Received", About.NOTHING),
    FIRST_REPLY("First reply", About.NOTHING),
    COORDINATOR("Coordinator", About.MEMBER),
    DECIDED("Decided", About.NOTHING),
    RESERVED("CVE reserved", About.CVE),
    FIX_LINKED("Fix linked", About.CVE),
    ANNOUNCED("Announced", About.CVE),
    RECORD_PUBLISHED("Record published", About.CVE),
    MANAGER_TOLD("Release manager told", About.BRANCH),
    MERGED("Merged", About.BRANCH),
    RELEASED("Released", About.BRANCH),
    CLOSED("Closed", About.NOTHING),
    /** The agreed end of an embargo. It is set by hand only and may lie ahead. */
    EMBARGO_ENDS("Embargo ends", About.NOTHING);

    /** What a step is told of. */
    public enum About {
        NOTHING,
        /** A member's id, or the account or name of somebody who is none. */
        MEMBER,
        CVE,
        /** A release branch, as in {@code 3.12}. */
        BRANCH
    }

    private final String title;
    private final About about;

    Step(String title, About about) {
        this.title = title;
        this.about = about;
    }

    /** For people. */
    public String title() {
        return title;
    }

    public About about() {
        return about;
    }
}
