package org.triageledger.work.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.core.advisory.draft.DraftFields;
import org.triageledger.work.Refusal;
import org.triageledger.work.Signed;
import org.triageledger.work.TestClock;
import org.triageledger.work.advisory.AdvisoryViews;
import org.triageledger.work.advisory.GhsaImport;
import org.triageledger.work.cases.CaseBook;
import org.triageledger.work.decision.Decisions;
import org.triageledger.work.decision.Proposal;
import org.triageledger.work.intake.Importer;
import org.triageledger.work.intake.SourceKind;
import org.triageledger.work.intake.SourceRules;
import org.triageledger.work.queries.EvidenceAnswers;
import org.triageledger.work.roster.RosterBook;

/** Drafts from a report to their deletion. Each test has a report and a CVE id of its own. */
@QuarkusTest
class DraftsTest {
    private static final String LIST = "security-announce.lists.example.net";
    private static final String VECTOR = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:H/SC:N/SI:N/SA:N";

    @Inject
    TestClock clock;

    @Inject
    Importer importer;

    @Inject
    DraftBook drafts;

    @Inject
    CaseBook cases;

    @Inject
    GhsaImport ghsa;

    @Inject
    Decisions decisions;

    @Inject
    EvidenceAnswers evidence;

    @Inject
    RosterBook roster;

    @Inject
    EntityManager session;

    @TempDir
    Path folder;

    @BeforeEach
    void team() throws IOException {
        clock.set(Instant.parse("2026-06-10T12:00:00Z"));
        roster.load(Files.writeString(folder.resolve("roster.yaml"), """
                members:
                  - {id: ada, name: Ada Example, joined: 2019-02-01, addresses: [ada@example.org], roles: [{role: admin}]}
                  - {id: bob, name: Bob Example, joined: 2019-02-01, github: bob-x, addresses: [bob@example.org]}
                  - {id: cia, name: Cia Example, joined: 2019-02-01, addresses: [cia@example.org]}
                  - {id: dan, name: Dan Example, joined: 2019-02-01, github: dan-x, addresses: [dan@example.org]}
                  - {id: eve, name: Eve Example, joined: 2019-02-01, addresses: [eve@example.org], roles: [{role: admin}]}
                """));
    }

    @Test
    void aDraftIsSavedSealedAndReadByCoordinatorAndAdminsAlone() throws IOException {
        String report = vulnerability("one");
        DraftBook.Asked asked =
                new DraftBook.Asked(null, report, "bob", fields("CVE-2026-20001", "A title nobody may see"));

        DraftViews.DraftDetail tried = drafts.check(asked, as("ada"));
        assertThat(tried.draft()).isNull();
        assertThat(drafts.all(as("ada")).drafts()).noneMatch(line -> report.equals(line.report()));

        DraftViews.DraftDetail saved = drafts.save(asked, as("ada"));
        String id = java.util.Objects.requireNonNull(saved.draft());
        assertThat(saved.severity() + " " + saved.score()).isEqualTo("HIGH 8.7");
        assertThat(saved.subject()).isEqualTo("[CVE-2026-20001] A title nobody may see");
        assertThat(saved.findings()).isEmpty();
        assertThat(saved.record())
                .isEqualTo(new DraftViews.Record(
                        List.of(new DraftViews.CreditEntry(
                                "en", "coordinator", "Bob Example (https://github.com/bob-x)")),
                        List.of(new DraftViews.ReferenceEntry(
                                "https://github.com/python/cpython/pull/1001", List.of("patch")))));

        assertThat(drafts.one(id, as("bob"))).contains(saved);
        assertThat(drafts.one(id, as("ada"))).contains(saved);
        assertThat(drafts.one(id, as("cia"))).isEmpty();
        assertThat(drafts.eml(id, as("cia"))).isEmpty();
        assertThat(drafts.all(as("cia")).drafts()).isEmpty();
        assertThat(drafts.reports(as("cia"))).isEmpty();
        assertThat(drafts.all(as("bob")).drafts())
                .extracting(DraftViews.DraftLine::draft, DraftViews.DraftLine::state, DraftViews.DraftLine::title)
                .contains(org.assertj.core.groups.Tuple.tuple(id, "draft", "A title nobody may see"));
        refused("not yours to read", () -> drafts.delete(id, "not needed", as("cia")));
        refused("not yours to read", () -> drafts.save(new DraftBook.Asked(id, null, null, asked.fields()), as("cia")));
        refused("neither its coordinator nor an admin", () -> drafts.save(asked, as("cia")));

        assertThat(everythingStored()).doesNotContain("nobody may see").doesNotContain("20001");
        assertThat(decisions.all().toString()).contains("Draft " + id).doesNotContain("20001");
    }

