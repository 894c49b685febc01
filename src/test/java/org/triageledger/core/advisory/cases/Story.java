package org.triageledger.core.advisory.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.triageledger.core.activity.Activities;
import org.triageledger.core.activity.Activity;
import org.triageledger.core.activity.CreditRules;
import org.triageledger.core.activity.Report;
import org.triageledger.core.activity.Reports;
import org.triageledger.core.activity.Ruling;
import org.triageledger.core.advisory.announcement.Announcement;
import org.triageledger.core.advisory.announcement.AnnouncementMail;
import org.triageledger.core.advisory.announcement.AnnouncementReader;
import org.triageledger.core.advisory.announcement.Announcements;
import org.triageledger.core.advisory.announcement.RecordFacts;
import org.triageledger.core.advisory.ghsa.Advisory;
import org.triageledger.core.advisory.ghsa.Looks;
import org.triageledger.core.advisory.record.RecordCredits;
import org.triageledger.core.advisory.record.RecordHistory;
import org.triageledger.core.advisory.record.Records;
import org.triageledger.core.coverage.Coverage;
import org.triageledger.core.coverage.Stretch;
import org.triageledger.core.eligibility.AdvisoryCredits;
import org.triageledger.core.eligibility.AnnouncementWork;
import org.triageledger.core.eligibility.CaseWork;
import org.triageledger.core.eligibility.RecordWork;
import org.triageledger.core.mail.Address;
import org.triageledger.core.mail.Letter;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.MessageId;
import org.triageledger.core.mail.Named;
import org.triageledger.core.mail.thread.Messages;
import org.triageledger.core.mail.thread.Threads;
import org.triageledger.core.member.Branch;
import org.triageledger.core.member.Dated;
import org.triageledger.core.member.OwnedAddress;
import org.triageledger.core.member.Person;
import org.triageledger.core.member.Role;
import org.triageledger.core.member.Roster;

/**
 * What happened, a line each, in March 2026 unless a whole time is given; days are written {@code 02T10}. Ada, Bob and Cia are members, Cia
 * manages 3.13 and 3.12, and Bob is {@code bob-x} on GitHub.
 *
 * <pre>
 * mail ID FROM TIME [answers=ID] [says=TEXT]
 * rule ID STATUS TIME
 * look …, comment …, poll …             as in Looks
 * record CVE published=… [reserved=…] [rejected=…] [link=URL] [affected=FROM..BELOW] [coordinator=TEXT] [updated=…]
 * announce CVE TIME FROM [also=CVE] [link=URL]
 * set ID STEP TIME [about=…]            ID of a mail, or a CVE or GHSA id
 * release VERSION DAY [expected]
 * read mail|announcements|records until TIME
 * now TIME
 * </pre>
 */
final class Story {
    static final Roster ROSTER = new Roster(
            List.of(person("ada"), person("bob"), person("cia", manages("3.13"), manages("3.12"))),
            List.of(
                    branch("3.15", Branch.Status.FEATURE, "2031-10-31", "Hugo Example"),
                    branch("3.14", Branch.Status.BUGFIX, "2030-10-31", "Hugo Example"),
                    branch("3.13", Branch.Status.BUGFIX, "2029-10-31", "cia"),
                    branch("3.12", Branch.Status.SECURITY, "2028-10-31", "cia"),
                    branch("3.9", Branch.Status.END_OF_LIFE, "2025-10-31", "cia")));

    static final CaseSources NOTHING_READ =
            new CaseSources(Coverage.NONE, Coverage.NONE, Optional.empty(), Looks.polls(""), Instant.EPOCH);

    private final List<String> lines;
    private final Instant now;

    private Story(List<String> lines) {
        this.lines = lines;
        this.now = word(lines, "now").map(words -> time(words[1])).orElse(Instant.parse("2026-11-26T12:00:00Z"));
    }

    static Story of(String text) {
        return new Story(text.lines().filter(line -> !line.isBlank()).toList());
    }

    /** The same in another order, some of it twice. */
    Story shuffled(Random random) {
        List<String> other = new ArrayList<>(lines);
        lines.stream()
                .filter(line -> random.nextInt(4) == 0 && !line.startsWith("now") && !line.startsWith("read"))
                .forEach(other::add);
        Collections.shuffle(other, random);
        return new Story(other);
    }

    Instant now() {
        return now;
    }

