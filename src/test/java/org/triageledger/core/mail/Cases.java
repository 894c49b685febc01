package org.triageledger.core.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.triageledger.core.mail.judge.Judge;
import org.triageledger.mime.Limits;
import org.triageledger.mime.MailReader;

/**
 * Tables of mails and what is found of them, in {@code src/test/resources/mail}: {@code === name}, the mail, {@code ==> outcome}. A
 * name may begin with the profile of its source in brackets. Mails hold UTF-8 and LF.
 */
final class Cases {
    static final Instant READ_AT = Instant.parse("2026-03-31T12:00:00Z");

    private static final String LIST = "List-Id: Security <security.lists.example.org>";

    private Cases() {}

    /** A mailbox with one pinned server and one list, and the same otherwise. */
    static SourceProfile profile(String name) {
        Set<ListId> lists = Set.of(new ListId("security.lists.example.org"));
        Set<String> own = Set.of("ledger.example.org");
        Set<String> pinned = Set.of("mx.example.org");
        return switch (name) {
            case "mailbox" -> new SourceProfile("team", SourceProfile.Mode.MAILBOX, lists, pinned, Set.of(), own);
            case "arc" ->
                new SourceProfile("team", SourceProfile.Mode.MAILBOX, lists, pinned, Set.of("lists.example.org"), own);
            case "unpinned" -> new SourceProfile("team", SourceProfile.Mode.MAILBOX, lists, Set.of(), Set.of(), own);
            case "mailman2", "mailman3", "google-groups", "sympa" ->
                profile("mailbox").withListSoftware(ListSoftware.of(name).orElseThrow());
            case "archive" -> new SourceProfile("team", SourceProfile.Mode.ARCHIVE, lists, Set.of(), Set.of(), own);
            case "replies-elsewhere" ->
                new SourceProfile(
                        "team",
                        SourceProfile.Mode.ARCHIVE,
                        lists,
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        own,
                        ListSoftware.MAILMAN3,
                        Set.of(new Address("talk", "lists.example.org")));
            default -> throw new IllegalArgumentException(name);
        };
    }

    static RawMail raw(String mail) {
        byte[] bytes = mail.getBytes(StandardCharsets.UTF_8);
        return new RawMail(new Place("team", "1"), bytes, bytes.length, Optional.empty(), Optional.empty());
    }

    static Mail read(RawMail raw) {
        return switch (new MailReader(Limits.DEFAULT).read(raw)) {
            case Reading.Read read -> read.mail();
            case Reading.Unreadable unreadable -> throw new AssertionError(unreadable.why());
        };
    }

    static List<Judged> judged(String mail, SourceProfile profile) {
        return new Judge(profile, UnaryOperator.identity()).judge(raw(mail), read(raw(mail)), READ_AT);
    }

    /** One test for each case of a table. */
    static Stream<DynamicTest> of(String table, BiFunction<String, SourceProfile, String> outcome) {
        return cases(table)
                .map(known -> DynamicTest.dynamicTest(
                        known.name,
                        () -> assertThat(outcome.apply(known.mail, profile(known.profile))
                                        .strip())
                                .isEqualTo(known.outcome)));
    }

    private record Case(String name, String profile, String mail, String outcome) {}

    private static Stream<Case> cases(String table) {
        List<Case> cases = new ArrayList<>();
        String[] texts = resource(table).split("(?m)^=== ", -1);
        for (int i = 1; i < texts.length; i++) {
            int line = texts[i].indexOf('\n');
            int arrow = texts[i].lastIndexOf("\n==>");
            String name = texts[i].substring(0, line);
            int bracket = name.startsWith("[") ? name.indexOf(']') : -1;
            cases.add(new Case(
                    name,
                    bracket < 0 ? "mailbox" : name.substring(1, bracket),
                    texts[i].substring(line + 1, arrow + 1)
                            .replace("{list}", LIST)
                            .replace(
                                    "{mailman2}",
                                    LIST + "\nX-BeenThere: security@lists.example.org\nX-Mailman-Version: 2.1.39")
                            .replace("{mailman3}", LIST + "\nX-Mailman-Version: 3.3.8"),
                    texts[i].substring(arrow + 4).strip()));
        }
        assertThat(cases).isNotEmpty();
        return cases.stream();
    }

    private static String resource(String table) {
        try (InputStream in = Cases.class.getResourceAsStream("/mail/" + table)) {
            assertThat(in).as(table).isNotNull();
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
