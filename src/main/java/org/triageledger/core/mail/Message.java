package org.triageledger.core.mail;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.hash.Hash256;

/**
 * The facts kept of one mail: what all its {@linkplain MessageCopy copies} say together, independent of their order. All messages of a
 * ledger are in memory, so hashes and dates are kept as numbers, and given as text when somebody asks.
 */
public final class Message {
    /** Why a mail of a program is none of a person's, where its sender's name or address alone says so. */
    public static final String NAMED_ROBOT = "sender is a robot";

    private static final HexFormat HEX = HexFormat.of();
    private static final int HALF_A_KEY = 16;
    private static final int KEY_LENGTH = 2 * HALF_A_KEY;

    /** The number that stands for no date: no Instant has it. */
    private static final long NONE = Long.MIN_VALUE;

    private final long keyBegins;
    private final long keyEnds;
    private final MessageId id;
    private final boolean idMade;
    private final boolean idShared;
    private final List<MessageId> otherIds;
    private final List<MessageId> references;
    private final boolean reply;
    private final boolean forwards;
    private final @Nullable String subjectToken;
    private final Hash256 fingerprint;
    private final Author author;
    private final long dateSecond;
    private final int dateNano;
    private final Instant arrivedAt;
    private final Arrival.Basis basis;
    private final List<ListId> lists;
    private final Automation automation;
    private final String automationWhy;
    private final Trust trust;
    private final String trustWhy;
    private final int authoredLines;
    private final boolean linesUnclear;
    private final SortedSet<AdvisoryId> advisories;
    private final @Nullable String archivedAt;
    private final boolean disputed;
    private final List<Place> places;

    /**
     * @param key stable and not guessable from a counter: a hash over id, content fingerprint and author; 32 digits in lower-case hexadecimal
     * @param idShared whether another, different mail carries the same Message-ID
     * @param fingerprint 64 digits in lower-case hexadecimal
     * @param linesUnclear whether it cannot be told which words are the author's own; then there are no authored lines
     * @param disputed whether a copy says otherwise than the better one, by which it counts meanwhile
     * @param places of all copies, sorted
     * @throws IllegalArgumentException if key or fingerprint are no such digits
     */
    public Message(
            String key,
            MessageId id,
            boolean idMade,
            boolean idShared,
            List<MessageId> otherIds,
            List<MessageId> references,
            boolean reply,
            boolean forwards,
            Optional<String> subjectToken,
            String fingerprint,
            Author author,
            Optional<Instant> date,
            Arrival arrival,
            List<ListId> lists,
            Automation automation,
            String automationWhy,
            Trust trust,
            String trustWhy,
            int authoredLines,
            boolean linesUnclear,
            SortedSet<AdvisoryId> advisories,
            Optional<String> archivedAt,
            boolean disputed,
            List<Place> places) {
        if (key.length() != KEY_LENGTH) {
            throw new IllegalArgumentException("a key has " + KEY_LENGTH + " digits, not " + key.length());
        }
        this.keyBegins = HexFormat.fromHexDigitsToLong(key, 0, HALF_A_KEY);
        this.keyEnds = HexFormat.fromHexDigitsToLong(key, HALF_A_KEY, KEY_LENGTH);
        this.id = id;
        this.idMade = idMade;
        this.idShared = idShared;
        this.otherIds = otherIds;
        this.references = references;
        this.reply = reply;
        this.forwards = forwards;
        this.subjectToken = subjectToken.orElse(null);
        this.fingerprint = Hash256.ofHex(fingerprint);
        this.author = author;
        this.dateSecond = date.map(Instant::getEpochSecond).orElse(NONE);
        this.dateNano = date.map(Instant::getNano).orElse(0);
        this.arrivedAt = arrival.at();
        this.basis = arrival.basis();
        this.lists = lists;
        this.automation = automation;
        this.automationWhy = automationWhy;
        this.trust = trust;
        this.trustWhy = trustWhy;
        this.authoredLines = authoredLines;
        this.linesUnclear = linesUnclear;
        this.advisories = advisories;
        this.archivedAt = archivedAt.orElse(null);
        this.disputed = disputed;
        this.places = places;
    }

    public String key() {
        return HEX.toHexDigits(keyBegins).concat(HEX.toHexDigits(keyEnds));
    }

    public MessageId id() {
        return id;
    }

    public boolean idMade() {
        return idMade;
    }

