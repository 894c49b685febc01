package org.triageledger.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.triageledger.archive.Archive;
import org.triageledger.archive.BadArchive;
import org.triageledger.core.mail.Judged;
import org.triageledger.core.mail.ListId;
import org.triageledger.core.mail.Mail;
import org.triageledger.core.mail.Place;
import org.triageledger.core.mail.RawMail;
import org.triageledger.core.mail.Reading;
import org.triageledger.core.mail.SourceProfile;
import org.triageledger.core.mail.judge.Judge;
import org.triageledger.mime.Limits;
import org.triageledger.mime.MailReader;

/** Mail that lies outside the project, read and judged as the program does it. */
final class Corpus {
    private static final MailReader READER = new MailReader(Limits.DEFAULT);
    private static final Instant READ_AT = Instant.parse("2026-11-01T00:00:00Z");

    private Corpus() {}

    /** One mail of a corpus; {@code judged} is empty where it cannot be read. */
    record Item(String name, Optional<Mail> mail, List<Judged> judged) {
        Judged first() {
            return judged.getFirst();
        }

        boolean isRead() {
            return !judged.isEmpty();
        }
    }

    static SourceProfile archive(String... lists) {
        return new SourceProfile(
                "corpus", SourceProfile.Mode.ARCHIVE, ids(lists), Set.of(), Set.of(), Set.of("ledger.example.org"));
    }

    static SourceProfile mailbox(Set<String> servers, String... lists) {
        return new SourceProfile(
                "corpus", SourceProfile.Mode.MAILBOX, ids(lists), servers, Set.of(), Set.of("ledger.example.org"));
    }

    private static Set<ListId> ids(String... lists) {
        return Stream.of(lists)
                .flatMap(list -> ListId.parse(list).stream())
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
    }

    /** As {@link #mailbox}, where a pinned server's {@code arc=pass} counts for list mail. */
    static SourceProfile arc(Set<String> servers, Set<String> sealers, String... lists) {
        return new SourceProfile(
                "corpus", SourceProfile.Mode.MAILBOX, ids(lists), servers, sealers, Set.of("ledger.example.org"));
    }

    static Item text(String name, String mail, SourceProfile profile) {
        byte[] bytes = mail.getBytes(StandardCharsets.UTF_8);
        return judged(
                new RawMail(new Place("corpus", name), bytes, bytes.length, Optional.empty(), Optional.empty()),
                profile);
    }

    /** All mails of an mbox, plain or packed. */
    static List<Item> mbox(Path file, SourceProfile profile) {
        List<Item> items = new ArrayList<>();
        try (Archive archive = Archive.open(file, "corpus")) {
            while (true) {
                Optional<Archive.Item> next = archive.next();
                if (next.isEmpty()) {
                    return items;
                }
                switch (next.get()) {
                    case Archive.Item.Mail mail -> items.add(judged(mail.raw(), profile));
                    case Archive.Item.Unreadable bad ->
                        items.add(new Item(bad.place().where(), Optional.empty(), List.of()));
                }
            }
        } catch (BadArchive e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads and judges all mails of an mbox and keeps none. */
    static int count(Path file, SourceProfile profile) {
        int count = 0;
        try (Archive archive = Archive.open(file, "corpus")) {
            while (true) {
                Optional<Archive.Item> next = archive.next();
                if (next.isEmpty()) {
                    return count;
                }
                if (next.get() instanceof Archive.Item.Mail mail) {
                    count += judged(mail.raw(), profile).judged().size();
                }
            }
        } catch (BadArchive e) {
            throw new IllegalStateException(e);
        }
    }

    /** One file that is one mail. */
    static Item file(Path file, SourceProfile profile) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            RawMail raw = new RawMail(
                    new Place("corpus", file.toString()), bytes, bytes.length, Optional.empty(), Optional.empty());
            return judged(raw, profile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> files(Path folder) {
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Item judged(RawMail raw, SourceProfile profile) {
        return switch (READER.read(raw)) {
            case Reading.Unreadable ignored -> new Item(raw.place().where(), Optional.empty(), List.of());
            case Reading.Read read ->
                new Item(
                        raw.place().where(),
                        Optional.of(read.mail()),
                        new Judge(profile, UnaryOperator.identity()).judge(raw, read.mail(), READ_AT));
        };
    }
}
