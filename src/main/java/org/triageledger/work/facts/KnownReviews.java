package org.triageledger.work.facts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.triageledger.core.review.Review;
import org.triageledger.core.snapshot.Snapshot;
import org.triageledger.store.SnapshotStore;
import org.triageledger.work.record.KnownDecisions;

/** All reviews ever planned, as the audit log has them, with the facts that were frozen for them. */
@ApplicationScoped
public class KnownReviews {
    private final KnownDecisions decisions;
    private final SnapshotStore snapshots;

    public KnownReviews(KnownDecisions decisions, SnapshotStore snapshots) {
        this.decisions = decisions;
        this.snapshots = snapshots;
    }

    /** In the order in which they were planned. */
    @Transactional
    public List<Review> all() {
        return decisions.now().reviews().stream()
                .map(review -> review.with(review.opened().flatMap(opened -> snapshot(opened.sha256()))))
                .toList();
    }

    private Optional<Snapshot> snapshot(String sha256) {
        return snapshots
                .bytes(sha256)
                .flatMap(bytes -> Snapshot.read(bytes, decisions.now().frozenAs(sha256)));
    }
}
