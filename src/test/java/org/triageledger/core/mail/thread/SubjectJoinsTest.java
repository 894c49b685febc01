package org.triageledger.core.mail.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triageledger.core.mail.Letter.letter;
import static org.triageledger.core.mail.Threaded.START;
import static org.triageledger.core.mail.Threaded.inOrder;
import static org.triageledger.core.mail.Threaded.threads;
import static org.triageledger.core.mail.Threaded.written;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.triageledger.core.mail.Automation;
import org.triageledger.core.mail.Letter;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.Threading;
import org.triageledger.core.mail.Threading.Joining;
import org.triageledger.core.mail.Threading.Question;
import org.triageledger.core.mail.Threading.Question.Kind;

/** Eve begins a report; replies to it have lost their references. */
class SubjectJoinsTest {
    @ParameterizedTest
    @CsvSource({
        "0,  a+b", "30, a+b", "31, a b",
    })
    void aReplyThatLostItsReferencesJoinsTheOneThreadOfItsSubjectWithinThirtyDays(int days, String expected) {
        List<Message> messages = Messages.merge(List.of(
                report("a").at(START).sighting(),
                lost("b").from("ada").at(START.plus(Duration.ofDays(days))).sighting()));

        assertThat(written(Threads.of(messages))).isEqualTo(expected);
    }

    @Test
    void theLastMailOfTheSubjectOpensTheWindow() {
        List<Message> messages = Messages.merge(List.of(
                report("a").at(START).sighting(),
                report("more").answers("a").at(START.plus(Duration.ofDays(25))).sighting(),
                lost("b").from("ada").at(START.plus(Duration.ofDays(50))).sighting()));

        assertThat(written(Threads.of(messages))).isEqualTo("a+more+b");
    }

    @Test
    void severalRepliesThatLostTheirReferencesJoinTheSameThread() {
        assertThat(threads(
                        report("a"),
                        lost("b").from("ada"),
                        lost("c").from("bob"),
                        letter("d").from("eve").about("overflow").answers("c")))
                .isEqualTo("a+b+c+d");
    }

    @Test
    void whereSomebodyAnsweredByReferencesAPersonIsAsked() {
        asked(
                "a+b c",
                report("a"),
                letter("b").from("ada").answers("a"),
                lost("c").from("bob"));
    }

    @Test
    void ofTheBeginnerWhoOnlyAddsToTheirReportAPersonIsAsked() {
        asked("a b", report("a"), lost("b").from("eve"));
    }

    @Test
    void ofAnAuthorWhoCanBeTheBeginnerAPersonIsAsked() {
        asked("a b", report("a"), lost("b").maybeFrom("ada", "eve"));
        asked("a b", report("a").maybeFrom("ada", "eve"), lost("b").from("bob"));
    }

    @Test
    void whereTheBeginningWasNeverSeenAPersonIsAsked() {
        asked(
                "a b",
                letter("a").from("eve").about("overflow").answers("never"),
                lost("b").from("ada"));
    }

    @Test
    void whereTheBeginningIsOnlyMarkedAsAReplyAPersonIsAsked() {
        // worms of 2004 answered each other as "Re: Hi"
        asked("a b", lost("a").from("eve"), lost("b").from("ada"));
    }

    @Test
    void whereTheThreadBeganWithAnotherSubjectAPersonIsAsked() {
        asked(
                "a+b c",
                letter("a").from("eve").about("crash"),
                report("b").answers("a"),
                lost("c").from("ada"));
    }

    @Test
    void whatBeginsLaterIsNotAnswered() {
        asked(
                "b+a c",
                letter("b").from("eve").about("overflow").answers("a"),
                lost("c").from("ada"),
                report("a"));
    }

    @Test
    void whatAMachineSaysInAThreadAnswersNobody() {
        assertThat(threads(
                        report("a"),
                        letter("b").from("ada").answers("a").as(Automation.AUTO_REPLY),
                        lost("c").from("ada")))
                .isEqualTo("a+b+c");
    }

    @ParameterizedTest
    @EnumSource(value = Automation.class, mode = EnumSource.Mode.EXCLUDE, names = "HUMAN")
    void aMachinesMailIsNotJoinedBySubjectAndNobodyIsAsked(Automation machine) {
        Threading threading =
                Threads.join(inOrder(report("a"), lost("b").from("ada").as(machine)), List.of());

        assertThat(written(threading.threads())).isEqualTo("a b");
        assertThat(threading.questions()).isEmpty();
    }

    @Test
    void aReplyThatWaitsForAPersonDoesNotStandInTheWayOfOthers() {
        assertThat(threads(
                        report("a"),
                        lost("more").from("eve"),
                        letter("thanks").from("eve").about("overflow").answers("more"),
                        lost("b").from("ada")))
                .isEqualTo("a+b more+thanks");
    }

    @Test
    void aPersonPutsTheReplyWhereItBelongs() {
        List<Message> messages = inOrder(report("a"), lost("b").from("eve"));
        Joining joining = new Joining(messages.get(0).key(), messages.get(1).key());
        Threading threading = Threads.join(messages, List.of(joining));

        assertThat(written(threading.threads())).isEqualTo("a+b");
        assertThat(threading.questions()).isEmpty();
    }

    @Test
    void aReplyThatFitsTwoThreadsJoinsNeitherAndAPersonIsAsked() {
        List<Message> messages = inOrder(report("a"), report("b"), lost("c").from("ada"));
        Threading threading = Threads.join(messages, List.of());

        assertThat(written(threading.threads())).isEqualTo("a b c");
        assertThat(threading.questions()).singleElement().satisfies(question -> {
            assertThat(question.kind()).isEqualTo(Kind.SUBJECT_FITS_SEVERAL);
            assertThat(question.messageKey()).isEqualTo(messages.get(2).key());
            assertThat(question.threads()).hasSize(3);
        });
    }

    @Test
    void equalSubjectsAloneJoinNothing() {
        assertThat(threads(report("a"), report("b"))).isEqualTo("a b");
    }

    @Test
    void aReplyWithReferencesToUnseenMailIsNotJoinedBySubject() {
        assertThat(threads(
                        report("a"), letter("b").from("ada").about("overflow").answers("never")))
                .isEqualTo("a b");
    }

    @Test
    void aReplyIsNotJoinedToWhatComesLater() {
        assertThat(threads(lost("a").from("ada"), report("b"))).isEqualTo("a b");
    }

    private static Letter report(String id) {
        return letter(id).from("eve").about("overflow");
    }

    private static Letter lost(String id) {
        return letter(id).about("overflow").answers();
    }

    /** The last letter, or else the only reply without references, may belong to the first thread; nothing joins it. */
    private static void asked(String expected, Letter... letters) {
        List<Message> messages = inOrder(letters);
        Threading threading = Threads.join(messages, List.of());
        Message lost = messages.stream()
                .filter(message -> message.reply() && message.references().isEmpty())
                .toList()
                .getLast();

        assertThat(threads(letters)).isEqualTo(expected);
        assertThat(threading.questions())
                .containsExactly(new Question(
                        Kind.SUBJECT_ALONE_FITS,
                        lost.key(),
                        List.of(lost.key(), messages.getFirst().key())));
    }
}
