package org.triageledger.core.advisory.cases;

import java.util.List;
import org.triageledger.core.mail.Named;

/** What can be late, missing or contradictory about a case. The titles stand in mails, and say nothing of a report. */
public enum CaseRule implements Named {
    NO_COORDINATOR("No coordinator", "Take the case or ask who does, and set the coordinator."),
    UNFINISHED("Not finished in time", "Finish the case, hand it over, or accept the finding and say until when."),
    REPORTER_WAITS("The reporter waits for an answer", "Answer the reporter."),
    RECORD_MISSING("Announced, and the CVE record is not published", "Have the CVE record published."),
    ANNOUNCEMENT_MISSING("The CVE record is published, and not announced", "Announce it on the announce list."),
    OTHER_RANGE("The record names another version than the one released", "Correct the versions in the CVE record."),
    MANAGER_NOT_TOLD("A release manager was not told", "Tell the release manager of the branch, and note when."),
    CVE_ID_LEAKED(
            "A CVE id of an open case is public",
            "Ask the one who published it to take it back, and consider ending the embargo.");

    /** Those with a limit of time. */
    public static final List<CaseRule> CLOCKS =
            List.of(NO_COORDINATOR, UNFINISHED, REPORTER_WAITS, RECORD_MISSING, ANNOUNCEMENT_MISSING);

    private final String title;
    private final String toDo;

    CaseRule(String title, String toDo) {
        this.title = title;
        this.toDo = toDo;
    }

    public String title() {
        return title;
    }

    public String toDo() {
        return toDo;
    }

    /** Whether admins are told at once, and not only when the coordinator did nothing. */
    public boolean isUrgent() {
        return this == CVE_ID_LEAKED;
    }
}
