package org.triageledger.core.activity;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.triageledger.core.mail.MessageId;
import org.triageledger.core.mail.Named;
import org.triageledger.core.mail.Trust;

/**
 * One member did one kind of work on one report, with the messages or publications that say so.
 *
 * @param report its id; that of the CVE record or advisory where the evidence is one
 * @param evidence in order of arrival, never empty
 * @param rule the name of the rule that gave it
 */
public record Credit(String member, Kind kind, String report, List<Evidence> evidence, String rule) {
    /** The name of the rule behind a credit that was claimed, and that no mail supports: it stays labelled as claimed. */
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

    /** Where evidence was read. */
    public enum Source implements Named {
        MAIL,
        /** A mail on the announcement list. */
        ANNOUNCEMENT,
        /** A CVE record. */
        CVE,
        /** A GitHub advisory. */
        GHSA,
        /** What a member says of work that left no mail. */
        CLAIM;
    }

    /**
     * What is behind a credit: a message, or what was published elsewhere.
     *
     * @param id of the message, or of the CVE record or advisory
     * @param arrived when a message arrived; when a record was published; the end of the time in which it must have been
     * @param archivedAt where it can be read on the web, or empty
     */
    public record Evidence(Source source, String id, Instant arrived, Trust trust, String trustWhy, String archivedAt) {
        /** A message. */
        public Evidence(MessageId messageId, Instant arrived, Trust trust, String trustWhy, String archivedAt) {
            this(Source.MAIL, messageId.value(), arrived, trust, trustWhy, archivedAt);
        }

        /** Empty where it is no message of the team's mail. */
        public Optional<MessageId> messageId() {
            return source == Source.MAIL ? Optional.of(new MessageId(id)) : Optional.empty();
        }

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

    /** Where its first evidence was read. All evidence of one credit is of one source. */
    public Source source() {
        return evidence.getFirst().source();
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
