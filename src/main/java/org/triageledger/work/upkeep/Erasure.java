package org.triageledger.work.upkeep;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.activity.Report;
import org.triageledger.core.mail.Address;
import org.triageledger.core.mail.Message;
import org.triageledger.core.member.Person;
import org.triageledger.core.member.Pseudonyms;
import org.triageledger.core.membership.Actor.Capacity;
import org.triageledger.core.record.DecisionEffects;
import org.triageledger.core.record.Entry;
import org.triageledger.core.record.LogEntry;
import org.triageledger.core.review.Review;
import org.triageledger.store.AccountStore;
import org.triageledger.store.DecisionStore;
import org.triageledger.store.EntryScrub;
import org.triageledger.store.ErasureStore;
import org.triageledger.store.RosterStore;
import org.triageledger.store.SealedStore.Place;
import org.triageledger.vault.Vault;
import org.triageledger.work.Refusal;
import org.triageledger.work.Signed;
import org.triageledger.work.config.Keys;
import org.triageledger.work.facts.Facts;
import org.triageledger.work.facts.KnownReviews;
import org.triageledger.work.people.ErasedPeople;
import org.triageledger.work.record.Acts;
import org.triageledger.work.record.KnownDecisions;

/**
 * Erases a person who left, or who only ever wrote mail: names, addresses, logins and texts of theirs go, and something that stands for
 * them stays in their place, so that counts, credits and decisions are as they were (decision 25).
 */
@ApplicationScoped
public class Erasure {
    /** Of one name, in characters. */
    private static final int LONGEST_NAME = 200;

    private static final Pattern KEYS = Pattern.compile("[A-Za-z0-9_-]{8,64}");

    private final ErasureStore store;
    private final SealedPlaces places;
    private final DecisionStore log;
    private final KnownDecisions decisions;
    private final KnownReviews reviews;
    private final RosterStore roster;
    private final AccountStore accounts;
    private final ErasedPeople erased;
    private final Facts facts;
    private final Keys keys;
    private final Clock clock;

