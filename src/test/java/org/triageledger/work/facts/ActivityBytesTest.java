package org.triageledger.work.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.triageledger.core.activity.Activity;
import org.triageledger.core.activity.Credit;
import org.triageledger.core.activity.Pending;
import org.triageledger.core.activity.Report;
import org.triageledger.core.mail.Trust;

/** Credits come out of their bytes as they went in. */
class ActivityBytesTest {
    @Property(tries = 300)
    void whatIsReadIsWhatWasWritten(@ForAll("activities") Activity activity, @ForAll("days") LocalDate day)
            throws IOException {
        ActivityBytes.Kept kept = new ActivityBytes.Kept(day, activity);

        assertThat(ActivityBytes.read(ActivityBytes.of(kept))).isEqualTo(kept);
    }

    @Example
    void aTextOfAnyLengthIsKept() throws IOException {
        String text = "\uD83D\uDD10 é\n".repeat(50_000);
        Credit credit = new Credit(
                text,
                Credit.Kind.TRIAGE,
                text,
                List.of(new Credit.Evidence(Credit.Source.CLAIM, text, Instant.MIN, Trust.CLAIMED, text, text)),
                text);
        ActivityBytes.Kept kept = new ActivityBytes.Kept(
                LocalDate.MIN,
                new Activity(List.of(), List.of(credit), List.of(), List.of(), Map.of(text, Report.Status.SPAM)));

        assertThat(ActivityBytes.read(ActivityBytes.of(kept))).isEqualTo(kept);
    }

    @Property(tries = 100)
    void bytesThatEndEarlyAreRefused(@ForAll("activities") Activity activity) {
        byte[] bytes = ActivityBytes.of(new ActivityBytes.Kept(LocalDate.EPOCH, activity));

        assertThatThrownBy(() -> ActivityBytes.read(Arrays.copyOf(bytes, bytes.length / 2)))
                .isInstanceOf(IOException.class);
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.longs().between(-1_000_000, 1_000_000).map(LocalDate::ofEpochDay);
    }

    @Provide
    Arbitrary<Activity> activities() {
        Arbitrary<String> text = Arbitraries.strings().ofMaxLength(20);
        Arbitrary<Credit.Evidence> evidence = Combinators.combine(
                        Arbitraries.of(Credit.Source.values()),
                        text,
                        Arbitraries.longs().between(-5_000_000_000L, 50_000_000_000L),
                        Arbitraries.integers().between(0, 999_999_999),
                        Arbitraries.of(Trust.values()),
                        text,
                        text)
                .as((source, id, second, nano, trust, why, link) ->
                        new Credit.Evidence(source, id, Instant.ofEpochSecond(second, nano), trust, why, link));
        Arbitrary<Credit> credit = Combinators.combine(
                        text,
                        Arbitraries.of(Credit.Kind.values()),
                        text,
                        evidence.list().ofMinSize(1).ofMaxSize(4),
                        text)
                .as(Credit::new);
        Arbitrary<Pending> pending = Combinators.combine(
                        credit, Arbitraries.of(Pending.Doubt.values()), Arbitraries.of(true, false), text)
                .as(Pending::new);
        return Combinators.combine(
                        credit.list().ofMaxSize(20),
                        pending.list().ofMaxSize(5),
                        Arbitraries.maps(text, Arbitraries.of(Report.Status.values()))
                                .ofMaxSize(5))
                .as((credits, waiting, statuses) -> new Activity(List.of(), credits, waiting, List.of(), statuses));
    }
}
