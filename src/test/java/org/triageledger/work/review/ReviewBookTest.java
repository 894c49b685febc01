package org.triageledger.work.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.core.review.Review;
import org.triageledger.core.snapshot.Snapshot;
import org.triageledger.core.snapshot.Verification;
import org.triageledger.letters.LetterTemplates;
import org.triageledger.work.Days;
import org.triageledger.work.Refusal;
import org.triageledger.work.intake.Importer;
import org.triageledger.work.post.Outbox;
import org.triageledger.work.queries.VerdictAnswers;
import org.triageledger.work.queries.VerdictViews;
import org.triageledger.work.review.ReviewBook.Who;
import org.triageledger.work.roster.RosterBook;

/** One review from its plan to its end, with the reminders before it, as admins go through it. */
@QuarkusTest
@WithTestResource(ReviewBookTest.MailServer.class)
class ReviewBookTest {
    private static final Who ADA = new Who("ada", "admin");

    /** Takes the mail that the test sends. */
    public static final class MailServer implements QuarkusTestResourceLifecycleManager {
        static final GreenMail MAIL = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

        @Override
        public Map<String, String> start() {
            MAIL.start();
            return Map.of(
                    "ledger.smtp.host", "127.0.0.1",
                    "ledger.smtp.security", "plain",
                    "ledger.smtp.from", "ledger@example.org",
                    "ledger.smtp.port", String.valueOf(MAIL.getSmtp().getPort()));
        }

        @Override
        public void stop() {
            MAIL.stop();
        }
    }

    @Inject
    ReviewBook reviews;

    @Inject
    ReminderDesk reminders;

    @Inject
    Outbox outbox;

    @Inject
    Days days;

    @Inject
    VerdictAnswers verdicts;

    @Inject
    RosterBook roster;

    @Inject
    Importer importer;

    @Inject
    ReviewAnswers reviewAnswers;

    @Inject
    DataSource database;

    @TempDir
    Path folder;

    @Test
    void fromItsPlanToItsEnd() throws Exception {
        LocalDate today = days.today();
        load();

        itsRemindersAreSentOnce(today);
        String id = reviews.plan(today.plusDays(1), true, ADA);
        itIsMovedAndDecidesNothingBeforeItIsOpen(id, today);
        Review.Opened opened = reviews.open(id, "seed-2024+spam-counts", ADA);
        itRestsOnTheFactsOfItsDay(id, opened);
        itIsDecidedByAdminsAndClosed(id, today);
        aMembershipEndsAfterItsLastDay(id, opened, today);
        aSnapshotThatWasChangedDamagesIt(id, opened, today);
    }