    @Test
    void whoCoordinatesTheCaseReadsItsDraftsUntilTheyHandItOver() throws IOException {
        String report = vulnerability("case");
        String id = saved(report, "bob", fields("CVE-2026-20020", "A title"));
        assertThat(drafts.one(id, as("cia"))).isEmpty();

        cases.set(report, "coordinator", "cia", "2026-06-09", new Signed("ada", "Cia took it"));
        assertThat(drafts.one(id, as("cia"))).isPresent();
        assertThat(drafts.reports(as("cia")))
                .extracting(DraftViews.ReportChoice::report)
                .contains(report);
        assertThat(drafts.one(id, as("bob"))).isPresent();

        cases.set(report, "coordinator", "bob", "2026-06-10", new Signed("ada", "Bob took it over"));
        assertThat(drafts.one(id, as("cia"))).isEmpty();
        assertThat(drafts.reports(as("cia")))
                .extracting(DraftViews.ReportChoice::report)
                .doesNotContain(report);
    }

    @Test
    void whatCameByGitHubAloneHasADraftToo() {
        String id = "GHSA-23fg-45hj-67km";
        assertThat(onGitHub(id, "triage", "[ACCEPTED] a secret", false)).isEqualTo(1);
        refused(
                "was not decided to be a vulnerability",
                () -> drafts.check(new DraftBook.Asked(null, id, "bob", fields("", "A title")), as("ada")));
        assertThat(onGitHub(id, "draft", "[ACCEPTED] a secret", true)).isEqualTo(1);

        assertThat(drafts.reports(as("dan"))).hasSize(1);
        refused(
                "neither its coordinator nor an admin",
                () -> drafts.check(new DraftBook.Asked(null, id, "bob", fields("", "A title")), as("bob")));
        DraftViews.DraftDetail saved =
                drafts.save(new DraftBook.Asked(null, id, null, fields("CVE-2026-20030", "A title")), as("dan"));
        assertThat(saved.coordinator()).isEqualTo("dan");
        assertThat(saved.report())
                .isEqualTo(drafts.reports(as("dan")).getFirst().report());
        assertThat(drafts.one(java.util.Objects.requireNonNull(saved.draft()), as("bob")))
                .isEmpty();
        assertThat(drafts.save(
                                new DraftBook.Asked(saved.draft(), null, "bob", fields("CVE-2026-20030", "Other")),
                                as("dan"))
                        .report())
                .isEqualTo(saved.report());
        assertThat(drafts.one(saved.draft(), as("bob"))).isPresent();
        assertThat(decisions.all().toString()).doesNotContain("20030").doesNotContain("23fg");
    }

