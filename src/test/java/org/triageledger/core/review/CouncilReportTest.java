package org.triageledger.core.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triageledger.core.review.Crew.admin;
import static org.triageledger.core.review.Crew.done;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triageledger.core.activity.Report;
import org.triageledger.core.document.Csv;
import org.triageledger.core.document.Document;
import org.triageledger.core.member.People;

class CouncilReportTest {
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
        assertThat(report().markdown()).isEqualTo(Expected.text("report.md"));
        assertThat(patchy().markdown()).isEqualTo(Expected.text("report-patchy.md"));
    }

    @Test
    void inHtml() {
        assertThat(report().html()).isEqualTo(Expected.text("report.html"));
    }

    @Test
    void asATable() {
        assertThat(report().csv()).isEqualTo(Expected.text("report.csv").replace("\n", "\r\n"));
    }

    @Test
    void nothingOfAReportAndNoReasonIsInIt() {
        for (CouncilReport report : List.of(report(), patchy())) {
            assertThat(report.markdown() + report.html() + report.csv())
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
        assertThat(report.markdown()).contains("| =cmd\\|'/c calc'!A1 \\<b\\>\"x\"\\</b\\>  \\*y\\* | never | 0 |");
        assertThat(report.html())
                .contains("<td>=cmd|&#39;/c calc&#39;!A1 &lt;b&gt;&quot;x&quot;&lt;/b&gt;  *y*</td>")
                .contains("<title>Review 2026 of the members of T &amp; &lt;T&gt;</title>");
        assertThat(report.csv())
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
