package org.triageledger.work.queries;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.triageledger.core.activity.Pending;
import org.triageledger.work.Mapped;
import org.triageledger.work.Refusal;
import org.triageledger.work.facts.Facts;
import org.triageledger.work.facts.VerdictFacts;

/** What counts for whom: credits, reports with their threads, and messages; the same for the command line, the API and the pages. */
@ApplicationScoped
public class EvidenceAnswers {
    private final Facts facts;

    EvidenceAnswers(Facts facts) {
        this.facts = facts;
    }

    public EvidenceViews.Credits credits(Optional<String> member, Optional<LocalDate> from, Optional<LocalDate> to) {
        if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
            throw new Refusal("the range ends before it begins: give the earlier day as from");
        }
        VerdictFacts known = facts.creditsOn(LocalDate.MAX);
        member.ifPresent(id -> {
            if (known.roster().people().stream().noneMatch(person -> person.id().equals(id))) {
                throw new Refusal("nobody in the roster has the id '" + id + "': see `ledger active`");
            }
        });
        return new EvidenceViews.Credits(
                new Mapped<>(
                        member.map(known.credits()::of).orElseGet(known.activity()::credits).stream()
                                .flatMap(credit -> ViewMapper.within(credit, from, to).stream())
                                .toList(),
                        ViewMapper::credit),
                new Mapped<>(
                        known.activity().pending().stream()
                                .filter(pending -> member.map(pending.credit().member()::equals)
                                        .orElse(true))
                                .flatMap(pending -> ViewMapper.within(pending.credit(), from, to).stream()
                                        .map(credit ->
                                                new Pending(credit, pending.doubt(), pending.proven(), pending.why())))
                                .toList(),
                        pending -> ViewMapper.pending(pending.credit(), pending)));
    }

    /** A member's credits by report, with the evidence of these days; whatever else is known of them is left out. */
    public List<EvidenceViews.ReportEvidence> of(String member, Optional<LocalDate> from, Optional<LocalDate> to) {
        return ViewMapper.evidence(facts.creditsOn(LocalDate.MAX).credits().of(member).stream()
                .flatMap(credit -> ViewMapper.within(credit, from, to).stream())
                .toList());
    }

    /** The evidence of a member's credits on one report, by these facts. */
    public List<EvidenceViews.ReportEvidence> on(String report, String member, Facts.Known known) {
        return ViewMapper.evidence(known.activity().credits().stream()
                .filter(credit ->
                        credit.member().equals(member) && credit.report().equals(report))
                .toList());
    }

    public EvidenceViews.Threads threads() {
        return new EvidenceViews.Threads(
                new Mapped<>(facts.on(LocalDate.MAX).activity().reports(), ViewMapper::thread));
    }

    public EvidenceViews.Messages messages() {
        return new EvidenceViews.Messages(new Mapped<>(facts.on(LocalDate.MAX).messages(), ViewMapper::message));
    }
}
