package org.triageledger.core.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.triageledger.core.mail.judge.Judge;
import org.triageledger.core.mail.thread.IdHash;
import org.triageledger.core.mail.thread.Messages;
import org.triageledger.core.mail.thread.Threads;
import org.triageledger.mime.Limits;
import org.triageledger.mime.MailReader;

/** From the text of mails to threads: ids as mail programs and lists write them, and break them. */
class ReferencesTest {
    private static final Instant READ_AT = Instant.parse("2026-04-01T00:00:00Z");

    private static final String WRAPPED = """
            From: Eve via Team <team@example.org>
            Subject: overflow
            Date: Sun, 1 Mar 2026 10:00:00 +0000
            Message-ID: <outer@lists.example.org>
            List-Id: <team.example.org>
            MIME-Version: 1.0
            Content-Type: message/rfc822

            From: Eve <eve@mail.example.net>
            Subject: overflow
            Date: Sun, 1 Mar 2026 10:00:00 +0000
            Message-ID: <inner@mail.example.net>

            It overflows.
            """;

    /** The hash is that of report-1@mail.example.org. */
    private static final String RENAMED = mail("""
            From: Eve <eve@mail.example.net>
            Subject: overflow
            Date: Sun, 1 Mar 2026 10:00:00 +0000
            Message-ID: <0102018f-rewritten@eu-west-1.example.com>
            Message-ID-Hash: 2GK5NWXQLEF3QQJ4MNEIAFXGOKHVRK45
            """);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "In-Reply-To: <report-1@mail.example.org>",
                "References: <report-1@mail.example.org>",
                "References: <never@example.com> <report-1@mail.example.org>",
                "References: <report-1@mail.example.org> <never@example.com>",
                "References: <report-1@mail.example.org> <never@exam", // cut off at its end
                "References: r@example.com> <report-1@mail.example.org>", // and at its beginning
                "References: <report-1@mail.example.org",
                "References: <report-1@\n mail.example.org>",
                "References:\n\t<report-1@mail.example.org>\n\t<never@example.com>",
                "References: <never@example.com>\nReferences: <report-1@mail.example.org>",
                "References: <never@example.com><report-1@mail.example.org>",
                "References: <never@example.com>,<report-1@mail.example.org>",
                "References: <<report-1@mail.example.org>>",
                "References: (an answer) <report-1@mail.example.org>",
                "In-Reply-To: report-1@mail.example.org",
                "In-Reply-To: <never@example.com>\nIn-Reply-To: <report-1@mail.example.org>",
                "In-Reply-To: Your message of \"Sun, 1 Mar 2026\" <report-1@mail.example.org>",
                "In-Reply-To: Message from Eve <eve@mail.example.net> of Sunday. <report-1@mail.example.org>",
                "In-Reply-To: <report-1@mail.example.org> from Eve at \"Mar 1, 2026\"",
                "References: <b@mail.example.org>\nIn-Reply-To: <report-1@mail.example.org>", // its own id too
            })
    void anAnswerIsFoundHoweverItNamesWhatItAnswers(String fields) {
        assertThat(threads(
                        mail("From: eve@mail.example.net\nMessage-ID: <report-1@mail.example.org>\n"),
                        mail("From: ada@example.org\nMessage-ID: <b@mail.example.org>\n" + fields + "\n")))
                .isEqualTo("report-1+b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "In-Reply-To: <>",
                "In-Reply-To: 0",
                "References: <",
                "References: ><",
                "References: report-1",
                "References: <REPORT-1@mail.example.org>", // ids are compared exactly (RFC 5322 §3.6.4)
                "References: <report-1@mail.example.or",
                "In-Reply-To: Your message of Sunday",
                "References: <b@mail.example.org>",
            })
    void whatNamesNoMailJoinsNothing(String fields) {
        assertThat(threads(
                        mail("From: eve@mail.example.net\nMessage-ID: <report-1@mail.example.org>\n"),
                        mail("From: ada@example.org\nMessage-ID: <b@mail.example.org>\n" + fields + "\n")))
                .isEqualTo("report-1 b");
    }

    @ParameterizedTest
    @CsvSource({
        "Re: overflow, X-Nothing: 1,           report-1+b",
        "Re: overflow, In-Reply-To: 0,         report-1+b",
        "overflow,     In-Reply-To: 0,         report-1 b",
        "overflow,     In-Reply-To: your mail, report-1 b",
        "overflow,     X-Nothing: 1,           report-1 b",
    })
    void aMarkInItsSubjectMakesAMailWithoutReferencesAReply(String subject, String field, String expected) {
        assertThat(threads(
                        mail(
                                "From: eve@mail.example.net\nSubject: overflow\nMessage-ID: <report-1@mail.example.org>\n"),
                        mail("From: ada@example.org\nMessage-ID: <b@mail.example.org>\nSubject: " + subject + "\n"
                                + field + "\n")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"outer@lists.example.org", "inner@mail.example.net"})
    void aMailThatAListWrappedIsKnownByItsOwnIdAndTheLists(String named) {
        assertThat(threads(WRAPPED, answer("b", named))).isEqualTo("inner+b");
    }

    @Test
    void aWrappedMailAndItsPlainCopyAreOneThread() {
        String plain =
                mail("From: Eve <eve@mail.example.net>\nSubject: overflow\nMessage-ID: <inner@mail.example.net>\n");

        assertThat(threads(
                        WRAPPED, plain, answer("b", "outer@lists.example.org"), answer("c", "inner@mail.example.net")))
                .isIn("inner+inner+b+c", "inner+b+c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"report-1@mail.example.org", "0102018f-rewritten@eu-west-1.example.com"})
    void aMailThatGotAnotherIdBehindItsListIsKnownByTheHashOfItsFirst(String named) {
        assertThat(threads(RENAMED, answer("b", named))).isEqualTo("0102018f-rewritten+b");
    }

    @Test
    void aMailThatGotAnotherIdAndTheOneThatKeptItsOwnAreOneThread() {
        String kept = mail("From: Eve <eve@mail.example.net>\nSubject: overflow\nDate: Sun, 1 Mar 2026 10:00:00 +0000\n"
                + "Message-ID: <report-1@mail.example.org>\nMessage-ID-Hash: 2GK5NWXQLEF3QQJ4MNEIAFXGOKHVRK45\n");

        assertThat(threads(kept, RENAMED, answer("b", "report-1@mail.example.org")))
                .isIn("report-1+0102018f-rewritten+b", "0102018f-rewritten+report-1+b");
    }

    @Test
    void theListsHashOfTheIdThatStandsThereSaysNothingNew() {
        assertThat(sightings(mail("From: eve@mail.example.net\nMessage-ID: <report-1@mail.example.org>\n"
                                + "Message-ID-Hash: 2GK5NWXQLEF3QQJ4MNEIAFXGOKHVRK45\n"))
                        .getFirst()
                        .otherIds())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "report-1@mail.example.org, 2GK5NWXQLEF3QQJ4MNEIAFXGOKHVRK45",
        // the example of the conventions that archivers and Mailman agreed on
        "87myycy5eh.fsf@uwakimon.sk.tsukuba.ac.jp, JJIGKPKB6CVDX6B2CUG4IHAJRIQIOUTP",
    })
    void theHashIsTheOneThatMailmanWrites(String id, String hash) {
        assertThat(IdHash.of(new MessageId(id))).isEqualTo(hash);
    }

    @ParameterizedTest
    @ValueSource(strings = {"one@example.com", "two@example.com"})
    void ofRepeatedIdsEachNamesTheMail(String named) {
        assertThat(threads(
                        mail(
                                "From: eve@mail.example.net\nMessage-ID: <one@example.com>\nMessage-ID: <two@example.com>\n"),
                        answer("b", named)))
                .isEqualTo("one+b");
    }

    @Test
    void mailWithoutAnIdIsOneMailInEveryCopyAndNeverLost() {
        String anonymous = mail("From: eve@mail.example.net\nSubject: overflow\n");

        assertThat(Messages.merge(sightings(anonymous, anonymous))).hasSize(1);
        assertThat(Messages.merge(sightings(anonymous, anonymous + "And more.\n")))
                .hasSize(2);
        assertThat(Messages.merge(sightings(mail("From: eve@mail.example.net\nMessage-ID: <>\n"))))
                .hasSize(1);
    }

    @Test
    void aLongChainOfReferencesKeepsTheNearest() {
        StringBuilder references = new StringBuilder("References: <report-1@mail.example.org>");
        for (int i = 0; i < 5_000; i++) {
            references.append("\n <n").append(i).append("@example.com>");
        }
        assertThat(threads(
                        mail("From: eve@mail.example.net\nMessage-ID: <n4999@example.com>\n"),
                        mail("From: ada@example.org\nMessage-ID: <b@mail.example.org>\n" + references + "\n")))
                .isEqualTo("n4999+b");
    }

    private static String answer(String id, String to) {
        return mail("From: ada@example.org\nSubject: Re: overflow\nMessage-ID: <" + id
                + "@mail.example.org>\nIn-Reply-To: <" + to + ">\n");
    }

    private static String mail(String fields) {
        return fields + "\nIt overflows.\n";
    }

    private static List<MessageCopy> sightings(String... mails) {
        SourceProfile profile = new SourceProfile(
                "team",
                SourceProfile.Mode.ARCHIVE,
                Set.of(ListId.parse("team.example.org").orElseThrow()),
                Set.of(),
                Set.of(),
                Set.of());
        Judge judge = new Judge(profile, UnaryOperator.identity());
        MailReader reader = new MailReader(Limits.DEFAULT);
        List<MessageCopy> sightings = new ArrayList<>();
        for (String mail : mails) {
            byte[] bytes = mail.getBytes(StandardCharsets.UTF_8);
            Instant arrival = READ_AT.minusSeconds(3600L * (mails.length - sightings.size()));
            RawMail raw = new RawMail(
                    new Place("team", Integer.toString(sightings.size())),
                    bytes,
                    bytes.length,
                    Optional.of(arrival),
                    Optional.empty());
            switch (reader.read(raw)) {
                case Reading.Read read ->
                    judge.judge(raw, read.mail(), READ_AT).forEach(judged -> sightings.add(judged.sighting()));
                case Reading.Unreadable unreadable -> throw new AssertionError(unreadable.why());
            }
        }
        return sightings;
    }

    /** As {@link Threaded#written}, ids without their domains; the same whatever the order. */
    private static String threads(String... mails) {
        List<MessageCopy> sightings = sightings(mails);
        String expected = written(sightings);
        Collections.reverse(sightings);
        assertThat(written(sightings)).isEqualTo(expected);
        return expected;
    }

    private static String written(List<MessageCopy> sightings) {
        return Threads.of(Messages.merge(sightings)).stream()
                .map(thread -> thread.messages().stream()
                        .map(message -> message.id().value().replaceFirst("@.*", ""))
                        .collect(Collectors.joining("+")))
                .collect(Collectors.joining(" "));
    }
}
