package org.triageledger.web;

import io.quarkus.qute.TemplateExtension;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import org.triageledger.work.Views;

/** How things are written on pages. */
@TemplateExtension
final class Written {
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int SOON_DAYS = 60;
    private static final Map<String, String> PLURALS = Map.of("person", "people", "stretch", "stretches");

    private Written() {}

    static String utc(Instant instant) {
        return MINUTES.format(instant);
    }

    /** {@code release-manager} as words. */
    static String words(String word) {
        return word.replace('-', ' ');
    }

    /** A number with its noun: {@code 1 report}, {@code 2 reports}. */
    static String of(int number, String noun) {
        return number == 1 ? "1 " + noun : number + " " + PLURALS.getOrDefault(noun, noun + "s");
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
    static String sentence(Views.MemberLine line) {
        String until = line.until() == null ? "" : " until " + line.until() + " if nothing else happens";
        return switch (line.verdict()) {
            case "active" -> "Stays active" + until + ".";
            case "newcomer" -> "New on the team: counts as active" + until + ".";
            case "exempt" -> "Stays by a role" + (until.isEmpty() ? ", with no end known." : until + ".");
            case "unknown" ->
                "Nobody can tell: mail is missing within the window, so this must not be read as inactive.";
            default -> "Nothing within the window keeps this member active. People decide what follows.";
        };
    }
}