    private int onGitHub(String id, String state, String summary, boolean later) {
        String day = later ? "2026-06-05" : "2026-06-04";
        return ghsa.run(
                        new GhsaImport.Order(
                                List.of("-"),
                                Optional.of("example/parser"),
                                Optional.empty(),
                                Optional.of(Instant.parse(day + "T12:00:00Z")),
                                false),
                        new ByteArrayInputStream(
                                """
                                [[{"ghsa_id": "%s", "cve_id": null, "summary": "%s", "author": {"login": "finder"}, "state": "%s",
                                   "submission": {"accepted": %s}, "created_at": "2026-06-03T10:00:00Z",
                                   "updated_at": "%sT10:00:00Z", "credits_detailed": [
                                     {"user": {"login": "Dan-X"}, "type": "coordinator", "state": "accepted"},
                                     {"user": {"login": "bob-x"}, "type": "coordinator", "state": "pending"}]}]]
                                """.formatted(id, summary, state, later, day).getBytes(StandardCharsets.UTF_8)))
                .stored();
    }

    @Test
    void aFindingOfADraftIsAcceptedWithAReasonAndStaysSoOnceItIsAnnounced() throws IOException {
        String report = vulnerability("accept");
        DraftFields fields = fields("CVE-2026-20021", "A title");
        DraftFields commit = new DraftFields(
                fields.cve(),
                fields.project(),
                fields.title(),
                fields.vector(),
                fields.description(),
                "https://github.com/python/cpython/commit/0123456789abcdef0123456789abcdef01234567",
                fields.credits());
        String id = saved(report, "bob", commit);
        assertThat(rules(id)).containsExactly("commit-link");

        AdvisoryViews.Accepted tried =
                drafts.accept(id, "commit-link", Optional.empty(), "there was none", as("eve"), true);
        assertThat(tried.waits() + " " + tried.decision() + " "
                        + tried.findings().size())
                .isEqualTo("false 0 1");
        assertThat(rules(id)).containsExactly("commit-link");
        assertThat(drafts.accept(id, "commit-link", Optional.empty(), "there was none", as("bob"), false)
                        .waits())
                .isTrue();
        assertThat(rules(id)).containsExactly("commit-link");
        refused("not yours", () -> drafts.accept(id, "commit-link", Optional.empty(), "x", as("cia"), false));
        refused("no open finding", () -> drafts.accept(id, "severity-word", Optional.empty(), "x", as("eve"), false));

        drafts.accept(id, "commit-link", Optional.empty(), "there was none", as("eve"), false);
        assertThat(rules(id)).isEmpty();
        assertThat(drafts.one(id, as("bob")).orElseThrow().accepted())
                .extracting(line -> line.rule() + " " + line.by() + " " + line.reason())
                .containsExactly("commit-link eve there was none");
        assertThat(decisions.all().toString()).doesNotContain("20021");

        drafts.save(
                new DraftBook.Asked(
                        id,
                        null,
                        null,
                        new DraftFields(
                                "CVE-2026-20022",
                                commit.project(),
                                commit.title(),
                                commit.vector(),
                                commit.description(),
                                commit.links(),
                                commit.credits())),
                as("bob"));
        assertThat(rules(id)).containsExactly("commit-link");
    }

    private List<String> rules(String draft) {
        return drafts.one(draft, as("bob")).orElseThrow().findings().stream()
                .map(AdvisoryViews.LintLine::rule)
                .toList();
    }

    @Test
    void theCoordinatorChangesItAndHandsItOver() throws IOException {
        String report = vulnerability("two");
        String id = saved(report, "bob", fields("", "A title"));
        DraftViews.DraftDetail begun = drafts.one(id, as("bob")).orElseThrow();
        assertThat(begun.findings()).extracting(AdvisoryViews.LintLine::rule).contains("unfilled-placeholder");

        DraftViews.DraftDetail changed =
                drafts.save(new DraftBook.Asked(id, null, "cia", fields("CVE-2026-20002", "Other")), as("bob"));
        assertThat(changed.draft() + " " + changed.coordinator() + " " + changed.savedBy())
                .isEqualTo(id + " cia bob");
        assertThat(drafts.one(id, as("bob"))).isEmpty();
        assertThat(drafts.one(id, as("cia"))).isPresent();
        assertThat(drafts.reports(as("cia")))
                .extracting(DraftViews.ReportChoice::report)
                .containsExactly(report);
        assertThat(session.createNativeQuery("select count(*) from draft where draft = ?1")
                        .setParameter(1, id)
                        .getSingleResult()
                        .toString())
                .isEqualTo("1");
    }

