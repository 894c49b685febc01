package org.triageledger.core.snapshot;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.triageledger.core.coverage.Stretch;
import org.triageledger.core.eligibility.Criterion;
import org.triageledger.core.eligibility.Policy;
import org.triageledger.core.eligibility.Verdict;
import org.triageledger.core.hash.Sha256;
import org.triageledger.core.member.Finding;
import org.triageledger.core.membership.Leave;

/**
 * Policy, facts and verdicts as they stood when a review was opened. The same facts under the same version of a policy on the
 * same day have the same {@link #bytes()}, whatever order they come in.
 *
 * @param asOf the UTC day the verdicts are for
 * @param knownUntil the moment up to which mail can have been read, at the latest the end of the day
 * @param facts what the verdicts were made of, by kind: {@code people}, {@code branches}, {@code reports}, {@code credits},
 *     {@code waiting}, {@code coverage}, {@code leaves}, {@code quarantined}; {@code audit-log} is the number of its entries and the hash of the last
 * @param lines one for each member, sorted by id
 */
public record Snapshot(
        String review,
        LocalDate asOf,
        Instant knownUntil,
        Rules rules,
        SortedMap<String, Fact> facts,
        Quality quality,
        List<Finding> findings,
        List<Line> lines) {
    /**
     * @param kinds of work that keep a member, as words, sorted
     * @param readings how the words of the policy were read, by name
     */
    public record Rules(String policy, int version, List<String> kinds, SortedMap<String, String> readings) {
        public Rules {
            kinds = List.copyOf(kinds);
            readings = Collections.unmodifiableSortedMap(new TreeMap<>(readings));
        }

        /** As people ask for it: the name, with the readings behind it that are not those of the policy itself. */
        public String text() {
            return asRead().map(Policy::text).orElse(policy);
        }

        /** The policy of that name as it is now, read as it was then; empty where it is not known any more. */
        public Optional<Policy> asRead() {
            return FrozenPolicy.read(this);
        }
    }

    /** @param sha256 over the canonical JSON of each, sorted */
    public record Fact(long count, String sha256) {}

    /**
     * How good the data was.
     *
     * @param windowFrom the first day that counted
     * @param gaps of the window, in which mail is missing
     * @param unreviewed reports nobody has given a status
     * @param waiting pieces of work that wait for a person to decide whether they are a credit
     * @param quarantined mails that could not be read
     */
    public record Quality(LocalDate windowFrom, List<Stretch> gaps, int unreviewed, int waiting, int quarantined) {
        public Quality {
            gaps = List.copyOf(gaps);
        }
    }

    /**
     * One member.
     *
     * @param credits the number of reports with a credit within the window
     * @param creditsEver the number of reports with a credit up to the day
     * @param leave shown beside the verdict; it changes nothing
     */
    public record Line(
            String member,
            String name,
            Verdict verdict,
            Optional<LocalDate> lastCredit,
            int credits,
            int creditsEver,
            List<String> reasons,
            List<Criterion> criteria,
            Optional<Leave> leave) {
        /** Whether a person has to decide: nobody else can leave by a review. */
        public boolean mustBeDecided() {
            return switch (verdict) {
                case Verdict.Inactive ignored -> true;
                case Verdict.Unknown ignored -> true;
                case Verdict.Active ignored -> false;
                case Verdict.Newcomer ignored -> false;
                case Verdict.Exempt ignored -> false;
            };
        }
    }

    public Snapshot {
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
        findings = List.copyOf(findings);
        lines = List.copyOf(lines);
    }

    public static Snapshot of(String review, ReviewInput basis, LocalDate asOf) {
        return new SnapshotFactory(basis, asOf).freeze(review);
    }

    /** What was written by {@link #bytes()}; empty for anything else. Never throws. */
    public static Optional<Snapshot> read(byte[] bytes) {
        return SnapshotReader.snapshot(bytes);
    }

    /** The same, if the bytes have the hash that was noted down when they were written; empty for anything else. */
    public static Optional<Snapshot> read(byte[] bytes, String sha256) {
        return Sha256.hex(bytes).equals(sha256) ? read(bytes) : Optional.empty();
    }

    /**
     * With something more among the facts that is no ground of a verdict, such as the head of the audit log: computing the review
     * again does not ask for it.
     */
    public Snapshot noting(String name, Fact fact) {
        SortedMap<String, Fact> more = new TreeMap<>(facts);
        more.put(name, fact);
        return new Snapshot(review, asOf, knownUntil, rules, more, quality, findings, lines);
    }

    /** Canonical JSON in UTF-8. */
    public byte[] bytes() {
        return SnapshotJson.json(this).bytes();
    }

    /** Of the bytes, in lower-case hexadecimal. */
    public String sha256() {
        return sha256(bytes());
    }

    /** As {@link #sha256()}, of whatever is stored in the place of a snapshot. */
    public static String sha256(byte[] stored) {
        return Sha256.hex(stored);
    }

    public Optional<Line> line(String member) {
        return lines.stream().filter(line -> line.member.equals(member)).findFirst();
    }

    /** Those on whom a person has to decide. */
    public List<Line> toDecide() {
        return lines.stream().filter(Line::mustBeDecided).toList();
    }

    /** How many members have each verdict; every word is there. */
    public Map<String, Integer> counts() {
        Map<String, Integer> counts = new java.util.LinkedHashMap<>();
        List.of("active", "newcomer", "exempt", "inactive", "unknown").forEach(word -> counts.put(word, 0));
        lines.forEach(line -> counts.merge(line.verdict.word(), 1, Integer::sum));
        return counts;
    }

    /** Counts only. */
    @Override
    public String toString() {
        return "Snapshot[" + review + ", " + asOf + ", " + lines.size() + " members]";
    }
}
