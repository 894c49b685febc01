package org.triageledger.work.advisory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.advisory.CveId;
import org.triageledger.core.advisory.Finding;
import org.triageledger.core.advisory.RecordState;
import org.triageledger.core.advisory.Severity;
import org.triageledger.core.advisory.announcement.Announcement;
import org.triageledger.core.advisory.announcement.AnnouncementMail;
import org.triageledger.core.advisory.announcement.AnnouncementReader;
import org.triageledger.core.advisory.announcement.AnnouncementText;
import org.triageledger.core.advisory.announcement.Lint;
import org.triageledger.core.advisory.announcement.RecordFacts;
import org.triageledger.core.mail.Place;
import org.triageledger.core.mail.RawMail;
import org.triageledger.core.mail.Reading;
import org.triageledger.core.mail.judge.MailText;
import org.triageledger.core.record.LogEntry;
import org.triageledger.mime.Limits;
import org.triageledger.mime.MailReader;
import org.triageledger.work.Refusal;
import org.triageledger.work.Signed;
import org.triageledger.work.decision.Decisions;
import org.triageledger.work.facts.AnnouncedMails;
import org.triageledger.work.facts.Facts;

/** What was announced, what is wrong with it, and which of that people accepted. */
@ApplicationScoped
public class AdvisoryBook {
    /** Of a text that somebody has checked: an announcement has a few thousand characters. */
    public static final int LONGEST_TEXT = 1 << 20;

    /** The beginning of a mail, and not that of prose. */
    private static final Pattern FIELD = Pattern.compile("[!-9;-~]{1,80}:(?:\\s.*)?", Pattern.DOTALL);

