package org.triageledger.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests hold at any time of the day, also while one day ends and another begins. */
class TestClockTest {
    private static final Pattern ASKS_THE_SYSTEM = Pattern.compile(
            "\\b(?:Instant|LocalDate|LocalDateTime|OffsetDateTime|ZonedDateTime|YearMonth|Year)\\.now\\((?!clock\\))|\\bClock\\.(?:system|tick)"
                    + "|System\\.currentTimeMillis\\(|new Date\\(\\)|new GregorianCalendar\\(\\)|Calendar\\.getInstance\\(");

    /** Who may ask the system for the time, and why. */
    private static final Map<String, String> MAY = Map.of(
            "work/TestClock.java", "it is the clock of the application",
            "web/OidcProvider.java", "the framework reads its tokens by the system's clock",
            "cli/DatabaseIT.java", "the packaged program has the system's clock, and any day to come will do",
            "demo/DemoMail.java", "the demonstration is of today",
            "demo/DemoMailServer.java", "the demonstration is of today",
            "measure/CveImport.java", "a measurement",
            "work/intake/AnyWayInTest.java", "its mailboxes are watched without the application's clock",
            "work/intake/DatabaseOutageTest.java", "its mailboxes are watched without the application's clock",
            "work/intake/MailboxLeaseTest.java", "leases are compared by the clock of the database");

    @Test
    void theDayOnWhichATestClassBeginsIsTheDayOnWhichItEnds() {
        Moving system = new Moving(Instant.parse("2026-11-28T23:59:30Z"));
        TestClock clock = new TestClock(system);
        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-11-28T23:59:30Z"));
        system.now = Instant.parse("2026-11-29T00:00:00Z");
        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-11-28T23:59:59.999Z"));
        clock.set(Instant.parse("2027-01-01T10:00:00Z"));
        assertThat(clock.instant()).isEqualTo(Instant.parse("2027-01-01T10:00:00Z"));
        clock.reset();
        assertThat(clock.instant()).isEqualTo(system.now);
    }

    @Test
    void testsOfTheApplicationAskItsClockAndNeverTheSystems() throws IOException {
        Path tests = Path.of("src", "test", "java", "org", "triageledger");
        TreeSet<String> asking = new TreeSet<>();
        try (Stream<Path> files = Files.walk(tests)) {
            List<Path> sources = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("TestClockTest.java"))
                    .toList();
            for (Path source : sources) {
                if (ASKS_THE_SYSTEM.matcher(Files.readString(source)).find()) {
                    asking.add(tests.relativize(source).toString().replace('\\', '/'));
                }
            }
        }
        assertThat(asking)
                .as("inject java.time.Clock or Days, or say here why not")
                .isEqualTo(new TreeSet<>(MAY.keySet()));
    }

    private static final class Moving extends Clock {
        private Instant now;

        Moving(Instant now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
