package org.triageledger.work.advisory;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers about CVE records, as programs and pages see them. */
public final class RecordViews {
    private RecordViews() {}

    /**
     * What an import did, or would do.
     *
     * @param records new ones
     * @param versions new versions of records that were known
     * @param known versions that are kept already
     * @param others records of other organisations, which are not read
     * @param faulty how many files are no records
     * @param faults the first of them
     * @param knownUntil up to when all records are known by it; {@code null} where nothing says that
     * @param dryRun whether nothing was stored
     */
    public record RecordsImported(
            long records,
            long versions,
            long known,
            long others,
            long faulty,
            List<Fault> faults,
            @Nullable Instant knownUntil,
            boolean dryRun,
            double seconds) {}

    /** A file that is no record, and why. */
    public record Fault(String file, String why) {}

    public record Records(LocalDate asOf, List<RecordLine> records) {}

    /**
     * A record as it stood on a day.
     *
     * @param state {@code published}, {@code reserved} or {@code rejected}
     * @param end {@code disputed}, {@code rejected} or {@code withdrawn}; {@code null} for none
     * @param writtenLater whether no version of that day was read: what is shown was written after it
     * @param severity by CVSS v4, or else by an older version; in lower case
     */
    public record RecordLine(
            String cve,
            String state,
            @Nullable Instant published,
            @Nullable Instant updated,
            @Nullable String end,
            boolean writtenLater,
            @Nullable String severity,
            List<CreditedLine> credits,
            List<RecordFindingLine> findings) {}

    /**
     * @param result {@code credited}, {@code asked} where a person is asked who it is, or {@code not-counted}
     * @param members who is credited, or who may be meant
     */
    public record CreditedLine(String type, String value, String result, List<String> members) {}

    /**
     * @param key by which it is settled, as other findings are
     * @param accepted why a person settled it; {@code null} while it is open
     */
    public record RecordFindingLine(
            String rule,
            String what,
            String toDo,
            String key,
            @Nullable String accepted) {}

    /** One record with all that is kept of it. */
    public record RecordDetail(
            LocalDate asOf,
            RecordLine record,
            List<ReferenceLine> references,
            List<AffectedLine> affected,
            List<ScoreLine> scores,
            List<VersionLine> versions) {}

    public record ReferenceLine(String url, List<String> tags) {}

    /** @param range in words: {@code 3.14.0 up to, not including, 3.14.5} */
    public record AffectedLine(String product, String status, String range) {}

    public record ScoreLine(String version, String vector, String severity) {}

    /** @param since when it was written */
    public record VersionLine(@Nullable Instant since, String state) {}

    public record Names(List<Name> names) {}

    /** A name in CVE records about which a person is asked, once for all of them. */
    public record Name(String name, String shown, List<String> members, String why, List<String> records) {}
}
