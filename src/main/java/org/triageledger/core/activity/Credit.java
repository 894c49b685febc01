package org.triageledger.core.activity;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.triageledger.core.mail.MessageId;
import org.triageledger.core.mail.Named;
import org.triageledger.core.mail.Trust;

/**
 * One member did one kind of work on one report, with the messages that say so.
 *
 * @param evidence in order of arrival, never empty
 * @param rule the name of the rule that gave it
 */
public record Credit(String member, Kind kind, String report, List<Evidence> evidence, String rule) {
    /** The name of the rule behind a credit that was claimed, and that no mail bears out: it says so for ever. */
    public static final String CLAIMED = "claimed";

    /** Words of the CVE record format for credits, so far as they are work of a response team. */
    public enum Kind implements Named {
        TRIAGE,
        COMMENT,
        COORDINATION,
        ANALYSIS,
        REMEDIATION_DEVELOPMENT,
        REMEDIATION_REVIEW,
        REMEDIATION_VERIFICATION,
        ADVISORY;
    }

    /**
     * One message behind a credit.
     *
     * @param archivedAt the message's place in the list's web archive, or empty
     */
    public record Evidence(MessageId messageId, Instant arrived, Trust trust, String trustWhy, String archivedAt) {
        /** The UTC day of arrival. */
        public LocalDate day() {
            return LocalDate.ofInstant(arrived, ZoneOffset.UTC);
        }
    }

    public Credit {
        if (evidence.isEmpty()) {
            throw new IllegalArgumentException("a credit has evidence");
        }
    }

    public boolean isClaimed() {
        return rule.equals(CLAIMED);
    }

    public Instant first() {
        return evidence.getFirst().arrived();
    }

    public Instant last() {
        return evidence.getLast().arrived();
    }

    /** The UTC day of the last piece of evidence. */
    public LocalDate lastDay() {
        return evidence.getLast().day();
    }

    /** The strongest trust among the evidence. */
    public Trust trust() {
        return evidence.stream().map(Evidence::trust).min(Trust::compareTo).orElseThrow();
    }
}