    private static final Pattern SUBJECT = Pattern.compile("(?im)^subject\\s*:");
    private static final Pattern LABEL = Pattern.compile("^\\s*(?:title|subject)\\s*:\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern ANNOUNCES = Pattern.compile("\\[?CVE-|\\{[a-z]", Pattern.CASE_INSENSITIVE);

    private final Facts facts;
    private final Settlements settlements;
    private final CveRecords cve;
    private final Clock clock;

    AdvisoryBook(Facts facts, Settlements settlements, CveRecords cve, Clock clock) {
        this.facts = facts;
        this.settlements = settlements;
        this.cve = cve;
        this.clock = clock;
    }

    /** All advisories that were announced by the end of a UTC day, the latest first. */
    @Transactional
    public AdvisoryViews.Advisories all(LocalDate asOf) {
        Facts.Known then = facts.on(asOf);
        Function<CveId, RecordFacts> records = AnnouncedMails.records(then.records(), asOf);
        Map<String, LogEntry> accepted = accepted();
        Map<CveId, List<Finding>> ofRecords = cve.byId(asOf);
        return new AdvisoryViews.Advisories(then.announcements().announcements().stream()
                .map(announcement -> line(announcement, records, accepted, ofRecords))
                .toList());
    }

    /** Those whose id leads or is related, the former first; empty where there is none. */
    @Transactional
    public Optional<AdvisoryViews.AdvisoryDetail> one(String id, LocalDate asOf) {
        Facts.Known then = facts.on(asOf);
        Map<String, LogEntry> accepted = accepted();
        Map<CveId, List<Finding>> ofRecords = cve.byId(asOf);
        return find(id, then)
                .map(announcement -> new AdvisoryViews.AdvisoryDetail(
                        asOf,
                        announcement.title(),
                        line(announcement, AnnouncedMails.records(then.records(), asOf), accepted, ofRecords),
                        announcement.updates().stream()
                                .map(mail -> new AdvisoryViews.UpdateLine(
                                        mail.at(),
                                        mail.message().id().value(),
                                        mail.archive().orElse(null)))
                                .toList(),
                        open(announcement, ofRecords, accepted)
                                .map(AdvisoryBook::lint)
                                .toList(),
                        findings(announcement, ofRecords)
                                .flatMap(finding -> Optional.ofNullable(accepted.get(key(announcement, finding)))
                                        .map(decision -> accepted(finding, decision))
                                        .stream())
                                .toList()));
    }

    /** The mails of announce lists by the end of a UTC day, the latest first, and what waits for a person. */
    @Transactional
    public AdvisoryViews.Announced announced(LocalDate asOf) {
        Facts.Known then = facts.on(asOf);
        return new AdvisoryViews.Announced(
                asOf,
                then.announcements().announcements().stream()
                        .flatMap(announcement -> Stream.concat(
                                Stream.of(mail(
                                        announcement,
                                        announcement.mail(),
                                        announcement.announced().isEmpty())),
                                announcement.updates().stream().map(mail -> mail(announcement, mail, true))))
                        .sorted(Comparator.comparing(AdvisoryViews.AnnouncementMailLine::at)
                                .reversed())
                        .toList(),
                then.announcements().questions().stream()
                        .map(question -> new AdvisoryViews.QuestionLine(
                                question.mail().at(),
                                question.mail().message().id().value(),
                                List.copyOf(question.members()),
                                question.why()))
                        .toList());
    }

    /**
     * What is wrong with an announcement that was pasted: a mail with its fields, or a text whose first line is the subject. Nothing of it
     * is stored.
     *
     * @throws Refusal where it is empty or too long
     */
    @Transactional
    public AdvisoryViews.Linted lint(byte[] bytes) {
        return new AdvisoryViews.Linted(
                check(bytes).stream().map(AdvisoryBook::lint).toList());
    }

    /** As {@link #lint(byte[])}, before it is shown. */
    public List<Finding> check(byte[] bytes) {
        if (bytes.length > LONGEST_TEXT) {
            throw new Refusal("the text is longer than 1 MiB: give only the announcement");
        }
        String text =
                new String(bytes, StandardCharsets.UTF_8).replace("\r\n", "\n").replace("\uFEFF", "");
        if (text.isBlank()) {
            throw new Refusal("there is no text: give a mail, or a subject line, an empty line and the text");
        }
        Instant now = clock.instant();
        Optional<MailText> mail = isMail(text) ? mail(bytes, text) : Optional.empty();
        AnnouncementText read = mail.map(mailText -> AnnouncementReader.read(mailText.subject(), mailText.text()))
                .orElseGet(() -> plain(text));
        Facts.Known today = facts.on(day(now));
        return Lint.of(
                read,
                mail.flatMap(MailText::hash),
                Optional.of(now),
                AnnouncedMails.records(today.records(), day(now)),
                now);
    }

    private static boolean isMail(String text) {
        int end = text.indexOf("\n\n");
        String head = end < 0 ? text : text.substring(0, end);
        String first = head.lines()
                .filter(line -> !line.startsWith("From "))
                .findFirst()
                .orElse("");
        return FIELD.matcher(first).matches()
                && SUBJECT.matcher(head).find()
                && head.lines()
                        .filter(line -> !line.startsWith("From "))
                        .allMatch(line -> line.startsWith(" ")
                                || line.startsWith("\t")
                                || FIELD.matcher(line).matches());
    }

    private static Optional<MailText> mail(byte[] bytes, String text) {
        byte[] mail = text.startsWith("From ")
                ? text.substring(text.indexOf('\n') + 1).getBytes(StandardCharsets.UTF_8)
                : bytes;
        RawMail raw = new RawMail(new Place("pasted", "text"), mail, mail.length, Optional.empty(), Optional.empty());
        return switch (new MailReader(Limits.DEFAULT).read(raw)) {
            case Reading.Read read -> Optional.of(MailText.of(read.mail()));
            case Reading.Unreadable ignored -> Optional.empty();
        };
    }

    /** A first line before an empty one is the subject, with the template's label or without. */
    private static AnnouncementText plain(String text) {
        String own = text.stripLeading();
        int end = own.indexOf('\n');
        String first = end < 0 ? own : own.substring(0, end);
        boolean subject = ANNOUNCES.matcher(first).find()
                && !first.contains("severity")
                && (end < 0
                        || own.startsWith("\n", end + 1)
                        || LABEL.matcher(first).find());
        return subject
                ? AnnouncementReader.read(
                        LABEL.matcher(first).replaceFirst("").strip(), end < 0 ? "" : own.substring(end + 1))
                : AnnouncementReader.read("", own);
    }

    /**
     * Accepts the open findings of a rule about an advisory, also those about its record; {@link Decisions} can undo it. They are open again
     * once what they say changes. One about the announcement of who accepts it waits for a second person.
     *
     * @param until the last UTC day on which it is accepted; for good without it
     * @param dryRun whether it is only said what would be accepted
     * @throws Refusal where there is no such finding
     */
    @Transactional
    public AdvisoryViews.Accepted accept(
            String id, String rule, Optional<LocalDate> until, Signed signed, boolean dryRun) {
        LocalDate today = day(clock.instant());
        Announcement one = find(id, facts.on(today))
                .orElseThrow(() -> new Refusal("no advisory of that id was announced: see `ledger advisories list`"));
        List<org.triageledger.core.member.Finding> meant = open(one, cve.byId(today), accepted())
                .filter(finding -> finding.rule().equals(rule))
                .map(finding -> Settlements.of(about(one), finding))
                .toList();
        if (meant.isEmpty()) {
            throw new Refusal("this advisory has no open finding of that rule: see `ledger advisories show ID`");
        }
        return settlements
                .settle(meant, one.member().equals(Optional.of(signed.by())), until, signed, dryRun)
                .accepted(rule, meant, dryRun);
    }

    private static Optional<Announcement> find(String id, Facts.Known then) {
        Optional<CveId> wanted = CveId.parse(id);
        List<Announcement> found = then.announcements().announcements().stream()
                .filter(announcement -> wanted.map(announcement.ids()::contains)
                        .orElse(announcement.mail().message().id().value().equals(id)))
                .toList();
        return found.stream()
                .filter(announcement -> announcement.id().equals(wanted))
                .findFirst()
                .or(() -> found.stream().findFirst());
    }

    private Map<String, LogEntry> accepted() {
        return settlements.on(day(clock.instant()));
    }

    /** What is wrong with the announcement, and with the record of its id. */
    private static Stream<Finding> findings(Announcement one, Map<CveId, List<Finding>> ofRecords) {
        return Stream.concat(
                        one.findings().stream(),
                        one.id().stream().flatMap(id -> ofRecords.getOrDefault(id, List.of()).stream()))
                .distinct();
    }

    private static Stream<Finding> open(
            Announcement one, Map<CveId, List<Finding>> ofRecords, Map<String, LogEntry> accepted) {
        return findings(one, ofRecords).filter(finding -> !accepted.containsKey(key(one, finding)));
    }

    private static String key(Announcement one, Finding finding) {
        return Settlements.of(about(one), finding).key();
    }

    private static String about(Announcement one) {
        return one.id().map(CveId::value).orElse(one.mail().message().key());
    }

    private static AdvisoryViews.AdvisoryLine line(
            Announcement one,
            Function<CveId, RecordFacts> records,
            Map<String, LogEntry> accepted,
            Map<CveId, List<Finding>> ofRecords) {
        RecordFacts record =
                one.id().map(records).orElse(new RecordFacts(RecordState.NONE, Optional.empty(), List.of()));
        return new AdvisoryViews.AdvisoryLine(
                one.ids().stream().map(CveId::value).toList(),
                one.announced().orElse(null),
                one.mail().message().id().value(),
                author(one.mail()),
                one.member().orElse(null),
                one.severity().map(Severity::name).orElse(null),
                one.project().orElse(null),
                one.links().stream()
                        .map(link -> new AdvisoryViews.LinkLine(link.kind().word(), link.url()))
                        .toList(),
                new AdvisoryViews.RecordStateLine(
                        record.state().word(), record.published().orElse(null)),
                open(one, ofRecords, accepted)
                        .map(finding -> new AdvisoryViews.AdvisoryFindingLine(finding.rule(), bare(finding.what())))
                        .distinct()
                        .toList());
    }

    private static @Nullable String author(AnnouncementMail mail) {
        return mail.message()
                .author()
                .person()
                .filter(author -> mail.message().trust().counts())
                .map(author -> author.address().toString())
                .orElse(null);
    }

    private static AdvisoryViews.AnnouncementMailLine mail(Announcement one, AnnouncementMail mail, boolean update) {
        return new AdvisoryViews.AnnouncementMailLine(
                mail.at(),
                mail.message().id().value(),
                author(mail),
                update ? null : one.member().orElse(null),
                one.ids().stream().map(CveId::value).toList(),
                one.title(),
                update,
                mail.archive().orElse(null));
    }

    public static AdvisoryViews.AcceptedLine accepted(Finding finding, LogEntry decision) {
        return new AdvisoryViews.AcceptedLine(
                finding.rule(),
                bare(finding.what()),
                decision.id(),
                decision.by(),
                decision.reason(),
                Settlements.until(decision).orElse(null));
    }

    public static AdvisoryViews.LintLine lint(Finding finding) {
        return new AdvisoryViews.LintLine(finding.rule(), bare(finding.what()), bare(finding.toDo()));
    }

    /** Where they are shown, the sentences are given their full stop. */
    private static String bare(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
