package org.triageledger.work.facts;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.triageledger.store.CveRecordStore;
import org.triageledger.store.DecisionStore;
import org.triageledger.store.GhsaStore;
import org.triageledger.store.MessageCopyStore;
import org.triageledger.store.RetentionStore;
import org.triageledger.store.RosterStore;
import org.triageledger.work.config.LedgerConfig;

/** What tells whether anything changed from which credits follow: facts, roster, decisions, settings, or the program itself. */
@ApplicationScoped
public class FactMarks {
    /** A program that does not lie in one file is another one at each start. */
    private static final String PROGRAM = program();

    private final MessageCopyStore copies;
    private final RetentionStore retention;
    private final RosterStore roster;
    private final DecisionStore decisions;
    private final CveRecordStore records;
    private final GhsaStore advisories;
    private final LedgerConfig config;

    public FactMarks(
            MessageCopyStore copies,
            RetentionStore retention,
            RosterStore roster,
            DecisionStore decisions,
            CveRecordStore records,
            GhsaStore advisories,
            LedgerConfig config) {
        this.copies = copies;
        this.retention = retention;
        this.roster = roster;
        this.decisions = decisions;
        this.records = records;
        this.advisories = advisories;
        this.config = config;
    }

    /**
     * As they are at the moment. What is read after them is never older than they are. Empty where the roster has no mark, as before it
     * was written the first time.
     */
    Optional<String> now() {
        return roster.mark()
                .map(mark -> String.join(
                        "\n",
                        List.of(
                                PROGRAM,
                                copies.mark(),
                                String.valueOf(retention.version()),
                                mark,
                                decisions.head().toString(),
                                records.mark().toString(),
                                advisories.version().toString(),
                                String.valueOf(advisories.pollCount()),
                                String.valueOf(config.leastSubstance()),
                                String.valueOf(config.plusTags()),
                                config.announcements().archive())));
    }

    /** Which build it is: a new one may have other rules. */
    private static String program() {
        CodeSource source = FactMarks.class.getProtectionDomain().getCodeSource();
        try {
            if (source != null && source.getLocation() != null) {
                Path file = Path.of(source.getLocation().toURI());
                if (Files.isRegularFile(file)) {
                    return Files.size(file) + " " + Files.getLastModifiedTime(file);
                }
            }
        } catch (URISyntaxException | IOException | IllegalArgumentException e) {
            // as if there were none
        }
        return UUID.randomUUID().toString();
    }
}