    LocalDate day() {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    List<Case> cases() {
        return Cases.of(reports(), advisories(), announcements(), histories(), ROSTER, day());
    }

    /** The same of the very reports that are known, where they are known; the others are known from then on. */
    List<Case> cases(Map<Report, Report> known, EarlierCases before) {
        return Cases.of(
                reports().stream()
                        .map(report -> known.computeIfAbsent(report, first -> first))
                        .toList(),
                advisories(),
                announcements(),
                histories(),
                ROSTER,
                day(),
                before);
    }

    DerivedCases.Basis basis() {
        return new DerivedCases.Basis(
                ROSTER,
                RecordCredits.of(histories(), ROSTER, Map.of(), day()).credits(),
                rulings(),
                set(),
                releases(),
                day());
    }

    CaseFindings findingRules(CaseLimits limits) {
        return new CaseFindings(limits, sources(), ROSTER, now);
    }

    List<Chain> chains() {
        Chains chains = new Chains(
                ROSTER,
                RecordCredits.of(histories(), ROSTER, Map.of(), day()).credits(),
                rulings(),
                set(),
                releases(),
                day(),
                now);
        return cases().stream().map(chains::of).toList();
    }

    List<CaseFinding> findings(CaseLimits limits) {
        CaseFindings findings = findingRules(limits);
        List<Chain> chains = chains();
        return Stream.concat(
                        chains.stream().flatMap(chain -> findings.of(chain).stream()),
                        CaseFindings.leaks(chains, day()).stream())
                .toList();
    }

    /** {@code no-coordinator open, unfinished settled}. */
    String rules() {
        return findings(CaseLimits.DEFAULT).stream()
                .map(finding -> finding.rule().word()
                        + finding.about().map(about -> " " + about).orElse("") + " "
                        + finding.state().word())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** Each case as a line of its steps: {@code received 02T10, first-reply 03T10}. */
    String steps() {
        return chains().stream().map(Story::steps).collect(Collectors.joining("\n"));
    }

    static String steps(Chain chain) {
        return chain.outcome().word() + ": "
                + chain.steps().stream()
                        .map(taken -> taken.step().word()
                                + taken.about().map(about -> " " + about).orElse("") + " "
                                + (taken.when().isExact()
                                        ? ""
                                        : written(taken.when().from()) + "–")
                                + written(taken.when().by()))
                        .collect(Collectors.joining(", "));
    }

    /** What belongs together: {@code report report CVE-2026-1234 / CVE-2026-9999}. */
    String groups() {
        return cases().stream()
                .map(known -> Stream.of(
                                known.reports().stream()
                                        .map(report -> report.thread()
                                                .opener()
                                                .id()
                                                .value()
                                                .replace("@mail.example.org", "")),
                                known.advisories().stream()
                                        .map(advisory -> advisory.id().value().substring(0, 9)),
                                known.cves().stream().map(Object::toString))
                        .flatMap(names -> names)
                        .collect(Collectors.joining(" ")))
                .sorted()
                .collect(Collectors.joining(" / "));
    }

    /** The credits of all sources, those of one case for one report. */
    Activity activity() {
        Announcements announced = announced();
        return CaseWork.with(
                AnnouncementWork.with(
                        AdvisoryCredits.with(
                                RecordWork.with(
                                        Activities.of(reports(), ROSTER, CreditRules.DEFAULT),
                                        RecordCredits.of(histories(), ROSTER, Map.of(), day()),
                                        histories(),
                                        day()),
                                advisories(),
                                ROSTER,
                                1),
                        announced),
                cases());
    }

    private CaseSources sources() {
        return new CaseSources(
                read("mail"),
                read("announcements"),
                Optional.of(until("records")),
                Looks.polls(String.join("\n", lines)),
                now);
    }

    private Coverage read(String source) {
        return new Coverage(List.of(new Stretch(Instant.parse("2020-01-01T00:00:00Z"), until(source))));
    }

    private Instant until(String source) {
        return lines.stream()
                .filter(line -> line.startsWith("read " + source))
                .map(line -> time(line.split(" ")[3]))
                .findFirst()
                .orElse(now);
    }

    private List<Message> messages() {
        return Messages.merge(each("mail")
                .map(words -> {
                    Letter letter = Letter.letter(words[1]).at(time(words[3]));
                    letter = words[2].startsWith("@") ? letter.relayed(words[2].substring(1)) : letter.from(words[2]);
                    letter = letter.saying(value(words, "says").orElse("") + " " + words[1]);
                    return value(words, "answers")
                            .map(letter::answers)
                            .orElse(letter)
                            .sighting();
                })
                .distinct()
                .filter(sighting -> !sighting.arrival().at().isAfter(now))
                .toList());
    }

    private List<Report> reports() {
        return Reports.of(Threads.of(messages()), ROSTER, rulings());
    }

    private List<Ruling> rulings() {
        return each("rule")
                .map(words -> new Ruling(key(words[1]), status(words[2]), time(words[3]), "ada", "read it"))
                .distinct()
                .toList();
    }

    private static Report.Status status(String word) {
        return Named.read(Report.Status.class, word).orElseThrow();
    }

    private String key(String name) {
        MessageId id = Letter.id(name);
        return messages().stream()
                .filter(message -> message.id().equals(id))
                .map(Message::key)
                .findFirst()
                .orElseGet(() -> Case.anchor(name));
    }

    private List<StepSet> set() {
        Set<String> seen = new TreeSet<>();
        List<StepSet> set = new ArrayList<>();
        for (String line :
                lines.stream().filter(line -> line.startsWith("set ")).sorted().toList()) {
            if (seen.add(line)) {
                String[] words = line.split(" ");
                set.add(new StepSet(
                        key(words[1]),
                        Named.read(Step.class, words[2]).orElseThrow(),
                        value(words, "about").map(about -> about.startsWith("CVE") ? Case.anchor(about) : about),
                        time(words[3]),
                        "ada",
                        "told so",
                        set.size() + 1));
            }
        }
        return set;
    }

    private List<Advisory> advisories() {
        return Looks.advisories(String.join("\n", lines), "28T00");
    }

    private List<RecordHistory> histories() {
        return RecordHistory.of(each("record")
                .map(words -> {
                    Records record = Records.record(words[1]);
                    value(words, "published")
                            .map(text -> text.equals("none") ? "" : time(text).toString())
                            .ifPresent(record::published);
                    value(words, "reserved").map(text -> time(text).toString()).ifPresent(record::reserved);
                    value(words, "updated").map(text -> time(text).toString()).ifPresent(record::updated);
                    value(words, "rejected").map(text -> time(text).toString()).ifPresent(record::rejected);
                    value(words, "link").ifPresent(record::link);
                    value(words, "coordinator").ifPresent(text -> record.credit("coordinator", text));
                    Stream.of(words)
                            .filter(word -> word.startsWith("affected="))
                            .map(word -> word.substring(9).split("\\.\\."))
                            .forEach(range -> record.affected(range[0], range[1]));
                    return record.version();
                })
                .toList());
    }

    private List<Announcement> announcements() {
        return announced().announcements();
    }

    private Announcements announced() {
        List<AnnouncementMail> mails = each("announce")
                .map(words -> new AnnouncementMail(
                        Letter.letter("announce-" + words[1] + "-" + words[2])
                                .from(words[3])
                                .at(time(words[2]))
                                .saying(words[1])
                                .message(),
                        AnnouncementReader.read(
                                "[" + words[1] + "] Something is wrong",
                                "There is a HIGH severity vulnerability affecting CPython\n\nA text about it"
                                        + value(words, "also")
                                                .map(id -> ", see " + id)
                                                .orElse("") + ".\n\n"
                                        + "https://www.cve.org/CVERecord?id=" + words[1] + "\n"
                                        + value(words, "link").orElse("") + "\n"),
                        true,
                        Optional.empty(),
                        Optional.empty()))
                .distinct()
                .toList();
        return Announcements.of(mails, ROSTER, Set.of(), id -> RecordFacts.UNKNOWN, day());
    }

    private Releases releases() {
        List<Releases.Release> all = each("release")
                .map(words -> new Releases.Release(
                        ReleaseVersion.parse(words[1]).orElseThrow(), LocalDate.parse(words[2]), words.length > 3))
                .distinct()
                .sorted(Comparator.comparing(Releases.Release::version))
                .toList();
        return all.isEmpty() ? Releases.UNKNOWN : new Releases(all, Optional.of(now));
    }

    private Stream<String[]> each(String kind) {
        return lines.stream().filter(line -> line.startsWith(kind + " ")).map(line -> line.split(" "));
    }

    private static Optional<String[]> word(List<String> lines, String kind) {
        return lines.stream()
                .filter(line -> line.startsWith(kind + " "))
                .map(line -> line.split(" "))
                .findFirst();
    }

    private static Optional<String> value(String[] words, String name) {
        return Stream.of(words)
                .filter(word -> word.startsWith(name + "="))
                .map(word -> word.substring(name.length() + 1).replace('_', ' '))
                .findFirst();
    }

    static Instant time(String text) {
        return Instant.parse(
                text.length() == 5 ? "2026-03-" + text + ":00:00Z" : text.length() == 10 ? text + "T00:00:00Z" : text);
    }

    private static String written(Instant at) {
        String text = at.toString();
        return text.startsWith("2026-03-") ? text.substring(8, 13) : text.substring(0, 10);
    }

    private static Person person(String id, Role... roles) {
        return new Person(
                id,
                id,
                List.of(),
                Optional.of(id + "-x"),
                List.of(Dated.ALWAYS),
                List.of(new OwnedAddress(Address.parse(id + "@example.org").orElseThrow(), Dated.ALWAYS)),
                List.of(roles));
    }

    private static Role manages(String branch) {
        return new Role(Role.Kind.RELEASE_MANAGER, Optional.of(branch), Dated.ALWAYS, Optional.empty());
    }

    private static Branch branch(String version, Branch.Status status, String end, String manager) {
        return new Branch(version, status, Optional.empty(), Optional.of(LocalDate.parse(end)), List.of(manager));
    }
}
