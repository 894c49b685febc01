package org.triageledger.core.mail;

import static org.triageledger.core.mail.Letter.letter;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Mail at random, for properties: from members Ada, Bob and Cyd, and from others. */
public final class Letters {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private Letters() {}

    /** A report by Eve, answered by Ada and Bob; those of other numbers are others, some hours apart, and overlap. */
    public static List<MessageCopy> report(int number) {
        Instant at = START.plus(Duration.ofHours(number));
        String name = "report-" + number;
        return List.of(
                letter(name).from("eve").at(at).sighting(),
                letter(name + "-ada")
                        .from("ada")
                        .answers(name)
                        .at(at.plus(Duration.ofHours(5)))
                        .sighting(),
                letter(name + "-bob")
                        .from("bob")
                        .answers(name)
                        .at(at.plus(Duration.ofHours(40)))
                        .sighting());
    }

    public static Arbitrary<List<MessageCopy>> some() {
        return any().list().ofMinSize(1).ofMaxSize(14);
    }

    /** Few names, so that ids repeat, references loop, and copies contradict each other. */
    public static Arbitrary<MessageCopy> any() {
        Arbitrary<String> names = Arbitraries.of("a", "b", "c", "d", "e", "f", "unseen", "never");
        Arbitrary<String> ids = Arbitraries.of("a", "b", "c", "d", "e", "f");
        Arbitrary<List<String>> references = names.list().uniqueElements().ofMaxSize(3);
        return Combinators.combine(
                        ids,
                        references,
                        Arbitraries.of("", "one", "CVE-2026-12345"),
                        Arbitraries.of("ada", "bob", "cyd", "eve", "ada or eve", "ada-x"),
                        Arbitraries.integers().between(0, 60),
                        Arbitraries.of("", "overflow", "overflow", "injection"),
                        Arbitraries.of(Trust.class),
                        Arbitraries.integers().between(0, 11))
                .as((id, parents, text, author, days, subject, trust, odds) -> {
                    Letter letter = letter(id)
                            .saying(text)
                            .at(START.plus(Duration.ofDays(days)))
                            .trusted(trust)
                            .lines(odds % 3)
                            .in(odds % 2 == 0 ? "inbox" : "archive", id + days);
                    if (!parents.isEmpty() || odds % 4 == 1) {
                        letter.answers(parents.toArray(String[]::new));
                    }
                    if (!subject.isEmpty()) {
                        letter.about(subject);
                    }
                    if (odds == 2) {
                        letter.alsoKnownAs("unseen");
                    }
                    if (odds == 5) {
                        letter.hashedFrom(parents.isEmpty() ? "unseen" : parents.getFirst());
                    }
                    if (odds == 3) {
                        letter.as(Automation.AUTO_REPLY);
                    }
                    if (odds == 4 || odds == 7) {
                        letter.linesUnclear();
                    }
                    return switch (author) {
                        case "ada or eve" -> letter.maybeFrom("ada", "eve").sighting();
                        case "ada-x" -> letter.relayed(author).sighting();
                        default -> letter.from(author).sighting();
                    };
                });
    }
}
