package org.triageledger.work.queue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.triageledger.core.activity.Report;
import org.triageledger.core.mail.Author;
import org.triageledger.core.mail.ListId;
import org.triageledger.core.mail.Mailbox;
import org.triageledger.core.mail.Message;
import org.triageledger.core.member.Person;
import org.triageledger.work.facts.Facts;
import org.triageledger.work.queue.QueueViews.QueuedAuthor;

/** What is known of a message, for somebody who has to decide on it. */
final class QueueEvidence {
    private final Facts.Known known;
    private final Map<String, Report> reports = new HashMap<>();

    QueueEvidence(Facts.Known known) {
        this.known = known;
        known.activity()
                .reports()
                .forEach(report -> report.thread().messages().forEach(message -> reports.put(message.key(), report)));
    }

    QueueViews.QueuedMessage of(Message message) {
        Optional<Report> report = Optional.ofNullable(reports.get(message.key()));
        return new QueueViews.QueuedMessage(
                message.key(),
                message.id().value(),
                message.date().orElse(null),
                message.arrivedAt(),
                message.author().how().word(),
                message.author().evidence(),
                authors(message),
                message.trust().word(),
                message.trustWhy(),
                message.automation().word(),
                message.automationWhy(),
                message.lists().stream().map(ListId::value).toList(),
                message.authoredLines(),
                message.linesUnclear(),
                report.map(Report::id).orElse(null),
                report.map(found -> found.thread().opener())
                        .filter(opener -> !opener.key().equals(message.key()))
                        .flatMap(opener -> authors(opener).stream().findFirst())
                        .orElse(null),
                message.archivedAt().orElse(null));
    }

    private List<QueuedAuthor> authors(Message message) {
        Stream<QueuedAuthor> accounts = message.author().account().stream()
                .map(login -> author(
                        login,
                        known.roster().people().stream()
                                .filter(person -> person.github()
                                        .filter(login::equalsIgnoreCase)
                                        .isPresent())
                                .findFirst()));
        Stream<Mailbox> mailboxes = message.author() instanceof Author.Ambiguous many
                ? many.candidates().stream()
                : message.author().person().stream();
        return Stream.concat(
                        accounts,
                        mailboxes
                                .map(Mailbox::address)
                                .distinct()
                                .map(address -> author(
                                        address.toString(), known.roster().owner(address, message.day()))))
                .toList();
    }

    private static QueuedAuthor author(String address, Optional<Person> person) {
        return new QueuedAuthor(
                address,
                person.map(Person::id).orElse(null),
                person.map(Person::name).orElse(null));
    }
}
