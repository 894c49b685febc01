package org.triageledger.core.mail.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triageledger.core.mail.Letter.letter;
import static org.triageledger.core.mail.Threaded.START;
import static org.triageledger.core.mail.Threaded.inOrder;
import static org.triageledger.core.mail.Threaded.threads;
import static org.triageledger.core.mail.Threaded.written;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triageledger.core.mail.Letter;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.MessageCopy;
import org.triageledger.core.mail.MessageThread;
import org.triageledger.core.mail.Threading;
import org.triageledger.core.mail.Threading.Joining;
import org.triageledger.core.mail.Threading.Question;

/** Threads by references; for those by subject see {@link SubjectJoinsTest}. */
class ThreadsTest {
    @Test
    void answersJoinWhatTheyAnswer() {
        assertThat(threads(
                        letter("a"),
                        letter("b"),
                        letter("c").answers("a"),
                        letter("d").answers("a", "c")))
                .isEqualTo("a+c+d b");
    }

    @Test
    void answersToAMailThatWasNeverSeenAreOneThread() {
        List<MessageThread> threads =
                Threads.of(inOrder(letter("b").answers("never"), letter("c").answers("never")));

        assertThat(written(threads)).isEqualTo("b+c");
        assertThat(threads.getFirst().missing()).containsExactly(Letter.id("never"));
    }

    @Test
    void piecesWhoseMiddleIsMissingFindTogetherThroughAnyReference() {
        assertThat(threads(letter("a"), letter("c").answers("b"), letter("d").answers("a", "b", "c")))
                .isEqualTo("a+c+d");
        assertThat(threads(
                        letter("a"), letter("c").answers("a", "b"), letter("d").answers("b")))
                .isEqualTo("a+c+d");
    }

    @ParameterizedTest
    @CsvSource({
        "a a, '', a", // refers to itself
        "a b, b a, a+b",
        "a b, b c, a+b",
    })
    void loopsEndAndJoin(String one, String other, String expected) {
        assertThat(threads(Stream.of(one, other)
                        .filter(text -> !text.isEmpty())
                        .map(text -> letter(text.substring(0, 1)).answers(text.substring(2)))
                        .toArray(Letter[]::new)))
                .isEqualTo(expected);
    }

    @Test
    void aWrappedMailIsAnsweredByItsInnerOrOuterId() {
        assertThat(threads(
                        letter("inner").alsoKnownAs("outer"),
                        letter("b").answers("outer"),
                        letter("c").answers("inner")))
                .isEqualTo("inner+b+c");
    }

    @Test
    void whoTakesAKnownIdGetsNoAnswersMeantForOthers() {
        assertThat(threads(
                        letter("a").saying("report").about("overflow"),
                        letter("a").saying("trap").about("prize"),
                        letter("b").answers("a").about("overflow"),
                        letter("c").answers("a").about("something else")))
                .isEqualTo("a+b+c a");
    }

    @Test
    void ofMailsWithOneIdTheOneWhoseSubjectAReplyCarriesIsAnswered() {
        assertThat(threads(
                        letter("a").saying("one").about("overflow"),
                        letter("a").saying("two").about("injection"),
                        letter("b").answers("a").about("injection")))
                .isEqualTo("a a+b");
    }

    @Test
    void mailsOfOneIdAndSubjectWithinTheWindowAreOneThread() {
        Letter again = letter("a").saying("with a footer").about("overflow");

        assertThat(threads(letter("a").saying("plain").about("overflow"), again))
                .isEqualTo("a+a");
        assertThat(written(Threads.of(Messages.merge(List.of(
                        letter("a").saying("plain").about("overflow").at(START).sighting(),
                        again.at(START.plus(Duration.ofDays(31))).sighting())))))
                .isEqualTo("a a");
    }

    @Test
    void twoFormsOfAMailAreOneWhateverElseBearsItsId() {
        assertThat(threads(
                        letter("a").saying("an answer").about("overflow").answers("never"),
                        letter("a").saying("plain").about("overflow"),
                        letter("a").saying("with a footer").about("overflow")))
                .isEqualTo("a+a+a");
    }

    @Test
    void aMailThatBearsTheIdsOfTwoReportsIsOneOfThemAtMost() {
        List<Message> messages = inOrder(
                letter("x").saying("one").about("report").alsoKnownAs("b"),
                letter("b").saying("two").about("report"),
                letter("x").saying("three").about("report"));
        Threading threading = Threads.join(messages, List.of());

        assertThat(written(threading.threads())).isEqualTo("x+x b");
        assertThat(threading.questions())
                .containsExactly(new Question(
                        Question.Kind.NAMES_SEVERAL_THREADS,
                        messages.get(1).key(),
                        List.of(messages.get(1).key(), messages.get(0).key())));
    }

