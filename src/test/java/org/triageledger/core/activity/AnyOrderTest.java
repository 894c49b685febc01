package org.triageledger.core.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.triageledger.core.mail.Letters;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.MessageCopy;
import org.triageledger.core.mail.MessageThread;
import org.triageledger.core.mail.Threading;
import org.triageledger.core.mail.thread.Messages;
import org.triageledger.core.mail.thread.Threads;

/** Whatever the mail says, loops and repeated ids included, and in whatever order it comes, the ledger is the same. */
class AnyOrderTest {
    @Property(tries = 400)
    void anyOrderGivesTheSameLedger(@ForAll("mail") List<MessageCopy> mail, @ForAll Random random) {
        List<MessageCopy> shuffled = new ArrayList<>(mail);
        Collections.shuffle(shuffled, random);

        assertThat(Messages.merge(shuffled)).isEqualTo(Messages.merge(mail));
        assertThat(Team.ofSightings(shuffled)).isEqualTo(Team.ofSightings(mail));
    }

    @Property(tries = 200)
    void mailThatComesInBatchesAndTwiceGivesTheSameLedger(
            @ForAll("mail") List<MessageCopy> mail, @ForAll Random random) {
        List<MessageCopy> stored = new ArrayList<>();
        for (MessageCopy sighting : mail) {
            stored.add(random.nextInt(stored.size() + 1), sighting);
            if (random.nextInt(4) == 0) {
                stored.add(sighting);
                Team.ofSightings(stored);
            }
        }

        assertThat(Team.ofSightings(stored)).isEqualTo(Team.ofSightings(mail));
    }

    @Property(tries = 200)
    void threadsDoNotDependOnTheOrderOfMessages(@ForAll("mail") List<MessageCopy> mail, @ForAll Random random) {
        List<Message> messages = Messages.merge(mail);
        List<Message> shuffled = new ArrayList<>(messages);
        Collections.shuffle(shuffled, random);

        assertThat(Threads.join(shuffled, List.of())).isEqualTo(Threads.join(messages, List.of()));
    }

    @Property(tries = 200)
    void everyMessageStandsInExactlyOneThread(@ForAll("mail") List<MessageCopy> mail) {
        List<Message> messages = Messages.merge(mail);
        Threading threading = Threads.join(messages, List.of());
        List<Message> threaded = threading.threads().stream()
                .map(MessageThread::messages)
                .flatMap(List::stream)
                .toList();

        assertThat(threaded).containsExactlyInAnyOrderElementsOf(messages);
        Set<String> keys = threaded.stream().map(Message::key).collect(Collectors.toSet());
        assertThat(threading.questions())
                .allSatisfy(question ->
                        assertThat(keys).contains(question.messageKey()).containsAll(question.threads()));
    }

    /**
     * References and ids are written by senders. Two reports are made one by a person alone. What begins something with the id
     * and the subject of another such mail is that mail in another form; how many forms are within the window depends on the
     * first of them, which a better copy may show to be something else, so forms of one mail may come together.
     */
    @Property(tries = 2000)
    void whateverOneMoreMailSaysItJoinsNoTwoBegunThreads(
            @ForAll("mail") List<MessageCopy> mail, @ForAll("one") MessageCopy another) {
        List<MessageThread> before = Threads.of(Messages.merge(mail));
        List<MessageCopy> more = new ArrayList<>(mail);
        more.add(another);

        assertThat(Threads.of(Messages.merge(more))).allSatisfy(thread -> {
            Set<String> beginnings = begun(thread)
                    .map(message -> message.id() + " " + message.subjectToken())
                    .collect(Collectors.toSet());
            if (beginnings.size() != 1) {
                assertThat(before.stream().filter(earlier -> begun(earlier).anyMatch(thread.messages()::contains)))
                        .hasSizeLessThanOrEqualTo(1);
            }
        });
    }

    /** The mails that begin something; each thread has one, unless it was sent in several forms. */
    private static Stream<Message> begun(MessageThread thread) {
        return thread.messages().stream()
                .filter(message -> !message.reply() && message.references().isEmpty());
    }

    @Property(tries = 200)
    void reportsHaveIdsOfTheirOwnAndNobodyIsCreditedForWhatTheyBegan(@ForAll("mail") List<MessageCopy> mail) {
        Activity activity = Team.ofSightings(mail);
        Set<String> ids = new HashSet<>();

        assertThat(activity.reports())
                .allSatisfy(report -> assertThat(ids.add(report.id())).isTrue());
        assertThat(activity.credits()).allSatisfy(credit -> {
            Report report = activity.reports().stream()
                    .filter(candidate -> candidate.id().equals(credit.report()))
                    .findFirst()
                    .orElseThrow();
            assertThat(report.begunBy()).isNotEqualTo(java.util.Optional.of(credit.member()));
            assertThat(credit.evidence()).allMatch(evidence -> evidence.trust().counts());
        });
    }

    @Provide
    Arbitrary<List<MessageCopy>> mail() {
        return Letters.some();
    }

    @Provide
    Arbitrary<MessageCopy> one() {
        return Letters.any();
    }
}
