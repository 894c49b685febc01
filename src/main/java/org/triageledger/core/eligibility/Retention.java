package org.triageledger.core.eligibility;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.triageledger.core.activity.Activity;
import org.triageledger.core.activity.Credit;
import org.triageledger.core.activity.CreditRules;
import org.triageledger.core.activity.Pending;
import org.triageledger.core.activity.Report;
import org.triageledger.core.advisory.cases.Case;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.MessageId;
import org.triageledger.core.mail.MessageThread;
import org.triageledger.core.mail.Threading;
import org.triageledger.core.member.Dated;
import org.triageledger.core.member.Person;
import org.triageledger.core.member.Roster;

/**
 * Which old threads nobody's verdict rests on, so that their facts need not be kept; and what that rests on in turn: if the roster or the
 * rules change, a thread without credits might have had one.
 */
public final class Retention {
    /** To be raised whenever the same mail, roster and settings can give a credit that they did not give before. */
    private static final int RULES = 1;

    /** Long enough that no verdict of today or of days to come looks at what is removed. */
    public static final int LEAST_YEARS = 3;

    private Retention() {}

    /**
     * The threads whose last message came before a UTC day, and to which nothing holds on: no credit of anyone, no work that may become
     * one, no question, no case beyond the thread itself, and no word of people.
     *
     * @param named whether people named a message's key, a Message-ID or the id of a report in anything that they decided
     */
    public static List<MessageThread> removable(
            Activity activity,
            List<Case> cases,
            List<Threading.Question> questions,
            Predicate<String> named,
            LocalDate limit) {
        Set<MessageId> evidence = Stream.concat(
                        activity.credits().stream(), activity.pending().stream().map(Pending::credit))
                .flatMap(credit -> credit.evidence().stream())
                .flatMap(each -> each.messageId().stream())
                .collect(Collectors.toCollection(HashSet::new));
        Set<String> asked = new HashSet<>();
        activity.unnamed().forEach(unnamed -> asked.add(unnamed.message().key()));
        for (Threading.Question question : questions) {
            asked.add(question.messageKey());
            asked.addAll(question.threads());
        }
        Set<String> kept = Stream.of(
                        activity.credits().stream().map(Credit::report),
                        activity.pending().stream()
                                .map(pending -> pending.credit().report()),
                        cases.stream()
                                .filter(Retention::isMore)
                                .flatMap(one -> one.reports().stream().map(Report::id)))
                .flatMap(ids -> ids)
                .collect(Collectors.toCollection(HashSet::new));
        return activity.reports().stream()
                .filter(report -> !kept.contains(report.id()) && !named.test(report.id()))
                .map(Report::thread)
                .filter(thread -> thread.messages().stream()
                        .allMatch(message -> message.day().isBefore(limit)
                                && !evidence.contains(message.id())
                                && !asked.contains(message.key())
                                && !named.test(message.key())
                                && !named.test(message.id().value())))
                .toList();
    }

    /** Whether something besides one thread belongs to it. */
    private static boolean isMore(Case one) {
        return one.reports().size() > 1
                || !one.advisories().isEmpty()
                || !one.announcements().isEmpty()
                || !one.records().isEmpty()
                || !one.cves().isEmpty();
    }

    /**
     * All that decides whose work mail before a UTC day is: equal texts, equal credits. It names people, so hash it before it is kept.
     *
     * @param before days from this one on do not matter
     */
    public static String deciding(Roster roster, CreditRules rules, boolean plusTags, LocalDate before) {
        return roster.people().stream()
                .map(person -> person(person, before))
                .flatMap(Optional::stream)
                .sorted()
                .collect(Collectors.joining("\n", RULES + " " + rules.minLines() + " " + plusTags + "\n", ""));
    }

    private static Optional<String> person(Person person, LocalDate before) {
        List<String> parts = Stream.of(
                        person.github().stream().map(login -> "login " + login),
                        person.addresses().stream()
                                .filter(owned -> begins(owned.when(), before))
                                .map(owned -> "address " + owned.address() + " " + days(owned.when(), before)),
                        person.memberships().stream()
                                .filter(stretch -> begins(stretch, before))
                                .map(stretch -> "member " + days(stretch, before)))
                .flatMap(part -> part)
                .sorted()
                .toList();
        return parts.isEmpty() ? Optional.empty() : Optional.of(person.id() + " " + String.join(", ", parts));
    }

    private static boolean begins(Dated when, LocalDate before) {
        return when.from().map(day -> day.isBefore(before)).orElse(true);
    }

    private static String days(Dated when, LocalDate before) {
        return when.from().map(LocalDate::toString).orElse("") + ".."
                + when.to()
                        .filter(day -> day.isBefore(before))
                        .map(LocalDate::toString)
                        .orElse("");
    }

    /** The messages of these threads. */
    public static List<Message> messages(List<MessageThread> threads) {
        return threads.stream().flatMap(thread -> thread.messages().stream()).toList();
    }
}
