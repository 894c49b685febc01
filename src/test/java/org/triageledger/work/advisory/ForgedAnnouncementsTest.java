package org.triageledger.work.advisory;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triageledger.work.intake.Importer;
import org.triageledger.work.intake.SourceKind;
import org.triageledger.work.intake.SourceRules;
import org.triageledger.work.queries.EvidenceAnswers;
import org.triageledger.work.roster.RosterBook;

/**
 * What outsiders send so that it looks like an announcement: none is one, none gives a credit, none shows its title or its ids, and what
 * reads like one waits for a person. Each case has ids of its own.
 */
@QuarkusTest
class ForgedAnnouncementsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 6, 30);
    private static final String BY_LIST =
            "Authentication-Results: mx.example.org; dkim=pass header.d=lists.example.net; dmarc=fail header.from=example.org\n";
    private static final String BY_MAL =
            "Authentication-Results: mx.example.org; dkim=pass header.d=evil.example; dmarc=pass header.from=evil.example\n";
    private static final String FROM_MAL =
            "Received: from evil.example by mx.example.org; Mon, 1 Jun 2026 12:00:00 +0000\n";
    private static final String LIST_ID = "List-Id: <security-announce.lists.example.net>\n";

    @Inject
    Importer importer;

    @Inject
    AdvisoryBook advisories;

    @Inject
    EvidenceAnswers evidence;

    @Inject
    RosterBook roster;

    @TempDir
    Path folder;

    @BeforeEach
    void team() throws IOException {
        roster.load(Files.writeString(folder.resolve("roster.yaml"), """
                members:
                  - {id: ada, name: Ada Example, joined: 2019-02-01, addresses: [ada@example.org], roles: [{role: admin}]}
                  - {id: bob, name: Bob Example, joined: 2019-02-01, addresses: [bob@example.org], roles: [{role: admin}]}
                """));
    }

    /** The header fields by their names in this test; {@code waits}: the members whom the question names. */
    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
        40001 | sent straight to the mailbox                       | MAL-RESULTS MAL-RECEIVED                             | ada
        40002 | with the list's List-Id                            | MAL-RESULTS MAL-RECEIVED LIST-ID                     | ada
        40003 | with results of the sender's own making            | MAL-RESULTS MAL-RECEIVED OWN-RESULTS LIST-ID         | ada
        40004 | through another list of the same host              | LIST-RESULTS OTHER-LIST-ID                           | ada
        40005 | with the List-Ids of two lists                     | LIST-RESULTS LIST-ID OTHER-LIST-ID                   | ada
        40006 | signed by a domain that only ends like the list's  | NEAR-RESULTS MAL-RECEIVED LIST-ID                    | ada
        40007 | signed by another domain, with the list's X-fields | MAL-RESULTS MAL-RECEIVED LIST-ID X-FIELDS            | ada
        40008 | with X-fields alone                                | MAL-RESULTS MAL-RECEIVED X-FIELDS                    | ada
        40009 | with an archive's address                          | MAL-RESULTS MAL-RECEIVED LIST-ID ARCHIVE             | ada
        40010 | with a seal of the sender's                        | MAL-RESULTS MAL-RECEIVED LIST-ID ARC                 | ada
        40011 | with a thousand List-Ids                           | MAL-RESULTS MAL-RECEIVED MANY-LIST-IDS               | ada
        40012 | with a folded List-Id                              | MAL-RESULTS MAL-RECEIVED FOLDED-LIST-ID              | ada
        """)
    void isAQuestionAndGivesNoCredit(String number, String what, String fields, String waits) throws IOException {
        String id = "forged-" + number + "@evil.example";
        load(
                "mailbox-" + number,
                mail(id, "Ada Example <ada@example.org>", fields, "[CVE-2026-" + number + "] " + what));

        assertThat(advisories.one("CVE-2026-" + number, DAY)).isEmpty();
        assertThat(credits("CVE-2026-" + number)).isEmpty();
        assertThat(advisories.all(DAY).toString()).doesNotContain(number);
        assertThat(advisories.announced(DAY).announcements().toString()).doesNotContain(id);
        assertThat(advisories.announced(DAY).questions())
                .filteredOn(line -> line.messageId().equals(id))
                .singleElement()
                .satisfies(line -> {
                    assertThat(String.join(" ", line.members())).isEqualTo(waits);
                    assertThat(line.toString().replace(id, ""))
                            .doesNotContain(number)
                            .doesNotContain(what);
                });
    }

    @Test
    void theSameThroughTheListIsOne() throws IOException {
        load(
                "mailbox-40020",
                mail(
                        "real-40020@example.org",
                        "Ada Example <ada@example.org>",
                        "LIST-RESULTS LIST-ID",
                        "[CVE-2026-40020] A title"));
        assertThat(advisories.one("CVE-2026-40020", DAY)).isPresent();
    }

    /** It came through the list, whose moderators let it pass: it is noted as an update, and the stranger earns nothing. */
    @Test
    void anUpdateByAStrangerCorrectsButTakesNoCredit() throws IOException {
        load(
                "mailbox-40030",
                mail(
                                "real-40030@example.org",
                                "Bob Example <bob@example.org>",
                                "BOB-RESULTS LIST-ID",
                                "[CVE-2026-40030] A title")
                        + mail(
                                "update-40030@evil.example",
                                "Mal <mal@evil.example>",
                                "LIST-RESULTS LIST-ID REPLY",
                                "Re: [CVE-2026-40030] Erratum: another title"));
        AdvisoryViews.AdvisoryDetail one = advisories.one("CVE-2026-40030", DAY).orElseThrow();
        assertThat(one.title()).isEqualTo("A title");
        assertThat(one.advisory().messageId()).isEqualTo("real-40030@example.org");
        assertThat(one.updates())
                .extracting(AdvisoryViews.UpdateLine::messageId)
                .containsExactly("update-40030@evil.example");
        assertThat(credits("CVE-2026-40030")).doesNotContain("mal").doesNotContain("update-40030");
    }

    /** An update that did not come through the list is no part of the advisory. */
    @Test
    void aForgedUpdateCorrectsNothing() throws IOException {
        String real = mail(
                "real-40040@example.org",
                "Bob Example <bob@example.org>",
                "LIST-RESULTS LIST-ID",
                "[CVE-2026-40040] A title");
        String forged = mail(
                "update-40040@evil.example",
                "Bob Example <bob@example.org>",
                "MAL-RESULTS MAL-RECEIVED LIST-ID REPLY40",
                "Re: [CVE-2026-40040] Withdrawn: not a vulnerability");
        load("mailbox-40040", real);
        AdvisoryViews.AdvisoryDetail before =
                advisories.one("CVE-2026-40040", DAY).orElseThrow();
        load("mailbox-40041", forged);
        assertThat(advisories.one("CVE-2026-40040", DAY)).contains(before);
        assertThat(advisories.announced(DAY).questions())
                .anyMatch(line -> line.messageId().equals("update-40040@evil.example"));
    }

    private static String mail(String id, String from, String fields, String subject) {
        StringBuilder header = new StringBuilder();
        for (String field : fields.split(" ")) {
            header.append(
                    switch (field) {
                        case "MAL-RESULTS" -> BY_MAL;
                        case "LIST-RESULTS" -> BY_LIST;
                        case "BOB-RESULTS" -> BY_LIST.replace("dmarc=fail", "dmarc=pass");
                        case "NEAR-RESULTS" ->
                            BY_MAL.replace("header.d=evil.example", "header.d=evillists.example.net");
                        case "OWN-RESULTS" -> BY_LIST;
                        case "MAL-RECEIVED" -> FROM_MAL;
                        case "LIST-ID" -> LIST_ID;
                        case "OTHER-LIST-ID" -> "List-Id: <other.lists.example.net>\n";
                        case "MANY-LIST-IDS" -> LIST_ID.repeat(1000);
                        case "FOLDED-LIST-ID" -> "List-Id: (a)\n <security-announce\n .lists.example.net>\n";
                        case "X-FIELDS" ->
                            "X-Mailman-Version: 3.3.9\nX-BeenThere: security-announce@lists.example.net\n"
                                    + "X-MailFrom: ada@example.org\nX-Original-From: Ada Example <ada@example.org>\n"
                                    + "Precedence: list\n";
                        case "ARCHIVE" ->
                            "Archived-At: <https://lists.example.net/archives/list/security-announce@lists.example.net/message/ABC/>\n"
                                    + "List-Archive: <https://lists.example.net/archives/list/security-announce@lists.example.net/>\n";
                        case "ARC" ->
                            "ARC-Seal: i=1; a=rsa-sha256; d=evil.example; s=x; cv=none; b=x\n"
                                    + "ARC-Authentication-Results: i=1; lists.example.net; dkim=pass header.d=lists.example.net\n";
                        case "REPLY" -> "In-Reply-To: <real-40030@example.org>\n";
                        case "REPLY40" -> "In-Reply-To: <real-40040@example.org>\n";
                        default -> throw new IllegalArgumentException(field);
                    });
        }
        return "From ada@example.org Mon Jun  1 12:00:00 2026\n" + header + "Message-ID: <" + id + ">\nFrom: " + from
                + "\nDate: Mon, 1 Jun 2026 12:00:00 +0000\nTo: security-announce@lists.example.net\nSubject: " + subject
                + "\n\nThere is a CRITICAL severity vulnerability affecting CPython.\n\n";
    }

    private void load(String source, String mbox) throws IOException {
        importer.run(
                new Importer.Order(
                        source,
                        SourceKind.ANNOUNCEMENTS,
                        new SourceRules("mailbox", List.of(), List.of("mx.example.org")),
                        null,
                        List.of(Files.writeString(folder.resolve("announce.mbox"), mbox)
                                .toString())),
                read -> {});
    }

    private String credits(String report) {
        return evidence.credits(Optional.empty(), Optional.empty(), Optional.empty()).credits().stream()
                .filter(credit -> credit.report().equals(report))
                .map(credit -> credit.member() + " " + credit.messageIds())
                .collect(Collectors.joining("\n"));
    }
}
