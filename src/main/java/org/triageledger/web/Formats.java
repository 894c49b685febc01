package org.triageledger.web;

import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateExtension;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.triageledger.core.mail.HiddenCharacters;
import org.triageledger.core.membership.Utc;
import org.triageledger.document.MarkedDays;
import org.triageledger.work.queries.SourceViews;
import org.triageledger.work.queries.VerdictViews;

/** How things are written on pages. */
@TemplateExtension
final class Formats {
    private static final int SOON_DAYS = 60;
    private static final Map<String, String> PLURALS =
            Map.of("person", "people", "stretch", "stretches", "entry", "entries", "advisory", "advisories");

    private Formats() {}

    static String utc(Instant instant) {
        return Utc.minute(instant);
    }

    /** The day and policy of a verdict, as a part of an address. */
    static String inQuery(VerdictViews.Why why) {
        return "as-of=" + why.asOf() + "&policy=" + urlPart(why.policy());
    }

    /** As a part of an address. */
    static String urlPart(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }

    /** A stretch of time by its days: {@code from 2026-03-01 to 2026-03-04}. */
    static String days(SourceViews.Covered covered) {
        return days(covered.from(), covered.to());
    }

    /** As {@link #days(SourceViews.Covered)}. */
    static String days(SourceViews.Gap gap) {
        return days(gap.from(), gap.to());
    }

    private static String days(Instant from, Instant to) {
        LocalDate first = LocalDate.ofInstant(from, ZoneOffset.UTC);
        LocalDate last = LocalDate.ofInstant(to.minusSeconds(1), ZoneOffset.UTC); // midnight ends the day before
        return !last.isAfter(first) ? "on " + first : "from " + first + " to " + last;
    }

    /** The sign beside a word, as the path of an SVG of 16 by 16: nobody has to tell colours apart. */
    static String shape(String word) {
        return switch (word) {
            case "active", "met", "watching", "read", "same", "accepted", "joined" -> "M2.5 8.5l3.7 4L13.5 4"; // a tick
            case "newcomer" -> "M8 2.5v11M2.5 8h11"; // a plus
            case "exempt" -> "M8 1.5L14.5 8 8 14.5 1.5 8z"; // a diamond
            case "inactive" -> "M8 2a6 6 0 1 0 .01 0zM3.8 12.2l8.4-8.4"; // a circle struck through
            case "not-met", "differs", "declined", "rejected" -> "M3.5 3.5l9 9M12.5 3.5l-9 9"; // a cross
            case "blind", "damaged" -> "M8 2l6.5 12h-13zM8 6.5v3M8 11.6v.4"; // a warning
            case "reading" -> "M8 2v11M3.5 8.5L8 13l4.5-4.5"; // an arrow down
            case "planned", "voting", "awaits-council" -> "M8 4v4l3 2M8 2a6 6 0 1 0 .01 0z"; // a clock
            case "open" -> "M11.5 2.5l2 2-8 8-2.8.8.8-2.8z"; // a pen
            case "closed" -> "M4 7.5h8v6H4zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5"; // a lock
            case "retired" -> "M3 3h10v10H3z"; // a square
            default -> "M5 5.6a3 3 0 1 1 4.4 2.6C8.3 8.8 8 9.3 8 10.4M8 13.3v.4"; // a question mark
        };
    }

    /** What a token with this scope may be used to do. */
    static String permits(String scope) {
        return switch (scope) {
            case "read" -> "read by the API";
            case "read-and-act" -> "read and act by the API";
            case "calendar" -> "read the calendar";
            case "feed" -> "read the feed of the audit log";
            default -> words(scope);
        };
    }

    /** {@code release-manager} as words. */
    static String words(String word) {
        return word.equals("blind") ? "sync failing" : word.replace('-', ' ');
    }

    /** A policy with a reading, as it is asked for: {@code seed-2024+since-last-report}. */
    static String read(String policy, String reading) {
        return policy + "+" + reading;
    }

    /** As it stands in an address: a plus there would be read as a space. */
    static String inUrl(String policy) {
        return policy.replace("+", "%2B");
    }

    /** A sentence with its days marked as such, a browser breaks no line within one of them; what cannot be seen is shown as what it is. */
    static RawString dated(String sentence) {
        return new RawString(MarkedDays.inText(HiddenCharacters.escapedInText(sentence)));
    }

    /** A number with its noun: {@code 1 report}, {@code 2 reports}. */
    static String of(int number, String noun) {
        return number == 1 ? "1 " + noun : number + " " + PLURALS.getOrDefault(noun, noun + "s");
    }

    /** What a mailbox held when it was last looked at: what was read of it, and what waits. */
    static long whole(SourceViews.SourceLine line) {
        return line.messages() + line.backlog();
    }

    /** How many days are left, where they are few; else empty. */
    static String left(LocalDate until, LocalDate asOf) {
        long days = ChronoUnit.DAYS.between(asOf, until);
        if (days < 0 || days > SOON_DAYS) {
            return "";
        }
        return days == 0 ? "last day" : days == 1 ? "1 day left" : days + " days left";
    }

    /** What the verdict means for this member, in a sentence. */
    static String sentence(VerdictViews.MemberLine line) {
        String until = line.until() == null ? "" : " until " + line.until() + " if nothing else happens";
        return switch (line.verdict()) {
            case "active" -> "Stays active" + until + ".";
            case "newcomer" -> "New on the team: counts as active" + until + ".";
            case "exempt" -> "Stays by a role" + (until.isEmpty() ? ", with no end known." : until + ".");
            case "unknown" ->
                "Nobody can tell: something is missing that would settle it, so this must not be read as inactive.";
            default -> "Nothing within the window keeps this member active. People decide what follows.";
        };
    }
}
