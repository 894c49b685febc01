package org.triageledger.core.advisory.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.triageledger.core.advisory.CreditType;
import org.triageledger.core.advisory.CveId;

/** Writes versions of records for tests. Published on 2026-03-02 unless said otherwise, and written on the same day. */
public final class Records {
    private final CveId id;
    private CveRecord.State state = CveRecord.State.PUBLISHED;
    private Optional<Instant> published = Optional.of(Instant.parse("2026-03-02T10:00:00Z"));
    private Optional<Instant> reserved = Optional.empty();
    private Optional<Instant> rejected = Optional.empty();
    private Optional<Instant> updated = Optional.empty();
    private boolean disputed;
    private final List<CveRecord.Reference> references = new ArrayList<>();
    private final List<CveRecord.Range> ranges = new ArrayList<>();
    private final List<CveRecord.Credited> credits = new ArrayList<>();
    private final List<CveRecord.Score> scores = new ArrayList<>();

    private Records(String id) {
        this.id = CveId.parse(id).orElseThrow();
    }

    public static Records record(String id) {
        return new Records(id);
    }

    public Records published(String instant) {
        published = instant.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(instant));
        return this;
    }

    public Records reserved(String instant) {
        reserved = Optional.of(Instant.parse(instant));
        return this;
    }

    public Records updated(String instant) {
        updated = Optional.of(Instant.parse(instant));
        return this;
    }

    public Records rejected(String instant) {
        state = CveRecord.State.REJECTED;
        rejected = Optional.of(Instant.parse(instant));
        return this;
    }

    public Records disputed() {
        disputed = true;
        return this;
    }

    public Records credit(String type, String value) {
        credits.add(new CveRecord.Credited(CreditType.of(type), value));
        return this;
    }

    public Records link(String url, String... tags) {
        references.add(new CveRecord.Reference(url, List.of(tags)));
        return this;
    }

    public Records affected(String from, String below) {
        ranges.add(new CveRecord.Range(from, Optional.of(below), Optional.empty(), "affected"));
        return this;
    }

    public Records score(String field, String vector) {
        return score(field, vector, "");
    }

    public Records score(String field, String vector, String severity) {
        scores.add(new CveRecord.Score(field, vector, severity));
        return this;
    }

    public CveRecord version() {
        return new CveRecord(
                id,
                state,
                reserved,
                published,
                rejected,
                updated.or(() -> rejected).or(() -> published),
                disputed,
                references,
                ranges.isEmpty() ? List.of() : List.of(new CveRecord.Affected("CPython", ranges)),
                credits,
                scores);
    }
}
