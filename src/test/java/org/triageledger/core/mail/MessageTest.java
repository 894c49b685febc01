package org.triageledger.core.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.triageledger.core.mail.Letter.letter;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTest {
    private static final String KEY = "00ab00000000000f0000000000000001";
    private static final String FINGERPRINT = "000000000000000f00000000000000000123456789abcdef8000000000000000";

    @Test
    void hashesAndTimesComeBackAsTheyWereGiven() {
        Optional<Instant> date = Optional.of(Instant.parse("1969-12-31T23:59:59.000000001Z"));
        Message message = message(KEY, date);

        assertThat(message.key()).isEqualTo(KEY);
        assertThat(message.fingerprint()).isEqualTo(FINGERPRINT);
        assertThat(message.date()).isEqualTo(date);
        assertThat(message.arrival()).isEqualTo(new Arrival(Instant.MIN, Arrival.Basis.READ));
        assertThat(message(KEY, Optional.of(Instant.MIN)).date()).contains(Instant.MIN);
        assertThat(message(KEY, Optional.of(Instant.MAX)).date()).contains(Instant.MAX);
        assertThat(message(KEY, Optional.empty()).date()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0f", "00ab00000000000f00000000000000011", "00ab00000000000f000000000000000x"})
    void whatIsNoKeyIsRefused(String key) {
        assertThatIllegalArgumentException().isThrownBy(() -> message(key, Optional.empty()));
    }

    @Test
    void messagesThatDifferInAnythingAreNotEqual() {
        Message one = letter("a").message();
        assertThat(one)
                .isEqualTo(letter("a").message())
                .hasSameHashCodeAs(letter("a").message());
        assertThat(List.of(
                        letter("b"),
                        letter("a").from("bob"),
                        letter("a").saying("CVE-2026-1234"),
                        letter("a").at("2026-03-01T10:00:01Z"),
                        letter("a").arrived(new Arrival(one.arrivedAt(), Arrival.Basis.DATE)),
                        letter("a").answers(),
                        letter("a").answers("b"),
                        letter("a").alsoKnownAs("b"),
                        letter("a").forwarding(),
                        letter("a").about("x"),
                        letter("a").as(Automation.BOUNCE),
                        letter("a").trusted(Trust.LIST),
                        letter("a").lines(2),
                        letter("a").linesUnclear(),
                        letter("a").in("team", "2")))
                .extracting(Letter::message)
                .doesNotContain(one)
                .doesNotHaveDuplicates();
    }

    private static Message message(String key, Optional<Instant> date) {
        return new Message(
                key,
                Letter.id("a"),
                false,
                false,
                List.of(),
                List.of(),
                false,
                false,
                Optional.empty(),
                FINGERPRINT,
                new Author.Direct(Letter.mailbox("eve")),
                date,
                new Arrival(Instant.MIN, Arrival.Basis.READ),
                List.of(),
                Automation.HUMAN,
                "",
                Trust.VERIFIED,
                "",
                1,
                false,
                new TreeSet<>(),
                Optional.empty(),
                false,
                List.of(new Place("team", "1")));
    }
}
