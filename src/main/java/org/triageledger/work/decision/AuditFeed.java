package org.triageledger.work.decision;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.triageledger.document.AtomFeed;
import org.triageledger.work.config.Keys;
import org.triageledger.work.config.LedgerConfig;
import org.triageledger.work.people.TokenScope;
import org.triageledger.work.record.DecisionViews;

/** The latest entries of the audit log, for feed readers. */
@ApplicationScoped
public class AuditFeed {
    private static final int ENTRIES = 100;

    private final Decisions decisions;
    private final Keys keys;
    private final LedgerConfig config;

    AuditFeed(Decisions decisions, Keys keys, LedgerConfig config) {
        this.decisions = decisions;
        this.keys = keys;
        this.config = config;
    }

    public AtomFeed latest() {
        List<DecisionViews.DecisionLine> latest =
                decisions.all().reversed().stream().limit(ENTRIES).toList();
        String pages = config.reminders().pages().orElse("").replaceFirst("/+$", "");
        return new AtomFeed(
                id("feed"),
                "Audit log of " + config.team(),
                pages + TokenScope.FEED_PATH,
                pages + "/audit-log",
                latest.stream().findFirst().map(DecisionViews.DecisionLine::at).orElse(Instant.EPOCH),
                latest.stream().map(line -> entry(line, pages)).toList());
    }

    private AtomFeed.Entry entry(DecisionViews.DecisionLine line, String pages) {
        return new AtomFeed.Entry(
                id("entry " + line.id()),
                line.id() + " " + line.kind().replace('-', ' '),
                line.by(),
                line.at(),
                pages + "/decisions/" + line.id(),
                line.what() + (line.reason().isBlank() ? "" : "\nReason: " + line.reason()));
    }

    /** The same for ever, and of this ledger alone. */
    private String id(String of) {
        return "urn:uuid:"
                + UUID.nameUUIDFromBytes(keys.vault().token("audit feed " + of).getBytes(StandardCharsets.UTF_8));
    }
}