    private void itsRemindersAreSentOnce(LocalDate today) throws Exception {
        String soon = reviews.plan(today.plusDays(12), ADA);
        assertThat(reminders.simulate())
                .extracting(eachSent ->
                        eachSent.day() + " " + eachSent.reminder().key().text())
                .startsWith(today + " member/" + soon + "/14/bob", today + " summary/" + soon + "/14/ada");
        for (int i = 0; i < 3; i++) {
            reminders.note(outbox);
            outbox.send();
        }
        MimeMessage[] sent = MailServer.MAIL.getReceivedMessages();
        assertThat(sent).hasSize(2);
        assertThat(sent[0].getAllRecipients())
                .extracting(Object::toString)
                .containsExactly("Bob Example <bob@example.org>");
        assertThat(sent[0].getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(sent[0].getHeader("List-Unsubscribe"))
                .containsExactly("<mailto:admins@example.org?subject=No%20more%20reminders>");
        assertThat(sent[1].getHeader("List-Unsubscribe"))
                .as("admins get theirs for what they are")
                .isNull();
        assertThat(reminders.simulate())
                .extracting(eachSent -> eachSent.reminder().key())
                .filteredOn(key -> key.review().equals(soon))
                .extracting(key -> key.step())
                .containsOnly(7);
    }

    private void itIsMovedAndDecidesNothingBeforeItIsOpen(String id, LocalDate today) throws Exception {
        reviews.move(id, today, ADA);
        assertThat(reviews.review(id).day()).isEqualTo(today);
        assertThat(reminders.calendar()).contains("UID:review-" + id + "@", "SEQUENCE:1");
        refused(
                () -> reviews.decide(id, "bob", "remove", "silent", ADA),
                "The review is planned for " + today + " and not open yet.");
    }

    private void itRestsOnTheFactsOfItsDay(String id, Review.Opened opened) throws Exception {
        assertThat(opened.snapshot().rules().text()).isEqualTo("seed-2024+spam-counts");
        assertThat(opened.undecided()).extracting(line -> line.member()).containsExactly("bob");
        assertThat(reviews.verify(id))
                .isEqualTo(new Verification.Same(opened.snapshot().sha256()));
        assertThat(new LetterTemplates(Optional.empty())
                        .write(reviews.report(id))
                        .markdown())
                .contains("Example Team", "Bob Example")
                .doesNotContain("example.org");
    }

    private void itIsDecidedByAdminsAndClosed(String id, LocalDate today) throws Exception {
        refused(() -> reviews.close(id, today, ADA), "1 member waits for a decision: Bob Example.");
        refused(
                () -> reviews.decide(id, "ada", "remove", "why", ADA),
                "'ada' is neither inactive nor unknown in this review: there is nothing to decide.");
        refused(
                () -> reviews.decide(id, "bob", "remove", "why", new Who("bob", "admin")),
                "The roster does not know 'bob' as an admin on " + today + ".");
        reviews.decide(id, "bob", "remove", "two years of silence", ADA);
        Review.Closed closed = reviews.close(id, today, ADA);
        assertThat(closed.tasks()).hasSize(4);
        reviews.tick(id, "bob", "chat", ADA);
        assertThat(((Review.Closed) reviews.review(id)).tasks())
                .filteredOn(task -> task.done().isPresent())
                .extracting(task -> task.venue().word())
                .containsExactly("chat");
    }

    private void aMembershipEndsAfterItsLastDay(String id, Review.Opened opened, LocalDate today) throws Exception {
        assertThat(members(today)).containsExactly("ada", "bob");
        assertThat(members(today.plusDays(1))).containsExactly("ada");
        assertThat(reviews.verify(id))
                .isEqualTo(new Verification.Same(opened.snapshot().sha256()));
        refused(() -> reviews.open(id, null, ADA), "The review was closed on " + today + ".");
        refused(() -> reviews.review("1999"), "there is no review '1999': see `ledger review show`");
        refused(
                () -> reviews.plan(today.plusYears(10).plusDays(1), ADA),
                "'day' is before 2000 or more than ten years ahead: check the year");
        refused(
                () -> reviews.plan(today.minusDays(1), ADA),
                "The day " + today.minusDays(1) + " has passed: plan the review for a day to come.");
    }

    private void aSnapshotThatWasChangedDamagesIt(String id, Review.Opened opened, LocalDate today) throws Exception {
        byte[] other = new String(opened.snapshot().bytes(), StandardCharsets.UTF_8)
                .replace("inactive", "unknown")
                .getBytes(StandardCharsets.UTF_8);
        String sha256 = opened.snapshot().sha256();
        assertThat(store(sha256, other)).isEqualTo(1);
        assertThat(reviews.verify(id)).isEqualTo(new Verification.Damaged(sha256, Snapshot.sha256(other)));
        assertThat(reviewAnswers.detail(id, member -> true, true).review().state())
                .isEqualTo("damaged");
        refused(
                () -> reviews.report(id),
                "what is stored of the review '" + id + "' is not what was frozen: see `ledger review verify " + id
                        + "`");
        refused(
                () -> reviews.close(id, today, ADA),
                "What is stored of the review is not what was frozen: bring the database back from a backup.");
        assertThat(members(today.plusDays(1)))
                .as("what people decided stands elsewhere")
                .containsExactly("ada");
    }

    private int store(String sha256, byte[] bytes) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update =
                        connection.prepareStatement("update review_snapshot set bytes = ? where sha256 = ?")) {
            update.setBytes(1, bytes);
            update.setString(2, sha256);
            return update.executeUpdate();
        }
    }

    private void load() throws IOException {
        roster.load(Files.writeString(
                folder.resolve("roster.yaml"), """
                members:
                  - id: ada
                    name: Ada Example
                    joined: TODAY
                    addresses: [ada@example.org]
                    roles: [{role: admin}]
                  - id: bob
                    name: Bob Example
                    joined: 2019-02-01
                    addresses: [bob@example.org]
                """.replace("TODAY", days.today().toString())));
        importer.run(
                new Importer.Order(
                        "archive",
                        "archive",
                        List.of(),
                        List.of(),
                        new Importer.DayRange(
                                days.today().minusYears(2), days.today().plusDays(30)),
                        List.of(Files.writeString(
                                        folder.resolve("a.mbox"),
                                        "From x Mon Mar  2 10:00:00 2026\nFrom: f@example.net\nMessage-ID: <r@example.net>\n\nHole.\n\n")
                                .toString())),
                read -> {});
    }

    private List<String> members(LocalDate day) {
        return verdicts.active(day, "seed-2024").members().stream()
                .map(VerdictViews.MemberLine::member)
                .toList();
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable act, String line) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(act).withMessage(line);
    }
}