    @Test
    void onlyForWhatWasDecidedToBeAVulnerability() throws IOException {
        String report = report("three");
        refused(
                "was not decided to be a vulnerability (unreviewed)",
                () -> saved(report, "bob", fields("CVE-2026-20003", "x")));
        refused("no such report", () -> saved("r0", "bob", fields("CVE-2026-20003", "x")));
        decide(report);
        refused("'nobody' is no member today", () -> saved(report, "nobody", fields("CVE-2026-20003", "x")));
        refused(
                "the title is empty: write it in one line; there is no CVSS vector",
                () -> drafts.save(
                        new DraftBook.Asked(
                                null, report, "bob", new DraftFields("", "CPython", " ", "", "It loops.", "", "")),
                        as("ada")));
        refused("nobody in the roster has the id 'mal'", () -> as("mal"));
        refused(
                "not linked to anybody",
                () -> drafts.save(
                        new DraftBook.Asked(null, report, "bob", fields("CVE-2026-20003", "x")),
                        new DraftBook.Reader(Optional.empty(), true)));
        assertThat(drafts.all(as("ada")).drafts()).noneMatch(line -> report.equals(line.report()));
    }

    @Test
    void theFileIsAMailFromTheCoordinatorToTheList() throws IOException {
        String id = saved(vulnerability("four"), "bob", fields("CVE-2026-20004", "Schleife für Käthe"));
        String eml = new String(drafts.eml(id, as("bob")).orElseThrow(), StandardCharsets.US_ASCII);
        assertThat(eml)
                .contains("From: Bob Example <bob@example.org>\r\n")
                .contains("To: security-announce@lists.example.net\r\n")
                .contains("Subject: =?UTF-8?Q?[CVE-2026-20004]_Schleife_f=C3=BCr_K=C3=A4the?=\r\n")
                .contains("X-Unsent: 1\r\n")
                .contains("There is a HIGH severity vulnerability affecting CPython.\r\n")
                .doesNotContain("Message-ID");
    }

    @Test
    void thirtyDaysAfterItWasPublicItIsDeletedForGood() throws IOException {
        String id = saved(vulnerability("five"), "bob", fields("CVE-2026-20005", "Was announced"));
        String other = saved(vulnerability("six"), "bob", fields("CVE-2026-20006", "Is not public"));
        assertThat(drafts.deletePublished()).isZero();
        clock.set(Instant.parse("2026-06-12T12:00:01Z"));
        mail(
                "announce-five@example.org",
                "announced",
                SourceKind.ANNOUNCEMENTS,
                LIST,
                12,
                "[CVE-2026-20005] Was announced",
                "There is a HIGH severity vulnerability affecting CPython.\n");

        clock.set(Instant.parse("2026-07-12T11:59:59Z"));
        DraftViews.DraftDetail still = drafts.one(id, as("bob")).orElseThrow();
        assertThat(still.deletedFrom()).isEqualTo(Instant.parse("2026-07-12T12:00:00Z"));
        assertThat(still.record().references()).anySatisfy(reference -> {
            assertThat(reference.url()).contains("/message/");
            assertThat(reference.tags()).containsExactly("vendor-advisory");
        });
        assertThat(drafts.deletePublished()).isZero();

        clock.set(Instant.parse("2026-07-12T12:00:00Z"));
        assertThat(drafts.deletePublished()).isEqualTo(1);
        assertThat(drafts.deletePublished()).isZero();
        assertThat(drafts.one(id, as("bob"))).isEmpty();
        assertThat(drafts.one(other, as("bob"))).isPresent();
        assertThat(drafts.all(as("ada")).drafts())
                .filteredOn(line -> line.draft().equals(id))
                .singleElement()
                .satisfies(line -> assertThat(line.state() + " " + line.title() + " " + line.cve())
                        .isEqualTo("deleted null null"));
        assertThat(session.createNativeQuery("select task from upkeep")
                        .getResultList()
                        .toString())
                .contains("compact");
        refused(
                "not yours to read",
                () -> drafts.save(new DraftBook.Asked(id, null, null, fields("CVE-2026-20005", "Again")), as("ada")));
    }

