package org.triageledger.letters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triageledger.core.review.Crew.admin;
import static org.triageledger.core.review.Crew.done;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triageledger.core.activity.Report;
import org.triageledger.core.member.People;
import org.triageledger.core.review.CouncilReport;
import org.triageledger.core.review.Crew;
import org.triageledger.core.review.Decision;
import org.triageledger.core.review.Expected;
import org.triageledger.core.review.Review;
import org.triageledger.document.Csv;
import org.triageledger.document.Document;

class CouncilReportTest {
    private static final LetterTemplates TEMPLATES = new LetterTemplates(Optional.empty());

    /** Members of all verdicts; mail of two weeks is missing, and one decision was made. */
    static CouncilReport report() {
        Review.Opened review = Crew.mixed()
                .read("2025-01-01", "2026-12-12")
                .away("cyd", "2026-11-01", "2026-12-31")
                .report("r-canary-1", Report.Status.UNREVIEWED, "opening")
                .drift("not-in-list", "Dee Example is on the roster and not in the list.")
                .opened();
        return CouncilReport.of(
                Crew.HEAD.team(),
                done(review.decide(
                        "cyd", Decision.Kind.DEFER, "canary: a private matter", admin("ada", "2026-12-13"))));
    }

    /** The same team, of whose mail five weeks are missing. */
    static CouncilReport patchy() {
        return CouncilReport.of(
                Crew.HEAD.team(),
                Crew.mixed()
                        .read("2025-01-01", "2026-06-30")
                        .read("2026-08-05", "2026-12-12")
                        .opened());
    }

    @Test
    void inMarkdown() {
        assertThat(TEMPLATES.write(report()).markdown()).isEqualTo(Expected.text("report.md"));
        assertThat(TEMPLATES.write(patchy()).markdown()).isEqualTo(Expected.text("report-patchy.md"));
    }

    @Test
    void inHtml() {
        assertThat(TEMPLATES.write(report()).html()).isEqualTo(Expected.text("report.html"));
    }

    @Test
    void asAPageInTheLookOfTheOthers() {
        String page = TEMPLATES.page(report());
        assertThat(page)
                .contains("--ink: #1c2126;", "prefers-color-scheme: dark", "@page { size: A4;", "table-header-group")
                .contains("<h2>Inactive</h2>", "<td>Cyd Example</td>", "<td><time>2025-05-03</time></td>")
                .doesNotContain("<script", "http", "@import", "url(");
        String plain = TEMPLATES.write(report()).html();
        assertThat(page.substring(page.indexOf("</head>"))
                        .replaceAll("</?time>", "")
                        .replace("<main>\n", "")
                        .replace("</main>\n", ""))
                .isEqualTo(plain.substring(plain.indexOf("</head>")));
    }

    @Test
    void asTables() {
        assertThat(CouncilTables.csv(report(), "members"))
                .contains(Expected.text("report-members.csv").replace("\n", "\r\n"));
        assertThat(CouncilTables.csv(report(), "verdicts")).contains("""
                        "verdict","members"
                        "active","2"
                        "newcomer","1"
                        "exempt","2"
                        "inactive","2"
                        "unknown","0"
                        """.replace("\n", "\r\n"));
        assertThat(CouncilTables.csv(report(), "findings")).contains("""
                        "code","finding"
                        "not-in-list","Dee Example is on the roster and not in the list."
                        """.replace("\n", "\r\n"));
        assertThat(CouncilTables.csv(report(), "quality").orElseThrow()).contains("\"Reports without a status\",\"1\"");
        assertThat(CouncilTables.csv(report(), "readings").orElseThrow()).contains("\"spam counts\",\"no\"");
        assertThat(CouncilTables.csv(report(), "summary").orElseThrow())
                .contains("\"2026\"", "\"2026-12-12\",\"seed-2024\",\"1\",");
        assertThat(CouncilTables.csv(report(), "active")).isEmpty();
    }

