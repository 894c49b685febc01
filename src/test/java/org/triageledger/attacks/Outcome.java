package org.triageledger.attacks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.triageledger.archive.Archive;
import org.triageledger.archive.BadArchive;
import org.triageledger.core.activity.Activities;
import org.triageledger.core.activity.Activity;
import org.triageledger.core.activity.CreditRules;
import org.triageledger.core.activity.Pending;
import org.triageledger.core.activity.Reports;
import org.triageledger.core.coverage.Coverage;
import org.triageledger.core.coverage.Stretch;
import org.triageledger.core.eligibility.Evaluation;
import org.triageledger.core.eligibility.Evaluations;
import org.triageledger.core.eligibility.Policy;
import org.triageledger.core.mail.Author;
import org.triageledger.core.mail.Judged;
import org.triageledger.core.mail.Mailbox;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.MessageCopy;
import org.triageledger.core.mail.Place;
import org.triageledger.core.mail.RawMail;
import org.triageledger.core.mail.Reading;
import org.triageledger.core.mail.Threading;
import org.triageledger.core.mail.judge.Judge;
import org.triageledger.core.mail.thread.Merging;
import org.triageledger.core.mail.thread.Threads;
import org.triageledger.core.member.Roster;
import org.triageledger.mime.Limits;
import org.triageledger.mime.MailReader;

/**
 * What the mail of an attack comes to: the same way from bytes to verdicts as in the service, without its database.
 *
 * @param credited ids of members with a credit
 * @param waits ids of members with work that waits, and {@link #UNNAMED}
 * @param verdicts words, by member
 * @param mails how each mail was judged, by its number: the message that its copies became
 */
record Outcome(
        SortedSet<String> credited,
        SortedSet<String> waits,
        Map<String, String> verdicts,
        Map<Integer, Judgement> mails) {
    /** In place of an id: a question that names no member. */
    static final String UNNAMED = "?";

    static final String SOURCE = "team";

    private static final LocalDate COVERED_FROM = LocalDate.of(2025, 1, 1);
    private static final String UNREAD = "not read";

    /** The facts of one mail, in the words of the attack file. */
    record Judgement(String automation, String author, String lines) {
        static final Judgement NOT_READ = new Judgement(UNREAD, UNREAD, UNREAD);

        static Judgement of(Message message) {
            Author author = message.author();
            String who = author.person()
                    .map(Mailbox::address)
                    .map(Object::toString)
                    .or(author::account)
                    .orElse("-");
            return new Judgement(
                    message.automation().word(),
                    author.how().word() + " " + who,
                    message.linesUnclear() ? "unknown" : String.valueOf(message.authoredLines()));
        }

        String field(String name) {
            return switch (name) {
                case "automation" -> automation;
                case "author" -> author;
                case "lines" -> lines;
                default -> throw new IllegalArgumentException(name);
            };
        }
    }

    /**
     * Imports the mboxes in this order.
     *
     * @param order indices of mboxes
     */
    static Outcome of(AttackFile attack, List<AttackFile.Mbox> mboxes, List<Integer> order) {
        Merging merging = new Merging();
        Map<Integer, List<Place>> places = new TreeMap<>();
        Judge judge = new Judge(Settings.profile(attack.settings()), UnaryOperator.identity());
        Instant readAt = attack.asOf().atTime(23, 59, 59).toInstant(ZoneOffset.UTC);
        List<List<RawMail>> read = new ArrayList<>();
        int number = 0;
        for (int at = 0; at < mboxes.size(); at++) {
            read.add(mails(mboxes.get(at), "mbox-" + (at + 1)));
            for (RawMail mail : read.getLast()) {
                number++;
                places.put(number, List.of(mail.place()));
            }
        }
        for (int at : order) {
            merging.add(sightings(read.get(at), judge, readAt));
        }
        return derived(attack, merging.messages(), places);
    }

    private static List<MessageCopy> sightings(List<RawMail> mails, Judge judge, Instant readAt) {
        List<MessageCopy> sightings = new ArrayList<>();
        MailReader reader = new MailReader(Limits.DEFAULT);
        for (RawMail mail : mails) {
            switch (reader.read(mail)) {
                case Reading.Read whole ->
                    judge.judge(mail, whole.mail(), readAt).stream()
                            .map(Judged::sighting)
                            .forEach(sightings::add);
                case Reading.Unreadable ignored -> {}
            }
        }
        return sightings;
    }

    private static Outcome derived(AttackFile attack, List<Message> messages, Map<Integer, List<Place>> places) {
        Roster roster = attack.roster();
        LocalDate asOf = attack.asOf();
        Threading threading = Threads.join(Activities.upTo(messages, asOf), List.of());
        Activity activity =
                Activities.of(Reports.of(threading.threads(), roster, List.of()), roster, CreditRules.DEFAULT);
        Instant end = asOf.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        Coverage coverage = new Coverage(
                List.of(new Stretch(COVERED_FROM.atStartOfDay(ZoneOffset.UTC).toInstant(), end)));
        SortedSet<String> credited = new TreeSet<>();
        activity.credits().forEach(credit -> credited.add(credit.member()));
        Map<String, String> verdicts = new TreeMap<>();
        for (Evaluation evaluation : Evaluations.of(Policy.SEED_2024, roster, activity, coverage, asOf, end)) {
            verdicts.put(evaluation.member(), evaluation.verdict().word());
        }
        Map<Integer, Judgement> mails = new TreeMap<>();
        places.forEach((number, of) -> mails.put(
                number,
                messages.stream()
                        .filter(message -> message.places().containsAll(of))
                        .findFirst()
                        .map(Judgement::of)
                        .orElse(Judgement.NOT_READ)));
        return new Outcome(credited, waiting(activity, threading), verdicts, mails);
    }

    /** Whatever the queue would show a person. */
    private static SortedSet<String> waiting(Activity activity, Threading threading) {
        SortedSet<String> waits = new TreeSet<>();
        for (Pending pending : activity.pending()) {
            waits.add(pending.credit().member());
        }
        if (!threading.questions().isEmpty() || !activity.unnamed().isEmpty()) {
            waits.add(UNNAMED);
        }
        return waits;
    }

    private static RawMail dated(RawMail mail, Optional<Instant> internalDate) {
        return internalDate.isEmpty()
                ? mail
                : new RawMail(mail.place(), mail.bytes(), mail.size(), internalDate, Optional.empty());
    }

    private static List<RawMail> mails(AttackFile.Mbox mbox, String name) {
        try {
            Path folder = Files.createTempDirectory("attack");
            Path file = Files.write(folder.resolve(name), mbox.bytes());
            try (Archive archive = Archive.open(file, SOURCE)) {
                List<RawMail> mails = new ArrayList<>();
                for (Optional<Archive.Item> item = archive.next(); item.isPresent(); item = archive.next()) {
                    switch (item.get()) {
                        case Archive.Item.Mail mail -> mails.add(dated(mail.raw(), mbox.internalDate()));
                        case Archive.Item.Unreadable ignored -> {}
                    }
                }
                return mails;
            } catch (BadArchive e) {
                throw new IllegalArgumentException(name + " is no mbox: begin it with a From line", e);
            } finally {
                Files.delete(file);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
