package org.triageledger.core.mail.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triageledger.core.mail.Letter.letter;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triageledger.core.mail.Arrival;
import org.triageledger.core.mail.Author;
import org.triageledger.core.mail.AuthorSource;
import org.triageledger.core.mail.Automation;
import org.triageledger.core.mail.Letter;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.Place;
import org.triageledger.core.mail.Trust;

class MessagesTest {
    @Test
    void theSameMailFromTwoSourcesIsOneMessageWithBothPlaces() {
        List<Message> merged = merge(letter("a").in("inbox", "7"), letter("a").in("archive", "2026-03.mbox:0"));

        assertThat(merged).singleElement().satisfies(message -> {
            assertThat(message.idShared()).isFalse();
            assertThat(message.places())
                    .containsExactly(new Place("archive", "2026-03.mbox:0"), new Place("inbox", "7"));
        });
    }

    @Test
    void theSameMailGivenTwiceIsOneMessageWithOnePlace() {
        assertThat(merge(letter("a"), letter("a"))).isEqualTo(merge(letter("a")));
    }

    @Test
    void twoMailsWithOneIdAndDifferentTextAreTwoMessagesAndFlagged() {
        List<Message> merged = merge(letter("a").saying("one"), letter("a").saying("another"), letter("b"));

        assertThat(merged).hasSize(3);
        assertThat(merged.stream().filter(Message::idShared).map(Message::id))
                .containsExactly(Letter.id("a"), Letter.id("a"));
        assertThat(merged.stream().map(Message::key)).doesNotHaveDuplicates();
    }

    @Test
    void twoMailsWithOneIdAndTextByDifferentPeopleAreTwoMessagesAndFlagged() {
        List<Message> merged = merge(letter("a").from("ada"), letter("a").from("mallory"));

        assertThat(merged).hasSize(2).allMatch(Message::idShared);
    }

    @Test
    void anAmbiguousCopyJoinsTheOneAuthorThatAnotherCopyNames() {
        List<Message> merged = merge(
                letter("a").maybeFrom("ada", "bob").in("list", "1"), letter("a").from("ada"));

        assertThat(merged).singleElement().satisfies(message -> {
            assertThat(message.author()).isEqualTo(new Author.Direct(Letter.mailbox("ada")));
            assertThat(message.places()).hasSize(2);
        });
    }

    @Test
    void anAmbiguousCopyLendsItsTrustToNobody() {
        List<Message> merged = merge(
                letter("a").maybeFrom("ada", "bob").trusted(Trust.VERIFIED),
                letter("a").from("ada").trusted(Trust.CLAIMED));

        assertThat(merged).singleElement().extracting(Message::trust).isEqualTo(Trust.CLAIMED);
    }

    @Test
    void whereCopiesNameTwoAuthorsTheAmbiguousCopyStaysByItself() {
        List<Message> merged = merge(
                letter("a").maybeFrom("ada", "bob"),
                letter("a").from("ada"),
                letter("a").from("bob"));

        assertThat(merged.stream().map(message -> message.author().how()))
                .containsExactlyInAnyOrder(AuthorSource.AMBIGUOUS, AuthorSource.DIRECT, AuthorSource.DIRECT);
    }

    @Test
    void ambiguousCopiesKeepAllCandidates() {
        List<Message> merged =
                merge(letter("a").maybeFrom("cyd", "ada"), letter("a").maybeFrom("bob", "ada"));

        assertThat(merged)
                .singleElement()
                .extracting(Message::author)
                .isEqualTo(new Author.Ambiguous(
                        Stream.of("ada", "bob", "cyd").map(Letter::mailbox).toList(), "two From mailboxes"));
    }

    @ParameterizedTest
    @CsvSource({
        // one basis,     day, other basis,  day, winning day
        "INTERNAL_DATE,  5,   RECEIVED,      3,   3",
        "INTERNAL_DATE,  5,   FROM_LINE,     4,   4",
        "INTERNAL_DATE,  5,   DATE,          1,   5",
        "FROM_LINE,      9,   DATE,          1,   9",
        "DATE,           5,   READ,          1,   5",
        "READ,           5,   READ,          4,   4",
    })
    void theEarliestArrivalOnAReceiversOwnClockCounts(
            Arrival.Basis one, int oneDay, Arrival.Basis other, int otherDay, int winner) {
        List<Message> merged = merge(
                letter("a").arrived(new Arrival(day(oneDay), one)),
                letter("a").arrived(new Arrival(day(otherDay), other)));

        assertThat(merged)
                .singleElement()
                .extracting(message -> message.arrival().at())
                .isEqualTo(day(winner));
    }