    @Test
    void allTablesInAZipWhoseBytesAreTheSameEachTime() throws IOException {
        byte[] zip = CouncilTables.zip(report());
        assertThat(CouncilTables.zip(report())).isEqualTo(zip);
        Map<String, String> files = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
                assertThat(entry.getTimeLocal()).isEqualTo(LocalDateTime.of(1980, 1, 1, 0, 0));
            }
        }
        assertThat(files.keySet())
                .containsExactlyElementsOf(CouncilTables.NAMES.stream()
                        .map(name -> "review-2026/" + name + ".csv")
                        .toList());
        for (String name : CouncilTables.NAMES) {
            assertThat(CouncilTables.csv(report(), name)).contains(files.get("review-2026/" + name + ".csv"));
        }
    }

    @Test
    void nothingOfAReportAndNoReasonIsInIt() {
        for (CouncilReport report : List.of(report(), patchy())) {
            assertThat(TEMPLATES.write(report).markdown()
                            + TEMPLATES.write(report).html()
                            + CouncilTables.NAMES.stream()
                                    .map(name -> CouncilTables.csv(report, name).orElseThrow())
                                    .collect(Collectors.joining()))
                    .doesNotContain("canary")
                    .doesNotContain("private")
                    .doesNotContain("@");
        }
    }

    @Test
    void namesAreNamesAndNothingElse() {
        CouncilReport report = CouncilReport.of(
                "T & <T>",
                Crew.of()
                        .with(People.named("eve", "=cmd|'/c calc'!A1 <b>\"x\"</b>\u202e\n*y*")
                                .joined("2015-01-01"))
                        .opened());
        assertThat(TEMPLATES.write(report).markdown())
                .contains("| =cmd\\|'/c calc'!A1 \\<b\\>\"x\"\\</b\\>  \\*y\\* | never | 0 |");
        assertThat(TEMPLATES.write(report).html())
                .contains("<td>=cmd|&#39;/c calc&#39;!A1 &lt;b&gt;&quot;x&quot;&lt;/b&gt;  *y*</td>")
                .contains("<title>Review 2026 of the members of T &amp; &lt;T&gt;</title>");
        assertThat(CouncilTables.csv(report, "members").orElseThrow())
                .contains("\"inactive\",\"eve\",\"'=cmd|'/c calc'!A1 <b>\"\"x\"\"</b>  *y*\",\"\",\"\",\"0\"");
    }

    @ParameterizedTest(name = "[{0}]")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
                    `plain`;        `"plain"`
                    ``;             `""`
                    `a "b", c`;     `"a ""b"", c"`
                    `=1+1`;         `"'=1+1"`
                    `+1`;           `"'+1"`
                    `-1`;           `"'-1"`
                    `@SUM(A1)`;     `"'@SUM(A1)"`
                    `  =1`;         `"'  =1"`
                    `\t=1`;         `"' =1"`
                    `\u00a0=1`;     `"'\u00a0=1"`
                    `\ufeff=1`;     `"'\ufeff=1"`
                    `\uff1d1`;      `"'\uff1d1"`
                    `a=1`;          `"a=1"`
                    `2026-12-12`;   `"2026-12-12"`
                    """)
    void noFieldIsAFormula(String value, String field) {
        assertThat(Csv.of(List.of(List.of(value)))).isEqualTo(field + "\r\n");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
                    `- a`;            `\\- a`
                    `+ a`;            `\\+ a`
                    `1. a`;           `1\\. a`
                    `# a`;            `\\# a`
                    `---`;            `\\---`
                    `a - b`;          `a - b`
                    `[a](b)`;         `\\[a\\](b)`
                    `<img src=x>`;    `\\<img src=x\\>`
                    `&lt;`;           `\\&lt;`
                    `a\\*`;         `a\\\\\\*`
                    """)
    void noSentenceIsMarkup(String sentence, String markdown) {
        assertThat(new Document("", List.of(new Document.Paragraph(sentence))).markdown())
                .isEqualTo(markdown + "\n");
    }

    @Test
    void onlyWebPagesAreLinks() {
        Document document = new Document(
                "t",
                List.of(
                        new Document.Link(
                                "Here", java.net.URI.create("https://example.org/?a=1&b=\"".replace("\"", "%22"))),
                        new Document.Link("There", java.net.URI.create("javascript:alert(1)"))));
        assertThat(document.html())
                .contains("<p><a href=\"https://example.org/?a=1&amp;b=%22\">Here</a></p>")
                .contains("<p>There: javascript:alert(1)</p>");
        assertThat(document.markdown())
                .isEqualTo("[Here](<https://example.org/?a=1&b=%22>)\n\nThere: javascript:alert(1)\n");
    }
}
