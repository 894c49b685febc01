package org.triageledger.work.advisory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.work.Days;
import org.triageledger.work.Refusal;
import org.triageledger.work.Signed;
import org.triageledger.work.decision.Decisions;
import org.triageledger.work.decision.Proposal;
import org.triageledger.work.queries.EvidenceAnswers;
import org.triageledger.work.queries.EvidenceViews;
import org.triageledger.work.queries.VerdictAnswers;
import org.triageledger.work.queue.QueueItems;
import org.triageledger.work.queue.QueueViews;
import org.triageledger.work.review.FindingsBook;
import org.triageledger.work.roster.RosterBook;

/** Records from files to credits, questions and answers. Each test takes back what it decided. */
@QuarkusTest
class CveRecordsTest {
    private static final String OURS = "11111111-2222-4333-8444-555555555555";

    @Inject
    CveRecords records;

    @Inject
    Decisions decisions;

    @Inject
    QueueItems queue;

    @Inject
    Days days;

    @Inject
    VerdictAnswers verdicts;

    @Inject
    EvidenceAnswers evidence;

    @Inject
    RosterBook roster;

    @Inject
    FindingsBook findings;

    @TempDir
    Path folder;

    @BeforeEach
    void team() throws IOException {
        roster.load(Files.writeString(folder.resolve("roster.yaml"), """
                members:
                  - {id: ada, name: Ada Example, joined: 2019-02-01, github: ada-x, addresses: [ada@example.org], roles: [{role: admin}]}
                  - {id: bob, name: Bob Example, joined: 2019-02-01, github: bob-x, addresses: [bob@example.org], roles: [{role: admin}]}
                """));
        Files.createDirectories(folder.resolve("records"));
    }

    @Test
    void recordsBecomeCreditsWithTheirSourceAndNamesAreAskedOnce() throws IOException {
        recordsAreReadOnce();
        whatAnAccountProvesCountsAndANameIsAsked();
        anAnswerHoldsForAllRecordsAndIsTakenBack();
        anAnswerInOnesOwnFavourWaits();
        namesAndPeopleThatNobodyKnowsAreRefused();
    }

    private void recordsAreReadOnce() throws IOException {
        write(
                "a",
                record(
                        "CVE-2026-1001",
                        "2026-03-02T10:00:00Z",
                        credit("coordinator", "Ada (https://github.com/Ada-X)")));
        write("b", record("CVE-2026-1002", "2026-04-02T10:00:00Z", credit("coordinator", "Bob Example")));
        write("c", record("CVE-2026-100200300", "2026-05-02T10:00:00Z", credit("remediation reviewer", "Bob Example")));
        write(
                "d",
                record("CVE-2026-1004", "2026-05-02T10:00:00Z", credit("coordinator", "x"))
                        .replace(OURS, "2".repeat(36)));
        write("e", "{\"cveMetadata\": {\"secret\": ");

        RecordViews.RecordsImported tried =
                records.read(folder.resolve("records").toString(), true);
        assertThat(tried.records()).isEqualTo(3);
        assertThat(records.one("CVE-2026-1001", LocalDate.of(2026, 11, 26))).isEmpty();

        RecordViews.RecordsImported first =
                records.read(folder.resolve("records").toString(), false);
        assertThat(first.records()).isEqualTo(3);
        assertThat(first.others()).isEqualTo(1);
        assertThat(first.faults().toString()).contains("e.json").doesNotContain("secret");
        RecordViews.RecordsImported again =
                records.read(folder.resolve("records").toString(), false);
        assertThat(again.records() + again.versions()).isZero();
        assertThat(again.known()).isEqualTo(3);
    }

    private void whatAnAccountProvesCountsAndANameIsAsked() throws IOException {
        assertThat(credits()).isEqualTo("ada coordination CVE-2026-1001 cve CVE-2026-1001 2026-03-02T10:00:00Z");
        assertThat(evidence.credits(Optional.of("bob"), Optional.empty(), Optional.empty())
                        .pending())
                .extracting(EvidenceViews.CreditLine::report)
                .containsExactly("CVE-2026-1002", "CVE-2026-100200300");
        assertThat(asked(QueueItems.AUTHOR)).isEmpty();
        assertThat(asked(QueueItems.NAME)).singleElement().satisfies(name -> {
            assertThat(name.title()).isEqualTo("Bob Example");
            assertThat(name.members()).containsExactly("bob");
            assertThat(name.why()).endsWith(": CVE-2026-1002, CVE-2026-100200300");
        });
    }

    private List<QueueViews.QueueItem> asked(String kind) {
        return queue.found(QueueItems.Asked.of(kind, null, null, null)).items();
    }

