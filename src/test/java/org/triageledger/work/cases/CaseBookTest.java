package org.triageledger.work.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.work.Days;
import org.triageledger.work.Refusal;
import org.triageledger.work.Signed;
import org.triageledger.work.TestClock;
import org.triageledger.work.advisory.CveRecords;
import org.triageledger.work.decision.Decisions;
import org.triageledger.work.decision.Proposal;
import org.triageledger.work.decision.Rulings;
import org.triageledger.work.intake.Importer;
import org.triageledger.work.intake.SourceKind;
import org.triageledger.work.intake.SourceRules;
import org.triageledger.work.post.Outbox;
import org.triageledger.work.queries.EvidenceAnswers;
import org.triageledger.work.release.ReleaseFeed;
import org.triageledger.work.roster.RosterBook;

/** One report on its way to its advisory, its CVE record and its releases, as the days go by. */
@QuarkusTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CaseBookTest {
    private static final String CVE = "CVE-2026-40001";
    private static final Signed BOB = new Signed("bob", "Ada said so");

    @Inject
    TestClock clock;

    @Inject
    Importer importer;

    @Inject
    RosterBook roster;

    @Inject
    ReleaseFeed releases;

    @Inject
    CveRecords records;

    @Inject
    CaseBook book;

    @Inject
    CaseFigures figures;

    @Inject
    CaseMail mail;

    @Inject
    Outbox outbox;

    @Inject
    Decisions decisions;

    @Inject
    Rulings rulings;

    @Inject
    Days days;

    @Inject
    EvidenceAnswers evidence;

    @Inject
    ObjectMapper json;

    @TempDir
    Path folder;

    @Test
    @Order(1)
    void aReportWithoutACoordinatorIsLateAfterThreeDaysAndTheAdminsAreTold() throws IOException {
        roster.load(Files.writeString(folder.resolve("roster.yaml"), """
                members:
                  - {id: ada, name: Ada Example, joined: 2019-02-01, addresses: [ada@example.org], roles: [{role: admin}]}
                  - {id: bob, name: Bob Example, joined: 2019-02-01, addresses: [bob@example.org], roles: [{role: admin}]}
                  - {id: cia, name: Cia Example, joined: 2019-02-01, addresses: [cia@example.org]}
                """));
        roster.releaseCycle(Files.writeString(folder.resolve("cycle.json"), """
                {"3.13": {"branch": "3.13", "status": "bugfix", "first_release": "2024-10-07", "end_of_life": "2029-10", "release_manager": "Cia Example"},
                 "3.12": {"branch": "3.12", "status": "security", "first_release": "2023-10-02", "end_of_life": "2028-10", "release_manager": "Cia Example"}}
                """).toString());
        now("2026-06-02T10:00:00Z");
        team("""
                From mal@evil.example Mon Jun  1 10:00:00 2026
                Message-ID: <r1@evil.example>
                From: Mal <mal@evil.example>
                Date: Mon, 1 Jun 2026 10:00:00 +0000
                Subject: Secret flaw

                It crashes.

                From ada@example.org Mon Jun  1 12:00:00 2026
                Message-ID: <r2@example.org>
                In-Reply-To: <r1@evil.example>
                From: Ada Example <ada@example.org>
                Date: Mon, 1 Jun 2026 12:00:00 +0000
                Subject: Re: Secret flaw

                Thank you, I look at it.
                This one is %s.

                """.formatted(CVE));
        assertThat(only().findings()).isEmpty();
        assertThat(mail.due()).isEmpty();

        now("2026-06-04T11:00:00Z");
        assertThat(findings()).isEqualTo("no-coordinator open admins");
        assertThat(mail.due().stream().map(due -> due.person() + " " + due.subject()))
                .containsExactly(
                        "ada Case " + only().id() + ": no coordinator", "bob Case " + only().id() + ": no coordinator");
        assertThat(mail.due().toString())
                .doesNotContain("flaw")
                .doesNotContain(CVE)
                .doesNotContain("mal@");
    }

    @Test
    @Order(2)
    void aCoordinatorIsSetByHandWithAReasonAndThatCanBeUndone() {
        CaseViews.Done tried = book.set(only().id(), "coordinator", "ada", "2026-06-04T10:30:00+02:00", BOB, true);
        assertThat(tried.decision()).isZero();
        assertThat(tried.changes())
                .containsExactly(
                        "step coordinator ada: 2026-06-04T08:30:00Z",
                        "coordinator: none → ada",
                        "no longer finding no-coordinator: open");
        assertThat(findings()).isEqualTo("no-coordinator open admins");

        CaseViews.Done done = book.set(only().id(), "coordinator", "ada", "2026-06-04T10:30:00+02:00", BOB);
        assertThat(done.changes()).isEqualTo(tried.changes());
        assertThat(only().coordinator()).isEqualTo("ada");
        assertThat(findings()).isEmpty();
        assertThat(book.one(only().id(), today()).orElseThrow().findings())
                .extracting(CaseViews.CaseFindingLine::state)
                .isEmpty();

        decisions.decide(new Proposal.Undo(done.decision()), BOB);
        assertThat(findings()).isEqualTo("no-coordinator open admins");
        book.set(only().id(), "coordinator", "ada", "2026-06-04", BOB);
        assertThat(findings()).isEmpty();
    }

    @Test
    @Order(3)
    void whatMakesNoSenseIsRefusedInOneLine() {
        String id = only().id();
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> book.set("r0", "closed", null, null, BOB));
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> book.set(id, "lost", null, null, BOB));
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> book.set(id, "coordinator", "nobody", null, BOB));
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> book.set(id, "coordinator", null, null, BOB));
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> book.set(id, "decided", "ada", null, BOB));
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> book.set(id, "merged", "2.6", null, BOB));
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> book.set(id, "decided", null, "2027-01-01", BOB));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> book.set(id, "decided", null, "2026-06-01 10:00", BOB));
        for (String time : List.of("0026-06-01", "1999-12-31", "+999999999-12-31T00:00:00Z", "2062-01-01")) {
            assertThatExceptionOfType(Refusal.class).isThrownBy(() -> book.set(id, "embargo-ends", null, time, BOB));
        }
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> book.set(id, "decided", null, null, new Signed("zoe", "x")));
    }

    @Test
    @Order(4)
    void theReporterWaitsAndTheCoordinatorIsToldBeforeTheAdmins() throws IOException {
        team("""
                From mal@evil.example Fri Jun  5 10:00:00 2026
                Message-ID: <r3@evil.example>
                In-Reply-To: <r2@example.org>
                From: Mal <mal@evil.example>
                Date: Fri, 5 Jun 2026 10:00:00 +0000
                Subject: Re: Secret flaw

                Any news?

                """);
        now("2026-06-20T10:00:00Z");
        assertThat(findings()).isEqualTo("reporter-waits open coordinator");
        assertThat(mail.due()).extracting(CaseMail.Due::person).containsExactly("ada");
        assertThat(mail.note(outbox)).isEqualTo(1);
        assertThat(mail.note(outbox)).isZero();
        now("2026-06-27T10:00:00Z");
        assertThat(findings()).isEqualTo("reporter-waits open admins");
        assertThat(mail.note(outbox)).isEqualTo(1);
        CaseMail.Due due = mail.due().getFirst();
        assertThat(mail.write("ada", due.about(), "m1@example.org")
                                .orElseThrow()
                                .text()
                        + due.subject())
                .contains(only().id())
                .doesNotContain("flaw")
                .doesNotContain(CVE);
        assertThat(mail.write("cia", due.about(), "m1@example.org")).isEmpty();
        assertThat(mail.write("ada", "day 2026-06-20", "m1@example.org")).isPresent();
        assertThat(mail.write("bob", "day 2026-06-20", "m1@example.org")).isEmpty();
        assertThat(mail.write("bob", "day 2026-06-27", "m1@example.org")).isPresent();
        assertThat(mail.due()).extracting(CaseMail.Due::person).containsExactly("ada", "bob");
    }

    @Test
    @Order(5)
    void aFindingIsAcceptedWithAReasonBySomebodyElseAndOpenAgainWithOtherEvidence() throws IOException {
        CaseViews.Done tried = book.accept(only().id(), "reporter-waits", Optional.empty(), BOB, true);
        assertThat(tried.changes())
                .containsExactly("no longer finding reporter-waits: open", "finding reporter-waits: accepted");
        assertThat(findings()).isEqualTo("reporter-waits open admins");
        CaseViews.Done own =
                book.accept(only().id(), "reporter-waits", Optional.empty(), new Signed("ada", "I wrote on the phone"));
        assertThat(own.waits()).isTrue();
        assertThat(findings()).isEqualTo("reporter-waits open admins");

        assertThat(book.accept(only().id(), "reporter-waits", Optional.empty(), BOB)
                        .waits())
                .isFalse();
        assertThat(findings()).isEmpty();
        assertThat(mail.due()).isEmpty();
        assertThat(book.one(only().id(), today()).orElseThrow().findings())
                .extracting(line -> line.state() + " " + line.by() + " " + line.reason())
                .containsExactly("accepted bob Ada said so");
        assertThat(decisions.all().toString()).doesNotContain(CVE);
    }

    @Test
    @Order(6)
    void theAnnouncementWithoutARecordCannotBeToldToBeLateBeforeRecordsWereRead() throws IOException {
        now("2026-07-01T12:00:00Z");
        announce("""
                From ada@example.org Wed Jul  1 10:00:00 2026
                Message-ID: <a1@example.org>
                From: Ada Example <ada@example.org>
                Date: Wed, 1 Jul 2026 10:00:00 +0000
                To: security-announce@lists.example.net
                Subject: [Security-announce][%1$s] A title

                There is a HIGH severity vulnerability affecting CPython.

                * https://www.cve.org/CVERecord?id=%1$s
                * https://github.com/python/cpython/pull/1

                """.formatted(CVE));
        assertThat(only().cve()).containsExactly(CVE);
        assertThat(only().outcome()).isEqualTo("vulnerability");
        assertThat(findings()).isEmpty();

        now("2026-07-02T12:00:00Z");
        assertThat(findings()).isEqualTo("record-missing cannot-tell null");
        Files.createDirectories(folder.resolve("none"));
        Files.writeString(
                folder.resolve("none").resolve("other.json"),
                "{\"cveMetadata\": {\"cveId\": \"CVE-2026-1\", \"assignerOrgId\": \"x\"}}");
        // a folder may hold some records and not all, and a copy that was taken yesterday knows nothing of today
        String some = folder.resolve("none").toString();
        records.read(some, false);
        assertThat(findings()).isEqualTo("record-missing cannot-tell null");
        records.read(some, Optional.of(Instant.parse("2026-07-02T09:59:59Z")), false);
        assertThat(findings()).isEqualTo("record-missing cannot-tell null");
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> records.read(some, Optional.of(Instant.parse("2026-07-02T12:00:01Z")), false));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> records.read(some + "/other.json", Optional.of(clock.instant()), false));
        records.read(some, Optional.of(Instant.parse("2026-07-02T11:00:00Z")), true);
        assertThat(findings()).isEqualTo("record-missing cannot-tell null");
        records.read(some, Optional.of(Instant.parse("2026-07-02T11:00:00Z")), false);
        assertThat(findings()).isEqualTo("record-missing open coordinator");
        // an older copy that is read afterwards takes nothing away
        records.read(some, Optional.of(Instant.parse("2026-06-02T11:00:00Z")), false);
        assertThat(findings()).isEqualTo("record-missing open coordinator");
    }

    @Test
    @Order(7)
    void theRecordEndsTheCaseAndTheLastMileBegins() throws IOException {
        now("2026-07-13T12:00:00Z");
        Path folderOfRecords = Files.createDirectories(folder.resolve("records"));
        Files.writeString(folderOfRecords.resolve("one.json"), """
                {"cveMetadata": {"cveId": "%s", "assignerOrgId": "28c92f92-d60d-412d-b760-e73465c3df22", "state": "PUBLISHED",
                  "dateReserved": "2026-06-03T10:00:00Z", "datePublished": "2026-07-01T11:00:00Z"},
                 "containers": {"cna": {"providerMetadata": {"dateUpdated": "2026-07-01T11:00:00Z"},
                  "affected": [{"product": "CPython", "versions": [
                    {"version": "0", "lessThan": "3.12.12", "status": "affected"},
                    {"version": "3.13.0", "lessThan": "3.13.6", "status": "affected"}]}],
                  "credits": [{"type": "coordinator", "value": "Ada Example (https://github.com/ada-x)"},
                    {"type": "reporter", "value": "Mal"}]}}}
                """.formatted(CVE));
        records.read(folderOfRecords.toString(), false);
        Path feed = Files.writeString(folder.resolve("releases.json"), """
                {"metadata": {}, "releases": {"3.13": [{"stage": "3.13.6", "state": "actual", "date": "2026-07-03"}],
                 "3.12": [{"stage": "3.12.12", "state": "expected", "date": "2026-08-10"}]}}
                """);
        assertThat(releases.take(feed.toString(), clock.instant())).isEmpty();

        CaseViews.CaseDetail detail = book.one(CVE, today()).orElseThrow();
        assertThat(detail.steps().stream().map(step -> step.step() + " " + step.by()))
                .containsExactly(
                        "received 2026-06-01T10:00:00Z",
                        "first-reply 2026-06-01T12:00:00Z",
                        "reserved 2026-06-03T10:00:00Z",
                        "coordinator 2026-06-04T00:00:00Z",
                        "fix-linked 2026-07-01T10:00:00Z",
                        "announced 2026-07-01T10:00:00Z",
                        "record-published 2026-07-01T11:00:00Z",
                        "closed 2026-07-01T11:00:00Z",
                        "merged 2026-07-03T00:00:00Z",
                        "released 2026-07-03T00:00:00Z");
        assertThat(detail.branches().stream().map(branch -> branch.branch() + " " + branch.sentence()))
                .containsExactly(
                        "3.13 Fixed in 3.13.6, released on 2026-07-03.",
                        "3.12 Announced, but 3.12 users cannot get it yet (12 days)."
                                + " The next release is planned for 2026-08-10.");
        assertThat(findings()).isEqualTo("manager-not-told open admins");
        book.set(CVE, "manager-told", "3.12", "2026-07-02", BOB);
        assertThat(findings()).isEmpty();
    }

    @Test
    @Order(8)
    void anyDayOfThePastIsTheSameAgain() throws IOException {
        String before = json.writeValueAsString(book.all(LocalDate.of(2026, 6, 4)));
        String numbers = figures.csv(LocalDate.of(2026, 6, 30));
        assertThat(before).contains("\"coordinator\":\"ada\"").contains("\"closed\":null");
        assertThat(numbers).contains("\"2026\",\"reports\",\"\",\"1\"").doesNotContain("advisories\",\"\",\"1\"");

        now("2026-09-01T12:00:00Z");
        rulings.mark(only().reports().getFirst(), "vulnerability", "bob", "it is one");
        book.set(CVE, "decided", null, "2026-06-02", BOB);
        assertThat(json.writeValueAsString(book.all(LocalDate.of(2026, 6, 4)))).isEqualTo(before);
        assertThat(figures.csv(LocalDate.of(2026, 6, 30))).isEqualTo(numbers);
        assertThat(figures.csv(today()))
                .contains("\"2026\",\"advisories\",\"\",\"1\"")
                .contains("\"2026\",\"severity\",\"HIGH\",\"1\"")
                .contains("\"2026\",\"median hours\",\"first-reply\",\"2\"");
    }

    @Test
    @Order(9)
    void whatTheRecordTellsOfIsWorkOnTheReport() {
        String report = only().reports().getFirst();
        assertThat(evidence.credits(Optional.of("ada"), Optional.empty(), Optional.empty())
                        .credits())
                .allSatisfy(credit -> assertThat(credit.report()).isEqualTo(report))
                .extracting(credit -> credit.kind())
                .contains("triage", "advisory");
    }

    @Test
    @Order(10)
    void nothingIsPublicBeforeItIsSwitchedOn() {
        assertThat(figures.published(today())).isEmpty();
        assertThat(figures.published(CVE, today())).isEmpty();
    }

    @Test
    @Order(11)
    void nobodyGetsMoreThanOneMailADayAndItListsTheCases() throws IOException {
        now("2026-10-02T16:00:00Z");
        mail.note(outbox);
        for (String name : List.of("s1", "s2", "s3")) {
            String time = name.equals("s3") ? "15:00:00" : "10:00:00";
            team("From mal@evil.example Fri Oct  2 " + time + " 2026\nMessage-ID: <" + name + "@evil.example>\n"
                    + "From: Mal <mal@evil.example>\nDate: Fri, 2 Oct 2026 " + time + " +0000\nSubject: Flaw " + name
                    + "\n\nIt crashes.\n\n");
        }
        now("2026-10-05T12:00:00Z");
        assertThat(mail.note(outbox)).isEqualTo(2);
        assertThat(letter("ada", "2026-10-05")
                        .text()
                        .lines()
                        .filter(line -> line.startsWith("Case "))
                        .map(line -> line.replaceFirst("Case \\S+ ", "")))
                .containsExactly(
                        "no coordinator, since 2026-10-05T10:00:00Z.", "no coordinator, since 2026-10-05T10:00:00Z.");
        assertThat(letter("ada", "2026-10-05").subject()).isEqualTo("2 findings about cases");
        assertThat(letter("ada", "2026-10-05").text()).doesNotContain("Flaw").doesNotContain("evil.example");

        now("2026-10-05T16:00:00Z");
        assertThat(mail.note(outbox)).isZero();
        now("2026-10-06T00:00:00Z");
        assertThat(mail.note(outbox)).isEqualTo(2);
        assertThat(letter("bob", "2026-10-06").subject()).startsWith("Case ").endsWith(": no coordinator");
        assertThat(mail.note(outbox)).isZero();

        String settled = book.all(today()).cases().stream()
                .filter(eachLine -> eachLine.begun().equals(Instant.parse("2026-10-02T15:00:00Z")))
                .findFirst()
                .orElseThrow()
                .id();
        book.set(settled, "coordinator", "cia", null, BOB);
        assertThat(mail.write("bob", "day 2026-10-06", "m1@example.org")).isEmpty();
    }

    private org.triageledger.notify.Letter letter(String person, String day) {
        return mail.write(person, "day " + day, "m1@example.org").orElseThrow();
    }

    @Test
    @Order(12)
    void whatTimeDoesNotChangeIsKept() {
        now("2027-01-20T10:00:05Z");
        CaseDays.Day day = book.on(today());
        CaseViews.Cases lines = book.all(today());
        now("2027-01-20T10:00:50Z");
        assertThat(book.on(today())).as("in the same minute").isSameAs(day);
        now("2027-01-20T10:05:00Z");
        assertThat(book.on(today()).chains()).isSameAs(day.chains());
        assertThat(book.on(today()).findings()).isSameAs(day.findings());
        assertThat(book.all(today())).isSameAs(lines);
        now("2027-01-21T10:05:00Z");
        CaseViews.Cases dayLater = book.all(today());
        assertThat(dayLater).isEqualTo(new CaseLines().of(book.on(today())));
        assertThat(dayLater.cases())
                .zipSatisfy(
                        lines.cases(),
                        (later, line) -> assertThat(later.days())
                                .isEqualTo(line.closed() == null ? line.days() + 1 : line.days()));
    }

    private CaseViews.CaseLine only() {
        List<CaseViews.CaseLine> cases = book.all(today()).cases();
        assertThat(cases)
                .as("lines that are kept say what they would if they were written now")
                .isEqualTo(new CaseLines().of(book.on(today())).cases());
        assertThat(cases).hasSize(1);
        assertThat(book.late(today())).isEqualTo(CaseList.isLate(cases.getFirst()) ? 1 : 0);
        return cases.getFirst();
    }

    private String findings() {
        return only().findings().stream()
                .map(finding -> finding.rule() + " " + finding.state() + " " + finding.told())
                .collect(Collectors.joining(", "));
    }

    private LocalDate today() {
        return days.today();
    }

    private void now(String instant) {
        clock.set(Instant.parse(instant));
    }

    private void team(String mbox) throws IOException {
        load("team", SourceKind.MAIL, mbox);
    }

    private void announce(String mbox) throws IOException {
        load("announce", SourceKind.ANNOUNCEMENTS, mbox);
    }

    private void load(String source, SourceKind kind, String mbox) throws IOException {
        importer.run(
                new Importer.Order(
                        source,
                        kind,
                        new SourceRules("archive", List.of(), List.of()),
                        new Importer.DayRange(LocalDate.of(2026, 5, 1), LocalDate.of(2026, 12, 31)),
                        List.of(Files.writeString(folder.resolve(source + ".mbox"), mbox)
                                .toString())),
                read -> {});
    }
}