    Erasure(
            ErasureStore store,
            SealedPlaces places,
            DecisionStore log,
            KnownDecisions decisions,
            KnownReviews reviews,
            RosterStore roster,
            AccountStore accounts,
            ErasedPeople erased,
            Facts facts,
            Keys keys,
            Clock clock) {
        this.store = store;
        this.places = places;
        this.log = log;
        this.decisions = decisions;
        this.reviews = reviews;
        this.roster = roster;
        this.accounts = accounts;
        this.erased = erased;
        this.facts = facts;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Whom to erase.
     *
     * @param member the id of a person in the roster who left; without one, somebody who only wrote mail
     * @param addresses of theirs beside those that the ledger knows
     * @param names of theirs beside those that the ledger knows
     */
    public record Order(Optional<String> member, List<String> addresses, List<String> names) {}

    /**
     * What was done, or would be.
     *
     * @param pseudonym what stands in their place
     * @param rows of each table that change, by its name
     * @param entries of the audit log that change
     * @param texts that are sealed and change or go, by their kind
     * @param accounts that are removed
     * @param notes what a person should know: what stays, and what to do elsewhere
     * @param entry of the audit log that says it was done; null where it was not
     */
    public record Outcome(
            String pseudonym,
            Map<String, Long> rows,
            long entries,
            Map<String, Long> texts,
            int accounts,
            List<String> notes,
            boolean applied,
            @Nullable Long entry) {}

    /**
     * Somebody who left and may be erased.
     *
     * @param left the last UTC day of their membership
     */
    public record Former(
            String member, String name, @Nullable LocalDate left) {}

    /** All that names the person. */
    private record Known(
            Optional<Person> person,
            Set<String> ids,
            Set<String> names,
            Set<Address> addresses,
            Set<String> logins,
            List<String> usernames,
            Set<String> ownTexts) {}

    /** Takes back what was only tried. */
    private static final class TakenBack extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** What would change; changes nothing. */
    public Outcome look(Order order, String by) {
        Known known = QuarkusTransaction.requiringNew().call(() -> known(order, by));
        Pseudonyms pseudonyms = pseudonyms(known);
        Map<String, Long> texts = sealed(known, pseudonyms, false);
        List<Outcome> found = new ArrayList<>();
        try {
            QuarkusTransaction.requiringNew().timeout(3600).run(() -> {
                found.add(rewrite(known, pseudonyms, texts, new Signed(by, "what it would change")));
                throw new TakenBack();
            });
        } catch (TakenBack expected) {
            // nothing is stored
        }
        Outcome outcome = found.getFirst();
        return new Outcome(
                outcome.pseudonym,
                outcome.rows,
                outcome.entries,
                outcome.texts,
                outcome.accounts,
                outcome.notes,
                false,
                null);
    }

    /** Who left, holds no role, and is not erased yet, by name. */
    public List<Former> former() {
        Facts.Known now = facts.on(LocalDate.MAX);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return now.roster().people().stream()
                .filter(person -> Pseudonyms.number(person.id()).isEmpty()
                        && person.memberships().stream()
                                .allMatch(stretch -> stretch.to()
                                        .map(day -> day.isBefore(today))
                                        .orElse(false))
                        && now.roster().roles(person).stream()
                                .noneMatch(role -> role.when().holds(today)))
                .map(person -> new Former(
                        person.id(),
                        person.name(),
                        person.memberships().stream()
                                .flatMap(stretch -> stretch.to().stream())
                                .max(LocalDate::compareTo)
                                .orElse(null)))
                .sorted(Comparator.comparing(Former::name, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    /**
     * Erases. Sealed texts first, some in each transaction, then everything else in one: ended in between, it is done again from the
     * beginning.
     *
     * @throws Refusal where the person is a member, holds a role, is in a review that is open, a draft names them, or the reason does
     */
    public synchronized Outcome apply(Order order, Signed signed) {
        Known known = QuarkusTransaction.requiringNew().call(() -> known(order, signed.by()));
        Pseudonyms pseudonyms = pseudonyms(known);
        if (pseudonyms.isNamedIn(signed.reason())) {
            throw new Refusal(
                            "the reason names the person, and would stay in the audit log: write it without their name,"
                                    + " address, login and id")
                    .at("reason");
        }
        Map<String, Long> texts = sealed(known, pseudonyms, true);
        Outcome outcome =
                QuarkusTransaction.requiringNew().timeout(3600).call(() -> rewrite(known, pseudonyms, texts, signed));
        facts.forgetKept();
        return outcome;
    }

    private Known known(Order order, String by) {
        Facts.Known now = facts.on(LocalDate.MAX);
        Acts.as(now.roster(), by, clock.instant(), Capacity.ADMIN);
        DecisionEffects decided = decisions.now();
        Set<String> ids = new LinkedHashSet<>();
        Set<String> names = new LinkedHashSet<>(order.names());
        Set<Address> addresses = new LinkedHashSet<>();
        Set<String> logins = new LinkedHashSet<>();
        Set<String> own = new TreeSet<>();
        List<String> usernames = new ArrayList<>();
        Optional<Person> person = order.member().map(id -> person(id, now));
        person.ifPresent(one -> {
            ids.add(one.id());
            names.add(one.name());
            names.addAll(one.aliases());
            one.github().ifPresent(logins::add);
            one.addresses().forEach(owned -> addresses.add(owned.address()));
            accounts.all().stream()
                    .filter(account -> account.person().equals(Optional.of(one.id())))
                    .forEach(account -> {
                        usernames.add(account.username());
                        ids.add(account.username());
                    });
            decided.log().forEach(entry -> of(entry, one.id(), names, addresses, logins, own));
        });
        for (String text : order.addresses()) {
            addresses.add(Address.parse(text)
                    .orElseThrow(() ->
                            new Refusal("'" + text + "' is no address: write it as name@example.org").at("addresses")));
        }
        if (order.names().stream().anyMatch(name -> name.length() > LONGEST_NAME)) {
            throw new Refusal("a name has up to " + LONGEST_NAME + " characters: write one a line").at("names");
        }
        for (Address address : addresses) {
            needsNobodyElse(address, person, now);
        }
        names.addAll(sealedNames(addresses, logins));
        names.removeIf(name -> name.isBlank() || name.strip().length() < 2);
        if (person.isEmpty() && addresses.isEmpty()) {
            throw new Refusal("say whom to erase: somebody who left by their id, or somebody else by an address")
                    .at("member");
        }
        return new Known(person, ids, names, addresses, logins, usernames, own);
    }

    /** Not of a member: their work is found by it. */
    private static void needsNobodyElse(Address address, Optional<Person> person, Facts.Known now) {
        now.roster().people().stream()
                .filter(one ->
                        person.map(erased -> !erased.id().equals(one.id())).orElse(true))
                .filter(one -> one.addresses().stream()
                        .anyMatch(owned -> owned.address().equals(address)))
                .findFirst()
                .ifPresent(one -> {
                    throw new Refusal("the address is that of " + one.id() + " in the roster: erase them by that id")
                            .at("addresses");
                });
    }

    private Person person(String id, Facts.Known now) {
        if (Pseudonyms.number(id).isPresent()) {
            throw new Refusal("'" + id + "' was erased already").at("member");
        }
        Person person = now.roster()
                .withId(id)
                .orElseThrow(() -> new Refusal("nobody in the roster has the id '" + id + "'").at("member"));
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (person.isMember(today)) {
            throw new Refusal("'" + id + "' is a member today: only who left can be erased").at("member");
        }
        if (person.memberships().stream()
                .anyMatch(
                        stretch -> stretch.from().map(day -> day.isAfter(today)).orElse(false))) {
            throw new Refusal("'" + id + "' will be a member again: only who left can be erased").at("member");
        }
        if (now.roster().roles(person).stream().anyMatch(role -> role.when().holds(today))) {
            throw new Refusal("'" + id + "' holds a role today: end it in the roster first").at("member");
        }
        for (Review review : reviews.all()) {
            if (review instanceof Review.Opened opened
                    && opened.snapshot().line(id).isPresent()) {
                throw new Refusal("'" + id + "' is in the review '" + opened.id() + "', which is open: close it first")
                        .at("member");
            }
        }
        return person;
    }

    /** What the audit log holds of somebody beside the roster. */
    private static void of(
            LogEntry entry, String id, Set<String> names, Set<Address> addresses, Set<String> logins, Set<String> own) {
        switch (entry.entry() instanceof Entry.Proposed proposed ? proposed.act() : entry.entry()) {
            case Entry.AddressLinked linked when linked.member().equals(id) -> addresses.add(linked.address());
            case Entry.AddressWorks works
            when works.member().equals(id) -> Address.parse(works.address()).ifPresent(addresses::add);
            case Entry.Admitted admitted
            when admitted.person().equals(id) -> {
                names.add(admitted.name());
                admitted.github().ifPresent(logins::add);
            }
            case Entry.Nominated begun
            when begun.candidate().person().equals(Optional.of(id)) -> {
                names.add(begun.candidate().name());
                begun.candidate().github().ifPresent(logins::add);
            }
            case Entry.WorkClaimed claimed when claimed.member().equals(id) -> own.add(claimed.sealed());
            case Entry.CreditDisputed disputed when entry.by().equals(id) -> own.add(disputed.sealed());
            case Entry.LeaveNoted noted
            when noted.member().equals(id) -> noted.sealed().ifPresent(own::add);
            case Entry.LeaveChanged changed
            when changed.member().equals(id) -> changed.sealed().ifPresent(own::add);
            default -> {}
        }
    }

    private static Set<String> authors(Collection<Address> addresses, Collection<String> logins) {
        return Stream.concat(addresses.stream().map(Address::toString), logins.stream())
                .map(Pseudonyms::folded)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names beside these addresses, as mail had them: in the lines after the subject. */
    private Set<String> sealedNames(Set<Address> addresses, Set<String> logins) {
        Vault vault = keys.vault();
        return store.sealedOf(authors(addresses, logins)).stream()
                .flatMap(row -> vault.open(row.sealed(), row.messageId()).stream())
                .flatMap(text -> text.lines().skip(1))
                .map(String::strip)
                .filter(name -> name.contains(" ") && !name.contains("@"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Pseudonyms pseudonyms(Known known) {
        int last = QuarkusTransaction.requiringNew()
                .call(() -> Stream.concat(
                                roster.people().stream().map(Person::id),
                                decisions.now().log().stream()
                                        .flatMap(entry -> entry.entry() instanceof Entry.PersonErased one
                                                ? Stream.of(one.pseudonym())
                                                : Stream.<String>empty()))
                        .flatMap(id -> Pseudonyms.number(id).stream())
                        .max(Integer::compare)
                        .orElse(0));
        return new Pseudonyms(last + 1, known.ids, known.names, known.addresses, known.logins);
    }

    /** Goes through all sealed texts but those beside mail of their own; gives how many of each kind name them. */
    private Map<String, Long> sealed(Known known, Pseudonyms pseudonyms, boolean apply) {
        Vault vault = keys.vault();
        Map<String, Long> counts = new TreeMap<>();
        List<String> drafts = new ArrayList<>();
        for (Place place : Place.values()) {
            places.each(place, found -> {
                if (place == Place.TEXT && known.ownTexts.contains(found.row().about())) {
                    return;
                }
                Optional<String> was = found.opened().map(bytes -> new String(bytes, StandardCharsets.UTF_8));
                Optional<String> now = was.map(text -> without(place, text, pseudonyms));
                if (was.equals(now)) {
                    return;
                }
                counts.merge(place.words(), 1L, Long::sum);
                if (place == Place.DRAFT) {
                    drafts.add(String.valueOf(found.row().key()));
                } else if (apply && drafts.isEmpty()) {
                    places.replace(found, now.orElseThrow().getBytes(StandardCharsets.UTF_8), vault);
                }
            });
        }
        if (!drafts.isEmpty()) {
            throw new Refusal("drafts name them: change or delete the text of " + String.join(", ", drafts)
                    + " first (`ledger advisories draft`)");
        }
        return counts;
    }

    /** In a subject an id may be a word. */
    private static String without(Place place, String text, Pseudonyms pseudonyms) {
        return switch (place) {
            case SUBJECT, IDS, ANNOUNCEMENT, SUMMARY, QUARANTINED -> pseudonyms.identifying(text);
            case TEXT, DRAFT, FACT -> text.startsWith("{") ? pseudonyms.inJson(text) : pseudonyms.all(text);
        };
    }

    private Outcome rewrite(Known known, Pseudonyms pseudonyms, Map<String, Long> sealed, Signed signed) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Vault vault = keys.vault();
        Facts.Known before = facts.on(LocalDate.MAX);
        Map<String, Long> texts = new TreeMap<>(sealed);
        long mails = 0;
        for (ErasureStore.SealedNames row : store.sealedOf(authors(known.addresses, known.logins))) {
            // the subject stays, the names beside it go, whatever they are
            String subject = vault.open(row.sealed(), row.messageId())
                    .flatMap(text -> text.lines().findFirst())
                    .map(pseudonyms::all)
                    .orElse("");
            store.seal(row.seq(), vault.seal(subject, row.messageId()));
            mails++;
        }
        if (mails > 0) {
            texts.put("names beside their mail", mails);
        }
        long own = store.removeTexts(known.ownTexts);
        if (own > 0) {
            texts.put("texts of their own", own);
        }
        known.usernames.forEach(accounts::remove);
        Map<String, Long> rows = new TreeMap<>(
                store.scrub(new ErasureStore.Scrub(pseudonyms::identifying, pseudonyms::all, pseudonyms::inJson)));
        known.person
                .flatMap(person -> roster.people().stream()
                        .filter(one -> one.id().equals(person.id()))
                        .findFirst())
                .ifPresent(stored -> {
                    roster.replace(stored, pseudonyms.person(stored));
                    rows.put("person", 1L);
                });
        erased.remember(known.ids, known.names, known.addresses, known.logins, pseudonyms.id(), now);
        Map<String, String> moved = moved(before, facts.on(LocalDate.MAX));
        UnaryOperator<String> follow = text -> moved.isEmpty() ? text : following(text, moved);
        if (!moved.isEmpty()) {
            store.scrub(new ErasureStore.Scrub(follow, follow, follow))
                    .forEach((table, count) -> rows.merge(table, count, Long::sum));
        }
        Map<String, String> snapshots = store.scrubSnapshots(json -> follow.apply(pseudonyms.inJson(json)));
        UnaryOperator<String> all = text -> follow.apply(pseudonyms.all(text));
        long entries = log.erase(
                pseudonyms.id(),
                row -> new DecisionStore.Texts(
                        EntryScrub.of(row.text(), all),
                        all.apply(row.by()),
                        all.apply(row.reason()),
                        withoutAddress(row.via(), all)),
                snapshots,
                now,
                signed.by(),
                signed.reason());
        if (!snapshots.isEmpty()) {
            rows.put("review_snapshot", (long) snapshots.size());
        }
        return new Outcome(
                pseudonyms.id(),
                rows,
                entries,
                texts,
                known.usernames.size(),
                notes(known),
                true,
                log.head().count());
    }

    /** Who was signed in; where that was the person, not from where. */
    private static String withoutAddress(String via, UnaryOperator<String> all) {
        String without = all.apply(via);
        int from = without.indexOf(LogEntry.FROM);
        return without.equals(via) || from < 0 ? without : without.substring(0, from);
    }

    /** The keys of messages and the ids of reports are made of who wrote them, too: which became which. */
    private static Map<String, String> moved(Facts.Known before, Facts.Known after) {
        Map<String, String> moved = new HashMap<>();
        Map<String, Message> now = new HashMap<>();
        Stream.concat(after.messages().stream(), after.announcing().stream())
                .forEach(message -> now.put(place(message), message));
        Stream.concat(before.messages().stream(), before.announcing().stream())
                .forEach(message -> Optional.ofNullable(now.get(place(message)))
                        .filter(other -> !other.key().equals(message.key()))
                        .ifPresent(other -> moved.put(message.key(), other.key())));
        Map<String, String> reports = new LinkedHashMap<>();
        after.activity()
                .reports()
                .forEach(report -> reports.put(place(report.thread().opener()), report.id()));
        for (Report report : before.activity().reports()) {
            Optional.ofNullable(reports.get(place(report.thread().opener())))
                    .filter(id -> !id.equals(report.id()))
                    .ifPresent(id -> moved.put(report.id(), id));
        }
        return moved;
    }

    private static String place(Message message) {
        return message.id().value() + " " + message.fingerprint() + " "
                + message.places().getFirst();
    }

    private static String following(String text, Map<String, String> moved) {
        return KEYS.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(moved.getOrDefault(found.group(), found.group())));
    }

    private static List<String> notes(Known known) {
        List<String> notes = new ArrayList<>();
        notes.add("Counts, credits, verdicts and decisions stay.");
        known.person.ifPresent(
                person -> notes.add(
                        "Take them out of the roster file and the published lists, or the next import brings their name back."));
        notes.add("Backups made before still name them: delete these when you no longer need them.");
        notes.add("What somebody else wrote in words of their own, such as a nickname, is not found.");
        return notes;
    }
}
