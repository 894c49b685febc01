package org.triageledger.work.advisory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.work.Refusal;
import org.triageledger.work.Signed;
import org.triageledger.work.decision.Decisions;
import org.triageledger.work.decision.Proposal;
import org.triageledger.work.intake.Importer;
import org.triageledger.work.intake.IntakeViews;
import org.triageledger.work.intake.SourceKind;
import org.triageledger.work.intake.SourceRules;
import org.triageledger.work.queries.EvidenceAnswers;
import org.triageledger.work.queries.VerdictAnswers;
import org.triageledger.work.queue.QueueItems;
import org.triageledger.work.roster.RosterBook;

/** Announcements from an archive or a mailbox to advisories, findings, questions and credits. Each test has ids of its own. */
@QuarkusTest
class AnnouncementsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 6, 30);
    private static final String LIST = "security-announce.lists.example.net";

    @Inject
    Importer importer;

    @Inject
    AdvisoryBook advisories;

    @Inject
    VerdictAnswers verdicts;

    @Inject
    EvidenceAnswers evidence;

    @Inject
    QueueItems queue;

    @Inject
    Decisions decisions;

    @Inject
    RosterBook roster;

    @TempDir
    Path folder;

    private final List<String> mails = new ArrayList<>();

    @BeforeEach
    void team() throws IOException {
        roster.load(Files.writeString(folder.resolve("roster.yaml"), """
                members:
                  - {id: ada, name: Ada Example, joined: 2019-02-01, addresses: [ada@example.org], roles: [{role: admin}]}
                  - {id: bob, name: Bob Example, joined: 2019-02-01, addresses: [bob@example.org], roles: [{role: admin}]}
                """));
    }

    @Test
    void anArchiveGivesAdvisoriesWithAuthorsLinksAndCredits() throws IOException {
        mail("a1@example.org", "Ada Example <ada@example.org>", "", "[Security-announce][CVE-2026-10001] A title", """
                There is a MODERATE severity vulnerability affecting CPython.

                * https://www.cve.org/CVERecord?id=CVE-2026-10001
                * https://github.com/python/cpython/pull/1
                """);
        mail(
                "a2@example.org",
                "Bob Example via Security-announce <security-announce@lists.example.net>",
                "Cc: Bob Example <bob@example.org>\nList-Id: <" + LIST + ">\n",
                "[Security-announce]Title: [CVE-2026-10002] Another",
                """
                There is a HIGH severity vulnerability affecting {project}.

                * https://www.cve.org/CVERecord?id=CVE-2026-10003
                * https://github.com/pypa/pip/commit/0123456789abcdef
                """);
        assertThat(load("one").stored()).isEqualTo(2);

        assertThat(shown("CVE-2026-10001"))
                .isEqualTo("""
                [CVE-2026-10001] 2026-06-01T12:00:00Z ada@example.org ada MEDIUM CPython unknown
                record https://www.cve.org/CVERecord?id=CVE-2026-10001
                pull https://github.com/python/cpython/pull/1
                archive https://lists.example.net/archives/list/security-announce@lists.example.net/message/LVGW2TY7RKXZ3UDEUC4YUKWLQ3YPXM55/
                severity-word""".replace("LVGW2TY7RKXZ3UDEUC4YUKWLQ3YPXM55", hash("a1@example.org")));
        assertThat(shown("CVE-2026-10002")).isEqualTo("""
                [CVE-2026-10002] 2026-06-01T12:00:00Z bob@example.org bob HIGH pip unknown
                record https://www.cve.org/CVERecord?id=CVE-2026-10003
                commit https://github.com/pypa/pip/commit/0123456789abcdef
                archive https://lists.example.net/archives/list/security-announce@lists.example.net/message/%s/
                title-in-subject
                unfilled-placeholder
                cve-link-mismatch
                commit-link""".formatted(hash("a2@example.org")));
        assertThat(credits("CVE-2026-10001")).isEqualTo("ada advisory CVE-2026-10001 [a1@example.org] announcement");
        assertThat(credits("CVE-2026-10002")).isEqualTo("bob advisory CVE-2026-10002 [a2@example.org] announcement");
        assertThat(evidence.credits(Optional.empty(), Optional.empty(), Optional.empty())
                        .credits())
                .noneMatch(credit -> credit.kind().equals("triage"));
    }

    @Test
    void theSameAgainChangesNothingAndCoversNoDayOfTheTeam() throws IOException {
        mail(
                "b1@example.org",
                "Ada Example <ada@example.org>",
                "",
                "[CVE-2026-10011] A title",
                "There is a LOW severity vulnerability affecting pip.\n");
        load("again");
        AdvisoryViews.Advisories before = advisories.all(DAY);

        mail(
                "b2@example.org",
                "Ada Example <ada@example.org>",
                "",
                "[CVE-2026-10012] A title",
                "There is a LOW severity vulnerability affecting pip.\n");
        IntakeViews.Imported tried = load("again", true);
        assertThat(tried.stored() + " " + tried.duplicates() + " " + tried.dryRun())
                .isEqualTo("1 1 true");
        assertThat(advisories.all(DAY)).isEqualTo(before);
        mails.removeLast();

        assertThat(load("again").stored()).isZero();
        assertThat(advisories.all(DAY)).isEqualTo(before);
        assertThat(verdicts.missing(LocalDate.of(2026, 5, 1), LocalDate.of(2026, 5, 31)))
                .isNotEmpty();
    }

    @Test
    void aMailThatDidNotComeThroughTheListIsAQuestionWithoutItsContent() throws IOException {
        mail(
                "c1@evil.example",
                "Ada Example <ada@example.org>",
                "Received: from evil.example by mx.example.org; Mon, 1 Jun 2026 12:00:00 +0000\n",
                "[CVE-2026-10021] Forged",
                "There is a CRITICAL severity vulnerability affecting CPython.\n");
        load("forged");

        assertThat(advisories.one("CVE-2026-10021", DAY)).isEmpty();
        assertThat(credits("CVE-2026-10021")).isEmpty();
        assertThat(advisories.announced(DAY).questions())
                .filteredOn(line -> line.messageId().equals("c1@evil.example"))
                .hasSize(1)
                .allMatch(line -> line.members().equals(List.of("ada"))
                        && !line.toString().contains("10021"));
        assertThat(queue.found(QueueItems.Asked.ALL).items())
                .filteredOn(waiting -> waiting.messages().contains("c1@evil.example"))
                .hasSize(1)
                .allMatch(waiting -> waiting.members().equals(List.of("ada"))
                        && !waiting.toString().contains("10021"));

        decisions.decide(new Proposal.Reject("c1@evil.example"), new Signed("bob", "not ours"));
        assertThat(advisories.announced(DAY).questions())
                .noneMatch(line -> line.messageId().equals("c1@evil.example"));
    }

    @Test
    void inAMailboxTheHostOfTheListMustVouchForTheMail() throws IOException {
        String results =
                "Authentication-Results: mx.example.org; dkim=pass header.d=lists.example.net; dmarc=pass header.from=lists.example.net\n"
                        + "Received: from lists.example.net by mx.example.org; Mon, 1 Jun 2026 12:00:00 +0000\n";
        mail(
                "d1@example.org",
                "Bob Example via Security-announce <security-announce@lists.example.net>",
                results + "Cc: Bob Example <bob@example.org>\nList-Id: <" + LIST + ">\n",
                "[CVE-2026-10031] Through the list",
                "There is a LOW severity vulnerability affecting pip.\n");
        mail(
                "d2@evil.example",
                "Mal <mal@evil.example>",
                "Authentication-Results: mx.example.org; dkim=pass header.d=evil.example; dmarc=pass header.from=evil.example\n"
                        + "Received: from evil.example by mx.example.org; Mon, 1 Jun 2026 12:00:00 +0000\nList-Id: <"
                        + LIST + ">\n",
                "[CVE-2026-10032] With a List-Id of their own",
                "There is a LOW severity vulnerability affecting pip.\n");
        importer.run(
                new Importer.Order(
                        "watched",
                        SourceKind.ANNOUNCEMENTS,
                        new SourceRules("mailbox", List.of(), List.of("mx.example.org")),
                        null,
                        List.of(mbox().toString())),
                read -> {});

        assertThat(credits("CVE-2026-10031")).isEqualTo("bob advisory CVE-2026-10031 [d1@example.org] announcement");
        assertThat(advisories.one("CVE-2026-10032", DAY)).isEmpty();
        assertThat(advisories.announced(DAY).questions())
                .anyMatch(line -> line.messageId().equals("d2@evil.example"));
    }

    @Test
    void anErratumBelongsToItsAnnouncementAndMendsItsFindings() throws IOException {
        mail(
                "e2@example.org",
                "Bob Example <bob@example.org>",
                "In-Reply-To: <e1@example.org>\n",
                "Re: [CVE-2026-10041] Erratum: a title",
                """
                The link was wrong. The right one is
                https://www.cve.org/CVERecord?id=CVE-2026-10041
                """);
        load("erratum-second");
        assertThat(advisories
                        .one("CVE-2026-10041", DAY)
                        .orElseThrow()
                        .advisory()
                        .announced())
                .isNull();
        assertThat(credits("CVE-2026-10041")).isEmpty();

        mails.clear();
        mail(
                "e1@example.org",
                "Ada Example <ada@example.org>",
                "Date: Mon, 1 Jun 2026 10:00:00 +0000\n",
                "[CVE-2026-10041] A title",
                """
                There is a LOW severity vulnerability affecting pip.
                https://www.cve.org/CVERecord?id=CVE-2026-10042
                """);
        load("erratum-first");

        AdvisoryViews.AdvisoryDetail one = advisories.one("CVE-2026-10041", DAY).orElseThrow();
        assertThat(one.advisory().messageId()).isEqualTo("e1@example.org");
        assertThat(one.updates())
                .extracting(AdvisoryViews.UpdateLine::messageId)
                .containsExactly("e2@example.org");
        assertThat(one.advisory().findings()).isEmpty();
        assertThat(credits("CVE-2026-10041")).isEqualTo("ada advisory CVE-2026-10041 [e1@example.org] announcement");
        assertThat(advisories.one("CVE-2026-10041", LocalDate.of(2026, 5, 31))).isEmpty();
    }

    @Test
    void aFindingIsAcceptedWithAReasonAndOpenAgainWhenThatIsUndone() throws IOException {
        mail(
                "f1@example.org",
                "Ada Example <ada@example.org>",
                "",
                "[CVE-2026-10051] A title",
                "There is a MODERATE severity vulnerability affecting pip.\n");
        load("accepted");

        Signed bob = new Signed("bob", "known to readers");
        AdvisoryViews.Accepted tried =
                advisories.accept("CVE-2026-10051", "severity-word", Optional.empty(), bob, true);
        assertThat(tried.findings()).hasSize(1);
        assertThat(tried.decision()).isZero();
        assertThat(advisories.one("CVE-2026-10051", DAY).orElseThrow().accepted())
                .isEmpty();

        AdvisoryViews.Accepted done =
                advisories.accept("CVE-2026-10051", "severity-word", Optional.empty(), bob, false);
        assertThat(done.waits()).isFalse();
        AdvisoryViews.AdvisoryDetail one = advisories.one("CVE-2026-10051", DAY).orElseThrow();
        assertThat(one.advisory().findings()).isEmpty();
        assertThat(one.accepted())
                .extracting(AdvisoryViews.AcceptedLine::reason)
                .containsExactly("known to readers");

        decisions.decide(new Proposal.Undo(done.decision()), new Signed("bob", "wrong"));
        assertThat(advisories
                        .one("CVE-2026-10051", DAY)
                        .orElseThrow()
                        .advisory()
                        .findings())
                .hasSize(1);
        assertThat(advisories
                        .accept("CVE-2026-10051", "severity-word", Optional.empty(), new Signed("ada", "mine"), false)
                        .waits())
                .isTrue();
        assertThat(advisories
                        .one("CVE-2026-10051", DAY)
                        .orElseThrow()
                        .advisory()
                        .findings())
                .hasSize(1);
    }

    @Test
    void aSourceHoldsOneKindOfMail() throws IOException {
        mail(
                "g1@example.org",
                "Ada Example <ada@example.org>",
                "",
                "[CVE-2026-10061] A title",
                "There is a LOW severity vulnerability affecting pip.\n");
        load("kinds");

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> importer.run(
                        new Importer.Order(
                                "kinds",
                                new SourceRules("archive", List.of(), List.of()),
                                null,
                                List.of(mbox().toString())),
                        read -> {}))
                .withMessageContaining("does not hold mail");
    }

    @Test
    void aTextIsCheckedAsMailOrWithItsSubjectInTheFirstLine() {
        assertThat(lint("[CVE-2026-10071] A title\n\nThere is a LOW severity vulnerability affecting CPython.\n"))
                .isEmpty();
        assertThat(
                        lint(
                                "Title: [CVE-2026-10071] A title\n\nThere is a LOW severity vulnerability affecting CPython.\n"))
                .isEmpty();
        assertThat(
                        lint(
                                "Subject: Title: [CVE-2026-10071] A title of CVE-2026-10072\n\nThere is a MODERATE severity vulnerability affecting {project}.\n\n"
                                        + "https://www.cve.org/CVERecord?id=CVE-2026-10073\nhttps://github.com/python/cpython/commit/0123456789\nhttps://https://example.org/\n"))
                .isEqualTo(
                        "title-in-subject several-cve-in-subject unfilled-placeholder severity-word cve-link-mismatch commit-link broken-link");
        assertThat(
                        lint(
                                "From ada@example.org Mon Jun  1 12:00:00 2026\nFrom: ada@example.org\nSubject: =?utf-8?q?=5BCVE-2026-10071=5D?= A\n title\n\nThere is a LOW severity\nvulnerability affecting pip.\n"))
                .isEmpty();
        assertThat(lint("Hello there")).isEqualTo("severity-sentence");
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> lint(" \n"));
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> lint("x".repeat(AdvisoryBook.LONGEST_TEXT + 1)));
    }

    private String lint(String text) {
        return advisories.lint(text.getBytes(StandardCharsets.UTF_8)).findings().stream()
                .map(AdvisoryViews.LintLine::rule)
                .collect(Collectors.joining(" "));
    }

    private void mail(String id, String from, String fields, String subject, String text) {
        mails.add("From ada@example.org Mon Jun  1 12:00:00 2026\nMessage-ID: <" + id + ">\nFrom: " + from + "\n"
                + fields + (fields.contains("Date:") ? "" : "Date: Mon, 1 Jun 2026 12:00:00 +0000\n")
                + "To: security-announce@lists.example.net\nSubject: " + subject + "\n\n" + text + "\n");
    }

    private Path mbox() throws IOException {
        return Files.writeString(folder.resolve("announce.mbox"), String.join("", mails));
    }

    private IntakeViews.Imported load(String source) throws IOException {
        return load(source, false);
    }

    private IntakeViews.Imported load(String source, boolean dryRun) throws IOException {
        return importer.run(
                new Importer.Order(
                        source,
                        SourceKind.ANNOUNCEMENTS,
                        new SourceRules("archive", List.of(), List.of()),
                        new Importer.DayRange(LocalDate.of(2026, 5, 1), LocalDate.of(2026, 6, 30)),
                        List.of(mbox().toString())),
                read -> {},
                dryRun);
    }

    private String shown(String id) {
        AdvisoryViews.AdvisoryLine line = advisories.one(id, DAY).orElseThrow().advisory();
        return line.cve() + " " + line.announced() + " " + line.author() + " " + line.member() + " " + line.severity()
                + " " + line.project() + " " + line.record().state() + "\n"
                + line.links().stream()
                        .map(link -> link.kind() + " " + link.url() + "\n")
                        .collect(Collectors.joining())
                + line.findings().stream()
                        .map(AdvisoryViews.AdvisoryFindingLine::rule)
                        .distinct()
                        .collect(Collectors.joining("\n"));
    }

    private String credits(String report) {
        return evidence.credits(Optional.empty(), Optional.empty(), Optional.empty()).credits().stream()
                .filter(credit -> credit.report().equals(report))
                .map(credit -> credit.member() + " " + credit.kind() + " " + credit.evidence() + " "
                        + credit.messageIds() + " " + credit.source())
                .collect(Collectors.joining("\n"));
    }

    private static String hash(String id) {
        try {
            byte[] sha1 = java.security.MessageDigest.getInstance("SHA-1").digest(id.getBytes(StandardCharsets.UTF_8));
            StringBuilder text = new StringBuilder();
            java.math.BigInteger bits = new java.math.BigInteger(1, sha1);
            for (int at = 155; at >= 0; at -= 5) {
                text.append("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
                        .charAt(bits.shiftRight(at).intValue() & 31));
            }
            return text.toString();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
