package org.triageledger.core.advisory.announcement;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.triageledger.core.advisory.Link;
import org.triageledger.core.advisory.RecordState;

/**
 * What is known of one CVE record on a day.
 *
 * @param published when it was published first; empty where it was not
 * @param references the links in it; empty also where none was read
 */
public record RecordFacts(RecordState state, Optional<Instant> published, List<Link> references) {
    /** Of a record that nobody read. */
    public static final RecordFacts UNKNOWN = new RecordFacts(RecordState.UNKNOWN, Optional.empty(), List.of());

    public RecordFacts {
        references = List.copyOf(references);
    }
}