    private void anAnswerHoldsForAllRecordsAndIsTakenBack() throws IOException {
        assertThat(decisions.preview(new Proposal.Name("bob  EXAMPLE", "bob")).changes())
                .contains("bob gains 2 reports with credits");
        decisions.decide(new Proposal.Name("Bob Example", "bob"), new Signed("ada", "I know them"));
        assertThat(asked(QueueItems.NAME)).isEmpty();
        assertThat(credits())
                .isEqualTo("ada coordination CVE-2026-1001 cve CVE-2026-1001 2026-03-02T10:00:00Z, "
                        + "bob coordination CVE-2026-1002 cve CVE-2026-1002 2026-04-02T10:00:00Z, "
                        + "bob remediation-review CVE-2026-100200300 cve CVE-2026-100200300 2026-05-02T10:00:00Z");
        undoLast();
        assertThat(asked(QueueItems.NAME)).hasSize(1);
        decisions.decide(new Proposal.Name("Bob Example", "nobody"), new Signed("ada", "somebody else"));
        assertThat(asked(QueueItems.NAME)).isEmpty();
        assertThat(credits()).doesNotContain("bob");
        undoLast();
    }

    private void anAnswerInOnesOwnFavourWaits() throws IOException {
        // in their own favour: somebody else has to approve it
        assertThat(decisions
                        .decide(new Proposal.Name("Bob Example", "bob"), new Signed("bob", "it is me"))
                        .waits())
                .isTrue();
        assertThat(credits()).doesNotContain("bob");
        decisions.decide(
                new Proposal.Decline(decisions.awaitingApproval().getFirst().id()), new Signed("ada", "no"));
    }

    private void namesAndPeopleThatNobodyKnowsAreRefused() throws IOException {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> decisions.preview(new Proposal.Name("Mal Example", "bob")));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> decisions.preview(new Proposal.Name("Bob Example", "mal")));
    }

    @Test
    void whatARecordSaidOnADayCanBeAsked() throws IOException {
        write("a", record("CVE-2025-2001", "2025-03-02T10:00:00Z", credit("coordinator", "github.com/ada-x")));
        write(
                "b",
                record("CVE-2025-2001", "2025-03-02T10:00:00Z", credit("coordinator", "github.com/bob-x"))
                        .replace(
                                "\"providerMetadata\": {}",
                                "\"providerMetadata\": {\"dateUpdated\": \"2025-06-01T00:00:00Z\"}"));
        records.read(folder.resolve("records").toString(), false);
        assertThat(members("2025-03-01")).isEqualTo("none");
        assertThat(members("2025-03-02")).isEqualTo("[ada]");
        assertThat(members("2025-05-31")).isEqualTo("[ada]");
        assertThat(members("2025-06-01")).isEqualTo("[bob]");
        assertThat(verdicts.active(LocalDate.of(2025, 5, 31), "seed-2024").members())
                .extracting(line -> line.member() + " " + line.verdict())
                .containsExactly("ada active", "bob unknown");
    }

    @Test
    void aFindingIsAcceptedWithAReasonUntilItSaysSomethingElse() throws IOException {
        write("a", record("CVE-2026-3001", "2026-03-02T10:00:00Z"));
        records.read(folder.resolve("records").toString(), false);
        RecordViews.RecordFindingLine open = finding();
        assertThat(open.accepted()).isNull();
        findings.settle(open.key(), Optional.empty(), new Signed("ada", "pip has no coordinators"));
        assertThat(finding().accepted()).isEqualTo("pip has no coordinators");
        undoLast();
        assertThat(finding().accepted()).isNull();
    }

    private RecordViews.RecordFindingLine finding() {
        return records.one("CVE-2026-3001", days.today()).orElseThrow().record().findings().stream()
                .filter(line -> line.rule().equals("no-coordinator"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aPlaceThatCannotBeReadIsALine() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> records.read(folder.resolve("none").toString(), false))
                .withMessageEndingWith("does not exist: check the path");
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> records.read("http://example.org/CVE-2026-1.json", false))
                .withMessageContaining("https://");
    }

    private String members(String day) {
        return records.one("cve-2025-2001", LocalDate.parse(day))
                .map(recordDetail ->
                        recordDetail.record().credits().getFirst().members().toString())
                .orElse("none");
    }

    private String credits() {
        return evidence
                .credits(Optional.empty(), Optional.of(LocalDate.of(2026, 1, 1)), Optional.empty())
                .credits()
                .stream()
                .map(line -> Stream.of(
                                line.member(),
                                line.kind(),
                                line.report(),
                                line.source(),
                                line.evidence(),
                                line.first().toString())
                        .collect(Collectors.joining(" ")))
                .collect(Collectors.joining(", "));
    }

    private void undoLast() {
        decisions.decide(new Proposal.Undo(decisions.all().getLast().id()), new Signed("ada", "back"));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve("records").resolve(name + ".json"), text);
    }

    private static String credit(String type, String value) {
        return "{\"type\": \"" + type + "\", \"value\": \"" + value + "\"}";
    }

    private static String record(String id, String published, String... credits) {
        return """
                {"cveMetadata": {"cveId": "%s", "assignerOrgId": "%s", "state": "PUBLISHED", "datePublished": "%s"},
                 "containers": {"cna": {"providerMetadata": {}, "credits": [%s]}}}""".formatted(id, OURS, published, String.join(",", List.of(credits)));
    }
}
