package org.triageledger.work.queries;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers about credits, threads and messages, as programs and pages see them. Times are UTC. */
public final class EvidenceViews {
    private EvidenceViews() {}

    public record Credits(List<CreditLine> credits, List<CreditLine> pending) {}

    /**
     * @param source where the evidence was read: {@code mail}, {@code announcement}, {@code cve}, {@code ghsa} or {@code claim}
     * @param evidence the id of the record or advisory, or that of the first message
     * @param why only for what is pending
     */
    public record CreditLine(
            String member,
            String kind,
            String report,
            Instant first,
            Instant last,
            List<String> messageIds,
            String trust,
            String rule,
            String source,
            String evidence,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String why) {}

    /** The credits of one member on one report, with the messages that say so. */
    public record ReportEvidence(
            String report,
            List<String> kinds,
            String rule,
            @Nullable String why,
            List<EvidenceLine> messages) {}

    /**
     * @param source as of a credit
     * @param messageId that of a mail; the id of the record or advisory where the source is one
     * @param archivedAt an https address where it can be read, or {@code null}
     */
    public record EvidenceLine(
            String source,
            String messageId,
            Instant arrived,
            String trust,
            String trustWhy,
            @Nullable String archivedAt) {}

    public record Threads(List<ThreadLine> threads) {}

    public record ThreadLine(String report, String status, String why, List<String> messageIds) {}

    public record Messages(List<MessageLine> messages) {}

    /**
     * @param author the one address behind it, where one is found
     * @param account the login behind it, where a service relayed the mail
     * @param howWhy the fields and the rule by which the author was found, or is not; empty where it stands in From
     * @param authoredLines how many lines are the author's own; 0 where that cannot be told
     * @param linesUnclear whether it cannot be told which words are the author's own, so that a person is asked
     */
    public record MessageLine(
            String messageId,
            @Nullable String author,
            @Nullable String account,
            String how,
            String howWhy,
            String automation,
            String automationWhy,
            String trust,
            String trustWhy,
            Instant arrived,
            String arrivedBasis,
            int authoredLines,
            boolean linesUnclear,
            boolean idShared,
            List<String> advisories) {}
}
