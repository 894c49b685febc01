package org.triageledger.work.upkeep;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.triageledger.core.mail.Named;
import org.triageledger.store.OutboxState;
import org.triageledger.store.SealedStore.Place;
import org.triageledger.store.SoundnessStore;
import org.triageledger.work.Refusal;
import org.triageledger.work.decision.AuditLog;
import org.triageledger.work.facts.Policies;
import org.triageledger.work.queries.EvidenceAnswers;
import org.triageledger.work.queries.VerdictAnswers;
import org.triageledger.work.queries.VerdictViews;
import org.triageledger.work.record.KnownDecisions;

/** Looks whether the ledger is sound, one thing after another. Nothing is mended. */
@ApplicationScoped
public class Checks {
    private static final Duration LATE = Duration.ofDays(1);

    /** Longer than any node takes a lease, with clocks that differ by some seconds. */
    private static final Duration LONGEST_LEASE = Duration.ofMinutes(3);

    private final Flyway migrations;
    private final AuditLog audit;
    private final KnownDecisions decisions;
    private final SoundnessStore soundness;
    private final SealedPlaces places;
    private final VerdictAnswers verdicts;
    private final EvidenceAnswers evidence;
    private final Policies policies;
    private final Clock clock;

    Checks(
            Flyway migrations,
            AuditLog audit,
            KnownDecisions decisions,
            SoundnessStore soundness,
            SealedPlaces places,
            VerdictAnswers verdicts,
            EvidenceAnswers evidence,
            Policies policies,
            Clock clock) {
        this.migrations = migrations;
        this.audit = audit;
        this.decisions = decisions;
        this.soundness = soundness;
        this.places = places;
        this.verdicts = verdicts;
        this.evidence = evidence;
        this.policies = policies;
        this.clock = clock;
    }

    /**
     * What one check found.
     *
     * @param state {@code ok} or {@code finding}
     * @param what a sentence: what was looked at, or what is wrong and what to do
     */
    public record Line(String check, String state, String what) {
        public boolean isFinding() {
            return !state.equals("ok");
        }
    }

    public record Checked(List<Line> checks) {}

    /**
     * Runs all checks.
     *
     * @param sample of how many sealed texts of each kind it is looked whether they open; of all where it is empty
     */
    public Checked run(OptionalLong sample) {
        return new Checked(List.of(
                line("migrations", this::migrations),
                line("audit-log", this::auditLog),
                line("references", this::references),
                line("key", () -> key(sample)),
                line("answers", this::answers),
                line("snapshots", this::snapshots),
                line("outbox", this::outbox),
                line("leases", this::leases)));
    }

    /** Of one check: what is fine, or the first thing that is not. */
    private record Outcome(boolean fine, String what) {
        static Outcome fine(String what) {
            return new Outcome(true, what);
        }

        static Outcome wrong(String what) {
            return new Outcome(false, what);
        }
    }

    /** A check that cannot be made is a finding, and stops no other. */
    private static Line line(String check, Supplier<Outcome> look) {
        Outcome outcome;
        try {
            outcome = look.get();
        } catch (Refusal refusal) {
            outcome = Outcome.wrong(String.valueOf(refusal.getMessage()));
        } catch (RuntimeException e) {
            outcome = Outcome.wrong("This could not be checked (" + e.getClass().getSimpleName()
                    + "): restore a backup if it stays so.");
        }
        return new Line(check, outcome.fine() ? "ok" : "finding", outcome.what());
    }

    private Outcome migrations() {
        MigrationInfo[] all = migrations.info().all();
        List<String> open = Arrays.stream(all)
                .filter(one -> !one.getState().isApplied() || one.getState().isFailed())
                .map(one -> String.valueOf(one.getVersion()))
                .toList();
        if (!open.isEmpty()) {
            return Outcome.wrong("Migrations did not run or failed: " + String.join(", ", open)
                    + ". Start the program again; restore a backup if it stays so.");
        }
        if (!migrations.validateWithResult().validationSuccessful) {
            return Outcome.wrong(
                    "The tables were made by other migrations than those of this program: use the version that"
                            + " last ran on them, or a newer one.");
        }
        return Outcome.fine("All " + all.length + " migrations ran.");
    }

