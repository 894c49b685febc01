package org.triageledger.core.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triageledger.core.mail.Letter.letter;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.triageledger.core.mail.Automation;
import org.triageledger.core.mail.Letter;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.MessageThread;
import org.triageledger.core.mail.Messages;
import org.triageledger.core.mail.Sighting;
import org.triageledger.core.mail.Threading;
import org.triageledger.core.mail.Threads;
import org.triageledger.core.mail.Trust;

/** Whatever the mail says, loops and repeated ids included, and in whatever order it comes, the ledger is the same. */
class AnyOrderTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    @Property(tries = 400)
    void anyOrderGivesTheSameLedger(@ForAll("mail") List<Sighting> mail, @ForAll Random random) {
        List<Sighting> shuffled = new ArrayList<>(mail);
        Collections.shuffle(shuffled, random);

        assertThat(Messages.merge(shuffled)).isEqualTo(Messages.merge(mail));
        assertThat(Team.ofSightings(shuffled)).isEqualTo(Team.ofSightings(mail));
    }

    @Property(tries = 200)
    void mailThatComesInBatchesAndTwiceGivesTheSameLedger(@ForAll("mail") List<Sighting> mail, @ForAll Random random) {
        List<Sighting> stored = new ArrayList<>();
        for (Sighting sighting : mail) {
            stored.add(random.nextInt(stored.size() + 1), sighting);
            if (random.nextInt(4) == 0) {
                stored.add(sighting);
                Team.ofSightings(stored);
            }
        }

        assertThat(Team.ofSightings(stored)).isEqualTo(Team.ofSightings(mail));
    }

    @Property(tries = 200)
    void threadsDoNotDependOnTheOrderOfMessages(@ForAll("mail") List<Sighting> mail, @ForAll Random random) {
        List<Message> messages = Messages.merge(mail);
        List<Message> shuffled = new ArrayList<>(messages);
        Collections.shuffle(shuffled, random);

        assertThat(Threads.join(shuffled, List.of())).isEqualTo(Threads.join(messages, List.of()));
    }

    @Property(tries = 200)
    void everyMessageStandsInExactlyOneThread(@ForAll("mail") List<Sighting> mail) {
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

    @Property(tries = 200)
    void reportsHaveIdsOfTheirOwnAndNobodyIsCreditedForWhatTheyBegan(@ForAll("mail") List<Sighting> mail) {
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
    Arbitrary<List<Sighting>> mail() {
        return letters().list().ofMinSize(1).ofMaxSize(14);
    }

    /** Few names, so that ids repeat, references loop, and copies contradict each other. */
    private static Arbitrary<Sighting> letters() {
        Arbitrary<String> names = Arbitraries.of("a", "b", "c", "d", "e", "f", "unseen", "never");
        Arbitrary<String> ids = Arbitraries.of("a", "b", "c", "d", "e", "f");
        Arbitrary<List<String>> references = names.list().uniqueElements().ofMaxSize(3);
        return Combinators.combine(
                        ids,
                        references,
                        Arbitraries.of("", "one", "CVE-2026-12345"),
                        Arbitraries.of("ada", "bob", "cyd", "eve", "ada or eve", "ada-x"),
                        Arbitraries.integers().between(0, 60),
                        Arbitraries.of("", "overflow", "injection"),
                        Arbitraries.of(Trust.class),
                        Arbitraries.integers().between(0, 11))
                .as((id, parents, text, author, days, subject, trust, odds) -> {
                    Letter letter = letter(id)
                            .saying(text)
                            .at(START.plus(Duration.ofDays(days)))
                            .trusted(trust)
                            .lines(odds % 3)
                            .in(odds % 2 == 0 ? "inbox" : "archive", id + days);
                    if (!parents.isEmpty() || odds == 1) {
                        letter.answers(parents.toArray(String[]::new));
                    }
                    if (!subject.isEmpty()) {
                        letter.about(subject);
                    }
                    if (odds == 2) {
                        letter.alsoKnownAs("unseen");
                    }
                    if (odds == 3) {
                        letter.as(Automation.AUTO_REPLY);
                    }
                    return switch (author) {
                        case "ada or eve" -> letter.maybeFrom("ada", "eve").sighting();
                        case "ada-x" -> letter.relayed(author).sighting();
                        default -> letter.from(author).sighting();
                    };
                });
    }
}
