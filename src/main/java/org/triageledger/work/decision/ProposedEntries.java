package org.triageledger.work.decision;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.triageledger.core.activity.Report;
import org.triageledger.core.advisory.record.CreditedParty;
import org.triageledger.core.advisory.record.RecordCredits;
import org.triageledger.core.mail.Address;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.Named;
import org.triageledger.core.member.AddressLink;
import org.triageledger.core.member.Dated;
import org.triageledger.core.member.Person;
import org.triageledger.core.membership.Actor;
import org.triageledger.core.membership.Leave;
import org.triageledger.core.record.DecisionEffects;
import org.triageledger.core.record.Entry;
import org.triageledger.core.record.LogEntry;
import org.triageledger.work.Refusal;
import org.triageledger.work.Signed;
import org.triageledger.work.facts.Facts;
import org.triageledger.work.people.KnownPeople;
import org.triageledger.work.record.Acts;

/** Turns what somebody wants to decide into an entry of the audit log, or says why it makes no sense. */
@ApplicationScoped
class ProposedEntries {
    private final Facts facts;
    private final KnownPeople known;
    private final Clock clock;

    ProposedEntries(Facts facts, KnownPeople known, Clock clock) {
        this.facts = facts;
        this.known = known;
        this.clock = clock;
    }

    LogEntry draft(Proposal proposal, DecisionEffects before, Signed signed) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new LogEntry(before.nextId(), act(proposal, before, at, signed), at, signed.by(), signed.reason(), "");
    }

    private Entry act(Proposal proposal, DecisionEffects before, Instant at, Signed signed) {
        return switch (proposal) {
            case Proposal.Link link -> {
                Dated when = dated(link);
                Address address = address(link.address());
                free(new AddressLink(person(link.member()).id(), address, when, true));
                yield new Entry.AddressLinked(link.member(), address, when);
            }
            case Proposal.Unlink unlink -> {
                Address address = address(unlink.address());
                if (person(unlink.member()).addresses().stream()
                        .noneMatch(owned -> owned.address().equals(address))) {
                    throw new Refusal("that address is not one of '" + unlink.member() + "'");
                }
                yield new Entry.AddressUnlinked(unlink.member(), address);
            }
            case Proposal.Nobodys nobody -> new Entry.AddressOfNobody(address(nobody.address()));
            case Proposal.Join join ->
                new Entry.ThreadsJoined(
                        message(join.oneMessageId()).key(),
                        message(join.otherMessageId()).key());
            case Proposal.Confirm confirm -> {
                Message message = message(confirm.messageId());
                Optional<Address> author =
                        Optional.ofNullable(confirm.address()).map(text -> author(text, message));
                if (author.isEmpty()
                        && message.author().person().isEmpty()
                        && message.author().account().isEmpty()) {
                    throw new Refusal(
                            "nothing says which of several people wrote it: name the member, or the address it was"
                                    + " written from");
                }
                yield new Entry.AuthorConfirmed(message.key(), author);
            }
            case Proposal.Reject reject ->
                new Entry.AuthorRejected(message(reject.messageId()).key());
            case Proposal.Status status ->
                new Entry.ReportStatusSet(
                        report(status.report()).thread().opener().key(), status(status.word()));
            case Proposal.Name name -> new Entry.CreditNameAnswered(name(name.name()), who(name.who()));
            case Proposal.Approve approve -> {
                LogEntry meant = open(before, approve.id());
                if (meant.by().equals(signed.by())) {
                    throw new Refusal("nobody approves what they proposed themselves: another admin or one of the"
                            + " council has to");
                }
                if (!signed.isPreview()) {
                    Acts.as(known.now(), signed.by(), at, Actor.Capacity.ADMIN, Actor.Capacity.COUNCIL);
                }
                if (meant.entry() instanceof Entry.Proposed(Entry.Act act) && act instanceof Entry.AddressLinked link) {
                    free(new AddressLink(link.member(), link.address(), link.when(), true));
                }
                yield new Entry.Approved(approve.id());
            }
            case Proposal.Decline decline -> {
                open(before, decline.id());
                yield new Entry.Declined(decline.id());
            }
            case Proposal.Undo undo -> {
                LogEntry meant = before.log().stream()
                        .filter(entry -> entry.id() == undo.id())
                        .findFirst()
                        .orElseThrow(
                                () -> new Refusal("there is no decision " + undo.id() + ": see `ledger decisions`"));
                if (!meant.entry().canBeUndone()) {
                    throw new Refusal("decision " + undo.id() + " cannot be undone; record a new decision instead");
                }
                if (before.isUndone(undo.id())) {
                    throw new Refusal("decision " + undo.id() + " is undone already");
                }
                if (meant.entry() instanceof Entry.LeaveChanged || meant.entry() instanceof Entry.LeaveRemoved) {
                    needsNoOverlap(
                            before,
                            new LogEntry(
                                    before.nextId(),
                                    new Entry.Undone(undo.id()),
                                    at,
                                    signed.by(),
                                    signed.reason(),
                                    ""));
                }
                yield new Entry.Undone(undo.id());
            }
        };
    }

    /** What was undone must not bring back a leave on days for which another has been noted since. */
    private static void needsNoOverlap(DecisionEffects before, LogEntry undone) {
        if (Leave.overlaps(before.plus(undone).leaves()) > Leave.overlaps(before.leaves())) {
            throw new Refusal("another leave has been noted for these days since: change or remove that one first");
        }
    }

    private static LogEntry open(DecisionEffects before, long id) {
        return before.awaitingApproval().stream()
                .filter(entry -> entry.id() == id)
                .findFirst()
                .orElseThrow(() -> new Refusal("entry " + id + " does not wait for approval: see `ledger decisions`"));
    }

    /** The key of a name that CVE records credit with work that counts. */
    private String name(String text) {
        String key = CreditedParty.of(text).key();
        return facts.on(LocalDate.MAX).records().stream()
                .flatMap(history -> history.versions().stream())
                .flatMap(version -> version.credits().stream())
                .filter(credit -> credit.type().counts())
                .map(credit -> CreditedParty.of(credit.value()))
                .filter(party -> !party.isEmpty() && !party.bot())
                .map(CreditedParty::key)
                .filter(key::equals)
                .findFirst()
                .orElseThrow(
                        () -> new Refusal(
                                "no CVE record credits that name with work that counts: see `ledger queue` and `ledger cve list`"));
    }

    private String who(String id) {
        return id.equals(RecordCredits.NOBODY) ? id : person(id).id();
    }

    private Report report(String id) {
        return facts.on(LocalDate.MAX).activity().reports().stream()
                .filter(report -> report.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Refusal("there is no report '" + id + "': see `ledger threads`").at("report"));
    }

    private static Report.Status status(String word) {
        return Acts.word(Report.Status.class, word)
                .filter(Report.Status::isForPeople)
                .orElseThrow(() -> new Refusal("'" + word + "' is no status: choose "
                                + Arrays.stream(Report.Status.values())
                                        .filter(Report.Status::isForPeople)
                                        .map(Named::word)
                                        .collect(Collectors.joining(", ")))
                        .at("status"));
    }

    private static Dated dated(Proposal.Link link) {
        try {
            return new Dated(Optional.ofNullable(link.from()), Optional.ofNullable(link.to()));
        } catch (IllegalArgumentException e) {
            throw new Refusal("the days end before they begin: give the earlier day first");
        }
    }

    private static Address address(String text) {
        return Address.parse(text).orElseThrow(() -> new Refusal("'" + text + "' is no mail address"));
    }

    /** A member is named by the address under which the roster knows them on the day of the message. */
    private Address author(String text, Message message) {
        if (text.indexOf('@') >= 0) {
            return address(text);
        }
        Person person = person(text);
        return person.addresses().stream()
                .filter(owned -> owned.when().holds(message.day()))
                .map(owned -> owned.address())
                .findFirst()
                .or(() -> person.github().flatMap(login -> Address.parse(login + "@users.noreply.github.com")))
                .orElseThrow(() -> new Refusal("'" + text + "' has no address in the roster on " + message.day()
                        + ": name the address it was written from"));
    }

    private Person person(String id) {
        return facts.on(LocalDate.MAX)
                .roster()
                .withId(id)
                .orElseThrow(() -> new Refusal("nobody in the roster has the id '" + id + "': see `ledger active`"));
    }

    private void free(AddressLink link) {
        link.rivals(facts.on(LocalDate.MAX).roster().people()).findFirst().ifPresent(rival -> {
            throw new Refusal("that address belongs to '" + rival.id()
                    + "' on some of these days: unlink it first, or choose other days");
        });
    }

    /** The team's mail and that of announce lists; a mail that came to both once. */
    private List<Message> everything() {
        Facts.Known known = facts.on(LocalDate.MAX);
        if (known.announcing().isEmpty()) {
            return known.messages();
        }
        Set<String> keys = known.messages().stream().map(Message::key).collect(Collectors.toSet());
        return Stream.concat(
                        known.messages().stream(),
                        known.announcing().stream().filter(message -> !keys.contains(message.key())))
                .toList();
    }

    /** @throws Refusal where none or several have the Message-ID */
    Message message(String messageId) {
        String plain = messageId.replaceAll("^<|>$", "");
        List<Message> found = everything().stream()
                .filter(message ->
                        message.id().value().equals(plain) || message.key().equals(plain))
                .toList();
        if (found.isEmpty()) {
            throw new Refusal("no message has that Message-ID: see `ledger queue` and `ledger messages`");
        }
        if (found.size() > 1) {
            throw new Refusal("several messages bear that Message-ID: name one by its key, "
                    + found.stream().map(Message::key).collect(Collectors.joining(" or ")));
        }
        return found.getFirst();
    }
}
