package org.triageledger.core.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person writes where a Message-ID is asked for; what mail has in its fields is read leniently ({@link ReferencesTest}). */
class MessageIdTest {
    @ParameterizedTest
    @CsvSource({
        "<veto@example.org>, veto@example.org",
        "veto@example.org, veto@example.org",
        "'  <veto@example.org> ', veto@example.org",
        "<a@b@example.org>, a@b@example.org",
        "<Größe@example.org>, Größe@example.org",
        "<x@[192.0.2.1]>, x@[192.0.2.1]"
    })
    void isTakenAsItStands(String text, String id) {
        assertThat(MessageId.written(text).map(MessageId::value)).isEqualTo(Optional.of(id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "<>",
                "veto",
                "@example.org",
                "veto@",
                "<veto@example.org",
                "veto@example.org>",
                "<<veto@example.org>>",
                "<a@example.org> <b@example.org>",
                "see the list @ home",
                "a\u00a0b@example.org",
                "a\tb@example.org",
                "a\u0000b@example.org",
                "a\u202eb@example.org",
                "a\u200bb@example.org",
                "a\r\nBcc: b@example.org",
            })
    void isNotGuessedAt(String text) {
        assertThat(MessageId.written(text)).isEmpty();
    }

    @Test
    void isNoLongerThanOneOfMail() {
        assertThat(MessageId.written("x".repeat(MessageId.MAX_LENGTH) + "@example.org"))
                .isEmpty();
    }
}
