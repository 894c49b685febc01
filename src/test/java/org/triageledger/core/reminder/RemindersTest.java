package org.triageledger.core.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.triageledger.core.review.Crew.DAY;
import static org.triageledger.core.review.Crew.OFFICE;
import static org.triageledger.core.review.Crew.member;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triageledger.core.mail.Address;
import org.triageledger.core.reminder.Reminder.Key;
import org.triageledger.core.reminder.Reminder.Kind;
import org.triageledger.core.review.Crew;
import org.triageledger.core.review.Expected;
import org.triageledger.core.review.Review;
import org.triageledger.core.snapshot.ReviewInput;
import org.triageledger.letters.LetterTemplates;

class RemindersTest {
    @ParameterizedTest(name = "on {0}: {1}")
    @CsvSource({
        "2026-10-12,",
        "2026-10-13, 60",
        "2026-10-28, 60",
        "2026-10-29,",
        "2026-11-11,",
        "2026-11-12, 30",
        "2026-11-20, 30",
        "2026-11-21,",
        "2026-11-27,",
        "2026-11-28, 14",
        "2026-12-01, 14",
        "2026-12-02,",
        "2026-12-05, 7",
        "2026-12-11, 7",
        "2026-12-12,",
        "2026-12-13,",
        "2025-12-12,"
    })
    void aStepIsDueUntilTheNextOneIsNearer(LocalDate today, Integer step) {
        assertThat(Cadence.DEFAULT.step(DAY, today).orElse(null)).isEqualTo(step);
    }

