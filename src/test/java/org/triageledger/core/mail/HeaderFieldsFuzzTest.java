package org.triageledger.core.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.triageledger.core.mail.author.Envelope;
import org.triageledger.core.mail.author.ViaName;
import org.triageledger.core.mail.field.AddressList;
import org.triageledger.core.mail.field.AuthResults;
import org.triageledger.core.mail.field.BaseSubject;
import org.triageledger.core.mail.field.Dates;
import org.triageledger.core.mail.field.EncodedWords;
import org.triageledger.core.mail.field.Hop;
import org.triageledger.core.mail.field.ListHost;
import org.triageledger.core.mail.field.Proof;
import org.triageledger.core.mail.text.Substance;

/**
 * Each reader of a header field takes any text: it does not throw, does not take long, and what it finds holds what its type
 * promises. In a build the inputs found before are tried again; {@code src/bench/fuzz.sh} looks for new ones.
 */
class HeaderFieldsFuzzTest {
    private static final Set<String> SERVERS = Set.of("mx.example.org");

    @FuzzTest
    void addresses(byte[] bytes) {
        for (Mailbox mailbox : AddressList.parse(text(bytes))) {
            assertThat(Address.parse(mailbox.address().toString())).isPresent();
            assertThat(mailbox.name()).doesNotContain("\n", "\r", "\0");
            ViaName via = ViaName.of(mailbox.name());
            assertThat(via.fit(mailbox)).isNotNull();
        }
    }

    @FuzzTest
    void authenticationResults(byte[] bytes) {
        String field = text(bytes);
        Headers headers = new Headers(List.of(
                new Header("Received", field),
                new Header("Authentication-Results", field),
                new Header("Received", "from a by mx.example.org; " + field),
                new Header("ARC-Authentication-Results", field)));

        assertThat(Proof.of(headers, new Receivers(SERVERS, Set.of()))
                        .inner(new ListHost(new ListId("list.example.org")), "example.org"))
                .isNotNull();
        AuthResults.parse(field)
                .ifPresent(results -> assertThat(results.server())
                        .isNotEmpty()
                        .isEqualTo(results.server().strip()));
    }

    @FuzzTest
    void received(byte[] bytes) {
        String field = text(bytes);

        assertThat(Hop.of(field, SERVERS).by()).doesNotContain(" ");
    }

    @FuzzTest
    void dates(byte[] bytes) {
        Dates.parse(text(bytes)).ifPresent(at -> assertThat(at).isBetween(Dates.EARLIEST, Dates.LATEST));
    }

    @FuzzTest
    void encodedWords(byte[] bytes) {
        String text = text(bytes);

        assertThat(EncodedWords.decode(text).length()).isLessThanOrEqualTo(2 * text.length());
        assertThat(Texts.oneLine(EncodedWords.decode(text), 100).length()).isLessThanOrEqualTo(100);
    }

    @FuzzTest
    void ids(byte[] bytes) {
        String field = text(bytes);
        List<MessageId> ids = MessageId.all(field);

        assertThat(ids).doesNotHaveDuplicates();
        ids.forEach(id -> assertThat(MessageId.all("<" + id + ">")).hasSize(1));
        ListId.parse(field)
                .ifPresent(list -> assertThat(ListId.parse("<" + list + ">")).contains(list));
    }

    @FuzzTest
    void envelope(byte[] bytes) {
        Envelope.parse(text(bytes))
                .ifPresent(found -> assertThat(found.isOf(found.sender())).isTrue());
    }

    @FuzzTest
    void subject(byte[] bytes) {
        BaseSubject base = BaseSubject.of(Texts.oneLine(text(bytes), 998));

        assertThat(BaseSubject.of(base.text()).text()).isEqualTo(base.text());
    }

    @FuzzTest
    void substance(byte[] bytes) {
        String text = text(bytes);
        Substance substance = Substance.of(text);

        assertThat(substance.lines()).allSatisfy(line -> assertThat(text).contains(line));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
