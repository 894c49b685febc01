package org.triageledger.work;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.triageledger.core.activity.Credit;
import org.triageledger.core.membership.Act;
import org.triageledger.core.membership.Actor;
import org.triageledger.core.membership.Claim;
import org.triageledger.core.membership.Claim.Matter;
import org.triageledger.store.DecisionStore.Decision;

/** Claims and disputes as they follow from the record. Their texts are sealed beside it, and not among them. */
final class PastClaims {
    static final String CLAIM = "claim-work";
    static final String DISPUTE = "dispute-credit";
    static final String JUDGE = "decide-claim";

    private PastClaims() {}

    /** All of them, in order. */
    static List<Claim> of(Stream<Decision> effective) {
        Map<String, Claim> claims = new LinkedHashMap<>();
        effective.forEach(decision -> {
            Fields fields = Fields.read(decision.other());
            Act act = new Act(
                    new Actor(
                            decision.by(),
                            Acts.word(Actor.Capacity.class, fields.text("as")).orElse(Actor.Capacity.MEMBER)),
                    decision.at());
            switch (decision.kind()) {
                case CLAIM, DISPUTE ->
                    matter(decision, fields)
                            .ifPresent(matter -> claims.put(
                                    decision.one(), new Claim(decision.one(), matter, "", act, Optional.empty())));
                case JUDGE ->
                    claims.computeIfPresent(
                            decision.one(),
                            (id, claim) -> Acts.word(Claim.Verdict.class, fields.text("verdict"))
                                    .map(verdict -> new Claim(
                                            id,
                                            claim.matter(),
                                            "",
                                            claim.act(),
                                            Optional.of(new Claim.Judgement(verdict, decision.reason(), act))))
                                    .orElse(claim));
                default -> {
                    // other decisions
                }
            }
        });
        return List.copyOf(claims.values());
    }

    private static Optional<Matter> matter(Decision decision, Fields fields) {
        Optional<Credit.Kind> kind = Acts.word(Credit.Kind.class, fields.text("kind"));
        return decision.kind().equals(DISPUTE)
                ? Optional.of(
                        new Matter.Dispute(fields.text("member"), kind, fields.text("report"), fields.get("message")))
                : decision.from()
                        .flatMap(day ->
                                kind.map(one -> new Matter.Work(fields.text("member"), one, day, Optional.empty())));
    }

    /** What stands in the record of a claim or dispute. */
    static String fields(Matter matter, String sealed) {
        return switch (matter) {
            case Matter.Work work ->
                "member=" + work.member() + " kind=" + work.kind().word() + " sealed=" + sealed;
            case Matter.Dispute dispute ->
                "member=" + dispute.member() + " kind="
                        + dispute.kind().map(Credit.Kind::word).orElse("all") + " report=" + dispute.report()
                        + dispute.messageKey().map(key -> " message=" + key).orElse("") + " sealed=" + sealed;
        };
    }
}
