package org.triageledger.core.mail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.triageledger.core.hash.Sha256;
import org.triageledger.core.mail.thread.IdHash;
import org.triageledger.core.mail.thread.Messages;

/** Writes sightings for tests: {@code letter("a").from("eve").at("2026-03-01T10:00:00Z").answers("b").sighting()}. */
public final class Letter {
    private final MessageId id;
    private Author author = new Author.Direct(mailbox("eve"));
    private String text = "";
    private Arrival arrival = new Arrival(Instant.parse("2026-03-01T10:00:00Z"), Arrival.Basis.RECEIVED);
    private List<MessageId> references = List.of();
    private List<MessageId> otherIds = List.of();
    private boolean reply;
    private boolean forwards;
    private Optional<String> subject = Optional.empty();
    private Automation automation = Automation.HUMAN;
    private Trust trust = Trust.VERIFIED;
    private int lines = 3;
    private boolean linesUnclear;
    private SortedSet<AdvisoryId> advisories = new TreeSet<>();
    private Place place = new Place("team", "1");

    private Letter(String id) {
        this.id = id(id);
    }

    public static Letter letter(String id) {
        return new Letter(id);
    }

    public static MessageId id(String name) {
        return new MessageId(name + "@mail.example.org");
    }

    public static Mailbox mailbox(String name) {
        return new Mailbox(
                name,
                Address.parse(name.contains("@") ? name : name + "@example.org").orElseThrow());
    }

    public Letter from(String name) {
        return by(new Author.Direct(mailbox(name)));
    }

    public Letter by(Author author) {
        this.author = author;
        return this;
    }

    public Letter maybeFrom(String... names) {
        List<Mailbox> candidates = new ArrayList<>();
        for (String name : names) {
            candidates.add(mailbox(name));
        }
        return by(new Author.Ambiguous(candidates, "two From mailboxes"));
    }

    /** What a service relayed of an account. */
    public Letter relayed(String login) {
        this.automation = Automation.NOTIFICATION;
        return by(new Author.Relayed(login, "X-GitHub-Sender"));
    }

    public Letter saying(String text) {
        this.text = text;
        this.advisories = AdvisoryId.in(text);
        return this;
    }

    public Letter at(String instant) {
        return at(Instant.parse(instant));
    }

    public Letter at(Instant instant) {
        return arrived(new Arrival(instant, arrival.basis()));
    }

    public Letter arrived(Arrival arrival) {
        this.arrival = arrival;
        return this;
    }

    /** A reply whose References hold these, nearest last; without any, a reply that lost them. */
    public Letter answers(String... names) {
        List<MessageId> ids = new ArrayList<>();
        for (String name : names) {
            ids.add(id(name));
        }
        this.references = ids;
        this.reply = true;
        return this;
    }

    public Letter alsoKnownAs(String name) {
        this.otherIds = List.of(id(name));
        return this;
    }

    /** As a list wrote it whose mail was given another id behind it. */
    public Letter hashedFrom(String name) {
        this.otherIds = List.of(new MessageId(IdHash.of(id(name))));
        return this;
    }

    public Letter forwarding() {
        this.forwards = true;
        return this;
    }

    public Letter about(String subject) {
        this.subject = Optional.of(subject);
        return this;
    }

    public Letter as(Automation automation) {
        this.automation = automation;
        return this;
    }

    public Letter trusted(Trust trust) {
        this.trust = trust;
        return this;
    }

    public Letter lines(int lines) {
        this.lines = lines;
        return this;
    }

    /** Of which it cannot be told which words are the author's own. */
    public Letter linesUnclear() {
        this.linesUnclear = true;
        return lines(0);
    }

    public Letter in(String source, String where) {
        this.place = new Place(source, where);
        return this;
    }

    public MessageCopy sighting() {
        return new MessageCopy(
                place,
                "digest of " + id + " in " + place,
                id,
                false,
                otherIds,
                references,
                reply,
                forwards,
                subject,
                Sha256.hex(text),
                author,
                Optional.of(arrival.at()),
                arrival,
                List.of(),
                automation,
                automation == Automation.HUMAN ? "" : "its mark",
                trust,
                "its rule",
                lines,
                linesUnclear,
                advisories,
                Optional.empty());
    }

    public Message message() {
        return Messages.merge(List.of(sighting())).getFirst();
    }
}