    private Outcome auditLog() {
        AuditLog.State state = audit.check();
        return state.damage()
                .map(damage -> Outcome.wrong(damage + " See ledger decisions verify."))
                .orElseGet(() -> Outcome.fine("Each of " + state.head().count()
                        + " entries is as it was written, and fits the head that is kept outside the database."));
    }

    private Outcome references() {
        List<SoundnessStore.Orphans> orphans = QuarkusTransaction.requiringNew().call(soundness::orphans);
        return orphans.isEmpty()
                ? Outcome.fine("No row refers to one that is missing, in "
                        + QuarkusTransaction.requiringNew().call(soundness::referenceCount) + " ways to refer.")
                : Outcome.wrong("Rows refer to others that are missing: "
                        + orphans.stream()
                                .map(one -> one.what() + ", " + one.rows())
                                .collect(Collectors.joining("; "))
                        + ". Restore a backup.");
    }

    private Outcome key(OptionalLong sample) {
        long opened = 0;
        List<String> closed = new ArrayList<>();
        for (Place place : Place.values()) {
            long[] counts = new long[2];
            long step = sample.isEmpty() || sample.getAsLong() == 0
                    ? 1
                    : Math.max(1, places.count(place) / sample.getAsLong());
            long[] at = {0};
            places.each(place, found -> {
                if (at[0]++ % step == 0) {
                    counts[found.opened().isPresent() ? 0 : 1]++;
                }
            });
            opened += counts[0];
            if (counts[1] > 0) {
                closed.add(counts[1] + " of " + place.words());
            }
        }
        return closed.isEmpty()
                ? Outcome.fine("The key opens each of " + opened + " sealed texts that were tried.")
                : Outcome.wrong("The key does not open: " + String.join(", ", closed)
                        + ". Put back the key file with which they were sealed.");
    }

    private Outcome answers() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        int members = 0;
        for (String policy : policies.names()) {
            VerdictViews.Active active = QuarkusTransaction.requiringNew().call(() -> verdicts.active(today, policy));
            members = active.members().size();
        }
        int threads = QuarkusTransaction.requiringNew()
                .call(() -> evidence.threads().threads().size());
        return Outcome.fine("Verdicts of " + members + " members under "
                + policies.names().size() + " policies, and " + threads + " threads, can be computed.");
    }

    private Outcome snapshots() {
        long changed =
                QuarkusTransaction.requiringNew().call(() -> soundness.snapshotsChanged(decisions.now()::frozenAs));
        return changed == 0
                ? Outcome.fine("Each snapshot of a review is as it was frozen.")
                : Outcome.wrong(changed + " snapshots of reviews were changed: restore a backup.");
    }

    private Outcome outbox() {
        Instant now = clock.instant();
        List<String> states =
                Arrays.stream(OutboxState.values()).map(Named::word).toList();
        long astray = QuarkusTransaction.requiringNew().call(() -> soundness.lettersAstray(states));
        long late = QuarkusTransaction.requiringNew().call(() -> soundness.lettersDueBefore(now.minus(LATE)));
        if (astray > 0) {
            return Outcome.wrong(astray + " letters are in a state that is none: restore a backup.");
        }
        return late == 0
                ? Outcome.fine("No letter is overdue.")
                : Outcome.wrong(late + " letters are overdue by more than a day: see that the service runs and that"
                        + " ledger.smtp names a mail server that takes them.");
    }

    private Outcome leases() {
        long beyond = QuarkusTransaction.requiringNew()
                .call(() -> soundness.leasesBeyond(clock.instant().plus(LONGEST_LEASE)));
        return beyond == 0
                ? Outcome.fine("No lease on a mailbox reaches further than a node takes one.")
                : Outcome.wrong(
                        beyond + " leases on mailboxes reach too far: set the clocks of all nodes by NTP; until then"
                                + " nobody else reads those mailboxes.");
    }
}
