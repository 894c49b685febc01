package org.triageledger.core.snapshot;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.triageledger.core.hash.Sha256;
import org.triageledger.core.membership.Leave;

/** What came of computing a frozen review again. */
public sealed interface Verification {
    /** The same bytes. */
    record Same(String sha256) implements Verification {}

    /**
     * Everybody's line is the same, although it is made of other facts.
     *
     * @param facts the kinds of facts that changed; {@code policy} where it was another, {@code findings} where these changed
     */
    record OtherFacts(List<String> facts) implements Verification {}

    record Differs(List<Change> members, List<String> facts) implements Verification {}

    /** What is stored is not what was frozen. */
    record Damaged(String expected, String found) implements Verification {}

    /** @param why sentences on what was and what is now */
    record Change(String member, String name, List<String> why) {}

    /** Compares a snapshot with the one computed now, for the same day. */
    static Verification verify(Snapshot frozen, Snapshot again) {
        List<Change> changes = changes(frozen, again);
        List<String> facts = facts(frozen, again);
        if (!changes.isEmpty()) {
            return new Differs(changes, facts);
        }
        return facts.isEmpty() ? new Same(frozen.sha256()) : new OtherFacts(facts);
    }

    /**
     * Compares what was stored with what the facts say now.
     *
     * @param sha256 as it was noted down when the review was opened
     */
    static Verification verify(byte[] stored, String sha256, ReviewInput now) {
        return Snapshot.read(stored, sha256)
                .map(snapshot -> verify(snapshot, again(snapshot, now)))
                .orElseGet(() -> new Damaged(sha256, Sha256.hex(stored)));
    }

    /** The same review of the same day as it was known then, from what the facts say now. */
    static Snapshot again(Snapshot frozen, ReviewInput now) {
        return Snapshot.of(frozen.review(), now.asKnown(frozen.knownUntil()), frozen.asOf());
    }

    private static List<Change> changes(Snapshot frozen, Snapshot again) {
        Set<String> members = new TreeSet<>();
        frozen.lines().forEach(line -> members.add(line.member()));
        again.lines().forEach(line -> members.add(line.member()));
        List<Change> changes = new ArrayList<>();
        for (String member : members) {
            Optional<Snapshot.Line> was = frozen.line(member);
            Optional<Snapshot.Line> is = again.line(member);
            if (!was.equals(is)) {
                changes.add(new Change(
                        member, was.or(() -> is).map(Snapshot.Line::name).orElse(member), why(was, is)));
            }
        }
        return changes;
    }

    private static List<String> why(Optional<Snapshot.Line> was, Optional<Snapshot.Line> is) {
        if (was.isEmpty() || is.isEmpty()) {
            return List.of(
                    was.isEmpty() ? "Was no member then, and is one now." : "Was a member then, and is none now.");
        }
        Snapshot.Line then = was.get();
        Snapshot.Line now = is.get();
        List<String> why = new ArrayList<>();
        compare(why, "Verdict", verdict(then), verdict(now));
        compare(why, "Credits", then.credits(), now.credits());
        compare(why, "Last credit", day(then.lastCredit()), day(now.lastCredit()));
        compare(why, "Name", then.name(), now.name());
        compare(
                why,
                "Leave",
                then.leave().map(Leave::days).orElse("none"),
                now.leave().map(Leave::days).orElse("none"));
        if (why.isEmpty()) {
            Set<String> reasons = new LinkedHashSet<>(now.reasons());
            then.reasons().forEach(reasons::remove);
            why.addAll(reasons);
        }
        return why.isEmpty() ? List.of("Supporting evidence changed.") : why;
    }

    private static String verdict(Snapshot.Line line) {
        return line.verdict().word()
                + line.verdict().end().map(end -> " until " + end).orElse("");
    }

    private static String day(Optional<LocalDate> day) {
        return day.map(LocalDate::toString).orElse("none");
    }

    private static void compare(List<String> why, String what, Object was, Object is) {
        if (!was.equals(is)) {
            why.add(what + " was " + was + ", is " + is + ".");
        }
    }

    private static List<String> facts(Snapshot frozen, Snapshot again) {
        Set<String> facts = new TreeSet<>(frozen.facts().keySet());
        facts.addAll(again.facts().keySet());
        // what was noted when the review was opened, and is no ground of a verdict
        facts.removeIf(name -> !again.facts().containsKey(name));
        facts.removeIf(
                name -> Objects.equals(frozen.facts().get(name), again.facts().get(name)));
        if (!frozen.rules().equals(again.rules())) {
            facts.add("policy");
        }
        if (!frozen.findings().equals(again.findings())) {
            facts.add("findings");
        }
        if (!frozen.quality().gaps().equals(again.quality().gaps())) {
            facts.add("coverage");
        }
        return List.copyOf(facts);
    }
}
