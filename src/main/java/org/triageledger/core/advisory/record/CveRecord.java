package org.triageledger.core.advisory.record;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.triageledger.core.advisory.CreditType;
import org.triageledger.core.advisory.CveId;
import org.triageledger.core.mail.Named;

/**
 * What one version of a CVE record (CVE JSON 5) says, so far as it is kept: no title and no description. All instants are UTC.
 *
 * @param published {@code datePublished}; without it a record is not published, whatever its state
 * @param updated when its organisation wrote this version ({@code containers.cna.providerMetadata.dateUpdated}); what others add
 *     to a record is no new version
 * @param disputed whether it bears the tag {@code disputed}
 */
public record CveRecord(
        CveId id,
        State state,
        Optional<Instant> reserved,
        Optional<Instant> published,
        Optional<Instant> rejected,
        Optional<Instant> updated,
        boolean disputed,
        List<Reference> references,
        List<Affected> affected,
        List<Credited> credits,
        List<Score> scores) {
    /** What a record says of itself. */
    public enum State implements Named {
        RESERVED,
        PUBLISHED,
        REJECTED;
    }

    /** A link. */
    public record Reference(String url, List<String> tags) {
        public boolean isTagged(String tag) {
            return tags.contains(tag);
        }
    }

    /** A product and its versions. */
    public record Affected(String product, List<Range> ranges) {}

    /**
     * Versions of one status.
     *
     * @param from the first of them
     * @param below the first after them; empty for one version alone, or where {@link #upTo} ends them
     * @param upTo the last of them
     * @param status {@code affected}, {@code unaffected} or {@code unknown}
     */
    public record Range(String from, Optional<String> below, Optional<String> upTo, String status) {
        public boolean isAffected() {
            return status.equals("affected");
        }
    }

    /** A credit as it is written. */
    public record Credited(CreditType type, String value) {}

    /**
     * A CVSS score.
     *
     * @param field the version of CVSS whose field it stands in: {@code 4.0}, {@code 3.1}, {@code 3.0} or {@code 2.0}
     * @param severity as it is written, or empty
     */
    public record Score(String field, String vector, String severity) {}

    public CveRecord {
        references = List.copyOf(references);
        affected = List.copyOf(affected);
        credits = List.copyOf(credits);
        scores = List.copyOf(scores);
    }

    /** From when on it was said; the earliest moment there is where nothing tells. */
    public Instant since() {
        return updated.or(() -> Stream.of(published, rejected, reserved)
                        .flatMap(Optional::stream)
                        .max(Comparator.naturalOrder()))
                .orElse(Instant.MIN);
    }

    /** Whether it says that it is published, with a date. */
    public boolean isPublished() {
        return state == State.PUBLISHED && published.isPresent();
    }
}