    public boolean idShared() {
        return idShared;
    }

    public List<MessageId> otherIds() {
        return otherIds;
    }

    public List<MessageId> references() {
        return references;
    }

    public boolean reply() {
        return reply;
    }

    public boolean forwards() {
        return forwards;
    }

    public Optional<String> subjectToken() {
        return Optional.ofNullable(subjectToken);
    }

    public String fingerprint() {
        return fingerprint.toString();
    }

    public Author author() {
        return author;
    }

    public Optional<Instant> date() {
        return dateSecond == NONE ? Optional.empty() : Optional.of(Instant.ofEpochSecond(dateSecond, dateNano));
    }

    public Arrival arrival() {
        return new Arrival(arrivedAt, basis);
    }

    /** The moment of arrival. */
    public Instant arrivedAt() {
        return arrivedAt;
    }

    public List<ListId> lists() {
        return lists;
    }

    public Automation automation() {
        return automation;
    }

    public String automationWhy() {
        return automationWhy;
    }

    public Trust trust() {
        return trust;
    }

    public String trustWhy() {
        return trustWhy;
    }

    public int authoredLines() {
        return authoredLines;
    }

    public boolean linesUnclear() {
        return linesUnclear;
    }

    public SortedSet<AdvisoryId> advisories() {
        return advisories;
    }

    public Optional<String> archivedAt() {
        return Optional.ofNullable(archivedAt);
    }

    public boolean disputed() {
        return disputed;
    }

    public List<Place> places() {
        return places;
    }

    /** Whether both have the same key. */
    public boolean hasKeyOf(Message other) {
        return keyBegins == other.keyBegins && keyEnds == other.keyEnds;
    }

    /** Whether the authors of both wrote the same. */
    public boolean hasContentOf(Message other) {
        return fingerprint.equals(other.fingerprint);
    }

    public boolean isHuman() {
        return automation == Automation.HUMAN;
    }

    /** Whether it looks like a machine's all the same, so that a person must say. */
    public boolean isDoubtful() {
        return isHuman() && !automationWhy.isEmpty();
    }

    /** Whether enough of it is the author's own, or may be. */
    public boolean mayHaveLines(int atLeast) {
        return linesUnclear || authoredLines >= atLeast;
    }

    /** Whether a service says in it what an account of a program did: GitHub's names end in {@code [bot]}. */
    public boolean isOfApp() {
        return author.account().filter(login -> login.endsWith("[bot]")).isPresent();
    }

    /** Whether a notification of GitHub names several accounts, or none that can be one, so that a person must say who acted. */
    public boolean hidesAccount() {
        return automation == Automation.NOTIFICATION
                && author instanceof Author.Ambiguous
                && author.evidence().equals(Author.UNPROVED_LOGIN);
    }

    /** Whether a program sent it that only its own name or address gives away. */
    public boolean isOfNamedRobot() {
        return automation == Automation.NOTIFICATION && automationWhy.equals(NAMED_ROBOT);
    }

    /** The UTC day of arrival. */
    public LocalDate day() {
        return LocalDate.ofInstant(arrivedAt, ZoneOffset.UTC);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Message message && hasKeyOf(message) && saysAs(message) && countsAs(message));
    }

    private boolean saysAs(Message other) {
        return id.equals(other.id)
                && idMade == other.idMade
                && idShared == other.idShared
                && otherIds.equals(other.otherIds)
                && references.equals(other.references)
                && reply == other.reply
                && forwards == other.forwards
                && Objects.equals(subjectToken, other.subjectToken)
                && fingerprint.equals(other.fingerprint)
                && dateSecond == other.dateSecond
                && dateNano == other.dateNano
                && advisories.equals(other.advisories)
                && Objects.equals(archivedAt, other.archivedAt);
    }

    private boolean countsAs(Message other) {
        return author.equals(other.author)
                && arrivedAt.equals(other.arrivedAt)
                && basis == other.basis
                && lists.equals(other.lists)
                && automation == other.automation
                && automationWhy.equals(other.automationWhy)
                && trust == other.trust
                && trustWhy.equals(other.trustWhy)
                && authoredLines == other.authoredLines
                && linesUnclear == other.linesUnclear
                && disputed == other.disputed
                && places.equals(other.places);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(keyBegins);
    }

    @Override
    public String toString() {
        return "message " + key();
    }
}
