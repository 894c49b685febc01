package org.triageledger.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FromLineTest {
    private static Optional<FromLine> read(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return FromLine.read(bytes, 0, bytes.length);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            From ada@example.org Tue Mar  3 10:04:05 2026          | 2026-03-03T10:04:05Z
            From ada at example.org  Tue Mar  3 10:04:05 2026      | 2026-03-03T10:04:05Z
            From - Tue Mar 03 10:04:05 2026                        | 2026-03-03T10:04:05Z
            From MAILER-DAEMON Tue Mar 3 10:04 2026                | 2026-03-03T10:04:00Z
            From ada@example.org Tue Mar  3 10:04:60 2026          | 2026-03-03T10:04:59Z
            From ada@example.org Tue Mar  3 10:04:05 EST 2026      | 2026-03-03T15:04:05Z
            From ada@example.org Tue Mar  3 10:04:05 CET 2026      | 2026-03-03T09:04:05Z
            From ada@example.org Tue Mar  3 10:04:05 XYZ 2026      | 2026-03-03T10:04:05Z
            From 17@xxx Tue Mar 03 10:04:05 +0100 2026             | 2026-03-03T09:04:05Z
            From ada@example.org Tue Mar  3 10:04:05 2026 -0530    | 2026-03-03T15:34:05Z
            From ada@example.org Tue, 3 Mar 2026 10:04:05 +0000    | 2026-03-03T10:04:05Z
            From ada@example.org 2026-03-03 10:04:05               | 2026-03-03T10:04:05Z
            From ada@example.org 2026-03-03T10:04:05Z              | 2026-03-03T10:04:05Z
            From ada Tue Mar  3 10:04:05 2026 remote from uucp     | 2026-03-03T10:04:05Z
            'From 12:00 May 1999 Tue Mar  3 10:04:05 2026'         | 2026-03-03T10:04:05Z
            """)
    void timesInAllTheirForms(String line, String time) {
        assertThat(read(line).flatMap(FromLine::time)).map(Object::toString).contains(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From ada@example.org Thu Feb  8 17:40:04 1945",
                "From 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 2001",
                "From ada@example.org Mon Feb 30 10:00:00 2026",
                "From ada@example.org Tue Mar  3 99:99:99 2026",
                "From ada@example.org Tue Mar  3 10:00:00 2026 +9900"
            })
    void anAbsurdTimeIsNone(String line) {
        assertThat(read(line))
                .hasValueSatisfying(from -> assertThat(from.time()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From ",
                "From the beginning of 2026 we knew it",
                "From 10:00 to 12:00 on the 3 of Mar",
                "From Mar 3 2026 onwards",
                "From : ada@example.org"
            })
    void aSentenceIsNoSuchLine(String line) {
        assertThat(read(line)).isEmpty();
    }
}
