package org.triageledger.work.roster;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.triageledger.core.member.Finding;
import org.triageledger.core.member.Person;
import org.triageledger.core.record.DecisionEffects;
import org.triageledger.store.ReturnStore;
import org.triageledger.store.WebhookStore;
import org.triageledger.work.facts.Facts;
import org.triageledger.work.record.DecidedAlone;
import org.triageledger.work.record.KnownDecisions;
import org.triageledger.work.release.ReleaseCycleFeed;

/** Findings that do not follow from the roster alone, and which findings people settled. */
@ApplicationScoped
public class RosterFindings {
    private final PublishedLists lists;
    private final ReleaseCycleFeed releaseCycle;
    private final ReturnStore returns;
    private final WebhookStore webhooks;
    private final Facts facts;
    private final KnownDecisions decisions;
    private final Clock clock;

    RosterFindings(
            PublishedLists lists,
            ReleaseCycleFeed releaseCycle,
            ReturnStore returns,
            WebhookStore webhooks,
            Facts facts,
            KnownDecisions decisions,
            Clock clock) {
        this.lists = lists;
        this.releaseCycle = releaseCycle;
        this.returns = returns;
        this.webhooks = webhooks;
        this.facts = facts;
        this.decisions = decisions;
        this.clock = clock;
    }

    /** Where the published lists as last taken disagree with the roster on a UTC day, and what is wrong with feeds and mail. */
    @Transactional
    public List<Finding> elsewhere(LocalDate day) {
        List<Finding> found = new ArrayList<>(lists.drift(day));
        releaseCycle.finding().ifPresent(found::add);
        returns.unreachable().stream()
                .map(ReturnStore.Unreachable::person)
                .distinct()
                .flatMap(id -> facts.on(today()).roster().withId(id).stream())
                .map(RosterFindings::unreachable)
                .forEach(found::add);
        webhooks.givenUp().stream()
                .map(given -> new Finding(
                        "webhook-failed",
                        "The webhook '" + given.hook() + "' could not be told of what happened on "
                                + LocalDate.ofInstant(given.first(), ZoneOffset.UTC) + " (" + given.trouble()
                                + "): it was given up after three days. Check its address, secret and receiver; what it"
                                + " missed is in the audit log and among the findings."))
                .forEach(found::add);
        DecisionEffects decided = decisions.now();
        Facts.Known known = facts.on(LocalDate.MAX);
        found.addAll(DecidedAlone.of(decided, known.messages(), known.roster()));
        decided.unreadable().stream()
                .map(row -> new Finding(
                        "audit-log-unreadable",
                        "Entry " + row.id() + " of the audit log cannot be read by this version: it has no effect."
                                + " Run the version that wrote it, or a newer one."))
                .forEach(found::add);
        return found;
    }

    /** The keys of the findings that are settled today. */
    @Transactional
    public Set<String> settled() {
        return decisions.now().settledOn(today()).keySet();
    }

    private static Finding unreachable(Person person) {
        return new Finding(
                "unreachable",
                "Mail to " + person.name() + " came back: it goes to no such address any more. Give them another in the"
                        + " roster, or say on the page of the reminders that the address works again.");
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
