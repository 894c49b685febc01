package org.triageledger.work.draft;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.triageledger.work.advisory.AdvisoryViews;

/** Answers about drafts of announcements, for those who may read them. */
public final class DraftViews {
    private DraftViews() {}

    public record Drafts(List<DraftLine> drafts) {}

    /**
     * One draft in a list.
     *
     * @param report the id of the report; {@code null} where its mail is not known any more
     * @param state {@code draft}, {@code public} or {@code deleted}
     * @param cve {@code null} while none is reserved, and once the text was deleted
     * @param title {@code null} once the text was deleted
     * @param deletedFrom when the text is deleted for good; {@code null} while the advisory is not public
     */
    public record DraftLine(
            String draft,
            @Nullable String report,
            String coordinator,
            String state,
            @Nullable String cve,
            @Nullable String title,
            Instant savedAt,
            String savedBy,
            @Nullable Instant deletedFrom) {}

    /**
     * One draft with its text, or what would come of one.
     *
     * @param draft {@code null} where nothing was saved
     * @param fields as they were filled in
     * @param vector with its metrics in the order of the specification
     * @param score from 0.1 to 10.0
     * @param findings of the lint of announcements that nobody accepted; none stops anything
     * @param accepted those that somebody accepted
     * @param record what belongs into the CVE record
     */
    public record DraftDetail(
            @Nullable String draft,
            String report,
            String coordinator,
            Fields fields,
            String severity,
            double score,
            String vector,
            String subject,
            String text,
            List<AdvisoryViews.LintLine> findings,
            List<AdvisoryViews.AcceptedLine> accepted,
            Record record,
            @Nullable Instant savedAt,
            @Nullable String savedBy,
            @Nullable Instant deletedFrom) {}

    /** @param links and credits: one each, as they were typed */
    public record Fields(
            String cve,
            String project,
            String title,
            String vector,
            String description,
            List<String> links,
            List<String> credits) {}

    /** For {@code containers.cna} of a record (CVE JSON 5); a list that would be empty is left out, as the format asks. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Record(List<CreditEntry> credits, List<ReferenceEntry> references) {}

    public record CreditEntry(String lang, String type, String value) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record ReferenceEntry(String url, List<String> tags) {}

    public record Deleted(String draft) {}

    /** A report for which a draft can be begun. */
    public record ReportChoice(String report, Instant begun) {}
}