    @Test
    void theStepsAreConfigured() {
        assertThat(new Cadence(List.of(1, 21, 1, 7)).daysBefore()).containsExactly(21, 7, 1);
        assertThat(new Cadence(List.of()).step(DAY, DAY.minusDays(1))).isEmpty();
        assertThatThrownBy(() -> new Cadence(List.of(0))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Cadence(List.of(366))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void membersWhoWouldBeInactiveAndAdminsAreWrittenTo() {
        assertThat(due(Crew.mixed(), OFFICE, "2026-10-13", Set.of()))
                .containsExactly(
                        "member/2026/60/cyd to cyd@example.org",
                        "member/2026/60/dee to dee@example.org",
                        "summary/2026/60/ada to ada@example.org",
                        "summary/2026/60/bob to bob@example.org");
    }

    @Test
    void whoseCreditEndsBeforeTheReviewIsWrittenToAlthoughActiveToday() {
        Crew crew = Crew.of("zoe").worked("zoe", "r1", "2025-12-11");
        assertThat(crew.basis()
                        .on(LocalDate.of(2026, 10, 13))
                        .getFirst()
                        .verdict()
                        .word())
                .isEqualTo("active");
        assertThat(due(crew, OFFICE, "2026-10-13", Set.of())).containsExactly("member/2026/60/zoe to zoe@example.org");
    }

    @Test
    void aStepThatWasMissedIsNotMadeUpForBesideTheNext() {
        assertThat(due(Crew.of("dee"), OFFICE, "2026-11-29", Set.of()))
                .containsExactly("member/2026/14/dee to dee@example.org");
    }

    @Test
    void nobodyIsWrittenToWhoseVerdictIsNotInactive() {
        Crew patchy = Crew.of("dee").read("2025-01-01", "2026-06-30").knownUntil("2026-11-01T00:00:00Z");
        assertThat(due(patchy, OFFICE, "2026-10-13", Set.of())).isEmpty();
        assertThat(due(Crew.of("dee").worked("dee", "r1", "2025-12-12"), OFFICE, "2026-10-13", Set.of()))
                .isEmpty();
        assertThat(due(Crew.of().with(member("dee").left("2026-12-01")), OFFICE, "2026-10-13", Set.of()))
                .as("no member on the day of the review")
                .isEmpty();
        assertThat(due(
                        Crew.of()
                                .with(member("dee")
                                        .wasMember("2010-01-01", "2012-01-01")
                                        .joined("2026-12-01")),
                        OFFICE,
                        "2026-10-13",
                        Set.of()))
                .as("no member yet, and a newcomer then")
                .isEmpty();
    }

    @Test
    void onlyAnAddressThatIsTheirsTodayAndAnswersIsWrittenTo() {
        Crew crew = Crew.of()
                .with(member("dee")
                        .owns("old@example.org", "2015-01-01", "2020-01-01")
                        .owns("dee@example.net"));
        assertThat(due(crew, OFFICE, "2026-10-13", Set.of())).containsExactly("member/2026/60/dee to dee@example.org");
        assertThat(due(crew, never("dee@example.org"), "2026-10-13", Set.of()))
                .containsExactly("member/2026/60/dee to dee@example.net");
        assertThat(due(crew, never("dee@example.org", "dee@example.net"), "2026-10-13", Set.of()))
                .isEmpty();
    }

    @Test
    void aReviewThatMovesDoesNotSendAStepTwice() {
        Set<Key> sent = Set.of(key("member/2026/60/dee"));
        Review.Planned moved = new Review.Planned("2026", DAY.plusDays(30), 1, Crew.admin("ada", "2026-10-20"));
        Reminders reminders = Reminders.of(moved, Crew.of("dee").basis(), OFFICE);
        assertThat(reminders.due(LocalDate.of(2026, 11, 12), sent)).isEmpty();
        assertThat(reminders.due(LocalDate.of(2026, 12, 12), sent))
                .extracting(reminder -> reminder.key().text())
                .containsExactly("member/2026/30/dee");
    }

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource(delimiter = ';', textBlock = """
                    member/2026/60/dee;    2026-10-13; due
                    summary/2026/60/ada;   2026-10-13; due
                    member/2026/60/cyd;    2026-10-13; It was sent already.
                    member/2025/60/dee;    2026-10-13; It belongs to another review.
                    member/2026/60/dee;    2026-11-12; Its time has passed, or has not come.
                    member/2026/7/dee;     2026-12-12; Its time has passed, or has not come.
                    member/2026/60/bob;    2026-10-13; The verdict on the day of the review would be active.
                    member/2026/60/fay;    2026-10-13; The verdict on the day of the review would be exempt.
                    member/2026/60/zoe;    2026-10-13; They are no member any more.
                    member/2026/60/nobody; 2026-10-13; They are no member any more.
                    summary/2026/60/cyd;   2026-10-13; They are no admin any more.
                    member/2026/60/yan;    2026-10-13; No address of theirs can be written to.
                    member/2026/60/xia;    2026-10-13; They will be no member on the day of the review.
                    """)
    void askedAgainAtTheMomentOfSending(String key, LocalDate today, String answer) {
        Crew crew = Crew.mixed()
                .with(member("zoe").left("2026-10-01"))
                .with(org.triageledger.core.member.People.named("yan", "Yan Example")
                        .joined("2015-01-01"))
                .with(member("xia").left("2026-11-01"));
        Reminders.Standing standing = Reminders.of(Crew.planned(), crew.basis(), OFFICE)
                .stillDue(key(key), today, Set.of(key("member/2026/60/cyd")));
        assertThat(
                        switch (standing) {
                            case Reminders.Standing.Due due ->
                                due.reminder().key().text().equals(key) ? "due" : "another";
                            case Reminders.Standing.NotDue not -> not.why();
                        })
                .isEqualTo(answer);
    }

    @Test
    void whoBecameActiveGetsNothingMore() {
        Set<Key> sent = new HashSet<>(Set.of(key("member/2026/60/dee")));
        Crew crew = Crew.of("dee");
        assertThat(due(crew, OFFICE, "2026-11-12", sent)).hasSize(1);
        crew.worked("dee", "r1", "2026-11-11");
        for (String day : List.of("2026-11-12", "2026-11-28", "2026-12-05")) {
            assertThat(due(crew, OFFICE, day, sent)).isEmpty();
        }
    }

    @Test
    void keysAreReadBack() {
        for (String text : List.of("member/2026/60/dee", "summary/2026-2/7/a/b")) {
            assertThat(key(text).text()).isEqualTo(text);
        }
        for (String text : List.of("", "member/2026/60", "other/2026/60/dee", "member/2026/x/dee")) {
            assertThat(Key.parse(text)).isEmpty();
        }
    }

    @Test
    void aMessageIdIsTheSameEachTimeAndTellsNothing() {
        Key key = new Key(Kind.MEMBER, "2026", 60, "dee");
        assertThat(key.messageId("ledger.example.org"))
                .isEqualTo(key.messageId("ledger.example.org"))
                .isNotEqualTo(new Key(Kind.MEMBER, "2026", 30, "dee").messageId("ledger.example.org"));
        assertThat(key.messageId("ledger.example.org").value())
                .matches("reminder\\.[0-9a-f]{32}@ledger\\.example\\.org");
        assertThat(Reminders.of(Crew.planned(), Crew.of("dee").basis(), OFFICE)
                        .due(LocalDate.of(2026, 10, 13), Set.of()))
                .hasToString("[Reminder[member, 60 days before]]");
    }

    @Test
    void aYearOfMailsIsSimulated() {
        Review.Planned next = new Review.Planned("2027", DAY.plusYears(1), 0, Crew.admin("ada", "2026-10-01"));
        ReviewInput basis = Crew.mixed().basis();
        List<Simulation.Sent> year = Simulation.of(
                List.of(Reminders.of(Crew.planned(), basis, OFFICE), Reminders.of(next, basis, OFFICE)),
                LocalDate.of(2026, 11, 1),
                LocalDate.of(2027, 10, 31),
                Set.of());
        assertThat(year)
                .extracting(sent -> sent.day() + " " + sent.reminder().key().text())
                .containsExactlyElementsOf(
                        Expected.text("simulation.txt").lines().toList());
        assertThat(year)
                .allSatisfy(sent -> assertThat(new LetterTemplates(Optional.empty())
                                .write(sent.reminder().notice())
                                .text())
                        .isNotBlank());
    }

    private static List<String> due(Crew crew, ReminderSettings office, String today, Set<Key> sent) {
        return Reminders.of(Crew.planned(), crew.basis(), office).due(LocalDate.parse(today), sent).stream()
                .map(reminder -> reminder.key().text() + " to " + reminder.to())
                .toList();
    }

    private static Key key(String text) {
        return Key.parse(text).orElseThrow();
    }

    private static ReminderSettings never(String... addresses) {
        return new ReminderSettings(
                Cadence.DEFAULT,
                Crew.HEAD,
                List.of(addresses).stream()
                        .map(text -> Address.parse(text).orElseThrow())
                        .collect(Collectors.toSet()),
                0);
    }
}
