package org.triageledger.work.advisory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triageledger.work.intake.Importer;
import org.triageledger.work.intake.IntakeViews;
import org.triageledger.work.intake.SourceKind;
import org.triageledger.work.intake.SourceRules;

/** Announcements as they were sent, built again from their facts, with each anomaly that a lint can see. They lie beside the project. */
@QuarkusTest
class RealAnnouncementsTest {
    private static final Path DATA = Path.of("../shared/data/announce-posts.jsonl");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 26);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT);

    /** Words of the anomalies, and the rule that finds what they tell of. */
    private static final Map<String, String> RULES = Map.ofEntries(
            Map.entry("old layout", "severity-sentence"),
            Map.entry("'This vulnerability is of severity", "severity-sentence"),
            Map.entry("not 'vulnerability affecting'", "severity-sentence"),
            Map.entry("inside the severity sentence", "severity-sentence"),
            Map.entry("UNFILLED", "unfilled-placeholder"),
            Map.entry("commit link", "commit-link"),
            Map.entry("template label 'Title: '", "title-in-subject"),
            Map.entry("WRONG CVE ID", "cve-link-mismatch"),
            Map.entry("SECOND CVE ID IN SUBJECT", "several-cve-in-subject"),
            Map.entry("MODERATE instead", "severity-word"),
            Map.entry("affected phrase is not just", "affected-phrase"));

    @Inject
    Importer importer;

    @Inject
    AdvisoryBook advisories;

    @TempDir
    Path folder;

    @Test
    void allComeOutRightWithEachAnomaly() throws IOException {
        Assumptions.assumeTrue(Files.exists(DATA));
        List<JsonNode> posts = new ArrayList<>();
        for (String line : Files.readAllLines(DATA)) {
            posts.add(new ObjectMapper().readTree(line));
        }
        StringBuilder mbox = new StringBuilder();
        for (int i = 0; i < posts.size(); i++) {
            mbox.append(mail(posts.get(i), i, i % 2 == 0));
        }
        Path file = Files.writeString(folder.resolve("announce.mbox"), mbox);
        IntakeViews.Imported done = importer.run(
                new Importer.Order(
                        "announce",
                        SourceKind.ANNOUNCEMENTS,
                        new SourceRules("archive", List.of(), List.of()),
                        null,
                        List.of(file.toString())),
                read -> {});

        assertThat(done.stored()).isEqualTo(posts.size());
        assertThat(advisories.announced(DAY).questions()).isEmpty();
        List<AdvisoryViews.AdvisoryLine> all = advisories.all(DAY).advisories();
        assertThat(all).hasSize(posts.size());
        Map<String, AdvisoryViews.AdvisoryLine> byId = new HashMap<>();
        all.forEach(line -> byId.put(line.cve().getFirst(), line));
        assertThat(posts.stream()
                        .map(post -> shown(Objects.requireNonNull(byId.get(text(post, "cve")))))
                        .toList())
                .isEqualTo(posts.stream().map(RealAnnouncementsTest::expected).toList());
    }

    private static String shown(AdvisoryViews.AdvisoryLine line) {
        return line.cve().getFirst() + " " + line.announced() + " " + line.author() + " " + line.severity() + " "
                + line.project()
                + " "
                + line.links().stream()
                        .filter(link -> !link.kind().equals("archive"))
                        .map(AdvisoryViews.LinkLine::url)
                        .toList()
                + " archived "
                + line.links().stream()
                        .filter(link -> link.kind().equals("archive"))
                        .count() + " "
                + line.findings().stream()
                        .map(AdvisoryViews.AdvisoryFindingLine::rule)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String expected(JsonNode post) {
        String author = post.get("munged").asBoolean() ? text(post, "cc") : text(post, "from");
        TreeSet<String> rules = new TreeSet<>();
        post.get("anomalies")
                .forEach(anomaly -> RULES.forEach((words, rule) -> {
                    if (anomaly.asText().contains(words)) {
                        rules.add(rule);
                    }
                }));
        String affected = affected(post);
        if (!List.of("", "CPython", "pip", "{project}").contains(affected)) {
            rules.add("affected-phrase");
        }
        List<String> links = links(post);
        String severity = text(post, "severity").toUpperCase(Locale.ROOT);
        String project = affected.contains("CPython") || links.toString().contains("python/cpython")
                ? "CPython"
                : affected.equals("pip") ? "pip" : "null";
        return text(post, "cve") + " "
                + OffsetDateTime.parse(text(post, "date"), DATE).toInstant() + " "
                + author.substring(author.indexOf('<') + 1, author.indexOf('>')) + " "
                + (severity.isEmpty() ? "null" : severity.replace("MODERATE", "MEDIUM")) + " " + project + " " + links
                + " archived 1 " + rules;
    }

    private static String mail(JsonNode post, int number, boolean listFields) {
        String subject = text(post, "subject");
        boolean ascii = subject.chars().allMatch(c -> c < 0x80);
        String text = "From MAILER-DAEMON Thu Nov 26 18:00:00 2026\n"
                + "Message-ID: <post-" + number + "@example.org>\n"
                + "Date: " + text(post, "date") + "\n"
                + "From: " + text(post, "from") + "\n"
                + "To: " + text(post, "to") + "\n"
                + (text(post, "cc").isEmpty() ? "" : "Cc: " + text(post, "cc") + "\n")
                + "Reply-To: " + text(post, "reply_to") + "\n"
                + "Subject: "
                + (ascii
                        ? subject
                        : "=?utf-8?b?" + Base64.getEncoder().encodeToString(subject.getBytes(StandardCharsets.UTF_8))
                                + "?=")
                + "\n"
                + (listFields
                        ? "List-Id: <security-announce.python.org>\nReceived: from a by mail.python.org; "
                                + text(post, "date") + "\n"
                        : "")
                + "Content-Type: text/plain; charset=utf-8\n\n"
                + body(post) + "\n\n";
        // the list of the application that the tests share
        return text.replace("security-announce.python.org", "security-announce.lists.example.net")
                .replace("security-announce@python.org", "security-announce@lists.example.net");
    }

    private static String body(JsonNode post) {
        String anomalies = post.get("anomalies").toString();
        String severity = text(post, "severity");
        String affected = affected(post);
        String links = links(post).stream()
                .map(link -> anomalies.contains("rendered twice") ? link + " <" + link + ">" : "* " + link)
                .collect(Collectors.joining("\n"));
        String sentence;
        if (anomalies.contains("old layout")) {
            sentence =
                    "The module is wrong about some ranges.\n\n" + (severity.isEmpty() ? "" : "Severity: " + severity);
        } else if (anomalies.contains("is of severity")) {
            sentence = "There is a buffer over-read vulnerability affecting " + affected
                    + ".\nSee CVE-2024-5535 of OpenSSL.\n\nThis vulnerability is of severity *" + severity + "*.";
        } else if (anomalies.contains("security issue in")) {
            sentence = "There is a " + severity + " severity security issue in " + affected + ".";
        } else {
            sentence = "There is a " + (anomalies.contains("double space") ? " " : "") + severity + " severity"
                    + (anomalies.contains("CVSSv4 5.3") ? " (CVSSv4 5.3)" : "")
                    + " vulnerability" + (anomalies.contains("wrapped over two lines") ? "\n" : " ") + "affecting "
                    + affected + ".";
        }
        return sentence + "\n\nSome prose, as in\n\n    print(f\"{name}\")\n\n"
                + (anomalies.contains("CVE-2026-0672") ? "The fix for CVE-2026-0672 was incomplete.\n\n" : "")
                + "Please see the linked CVE ID for the latest information on affected\nversions:\n\n" + links
                + "\n\n_______________________________________________\n"
                + "Security-announce mailing list -- security-announce@python.org\n"
                + "https://mail.python.org/mailman3//lists/security-announce.python.org\n";
    }

    private static String affected(JsonNode post) {
        String affected = text(post, "affecting");
        return affected.startsWith("(") ? "" : affected;
    }

    private static List<String> links(JsonNode post) {
        List<String> links = new ArrayList<>();
        post.get("links").forEach(link -> links.add(link.asText()));
        return links;
    }

    private static String text(JsonNode post, String field) {
        return post.get(field).isNull() ? "" : post.get(field).asText();
    }
}
