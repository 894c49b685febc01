package org.triageledger.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triageledger.core.review.Crew.DAY;
import static org.triageledger.core.review.Crew.admin;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.triageledger.core.reminder.Cadence;
import org.triageledger.core.reminder.Letterhead;
import org.triageledger.core.review.Crew;
import org.triageledger.core.review.Expected;
import org.triageledger.core.review.Review;

class ReviewCalendarTest {
    static List<Review> reviews() {
        return List.of(
                new Review.Planned("2027", DAY.plusYears(1), 1, admin("ada", "2026-12-13")),
                Crew.mixed().opened());
    }

    @Test
    void theWholeCalendar() {
        String calendar = ReviewCalendar.of(reviews(), Cadence.DEFAULT, Crew.HEAD, "ledger.example.org");
        assertThat(calendar).isEqualTo(Expected.text("reviews.ics").replace("\n", "\r\n"));
    }

    @Test
    void aLineIsFoldedByOctetsBetweenCharacters() {
        String team = "das Sicherheitsteam für Größe; Öl, \\ und Ähnliches 🐍🐍🐍🐍🐍🐍🐍🐍🐍🐍\nBEGIN:VALARM";
        String calendar = ReviewCalendar.of(
                reviews(), new Cadence(List.of()), new Letterhead(team, Optional.empty(), "x"), "example.org");
        assertThat(calendar.split("\r\n"))
                .allSatisfy(line ->
                        assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75));
        assertThat(calendar.replace("\r\n ", ""))
                .contains("SUMMARY:Review of the members of das Sicherheitsteam für Größe\\; Öl\\, \\\\ und Ähnliches"
                        + " 🐍🐍🐍🐍🐍🐍🐍🐍🐍🐍\\nBEGIN:VALARM\r\n")
                .doesNotContain("\nBEGIN:VALARM");
    }
}
