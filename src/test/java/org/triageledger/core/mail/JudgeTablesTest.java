package org.triageledger.core.mail;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.triageledger.core.mail.text.Body;

/** Mails in, what the judge finds out; the tables lie in {@code src/test/resources/mail}. */
class JudgeTablesTest {
    @TestFactory
    Stream<DynamicTest> authorship() {
        return Cases.of(
                "authorship.txt", (mail, profile) -> author(first(mail, profile).author()));
    }

    @TestFactory
    Stream<DynamicTest> trust() {
        return Cases.of("trust.txt", (mail, profile) -> {
            MessageCopy found = first(mail, profile);
            return found.trust().word() + ": " + found.trustWhy();
        });
    }

    @TestFactory
    Stream<DynamicTest> automation() {
        return Cases.of("automation.txt", (mail, profile) -> {
            MessageCopy found = first(mail, profile);
            return found.automation().word() + (found.automationWhy().isEmpty() ? "" : ": " + found.automationWhy());
        });
    }

    /** The author's own lines. */
    @TestFactory
    Stream<DynamicTest> substance() {
        return Cases.of("substance.txt", (mail, profile) -> {
            Body body = Body.of(Cases.read(Cases.raw(mail)).body());
            String lines = body.lines().stream().collect(Collectors.joining(" | "));
            return (body.forwards() ? "(forwards) " : "") + (body.unclear() ? "(unclear)" : "") + lines;
        });
    }

    /** Every mail that one mail gives, with who wrote each and when it counts. */
    @TestFactory
    Stream<DynamicTest> digests() {
        return Cases.of(
                "digests.txt",
                (mail, profile) -> Cases.judged(mail, profile).stream()
                        .map(Judged::sighting)
                        .map(messageCopy -> "%s <%s> %s, %s, %s, %s"
                                .formatted(
                                        messageCopy.place().where(),
                                        messageCopy.idMade() ? "made" : messageCopy.id(),
                                        author(messageCopy.author()),
                                        messageCopy.arrival().at(),
                                        messageCopy.automation().word(),
                                        messageCopy.trust().word()))
                        .collect(Collectors.joining("\n")));
    }

    private static MessageCopy first(String mail, SourceProfile profile) {
        return Cases.judged(mail, profile).getFirst().sighting();
    }

    private static String author(Author author) {
        List<Mailbox> named = author instanceof Author.Ambiguous unclear
                ? unclear.candidates()
                : author.person().map(List::of).orElse(List.of());
        String who = Stream.concat(
                        named.stream().map(mailbox -> mailbox.address().toString()), author.account().stream())
                .collect(Collectors.joining(" "));
        String why = author.evidence().isEmpty() ? "" : ": " + author.evidence();
        return author.how().name().toLowerCase(java.util.Locale.ROOT) + (who.isEmpty() ? "" : " " + who) + why;
    }
}
