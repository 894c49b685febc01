package org.triageledger.document;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.triageledger.core.reminder.Cadence;
import org.triageledger.core.reminder.Letterhead;
import org.triageledger.core.review.Review;

/** The days of reviews as a calendar (RFC 5545), for people to subscribe to. It names nobody. */
public final class ReviewCalendar {
    /** RFC 5545 §3.1: a line has at most 75 octets without its line break. */
    private static final int MOST_OCTETS = 75;

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private ReviewCalendar() {}

    /**
     * In order of days, the same for the same reviews.
     *
     * @param domain our own, which makes the ids of events unique (RFC 7986 §5.3)
     */
    public static String of(List<? extends Review> reviews, Cadence cadence, Letterhead head, String domain) {
        List<String> lines = new ArrayList<>();
        lines.add("BEGIN:VCALENDAR");
        lines.add("VERSION:2.0");
        lines.add("PRODID:-//Triage Ledger//Reviews//EN");
        lines.add("CALSCALE:GREGORIAN");
        lines.add("METHOD:PUBLISH");
        reviews.stream()
                .sorted(Comparator.comparing(Review::day).thenComparing(Review::id))
                .forEach(review -> event(lines, review, cadence, head, domain));
        lines.add("END:VCALENDAR");
        StringBuilder calendar = new StringBuilder();
        lines.forEach(line -> calendar.append(folded(line)).append("\r\n"));
        return calendar.toString();
    }

    private static void event(List<String> lines, Review review, Cadence cadence, Letterhead head, String domain) {
        Review.Planned planned = planned(review);
        lines.add("BEGIN:VEVENT");
        lines.add("UID:review-" + review.id() + "@" + domain);
        lines.add("DTSTAMP:" + STAMP.format(planned.act().at()));
        lines.add("SEQUENCE:" + planned.moves());
        lines.add("DTSTART;VALUE=DATE:" + DAY.format(review.day()));
        lines.add("DTEND;VALUE=DATE:" + DAY.format(review.day().plusDays(1)));
        lines.add("SUMMARY:" + escaped("Review of the members of " + head.team()));
        lines.add("DESCRIPTION:" + escaped(description(review, cadence)));
        head.page("/review").ifPresent(page -> lines.add("URL:" + page.toASCIIString()));
        lines.add("TRANSP:TRANSPARENT");
        lines.add("END:VEVENT");
    }

    private static String description(Review review, Cadence cadence) {
        List<String> reminders = cadence.daysBefore().stream()
                .map(days -> review.day().minusDays(days).toString())
                .toList();
        return "Work counts until the end of " + review.day() + ", UTC."
                + (reminders.isEmpty() ? "" : "\nReminders: " + String.join(", ", reminders) + ".");
    }

    private static Review.Planned planned(Review review) {
        return switch (review) {
            case Review.Planned planned -> planned;
            case Review.Opened opened -> opened.planned();
            case Review.Damaged damaged -> damaged.planned();
            case Review.Closed closed -> closed.opened().planned();
        };
    }

    /** RFC 5545 §3.3.11. */
    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replace("\r", "")
                .replace("\n", "\\n");
    }

    /** RFC 5545 §3.1: a space begins what continues a line, and counts; no character is torn apart. */
    private static String folded(String line) {
        StringBuilder folded = new StringBuilder();
        int octets = 0;
        int at = 0;
        while (at < line.length()) {
            int c = line.codePointAt(at);
            String text = Character.toString(c);
            int more = text.getBytes(StandardCharsets.UTF_8).length;
            if (octets + more > MOST_OCTETS) {
                folded.append("\r\n ");
                octets = 1;
            }
            folded.append(text);
            octets += more;
            at += Character.charCount(c);
        }
        return folded.toString();
    }
}
