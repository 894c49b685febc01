package org.triageledger.core.eligibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.triageledger.core.activity.Activities;
import org.triageledger.core.activity.Activity;
import org.triageledger.core.activity.CreditRules;
import org.triageledger.core.activity.Reports;
import org.triageledger.core.advisory.CveId;
import org.triageledger.core.advisory.Finding;
import org.triageledger.core.advisory.Link;
import org.triageledger.core.advisory.RecordState;
import org.triageledger.core.advisory.announcement.AnnouncementMail;
import org.triageledger.core.advisory.announcement.AnnouncementReader;
import org.triageledger.core.advisory.announcement.Announcements;
import org.triageledger.core.advisory.announcement.RecordFacts;
import org.triageledger.core.advisory.ghsa.Advisory;
import org.triageledger.core.advisory.ghsa.Looks;
import org.triageledger.core.advisory.match.Reconciliation;
import org.triageledger.core.advisory.record.CveRecord;
import org.triageledger.core.advisory.record.RecordCredits;
import org.triageledger.core.advisory.record.RecordHistory;
import org.triageledger.core.advisory.record.RecordRules;
import org.triageledger.core.advisory.record.Records;
import org.triageledger.core.mail.Letter;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.MessageCopy;
import org.triageledger.core.mail.thread.Messages;
import org.triageledger.core.mail.thread.Threads;
import org.triageledger.core.member.People;
import org.triageledger.core.member.Roster;

/** Mail, announcements, records and GitHub's advisories give the same credits and findings in whatever order and however often they come. */
class AnyOrderAdvisoriesTest {
    private static final Roster ROSTER = new Roster(
            Stream.of(
                            People.named("ada", "Ada Example").github("Ada-X").owns("ada@example.org"),
                            People.named("bob", "Bob Example").github("bob-x").owns("bob@example.org"))
                    .map(People::person)
                    .toList(),
            List.of());
    private static final String SUBJECT_END = "] A title";

    /** All that there is to know, each kind in the order in which it was read. */
    private record Sources(
            List<MessageCopy> team, List<MessageCopy> announced, List<CveRecord> records, List<String> looks) {
        Sources inAnotherOrderAndSomeTwice(Random random) {
            return new Sources(
                    mixed(team, random), mixed(announced, random), mixed(records, random), mixed(looks, random));
        }

        private static <T> List<T> mixed(List<T> all, Random random) {
            List<T> mixed = new ArrayList<>(all);
            mixed.addAll(all.subList(0, random.nextInt(all.size() + 1)));
            Collections.shuffle(mixed, random);
            return mixed;
        }
    }

    private record Outcome(Activity activity, Announcements announcements, List<List<Finding>> findings) {}

    @Property(tries = 300)
    void anyOrderAndAnyRepetitionGiveTheSameCreditsAndFindings(@ForAll Random random) {
        Sources sources = some(random);
        Sources again = sources.inAnotherOrderAndSomeTwice(random);
        for (LocalDate day : List.of(LocalDate.of(2026, 3, 5), LocalDate.of(2026, 12, 31))) {
            assertThat(outcome(again, day)).isEqualTo(outcome(sources, day));
        }
    }

