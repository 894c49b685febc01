package org.triageledger.core.advisory.ghsa;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.triageledger.core.advisory.CreditType;
import org.triageledger.core.advisory.CveId;
import org.triageledger.core.advisory.GhsaId;
import org.triageledger.core.advisory.ghsa.NamedCredit.Acceptance;

/** Writes looks at one advisory, its comments and polls for tests, one a line; all in March 2026. */
public final class Looks {
    static final String REPOSITORY = "example/parser";

    private Looks() {}

    /** As they were at a moment, {@code 28T00}. */
    public static List<Advisory> advisories(String lines, String until) {
        return Advisories.of(
                lines.lines()
                        .filter(line -> line.startsWith("look"))
                        .map(Looks::look)
                        .toList(),
                lines.lines()
                        .filter(line -> line.startsWith("comment"))
                        .map(Looks::comment)
                        .toList(),
                polls(lines),
                at(until));
    }

    /** The lines that begin with {@code poll}. */
    public static Polls polls(String lines) {
        return new Polls(lines.lines()
                .filter(line -> line.startsWith("poll"))
                .map(line -> line.split(" "))
                .map(words -> new Poll(REPOSITORY, at(words[1]), words[2].equals("complete")))
                .toList());
    }

    private static Look look(String line) {
        String[] words = line.split(" ");
        return new Look(
                new GhsaId("GHSA-23fg-45hj-67km"),
                Optional.of(REPOSITORY),
                value(words, "cve").flatMap(CveId::parse),
                AdvisoryState.of(words[2]).orElseThrow(),
                set(value(words, "tags")).stream()
                        .map(tag -> SummaryTag.in("[" + tag + "]").first())
                        .collect(Collectors.toCollection(TreeSet::new)),
                Optional.empty(),
                value(words, "by"),
                Optional.empty(),
                value(words, "created").map(Looks::at),
                value(words, "updated").map(Looks::at).orElseThrow(),
                value(words, "published").map(Looks::at),
                value(words, "closed").map(Looks::at),
                value(words, "withdrawn").map(Looks::at),
                value(words, "accepted").map("yes"::equals),
                set(value(words, "credits")).stream()
                        .map(text -> text.split(":"))
                        .map(parts -> new NamedCredit(parts[0], CreditType.of(parts[1]), Acceptance.of(parts[2])))
                        .collect(Collectors.toCollection(TreeSet::new)),
                set(value(words, "users")),
                new TreeSet<>(),
                value(words, "comments")
                        .map(text -> OptionalInt.of(Integer.parseInt(text)))
                        .orElse(OptionalInt.empty()),
                0,
                at(words[1]));
    }

    private static Comment comment(String line) {
        String[] words = line.split(" ");
        Instant created = at(words[3]);
        return new Comment(
                new GhsaId("GHSA-23fg-45hj-67km"),
                Long.parseLong(words[1]),
                Optional.of(words[2].toLowerCase(Locale.ROOT)),
                words[2].endsWith("[bot]"),
                created,
                value(words, "updated").map(Looks::at).orElse(created),
                100,
                value(words, "lines").map(Integer::parseInt).orElse(1));
    }

    private static Optional<String> value(String[] words, String name) {
        return Arrays.stream(words)
                .filter(word -> word.startsWith(name + "="))
                .map(word -> word.substring(name.length() + 1))
                .findFirst();
    }

    private static SortedSet<String> set(Optional<String> text) {
        return text.map(words -> new TreeSet<>(List.of(words.split(",")))).orElseGet(TreeSet::new);
    }

    /** {@code 02T12}: the second of March, at twelve. */
    static Instant at(String moment) {
        return Instant.parse("2026-03-" + moment + ":00:00Z");
    }
}