    @Test
    void aMailThatWasGivenAnotherIdBehindTheListIsTheOneThatWasSent() {
        assertThat(threads(
                        letter("a").saying("plain").about("report"),
                        letter("given").saying("with a footer").about("report").hashedFrom("a"),
                        letter("given").saying("another's").about("report")))
                .isEqualTo("a+given given");
    }

    @Test
    void aMessageThatNamesTwoThreadsJoinsNeitherAndAPersonIsAsked() {
        List<Message> messages = inOrder(
                letter("a"),
                letter("b"),
                letter("c").answers("a"),
                letter("d").answers("b"),
                letter("x").answers("a", "c", "b", "d"));
        Threading threading = Threads.join(messages, List.of());

        assertThat(written(threading.threads())).isEqualTo("a+c b+d+x");
        assertThat(threading.questions())
                .containsExactly(new Question(
                        Question.Kind.NAMES_SEVERAL_THREADS,
                        messages.get(4).key(),
                        List.of(messages.get(1).key(), messages.get(0).key())));
    }

    @Test
    void whoBearsTheIdAndSubjectOfOneReportAndAnswersAnotherJoinsThemNot() {
        Threading threading = Threads.join(
                inOrder(
                        letter("a").about("overflow"),
                        letter("b").about("injection"),
                        letter("c").answers("a"),
                        letter("d").answers("b"),
                        letter("a").saying("forged").about("overflow").answers("b")),
                List.of());

        assertThat(written(threading.threads())).isEqualTo("a+c b+d+a");
        assertThat(threading.questions())
                .singleElement()
                .satisfies(question -> assertThat(question.kind()).isEqualTo(Question.Kind.NAMES_SEVERAL_THREADS));
    }

    @Test
    void whatFollowsAFalseReferenceAsksNoSecondTimeAndJoinsNothing() {
        Threading threading = Threads.join(
                inOrder(
                        letter("a"),
                        letter("b"),
                        letter("x").answers("a", "b"),
                        letter("y").answers("a", "b", "x")),
                List.of());

        assertThat(written(threading.threads())).isEqualTo("a b+x+y");
        assertThat(threading.questions()).hasSize(1);
    }

    @Test
    void aLaterFalseReferenceTakesNoThreadApart() {
        assertThat(threads(
                        letter("a"),
                        letter("b"),
                        letter("d").answers("c"),
                        letter("e").answers("a", "c", "d"),
                        letter("x").answers("a", "d", "b")))
                .isEqualTo("a+d+e b+x");
    }

    @Test
    void twoThreadsDoNotMeetInAMailThatNobodySaw() {
        // mailers that write an address into In-Reply-To make it look like an id that many mails answer
        assertThat(threads(
                        letter("a"),
                        letter("b"),
                        letter("c").answers("a", "somebody"),
                        letter("d").answers("b", "somebody")))
                .isEqualTo("a+c b+d");
    }

    @Test
    void aPersonJoinsTwoThreads() {
        List<Message> messages = inOrder(letter("a"), letter("b"), letter("x").answers("a", "b"));
        Threading threading = Threads.join(
                messages,
                List.of(new Joining(messages.get(0).key(), messages.get(1).key()), new Joining("gone", "away")));

        assertThat(written(threading.threads())).isEqualTo("a+b+x");
        assertThat(threading.questions()).isEmpty();
    }

    @Test
    void oneMessageJoinsFewPieces() {
        List<Letter> letters = new ArrayList<>();
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            letters.add(letter("piece" + i).answers("unseen" + i));
            all.add("piece" + i);
        }
        letters.add(letter("x").answers(all.toArray(String[]::new)));
        Threading threading = Threads.join(inOrder(letters.toArray(Letter[]::new)), List.of());

        assertThat(threading.threads()).hasSize(20);
        assertThat(threading.questions()).hasSize(1);
    }

    @Test
    void hostileMailCostsLittle() {
        List<MessageCopy> sightings = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            Letter hostile = i % 2 == 0
                    ? letter("same").saying("text " + i)
                    : letter("m" + i).answers("same");
            sightings.add(hostile.about("overflow " + i % 3).sighting());
        }
        for (int i = 0; i < 20_000; i++) {
            sightings.add(letter("orphan" + i).about("lost").answers().sighting());
        }
        assertThat(Threads.of(Messages.merge(sightings))).isNotEmpty();
    }
}
