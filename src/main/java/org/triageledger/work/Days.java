package org.triageledger.work;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.coverage.Stretch;

/** The UTC days that people and programs ask for. */
@ApplicationScoped
public class Days {
    /** Four digits of year: what ISO 8601 allows beyond leads to days that cannot be counted with. */
    private static final Pattern WRITTEN = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
    private static final int YEARS_AHEAD = 10;

    private final Clock clock;

    Days(Clock clock) {
        this.clock = clock;
    }

    /** Today's UTC day. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** The day asked for, or today where none is. */
    public LocalDate or(@Nullable LocalDate asked) {
        return asked == null ? today() : asked;
    }

    /** These UTC days from the first moment to the last, as a stretch of time. */
    public static Stretch stretch(LocalDate from, LocalDate to) {
        return new Stretch(
                from.atStartOfDay(ZoneOffset.UTC).toInstant(),
                to.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /**
     * Looks at a UTC day that is to be noted: one that is far from today is a slip of the pen.
     *
     * @throws Refusal where it is before 2000 or more than ten years ahead
     */
    public static void check(String name, LocalDate day, LocalDate today) {
        if (day.isBefore(EARLIEST) || day.isAfter(today.plusYears(YEARS_AHEAD))) {
            throw new Refusal("'" + name + "' is before 2000 or more than ten years ahead: check the year").at(name);
        }
    }

    /** @throws Refusal where the text is no day; its line names the question, not what was sent */
    public static LocalDate read(String name, String text) {
        if (WRITTEN.matcher(text).matches()) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeException e) {
                // Falls through: 2026-02-30 looks like a day and is none.
            }
        }
        throw new Refusal("'" + name + "' is not a valid date: write YYYY-MM-DD, with a day that exists").at(name);
    }
}
