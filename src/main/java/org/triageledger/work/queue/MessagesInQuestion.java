package org.triageledger.work.queue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.triageledger.core.activity.Report;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.MessageId;
import org.triageledger.work.facts.Facts;

/** Of all messages those that questions of the review queue are about, and the reports that they belong to. */
final class MessagesInQuestion {
    private final Map<MessageId, List<Message>> byId = new HashMap<>();
    private final Map<String, Message> byKey = new HashMap<>();
    private final Map<String, Report> reports = new HashMap<>();

    private MessagesInQuestion() {}

    static MessagesInQuestion of(Facts.Known known) {
        Set<MessageId> ids = new HashSet<>();
        Set<String> keys = new HashSet<>();
        known.activity().pending().stream()
                .flatMap(pending -> pending.credit().evidence().stream())
                .flatMap(evidence -> evidence.messageId().stream())
                .forEach(ids::add);
        known.activity().unnamed().forEach(unnamed -> keys.add(unnamed.message().key()));
        known.announcements()
                .questions()
                .forEach(question -> keys.add(question.mail().message().key()));
        known.questions().forEach(question -> {
            keys.add(question.messageKey());
            keys.addAll(question.threads());
        });
        MessagesInQuestion found = new MessagesInQuestion();
        if (ids.isEmpty() && keys.isEmpty()) {
            return found;
        }
        for (Message message : known.messages()) {
            if (ids.contains(message.id())) {
                found.byId
                        .computeIfAbsent(message.id(), id -> new ArrayList<>())
                        .add(message);
            }
            if (keys.contains(message.key())) {
                found.byKey.putIfAbsent(message.key(), message);
            }
        }
        for (Report report : known.activity().reports()) {
            for (Message message : report.thread().messages()) {
                if (ids.contains(message.id()) || keys.contains(message.key())) {
                    found.reports.put(message.key(), report);
                }
            }
        }
        return found;
    }

    /** Of the team's mail; several where mails share the Message-ID. */
    List<Message> withId(MessageId id) {
        return byId.getOrDefault(id, List.of());
    }

    Optional<Message> withKey(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** The report of a message, by its key. */
    Optional<Report> report(String key) {
        return Optional.ofNullable(reports.get(key));
    }
}