    @Test
    void whoDeletesADraftSaysWhy() throws IOException {
        String id = saved(vulnerability("seven"), "bob", fields("CVE-2026-20007", "Not needed"));
        refused("why", () -> drafts.delete(id, " ", as("bob")));
        assertThat(drafts.one(id, as("bob"))).isPresent();
        drafts.delete(id, "the report is a duplicate", as("bob"));
        assertThat(drafts.one(id, as("ada"))).isEmpty();
        assertThat(session.createNativeQuery("select count(*) from draft where draft = ?1")
                        .setParameter(1, id)
                        .getSingleResult()
                        .toString())
                .isEqualTo("0");
    }

    private DraftBook.Reader as(String person) {
        return drafts.reader(person);
    }

    private String saved(String report, String coordinator, DraftFields fields) {
        return java.util.Objects.requireNonNull(
                drafts.save(new DraftBook.Asked(null, report, coordinator, fields), as("ada"))
                        .draft());
    }

    private static DraftFields fields(String cve, String title) {
        return new DraftFields(
                cve,
                "CPython",
                title,
                VECTOR,
                "The parser loops for ever.",
                "https://github.com/python/cpython/pull/1001",
                "coordinator: Bob Example (https://github.com/bob-x)");
    }

    private static void refused(String why, org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(act).withMessageContaining(why);
    }

    private String vulnerability(String name) throws IOException {
        String report = report(name);
        decide(report);
        return report;
    }

    private void decide(String report) {
        decisions.decide(new Proposal.Status(report, "vulnerability"), new Signed("ada", "reproduced"));
    }

    private String report(String name) throws IOException {
        String id = name + "@reporter.example";
        mail(id, "team", SourceKind.MAIL, "security.lists.example.net", 1, "A report " + name, "It loops.\n");
        return evidence.threads().threads().stream()
                .filter(line -> line.messageIds().contains(id))
                .findFirst()
                .orElseThrow()
                .report();
    }

    private void mail(String id, String source, SourceKind kind, String list, int day, String subject, String text)
            throws IOException {
        Path mbox = Files.writeString(
                folder.resolve(id + ".mbox"),
                String.format(
                                "From x@example.org Mon Jun %2d 12:00:00 2026\nDate: %d Jun 2026 12:00:00 +0000",
                                day, day)
                        + "\nMessage-ID: <" + id + ">"
                        + "\nFrom: Rosa <rosa@reporter.example>\nList-Id: <" + list + ">\nSubject: " + subject + "\n\n"
                        + text + "\n");
        importer.run(
                new Importer.Order(
                        source,
                        kind,
                        new SourceRules("archive", List.of(list), List.of()),
                        null,
                        List.of(mbox.toString())),
                read -> {});
    }

    /** All that stands in the tables of drafts and of the audit log. */
    private String everythingStored() {
        return QuarkusTransaction.requiringNew().call(() -> {
            StringBuilder all = new StringBuilder();
            for (Object bytes :
                    session.createNativeQuery("select sealed from draft").getResultList()) {
                all.append(new String((byte[]) bytes, StandardCharsets.ISO_8859_1));
            }
            for (Object text :
                    session.createNativeQuery("select payload from decision").getResultList()) {
                all.append(text);
            }
            return all.toString();
        });
    }
}