    private static Sources some(Random random) {
        List<MessageCopy> team = new ArrayList<>();
        List<MessageCopy> announced = new ArrayList<>();
        List<CveRecord> records = new ArrayList<>();
        List<String> looks = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Letter mail = Letter.letter("m" + random.nextInt(4))
                    .saying("about " + oneOf(random, "CVE-2026-1001", "GHSA-23fg-45hj-67km", "nothing"))
                    .at("2026-03-0" + (1 + random.nextInt(6)) + "T10:00:00Z");
            team.add((random.nextBoolean()
                            ? mail.relayed(oneOf(random, "ada-x", "bob-x", "finder"))
                            : mail.from(oneOf(random, "ada", "bob", "eve")))
                    .answers("m" + random.nextInt(4))
                    .sighting());
            announced.add(Letter.letter("a" + random.nextInt(4))
                    .from(oneOf(random, "ada", "bob", "eve"))
                    .saying(oneOf(random, "HIGH", "MODERATE", "LOW") + " " + oneOf(random, "1001", "1002"))
                    .at("2026-03-0" + (1 + random.nextInt(6)) + "T11:00:00Z")
                    .sighting());
            String updated = "2026-03-0" + (1 + random.nextInt(6)) + "T12:00:00Z";
            Records record = Records.record("CVE-2026-" + oneOf(random, "1001", "1002"))
                    .updated(updated)
                    .credit(
                            oneOf(random, "coordinator", "finder", "analyst"),
                            oneOf(random, "Ada Example (https://github.com/ada-x)", "Bob Example"))
                    .link("https://github.com/python/cpython/pull/" + random.nextInt(3), "patch");
            records.add((random.nextInt(5) == 0 ? record.rejected(updated) : record).version());
            looks.add(oneOf(
                    random,
                    "look 0" + (6 + random.nextInt(3)) + "T12 draft created=01T00 updated=0" + (1 + random.nextInt(5))
                            + "T10 accepted=yes by=finder cve=CVE-2026-1001 credits=bob-x:coordinator:accepted",
                    "comment " + random.nextInt(3) + " ada-x 03T10"));
        }
        return new Sources(team, announced, records, looks);
    }

    /** As the service puts it together. */
    private static Outcome outcome(Sources sources, LocalDate day) {
        List<RecordHistory> records = RecordHistory.of(sources.records);
        List<Advisory> advisories = Looks.advisories(String.join("\n", sources.looks), "28T00");
        RecordCredits named = RecordCredits.of(records, ROSTER, Map.of("bob example", "bob"), day);
        Announcements announcements = Announcements.of(
                Messages.merge(sources.announced).stream()
                        .map(AnyOrderAdvisoriesTest::announcement)
                        .toList(),
                ROSTER,
                Set.of(),
                known(records, day),
                day);
        Activity mailed = Activities.of(
                Reports.of(Threads.of(Activities.upTo(Messages.merge(sources.team), day)), ROSTER, List.of()),
                ROSTER,
                CreditRules.DEFAULT);
        Activity activity = AnnouncementWork.with(
                AdvisoryCredits.with(RecordWork.with(mailed, named, records, day), advisories, ROSTER, 1),
                announcements);
        return new Outcome(
                activity,
                announcements,
                records.stream()
                        .map(record -> Stream.of(
                                        RecordRules.DEFAULT.of(record, day),
                                        Reconciliation.of(record, day, told(record.id(), announcements), advisories),
                                        RecordMail.of(record.id(), named, activity))
                                .flatMap(Collection::stream)
                                .toList())
                        .toList());
    }

    private static Optional<Reconciliation.Told> told(CveId id, Announcements announcements) {
        return announcements.announcements().stream()
                .filter(announcement -> announcement.id().equals(Optional.of(id)))
                .findFirst()
                .map(announcement -> new Reconciliation.Told(announcement.severity(), announcement.links()));
    }

    private static Function<CveId, RecordFacts> known(List<RecordHistory> records, LocalDate day) {
        return id -> records.stream()
                .filter(record -> record.id().equals(id))
                .flatMap(record -> record.on(day).stream()
                        .map(said -> new RecordFacts(
                                said.record().state() == CveRecord.State.REJECTED
                                        ? RecordState.REJECTED
                                        : record.published(day).isPresent()
                                                ? RecordState.PUBLISHED
                                                : RecordState.RESERVED,
                                record.published(day),
                                said.record().references().stream()
                                        .map(reference -> Link.of(reference.url()))
                                        .toList())))
                .findFirst()
                .orElse(RecordFacts.UNKNOWN);
    }

    /** What a mail announces follows from its fingerprint, as all of a mail does; every fifth did not come through the list. */
    private static AnnouncementMail announcement(Message message) {
        int which = Math.floorMod(message.fingerprint().hashCode(), 60);
        String severity = List.of("HIGH", "MODERATE", "LOW").get(which % 3);
        String id = "CVE-2026-" + (which % 2 == 0 ? "1001" : "1002");
        return new AnnouncementMail(
                message,
                AnnouncementReader.read(
                        (which % 4 == 0 ? "Erratum: [" : "[") + id + SUBJECT_END,
                        "There is a " + severity + " severity vulnerability affecting CPython.\n\n"
                                + "https://github.com/python/cpython/pull/" + which % 3 + "\n"),
                which % 5 != 0,
                Optional.empty(),
                Optional.of("HASH" + which));
    }

    private static String oneOf(Random random, String... words) {
        return words[random.nextInt(words.length)];
    }
}
