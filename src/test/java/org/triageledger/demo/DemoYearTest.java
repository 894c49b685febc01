package org.triageledger.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.triageledger.core.activity.Activities;
import org.triageledger.core.activity.Activity;
import org.triageledger.core.activity.CreditRules;
import org.triageledger.core.activity.Reports;
import org.triageledger.core.coverage.Coverage;
import org.triageledger.core.coverage.Stretch;
import org.triageledger.core.eligibility.Evaluations;
import org.triageledger.core.eligibility.Policy;
import org.triageledger.core.mail.Judged;
import org.triageledger.core.mail.ListId;
import org.triageledger.core.mail.Message;
import org.triageledger.core.mail.MessageCopy;
import org.triageledger.core.mail.Place;
import org.triageledger.core.mail.RawMail;
import org.triageledger.core.mail.Reading;
import org.triageledger.core.mail.SourceProfile;
import org.triageledger.core.mail.judge.Judge;
import org.triageledger.core.mail.thread.Messages;
import org.triageledger.core.mail.thread.Threads;
import org.triageledger.core.member.Roster;
import org.triageledger.feeds.ReleaseCycleFile;
import org.triageledger.feeds.RosterFile;
import org.triageledger.mime.Limits;
import org.triageledger.mime.MailReader;

/** The whole way from the sample mailbox to who is active: what the demo shows, and why. */
class DemoYearTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final LocalDate TODAY = LocalDate.ofInstant(NOW, ZoneOffset.UTC);

    private final List<MessageCopy> sightings = new ArrayList<>();
    private final List<String> quarantine = new ArrayList<>();
    private Roster roster = Roster.EMPTY;
    private List<Message> messages = List.of();
    private Activity activity = new Activity(List.of(), List.of(), List.of());

    @BeforeEach
    void readTheYear() {
        Judge judge = new Judge(
                new SourceProfile(
                        "team",
                        SourceProfile.Mode.MAILBOX,
                        Set.of(list("security.example.org"), list("security-announce.example.org")),
                        Set.of(Receiver.NAME),
                        Set.of(),
                        Set.of("ledger.example.org")),
                subject -> subject);
        MailReader reader = new MailReader(Limits.DEFAULT);
        for (DemoMailbox.Stored stored : DemoMailbox.at(NOW)) {
            RawMail raw = new RawMail(
                    new Place("team", stored.file()),
                    stored.bytes(),
                    stored.bytes().length,
                    Optional.of(stored.arrived()),
                    Optional.empty());
            switch (reader.read(raw)) {
                case Reading.Read read ->
                    judge.judge(raw, read.mail(), NOW).stream()
                            .map(Judged::sighting)
                            .forEach(sightings::add);
                case Reading.Unreadable unreadable -> quarantine.add(stored.file() + ": " + unreadable.why());
            }
        }
        roster = roster();
        messages = Messages.merge(sightings);
        activity = Activities.of(Reports.of(Threads.of(messages), roster, List.of()), roster, CreditRules.DEFAULT);
    }

    @Test
    void theVerdictsAreOfEveryKind() {
        Coverage coverage = new Coverage(List.of(
                new Stretch(TODAY.minusDays(450).atStartOfDay(ZoneOffset.UTC).toInstant(), NOW)));
        assertThat(Evaluations.of(Policy.SEED_2024, roster, activity, coverage, TODAY, NOW).stream()
                        .map(evaluation -> "%s %s %s"
                                .formatted(
                                        evaluation.member(),
                                        evaluation.verdict().word(),
                                        evaluation.credits())))
                .containsExactly(
                        "ada active 4",
                        "grace active 3",
                        "heidi inactive 0",
                        "inaki active 1",
                        "jun active 2",
                        "kofi newcomer 0",
                        "lena exempt 0",
                        "marek exempt 0",
                        "nadia exempt 0",
                        "tomas active 1");
    }

    @Test
    void whatIsForgedOrAmbiguousWaitsForAPerson() {
        assertThat(activity.pending().stream()
                        .map(pending -> "%s: %s, %s"
                                .formatted(
                                        pending.credit().member(),
                                        pending.credit().evidence().getFirst().id(),
                                        pending.doubt().word()))
                        .distinct())
                .containsExactlyInAnyOrder(
                        "ada: anon-29@example.org, ambiguous",
                        "grace: anon-29@example.org, ambiguous",
                        "heidi: forged-59@cheap.example.biz, claimed");
    }

    @Test
    void everyMailIsTakenForWhatItIs() {
        assertThat(sightings.stream()
                        .map(messageCopy -> "%s %s %s %s\n"
                                .formatted(
                                        messageCopy.place().where().replace(".eml", ""),
                                        messageCopy.author().how().word(),
                                        messageCopy.automation().word(),
                                        messageCopy.trust().word()))
                        .collect(Collectors.joining()))
                .isEqualTo("""
                        01-report direct human verified
                        02-answer direct human verified
                        03-answer direct human verified
                        04-report direct human verified
                        05-answer direct human verified
                        06-answer-through-list unmunged human list
                        07-reporter-again direct human verified
                        08-report-through-list unmunged human list
                        09-answer direct human verified
                        10-bounce direct bounce claimed
                        11-answer-through-list unmunged human list
                        12-announcement unmunged human list
                        13-internal direct human verified
                        14-internal direct human verified
                        15-internal direct human verified
                        16-spam direct human claimed
                        17-report-in-html direct human verified
                        18-answer-in-japanese direct human verified
                        19-answer-wrapped-by-list unwrapped human list
                        20-advisory-opened-on-github relayed notification verified
                        21-comment-on-github relayed notification verified
                        22-forged-comment-on-github ambiguous notification claimed
                        23-report direct human verified
                        24-auto-reply direct auto-reply verified
                        25-answer direct human verified
                        26-calendar-reply direct calendar verified
                        27-reporter-again direct human verified
                        28-empty-answer direct human verified
                        29-report-in-german direct human verified
                        30-forged-member direct human claimed
                        31-answer-through-list unmunged human list
                        32-answer-again-in-copy direct human verified
                        34-report-with-patch direct human verified
                        35-answer-through-list unmunged human list
                        36-answer-of-ada-or-grace ambiguous human claimed
                        37-scanner direct notification verified
                        38-announcement unmunged human list
                        39-second-report-of-the-same direct human verified
                        40-answer direct human verified
                        41-report-without-answer direct human verified
                        """);
    }

    @Test
    void theMailThatIsNoneIsSetAside() {
        assertThat(quarantine).singleElement().asString().startsWith("33-no-mail-at-all.eml: ");
    }

    @Test
    void theAnswerThatCameTwiceIsOneMessage() {
        assertThat(messages).hasSize(sightings.size() - 1);
    }

    private static ListId list(String id) {
        return ListId.parse(id).orElseThrow();
    }

    private static Roster roster() {
        if (RosterFile.parse(DemoMailbox.text("roster.yaml", NOW)) instanceof RosterFile.Outcome.Loaded people
                && ReleaseCycleFile.parse(DemoMailbox.text("release-cycle.json", NOW))
                        instanceof ReleaseCycleFile.Outcome.Loaded cycle) {
            return new Roster(people.people(), cycle.branches());
        }
        throw new AssertionError("the demo's roster or release cycle is faulty");
    }
}
