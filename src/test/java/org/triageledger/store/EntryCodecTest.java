package org.triageledger.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.triageledger.core.mail.Address;
import org.triageledger.core.record.Entries;
import org.triageledger.core.record.Entry;

class EntryCodecTest {
    @Test
    void rowsOfEarlierVersionsAreReadAndShownAsTheyWere() {
        for (OldEntries.Row row : OldEntries.all()) {
            assertThat(EntryCodec.read(row.text())).isEqualTo(row.entry());
            assertThat(EntryCodec.shown(row.entry())).isEqualTo(row.text());
        }
    }

    @Test
    void everyEntryComesBackFromItsRow() {
        Random random = new Random(7);
        Set<Class<?>> seen = new HashSet<>();
        for (int i = 0; i < 5_000; i++) {
            Entry entry = Entries.any(random);
            seen.add(entry.getClass());
            EntryText row = EntryCodec.write(entry);
            assertThat(EntryCodec.read(row)).as(row.toString()).isEqualTo(entry);
            assertThat(row.payload().length()).isLessThan(16_000);
            assertThat(row.kind()).hasSizeLessThanOrEqualTo(30);
        }
        assertThat(seen)
                .containsAll(
                        Arrays.stream(EntryKind.values()).map(kind -> kind.type).collect(Collectors.toSet()));
    }

    @Test
    void aRowHoldsEveryFieldAsJson() {
        assertThat(List.of(
                        EntryCodec.write(new Entry.AuthorConfirmed("key1", Address.parse("ada@example.org"))),
                        EntryCodec.write(new Entry.Proposed(new Entry.AuthorConfirmed("key1", Optional.empty()))),
                        EntryCodec.write(new Entry.LogSealed())))
                .containsExactly(
                        text(
                                "confirm-author",
                                "key1",
                                "{\"form\":2,\"messageKey\":\"key1\",\"author\":\"ada@example.org\"}"),
                        text("proposed-confirm-author", "key1", "{\"form\":2,\"messageKey\":\"key1\",\"author\":null}"),
                        text("seal-log", "", "{\"form\":2}"));
    }

    /** Of these the older versions made something else: the council, a member, the author whom the message names. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        decide-claim       | c9   | verdict=accepted as=king                             |            |
        decide-claim       | c9   | verdict=accepted                                     |            |
        rule-on-nomination | n3   | ruling=accept as=king                                |            |
        rule-on-nomination | n3   | ruling=perhaps as=council                            |            |
        vote               | n3   | vote=maybe                                           |            |
        nominate           | n3   | kind=king policy=seed-2024 voting=PT1H name=Dee      |            |
        nominate           | n3   | kind=member policy=seed-2024 voting=soon name=Dee    |            |
        nominate           | n3   | kind=member policy=seed-2024 voting=-PT1H name=Dee   |            |
        admit              | n3   | as=admin person=dee name=Dee                         |            |
        confirm-author     | key1 | no address                                           |            |
        link-address       | ada  | no address                                           |            |
        link-address       | ada  | ada@example.org                                      | 2026-02-02 | 2026-02-01
        dispute-credit     | c9   | member=bob kind=some report=r1 sealed=aa             |            |
        report-status      | key1 | lost                                                 |            |
        review-decide      | 2026 | admin remove                                         |            |
        review-decide      | 2026 | admin exile bob                                      |            |
        review-plan        | 2026 | admin                                                |            |
        undo               | two  | ''                                                   |            |
        undo               | 99999999999999999999 | ''                                   |            |
        failed-sign-ins    | 3    | yesterday                                            |            |
        proposed-          | x    | ''                                                   |            |
        proposed-proposed-undo | 3 | ''                                                  |            |
        """)
    void aRowThatSaysSomethingElseThanItsKindAllowsIsUnreadable(
            String kind, String subject, String payload, String from, String to) {
        OldEntries.Row row =
                OldEntries.unreadable(kind, subject, payload, from == null ? "" : from, to == null ? "" : to);
        assertThat(EntryCodec.read(row.text())).isEqualTo(row.entry());
        assertThat(EntryCodec.write(row.entry())).isEqualTo(row.text());
        assertThat(EntryCodec.shown(row.entry())).isEqualTo(row.text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"form\":2",
                "{\"form\":2}",
                "{\"form\":2,\"messageKey\":\"key1\"}",
                "{\"form\":2,\"messageKey\":null,\"author\":null}",
                "{\"form\":2,\"messageKey\":\"key1\",\"author\":\"nobody\"}",
                "{\"form\":2,\"messageKey\":\"key1\",\"author\":{}}",
                "{\"form\":2,\"messageKey\":\"key1\",\"author\":null,\"more\":1}",
                "{\"form\":2,\"messageKey\":\"key1\",\"author\":null} {}",
                "{\"form\":22,\"messageKey\":\"key1\",\"author\":null}"
            })
    void aJsonRowThatLacksSomethingOrHoldsMoreIsUnreadable(String payload) {
        assertThat(EntryCodec.read(text("confirm-author", "key1", payload)))
                .isEqualTo(new Entry.Unreadable("confirm-author", "key1", payload, Optional.empty(), Optional.empty()));
    }

    private static EntryText text(String kind, String subject, String payload) {
        return new EntryText(kind, subject, payload, Optional.empty(), Optional.empty());
    }
}