    @ParameterizedTest
    @CsvSource({
        "HUMAN,        AUTO_REPLY,   AUTO_REPLY",
        "NOTIFICATION, BOUNCE,       BOUNCE",
        "AUTO_REPLY,   OWN,          OWN",
        "HUMAN,        NOTIFICATION, NOTIFICATION",
        "HUMAN,        HUMAN,        HUMAN",
    })
    void ofCopiesThatAreBelievedTheMachinesMarkWins(Automation one, Automation other, Automation winner) {
        assertThat(merge(letter("a").as(one), letter("a").as(other)))
                .singleElement()
                .extracting(Message::automation)
                .isEqualTo(winner);
    }

    @Test
    void nobodyChangesAMailBySendingItAgain() {
        Letter real = letter("a")
                .from("ada")
                .at("2026-03-05T10:00:00Z")
                .answers("report")
                .lines(4);
        Letter forged = letter("a")
                .from("ada")
                .trusted(Trust.CLAIMED)
                .as(Automation.AUTO_REPLY)
                .answers("elsewhere")
                .at("2026-03-09T10:00:00Z")
                .lines(0)
                .in("team", "2");

        Message merged = merge(real, forged).getFirst();

        assertThat(merged.isHuman()).isTrue();
        assertThat(merged.trust()).isEqualTo(Trust.VERIFIED);
        assertThat(merged.references()).containsExactly(Letter.id("report"));
        assertThat(merged.authoredLines()).isEqualTo(4);
        assertThat(merged.places()).hasSize(2);
    }

    @Test
    void theLongestReferencesKeepTheirOrderAndWhatOthersAddStandsBefore() {
        Message merged = merge(letter("d").answers("x", "c"), letter("d").answers("a", "b", "c"))
                .getFirst();

        assertThat(merged.references()).containsExactly(Letter.id("x"), Letter.id("a"), Letter.id("b"), Letter.id("c"));
    }

    @Test
    void theSmallestNumberOfAuthoredLinesCounts() {
        assertThat(merge(letter("a").lines(7), letter("a").lines(3)))
                .singleElement()
                .extracting(Message::authoredLines)
                .isEqualTo(3);
    }

    @Test
    void aCopyOfWhichTheOwnWordsCanBeToldDecides() {
        Letter clear = letter("a").lines(3);
        Letter unclear = letter("a").linesUnclear().in("team", "2");

        for (List<Letter> order : List.of(List.of(clear, unclear), List.of(unclear, clear))) {
            Message merged = merge(order.toArray(Letter[]::new)).getFirst();
            assertThat(merged.authoredLines()).isEqualTo(3);
            assertThat(merged.linesUnclear()).isFalse();
        }
    }

    @Test
    void aBelievedCopyOfWhichTheOwnWordsCannotBeToldIsNotDecidedByAClaimedOne() {
        Letter believed = letter("a").linesUnclear();
        Letter claimed = letter("a").trusted(Trust.CLAIMED).lines(7).in("team", "2");

        assertThat(merge(believed, claimed)).singleElement().satisfies(merged -> {
            assertThat(merged.linesUnclear()).isTrue();
            assertThat(merged.authoredLines()).isZero();
        });
    }

    @Test
    void whoConfirmsAMessageSaysThatItHoldsWordsOfTheirOwn() {
        Message unclear = letter("a").linesUnclear().message();

        Message confirmed = Confirmation.apply(
                        List.of(unclear), List.of(new Confirmation(unclear.key(), Optional.empty(), "confirmed")))
                .getFirst();

        assertThat(confirmed.authoredLines()).isEqualTo(1);
        assertThat(confirmed.linesUnclear()).isFalse();
    }

    @Test
    void messagesStandInOrderOfArrivalThenById() {
        List<Message> merged = merge(
                letter("c").at("2026-03-02T10:00:00Z"),
                letter("b").at("2026-03-01T10:00:00Z"),
                letter("a").at("2026-03-02T10:00:00Z"));

        assertThat(merged.stream().map(Message::id)).containsExactly(Letter.id("b"), Letter.id("a"), Letter.id("c"));
    }

    private static Instant day(int day) {
        return Instant.parse("2026-03-0" + day + "T10:00:00Z");
    }

    private static List<Message> merge(Letter... letters) {
        return Messages.merge(Stream.of(letters).map(Letter::sighting).toList());
    }
}
