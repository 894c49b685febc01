package org.triageledger.core.snapshot;

import java.util.Map;
import java.util.TreeMap;
import org.triageledger.core.coverage.Stretch;
import org.triageledger.core.eligibility.Criterion;
import org.triageledger.core.eligibility.Verdict;
import org.triageledger.core.member.Dated;
import org.triageledger.core.membership.Leave;

/** How a snapshot stands in JSON. {@link SnapshotReader} reads it back. */
final class SnapshotJson {
    /** Raised with every change of the form, so that an old snapshot is not taken for a damaged one. */
    static final int FORMAT = 2;

    private SnapshotJson() {}

    static Json json(Snapshot snapshot) {
        Map<String, Json> facts = new TreeMap<>();
        snapshot.facts()
                .forEach((name, fact) -> facts.put(
                        name,
                        Json.members(
                                Map.of("count", new Json.Whole(fact.count()), "sha256", Json.text(fact.sha256())))));
        return Json.members(Map.of(
                "format", new Json.Whole(FORMAT),
                "review", Json.text(snapshot.review()),
                "asOf", Json.text(snapshot.asOf()),
                "knownUntil", Json.text(snapshot.knownUntil()),
                "rules", rules(snapshot.rules()),
                "facts", Json.members(facts),
                "quality", quality(snapshot.quality()),
                "findings",
                        Json.items(
                                snapshot.findings(),
                                finding -> Json.members(Map.of(
                                        "code", Json.text(finding.code()),
                                        "sentence", Json.text(finding.sentence())))),
                "lines", Json.items(snapshot.lines(), SnapshotJson::line)));
    }

    private static Json rules(Snapshot.Rules rules) {
        Map<String, Json> readings = new TreeMap<>();
        rules.readings().forEach((name, value) -> readings.put(name, Json.text(value)));
        return Json.members(Map.of(
                "policy", Json.text(rules.policy()),
                "version", new Json.Whole(rules.version()),
                "kinds", Json.texts(rules.kinds()),
                "readings", Json.members(readings)));
    }

    private static Json quality(Snapshot.Quality quality) {
        return Json.members(Map.of(
                "windowFrom", Json.text(quality.windowFrom()),
                "gaps", Json.items(quality.gaps(), SnapshotJson::stretch),
                "unreviewed", new Json.Whole(quality.unreviewed()),
                "waiting", new Json.Whole(quality.waiting()),
                "quarantined", new Json.Whole(quality.quarantined())));
    }

    private static Json line(Snapshot.Line line) {
        return Json.members(Map.ofEntries(
                Map.entry("member", Json.text(line.member())),
                Map.entry("name", Json.text(line.name())),
                Map.entry("verdict", Json.text(line.verdict().word())),
                Map.entry("until", Json.text(line.verdict().end())),
                Map.entry(
                        "gaps",
                        line.verdict() instanceof Verdict.Unknown unknown
                                ? Json.items(unknown.gaps(), SnapshotJson::stretch)
                                : new Json.Nothing()),
                Map.entry("lastCredit", Json.text(line.lastCredit())),
                Map.entry("credits", new Json.Whole(line.credits())),
                Map.entry("creditsEver", new Json.Whole(line.creditsEver())),
                Map.entry("reasons", Json.texts(line.reasons())),
                Map.entry("criteria", Json.items(line.criteria(), SnapshotJson::criterion)),
                Map.entry("leave", line.leave().map(SnapshotJson::leave).orElseGet(Json.Nothing::new))));
    }

    private static Json criterion(Criterion criterion) {
        return Json.members(Map.of(
                "name", Json.text(criterion.name()),
                "result", Json.text(criterion.result().word()),
                "why", Json.text(criterion.why()),
                "evidence", Json.texts(criterion.evidence()),
                "until", Json.text(criterion.until())));
    }

    static Json leave(Leave leave) {
        return Json.members(Map.of("member", Json.text(leave.member()), "when", dated(leave.when())));
    }

    static Json dated(Dated stretch) {
        return Json.members(Map.of("from", Json.text(stretch.from()), "to", Json.text(stretch.to())));
    }

    static Json stretch(Stretch stretch) {
        return Json.members(Map.of("from", Json.text(stretch.from()), "to", Json.text(stretch.to())));
    }
}
