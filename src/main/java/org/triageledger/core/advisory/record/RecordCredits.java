package org.triageledger.core.advisory.record;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.triageledger.core.advisory.CreditType;
import org.triageledger.core.advisory.CveId;
import org.triageledger.core.member.Person;
import org.triageledger.core.member.Roster;

/**
 * The credits that records give to members. An account says who it is; a name alone is a question to a person, asked once. Types that
 * are no work of a response team never count, programs never do, and of members only those who were members on the day of publication.
 *
 * @param credits sorted by member, record and type; each once
 * @param waiting what would be credits, if a person says so
 * @param questions by their keys
 * @param people who is meant, by the key of each party that is known
 */
public record RecordCredits(
        List<RecordCredit> credits, List<Waiting> waiting, List<NameQuestion> questions, Map<String, String> people) {
    public static final RecordCredits NONE = new RecordCredits(List.of(), List.of(), List.of(), Map.of());

    /** In an answer: the one who is meant is nobody in the roster. */
    public static final String NOBODY = "nobody";

    private static final Comparator<RecordCredit> ORDER = Comparator.comparing(RecordCredit::member)
            .thenComparing(RecordCredit::record)
            .thenComparing(RecordCredit::type);

    /** A credit that waits for an answer. */
    public record Waiting(RecordCredit credit, NameQuestion question) {}

    private record Asked(CreditedParty party, String shown, Doubt doubt) {}

    private record Doubt(NameQuestion.Reason reason, List<Person> candidates) {}

    private record Mention(CveId record, CreditType type, Instant published) {}

    /** Who is meant. */
    private sealed interface Who {
        record Known(Person person, String why) implements Who {}

        record Outsider() implements Who {}

        record Unclear(Doubt doubt) implements Who {}
    }

    /**
     * Of all records, as they stood at the end of a UTC day.
     *
     * @param answers who is meant, by the keys of questions: the id of a person, or {@link #NOBODY}
     */
    public static RecordCredits of(
            Collection<RecordHistory> records, Roster roster, Map<String, String> answers, LocalDate asOf) {
        Set<RecordCredit> credits = new TreeSet<>(ORDER);
        Map<String, String> people = new TreeMap<>();
        Map<String, Asked> asked = new TreeMap<>();
        Map<String, List<Mention>> mentions = new TreeMap<>();
        for (RecordHistory history :
                records.stream().sorted(Comparator.comparing(RecordHistory::id)).toList()) {
            Optional<CveRecord> said = history.lastPublished(asOf);
            if (said.isEmpty()) {
                continue;
            }
            Instant published = history.published(asOf).orElseThrow();
            for (CveRecord.Credited credited : said.get().credits()) {
                CreditedParty party = CreditedParty.of(credited.value());
                if (!credited.type().counts() || party.bot() || party.isEmpty()) {
                    continue;
                }
                Mention mention = new Mention(history.id(), credited.type(), published);
                switch (who(party, roster, Optional.ofNullable(answers.get(party.key())))) {
                    case Who.Known known -> {
                        people.put(party.key(), known.person.id());
                        credit(known.person, mention, known.why).ifPresent(credits::add);
                    }
                    case Who.Outsider ignored -> {}
                    case Who.Unclear unclear -> {
                        asked.putIfAbsent(party.key(), new Asked(party, credited.value(), unclear.doubt));
                        mentions.computeIfAbsent(party.key(), key -> new ArrayList<>())
                                .add(mention);
                    }
                }
            }
        }
        return waiting(List.copyOf(credits), asked, mentions, people);
    }

    private static RecordCredits waiting(
            List<RecordCredit> credits,
            Map<String, Asked> asked,
            Map<String, List<Mention>> mentions,
            Map<String, String> people) {
        Set<String> certain = credits.stream()
                .map(credit -> credit.member() + " " + credit.record() + " " + credit.type())
                .collect(Collectors.toSet());
        List<Waiting> waiting = new ArrayList<>();
        List<NameQuestion> questions = new ArrayList<>();
        asked.forEach((key, eachAsked) -> {
            SortedSet<String> candidates =
                    eachAsked.doubt.candidates.stream().map(Person::id).collect(Collectors.toCollection(TreeSet::new));
            List<Mention> of = mentions.getOrDefault(key, List.of());
            NameQuestion question = new NameQuestion(
                    key,
                    eachAsked.shown,
                    candidates,
                    eachAsked.doubt.reason,
                    of.stream().map(Mention::record).distinct().toList());
            Set<RecordCredit> possible = new TreeSet<>(ORDER);
            for (Mention mention : of) {
                for (Person candidate : eachAsked.doubt.candidates) {
                    credit(candidate, mention, question.reason().sentence())
                            .filter(credit ->
                                    !certain.contains(credit.member() + " " + credit.record() + " " + credit.type()))
                            .ifPresent(possible::add);
                }
            }
            if (!possible.isEmpty()) {
                questions.add(question);
                possible.forEach(credit -> waiting.add(new Waiting(credit, question)));
            }
        });
        return new RecordCredits(credits, List.copyOf(waiting), List.copyOf(questions), Map.copyOf(people));
    }

    private static Optional<RecordCredit> credit(Person person, Mention mention, String why) {
        return person.isMember(LocalDate.ofInstant(mention.published, ZoneOffset.UTC))
                ? Optional.of(new RecordCredit(person.id(), mention.type, mention.record, mention.published, why))
                : Optional.empty();
    }

    private static Who who(CreditedParty party, Roster roster, Optional<String> answer) {
        if (answer.isPresent()) {
            return roster.withId(answer.get())
                    .<Who>map(person -> new Who.Known(person, "named in the record, as an admin confirmed"))
                    .orElseGet(Who.Outsider::new);
        }
        List<Person> named = party.name().isEmpty() ? List.of() : roster.named(party.name());
        return switch (party.logins().size()) {
            case 0 -> byName(party.name(), named, roster);
            case 1 -> byLogin(party.logins().first(), named, roster);
            default ->
                unclear(
                        NameQuestion.Reason.SEVERAL_ACCOUNTS,
                        party.logins().stream()
                                .flatMap(login -> roster.byLogin(login).stream())
                                .toList());
        };
    }

    private static Who byLogin(String login, List<Person> named, Roster roster) {
        Optional<Person> owner = roster.byLogin(login);
        if (owner.isEmpty()) {
            return unclear(NameQuestion.Reason.OTHER_ACCOUNT, named);
        }
        if (!named.isEmpty() && !named.contains(owner.get())) {
            List<Person> both = new ArrayList<>(named);
            both.add(owner.get());
            return unclear(NameQuestion.Reason.NAME_OF_ANOTHER, both);
        }
        return new Who.Known(owner.get(), "named in the record by the account github.com/" + login);
    }

    private static Who byName(String name, List<Person> named, Roster roster) {
        if (!named.isEmpty()) {
            return unclear(
                    named.size() == 1 ? NameQuestion.Reason.NAME_ALONE : NameQuestion.Reason.NAME_OF_SEVERAL, named);
        }
        List<Person> similar = roster.people().stream()
                .filter(person -> isSimilar(name, person))
                .toList();
        return unclear(NameQuestion.Reason.SIMILAR_NAME, similar);
    }

    private static boolean isSimilar(String name, Person person) {
        return CreditedParty.mayBeOne(name, person.name())
                || person.aliases().stream().anyMatch(alias -> CreditedParty.mayBeOne(name, alias))
                || person.github().filter(name::equalsIgnoreCase).isPresent();
    }

    /** Without anybody in the roster who could be meant there is nothing to ask. */
    private static Who unclear(NameQuestion.Reason reason, List<Person> candidates) {
        return candidates.isEmpty() ? new Who.Outsider() : new Who.Unclear(new Doubt(reason, candidates));
    }
}
