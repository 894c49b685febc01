package org.triageledger.core.activity;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.triageledger.core.activity.Report.Status;
import org.triageledger.core.hash.Sha256;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.MessageThread;
import org.triageledger.core.member.Roster;

/**
 * Threads to reports. A thread begun by somebody who was no member on the UTC day of its arrival is a report; one begun by a
 * member is internal, unless an outsider writes in it, its opening forwards a mail, or a CVE or GHSA id stands in it. What a
 * person ruled goes before all rules.
 */
public final class Reports {
    /** Of rulings made at the same instant the status decides, so that the outcome does not depend on their order. */
    private static final Comparator<Ruling> LATEST = Comparator.comparing(Ruling::at)
            .thenComparing(ruling -> ruling.status().name())
            .thenComparing(Ruling::by)
            .thenComparing(Ruling::reason)
            .thenComparing(Ruling::messageKey);

    private static final int ID_LENGTH = 16;

    private Reports() {}

    /** One report per thread, in the order of the threads. */
    public static List<Report> of(List<MessageThread> threads, Roster roster, Collection<Ruling> rulings) {
        Map<String, Ruling> byMessage = HashMap.newHashMap(rulings.size());
        for (Ruling ruling : rulings) {
            byMessage.merge(
                    ruling.messageKey(),
                    ruling,
                    (eachRuling, two) -> LATEST.compare(eachRuling, two) >= 0 ? eachRuling : two);
        }
        return threads.stream()
                .map(thread -> report(thread, roster, ruling(thread, byMessage)))
                .toList();
    }

    private static Optional<Ruling> ruling(MessageThread thread, Map<String, Ruling> byMessage) {
        if (byMessage.isEmpty()) {
            return Optional.empty();
        }
        return thread.messages().stream()
                .flatMap(message -> Optional.ofNullable(byMessage.get(message.key())).stream())
                .max(LATEST);
    }

    private static Report report(MessageThread thread, Roster roster, Optional<Ruling> ruling) {
        Beginning beginning = Beginning.of(thread, roster);
        Optional<String> begunBy =
                beginning instanceof Beginning.ByMember member ? Optional.of(member.id()) : Optional.empty();
        Judgement judgement = ruling.map(said -> new Judgement(said.status(), "ruled by " + said.by()))
                .orElseGet(() -> judge(thread, roster, beginning));
        return new Report(id(thread), thread, begunBy, judgement.status, judgement.why);
    }

    private record Judgement(Status status, String why) {}

    private static Judgement judge(MessageThread thread, Roster roster, Beginning beginning) {
        return switch (beginning) {
            case Beginning.ByMachine ignored ->
                thread.messages().stream().anyMatch(message -> outsiderSpeaks(message, roster))
                        ? new Judgement(Status.UNREVIEWED, "somebody who is no member wrote in it")
                        : new Judgement(Status.AUTOMATED, "only machines wrote in it");
            case Beginning.ByOutsider ignored -> new Judgement(Status.UNREVIEWED, "begun by somebody who is no member");
            case Beginning.ByMember ignored ->
                sign(thread, roster).orElseGet(() -> new Judgement(Status.INTERNAL, "begun by a member"));
            case Beginning.ByOneOf unclear ->
                sign(thread, roster)
                        .orElseGet(() -> unclear.maybeOutsider()
                                ? new Judgement(Status.UNDECIDED, "who began it is ambiguous")
                                : new Judgement(Status.INTERNAL, "begun by a member, though which one is ambiguous"));
            case Beginning.Unseen ignored ->
                sign(thread, roster).orElseGet(() -> new Judgement(Status.UNDECIDED, "its beginning was never seen"));
        };
    }

    /** What makes a thread a report although no outsider is known to have begun it. */
    private static Optional<Judgement> sign(MessageThread thread, Roster roster) {
        if (thread.messages().stream().anyMatch(message -> outsiderSpeaks(message, roster))) {
            return Optional.of(new Judgement(Status.UNREVIEWED, "somebody who is no member wrote in it"));
        }
        if (Beginning.opener(thread).filter(Message::forwards).isPresent()) {
            return Optional.of(new Judgement(Status.UNREVIEWED, "its first message forwards a mail"));
        }
        if (thread.messages().stream().anyMatch(message -> !message.advisories().isEmpty())) {
            return Optional.of(new Judgement(Status.UNREVIEWED, "a CVE or GHSA id stands in it"));
        }
        return Optional.empty();
    }

    /** Whether it can be believed does not matter here: reports come from strangers. */
    private static boolean outsiderSpeaks(Message message, Roster roster) {
        boolean speaks = message.isHuman() || Activities.relaysAnAct(message);
        return speaks && Writer.of(message, roster) instanceof Writer.Outsider;
    }

    /**
     * The same whatever answers arrive later. It changes when a mail turns up that begins the thread and was missing, or where
     * none does, when an earlier one arrives.
     */
    private static String id(MessageThread thread) {
        return "r" + Sha256.hex("report " + Beginning.first(thread).key()).substring(0, ID_LENGTH);
    }
}
