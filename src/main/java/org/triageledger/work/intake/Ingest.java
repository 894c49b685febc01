package org.triageledger.work.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.triageledger.core.mail.Author;
import org.triageledger.core.mail.Judged;
import org.triageledger.core.mail.Mail;
import org.triageledger.core.mail.Mailbox;
import org.triageledger.core.mail.MessageCopy;
import org.triageledger.core.mail.RawMail;
import org.triageledger.core.mail.Reading;
import org.triageledger.core.mail.SourceProfile;
import org.triageledger.core.mail.automation.DeliveryReport;
import org.triageledger.core.mail.judge.Judge;
import org.triageledger.core.mail.judge.MailText;
import org.triageledger.mime.MailReader;
import org.triageledger.store.MessageCopyRow;
import org.triageledger.vault.Vault;
import org.triageledger.work.facts.AnnouncementSeal;
import org.triageledger.work.people.ErasedPeople;
import org.triageledger.work.record.SealedIds;

/**
 * The one path from bytes to facts, for live mail and archives alike: read, judge, seal, forget. Safe for use by several
 * threads; touches no database.
 */
final class Ingest {
    private final SourceProfile profile;
    private final MailReader reader;
    private final Judge judge;
    private final Vault vault;
    private final boolean keepSubjects;
    private final boolean announcements;
    private final Supplier<ErasedPeople.Known> erasures;

    private volatile ErasedPeople.Known erased;

    /** Of mail of the team. */
    Ingest(SourceProfile profile, MailReader reader, Vault vault, boolean keepSubjects) {
        this(profile, reader, vault, keepSubjects, SourceKind.MAIL, () -> ErasedPeople.Known.NONE);
    }

    /** @param erasures whose mail of before is not taken in again */
    Ingest(
            SourceProfile profile,
            MailReader reader,
            Vault vault,
            boolean keepSubjects,
            SourceKind kind,
            Supplier<ErasedPeople.Known> erasures) {
        this.erasures = erasures;
        this.erased = erasures.get();
        this.profile = profile;
        this.reader = reader;
        this.judge = new Judge(profile, vault::token);
        this.vault = vault;
        this.keepSubjects = keepSubjects;
        this.announcements = kind == SourceKind.ANNOUNCEMENTS;
    }

    /** Looks again who was erased: before each batch, where one of these lives long. */
    void look() {
        erased = erasures.get();
    }

    SourceProfile profile() {
        return profile;
    }

    /** What one mail became. */
    sealed interface Outcome {
        /**
         * @param rows the mail, and after it the mails it carries if it is a digest
         * @param returned what it says of a mail that could not be delivered
         */
        record Rows(List<MessageCopyRow> rows, Optional<DeliveryReport> returned) implements Outcome {}

        record Unreadable(String why) implements Outcome {}
    }

    /** Never throws: what the reader was not made for is one more mail that cannot be read. */
    Outcome take(RawMail raw, Instant readAt) {
        try {
            return switch (reader.read(raw)) {
                case Reading.Unreadable unreadable -> new Outcome.Unreadable(unreadable.why());
                case Reading.Read read ->
                    announcements
                            ? announced(raw, AnnouncementSeal.ofList(raw, read.mail(), profile), readAt)
                            : rows(judge.judge(raw, read.mail(), readAt), List.of(), DeliveryReport.of(read.mail()));
            };
        } catch (RuntimeException | StackOverflowError e) {
            return new Outcome.Unreadable("the reader failed on it (" + where(e) + ")");
        }
    }

    /** What comes back to a list of announcements is none of ours. */
    private Outcome announced(RawMail raw, Mail mail, Instant readAt) {
        List<Judged> judged = judge.judge(raw, mail, readAt);
        return rows(judged, MailText.of(raw, mail, judged, profile), Optional.empty());
    }

    private Outcome rows(List<Judged> judged, List<MailText> texts, Optional<DeliveryReport> returned) {
        List<MessageCopyRow> rows = new ArrayList<>(judged.size());
        for (int part = 0; part < judged.size(); part++) {
            Judged one = judged.get(part);
            if (isErased(one.sighting())) {
                continue;
            }
            Optional<byte[]> sealed = keepSubjects
                    ? Optional.of(vault.seal(secret(one), one.sighting().id().value()))
                    : Optional.empty();
            Optional<byte[]> announcement = part < texts.size()
                    ? Optional.of(AnnouncementSeal.seal(texts.get(part), one.sighting(), vault))
                    : Optional.empty();
            rows.add(new MessageCopyRow(
                    one.sighting(), part, sealed, SealedIds.of(one.sighting(), vault), announcement));
        }
        return new Outcome.Rows(rows, returned);
    }

    /** Mail of before somebody was erased is there without their name, or is not to come in with it; what they write later is new. */
    private boolean isErased(MessageCopy copy) {
        ErasedPeople.Known known = erased;
        if (known.isEmpty()) {
            return false;
        }
        Author author = copy.author();
        Stream<Mailbox> mailboxes =
                author instanceof Author.Ambiguous many ? many.candidates().stream() : author.person().stream();
        return Stream.concat(
                        mailboxes.flatMap(mailbox -> known.address(mailbox.address()).stream()),
                        author.account().flatMap(known::login).stream())
                .anyMatch(one -> copy.arrival().at().isBefore(one.at()));
    }

    /** The subject, and in the lines after it the display names of the author or the candidates. */
    private static String secret(Judged judged) {
        Author author = judged.sighting().author();
        Stream<String> names = author instanceof Author.Ambiguous many
                ? many.candidates().stream().map(Mailbox::name)
                : author.person().map(Mailbox::name).stream();
        return Stream.concat(Stream.of(judged.subject()), names)
                .map(text -> text.replace('\n', ' ').replace('\r', ' '))
                .collect(Collectors.joining("\n"));
    }

    /** The kind of failure and the line it came from: enough to find it, nothing of the mail. */
    private static String where(Throwable failure) {
        for (StackTraceElement frame : failure.getStackTrace()) {
            if (frame.getClassName().startsWith("org.triageledger.")) {
                return failure.getClass().getSimpleName() + " at " + frame.getFileName() + ":" + frame.getLineNumber();
            }
        }
        return failure.getClass().getSimpleName();
    }
}
