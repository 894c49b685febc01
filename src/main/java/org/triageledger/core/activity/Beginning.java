package org.triageledger.core.activity;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.triageledger.core.mail.Author;
import org.triageledger.core.mail.Automation;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.MessageId;
import org.triageledger.core.mail.MessageThread;
import org.triageledger.core.mail.Trust;
import org.triageledger.core.member.Roster;

/** Who began a thread. A credit goes only to somebody who certainly did not. */
sealed interface Beginning {
    /**
     * How much later than the first answer a mail can arrive and still be what was answered: greylisting and moderation take
     * days. One that turns up later can be forged by anybody who read its id in the answers.
     */
    Duration LATEST_AFTER_ANSWER = Duration.ofDays(7);

    /** A member, believably. */
    record ByMember(String id) implements Beginning {}

    /**
     * Somebody who was no member, or who only claims to be one: a forged opening takes no credit from the member it names.
     *
     * @param person their id, where they were a member on other days
     */
    record ByOutsider(Optional<String> person) implements Beginning {}

    /** One of these members, or perhaps somebody else. */
    record ByOneOf(Set<String> members, boolean maybeOutsider) implements Beginning {}

    /** The mail that began it was never seen: anybody may have written it. */
    record Unseen() implements Beginning {}

    /** No person wrote in it, nor did a service for one; or an account of a program began it. */
    record ByMachine() implements Beginning {}

    static Beginning of(MessageThread thread, Roster roster) {
        Optional<Message> opener = opener(thread);
        if (opener.isEmpty()) {
            return new ByMachine();
        }
        Message opening = opener.get();
        if (root(thread).isEmpty()) {
            // Anyone who proves nothing can make up the reference too: it takes nothing from those who answer.
            boolean madeUp = Writer.of(opening, roster) instanceof Writer.Outsider && !believed(opening);
            return madeUp ? new ByOutsider(Optional.empty()) : new Unseen();
        }
        if (hasTwinBySomebodyElse(thread, opening, roster)) {
            return new ByOutsider(Optional.empty());
        }
        if (opening.isOfApp()) {
            return new ByMachine();
        }
        if (opening.isOfNamedRobot()) {
            return new ByOneOf(Set.of(), true);
        }
        return switch (Writer.of(opening, roster)) {
            case Writer.Member member ->
                believed(opening) ? new ByMember(member.id()) : new ByOutsider(Optional.empty());
            case Writer.Outsider outsider -> new ByOutsider(outsider.person().filter(person -> believed(opening)));
            case Writer.Unclear unclear ->
                believed(opening) && !Author.isOfSender(opening.author())
                        ? new ByOneOf(unclear.members(), unclear.maybeOutsider())
                        : new ByOutsider(Optional.empty());
        };
    }

    /**
     * Whether another mail bears the id of the opening and names another writer, and no proof of the author's own domain tells which of
     * them is the genuine one. Anybody can send such a twin; so who began the thread is open, and takes nothing from anybody.
     */
    private static boolean hasTwinBySomebodyElse(MessageThread thread, Message opening, Roster roster) {
        if (!opening.idShared() || opening.trust() == Trust.VERIFIED) {
            return false;
        }
        Writer writer = Writer.of(opening, roster);
        return thread.messages().stream()
                .filter(message -> message.id().equals(opening.id()))
                .anyMatch(message -> !Writer.of(message, roster).equals(writer));
    }

    /** Whether a person certainly began the thread, be it before they were a member. */
    default boolean isBy(String person) {
        return switch (this) {
            case ByMember begun -> begun.id.equals(person);
            case ByOutsider begun -> begun.person.equals(Optional.of(person));
            case ByOneOf ignored -> false;
            case Unseen ignored -> false;
            case ByMachine ignored -> false;
        };
    }

    /** Whether it is possible that a member began the thread. */
    default boolean maybe(String member) {
        return switch (this) {
            case ByMember begun -> begun.id.equals(member);
            case ByOutsider begun -> begun.person.equals(Optional.of(member));
            case ByOneOf unclear -> unclear.members.contains(member) || unclear.members.isEmpty();
            case Unseen ignored -> true;
            case ByMachine ignored -> false;
        };
    }

    /**
     * The first message that a person wrote or a service sent on a person's behalf. The one that answers nothing goes before:
     * an answer on a faster way can arrive before what it answers.
     */
    static Optional<Message> opener(MessageThread thread) {
        return root(thread)
                .filter(Beginning::speaks)
                .or(() -> thread.messages().stream().filter(Beginning::speaks).findFirst());
    }

    /** The message by which the thread is known: the one that answers nothing, no matter who sent it, or the first to arrive. */
    static Message first(MessageThread thread) {
        return root(thread).orElseGet(thread::opener);
    }

    /** Asked of every thread whenever a mail comes in, so it is a loop over what stands in order of arrival. */
    private static Optional<Message> root(MessageThread thread) {
        Instant latest = thread.opener().arrivedAt().plus(LATEST_AFTER_ANSWER);
        for (Message message : thread.messages()) {
            if (message.arrivedAt().isAfter(latest)) {
                break;
            }
            if (beginsAnew(message)) {
                return Optional.of(provenTwin(thread, message));
            }
        }
        return Optional.empty();
    }

    /** Of several mails with one id, the one whose author's own domain proves it. */
    private static Message provenTwin(MessageThread thread, Message message) {
        if (!message.idShared() || message.trust() == Trust.VERIFIED) {
            return message;
        }
        return thread.messages().stream()
                .filter(other ->
                        other.id().equals(message.id()) && other.trust() == Trust.VERIFIED && beginsAnew(other))
                .findFirst()
                .orElse(message);
    }

    /** A login that a service names counts only where the service's own signature was checked. */
    static boolean believed(Message message) {
        return message.author().account().isPresent()
                ? message.trust() == Trust.VERIFIED
                : message.trust().counts();
    }

    private static boolean speaks(Message message) {
        return message.isHuman() || message.automation() == Automation.NOTIFICATION;
    }

    private static boolean beginsAnew(Message message) {
        if (message.reply()) {
            return false;
        }
        for (MessageId id : message.references()) {
            if (!id.equals(message.id()) && !message.otherIds().contains(id)) {
                return false;
            }
        }
        return true;
    }
}
