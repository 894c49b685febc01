package org.triageledger.core.eligibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.triageledger.core.eligibility.Team.member;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triageledger.core.activity.Credit;
import org.triageledger.core.activity.Report;
import org.triageledger.core.mail.Trust;

class PolicyTest {
    private static final String DAY = "2026-11-01";

    @Test
    void policiesAreFoundByTheirNames() {
        assertThat(Policy.names()).containsExactly("seed-2024", "pep811-2025");
        assertThat(Policy.names())
                .allSatisfy(
                        name -> assertThat(Policy.named(name).map(Policy::name)).contains(name));
        assertThat(Policy.named("seed")).isEmpty();
        assertThat(Policy.named("SEED-2024")).isEmpty();
    }

    @Test
    void everyReadingHasANameAndNoOtherNameIsOne() {
        assertThat(Readings.names())
                .allSatisfy(name -> assertThat(Policy.SEED_2024.reading(name)).isPresent());
        assertThat(Policy.SEED_2024.reading("since-the-last-report")).isEmpty();
    }

    /** Which reports keep somebody, as the policy stands and read in other ways. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(textBlock = """
                    UNREVIEWED,          any-report,                     active
                    VULNERABILITY,       any-report,                     active
                    NOT_A_VULNERABILITY, any-report,                     active
                    DUPLICATE,           any-report,                     active
                    SPAM,                any-report,                     inactive
                    INTERNAL,            any-report,                     inactive
                    AUTOMATED,           any-report,                     inactive
                    UNDECIDED,           any-report,                     inactive
                    SPAM,                spam-counts,                    active
                    INTERNAL,            spam-counts,                    inactive
                    NOT_A_VULNERABILITY, non-vulnerability-never-counts, inactive
                    DUPLICATE,           non-vulnerability-never-counts, inactive
                    UNREVIEWED,          non-vulnerability-never-counts, active
                    UNREVIEWED,          vulnerabilities-only,           inactive
                    NOT_A_VULNERABILITY, vulnerabilities-only,           inactive
                    VULNERABILITY,       vulnerabilities-only,           active
                    """)
    void whichReportsCount(Report.Status status, String reading, String verdict) {
        Team team = Team.of("ada")
                .under(Policy.SEED_2024.reading(reading).orElseThrow())
                .report("r1", status)
                .worked("ada", "r1", "2026-08-01");
        assertThat(team.only(DAY).verdict().word()).isEqualTo(verdict);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(textBlock = """
                    VERIFIED, trust-archive,  active
                    LIST,     trust-archive,  active
                    ARCHIVE,  trust-archive,  active
                    CLAIMED,  trust-archive,  inactive
                    VERIFIED, trust-list,     active
                    LIST,     trust-list,     active
                    ARCHIVE,  trust-list,     inactive
                    VERIFIED, trust-verified, active
                    LIST,     trust-verified, inactive
                    """)
    void whichTrustIsEnough(Trust trust, String reading, String verdict) {
        Team team = Team.of("ada")
                .under(Policy.SEED_2024.reading(reading).orElseThrow())
                .worked("ada", "r1", Credit.Kind.TRIAGE, trust, "2026-08-01");
        assertThat(team.only(DAY).verdict().word()).isEqualTo(verdict);
    }

    @Test
    void shortAnswersCanBeLeftOut() {
        Team team = Team.of("ada")
                .report("r1", Report.Status.UNREVIEWED, 2, "r1-2026-08-01T10:00:00Z")
                .report("r2", Report.Status.UNREVIEWED, 3, "r2-2026-07-01T10:00:00Z")
                .worked("ada", "r1", "2026-08-01")
                .worked("ada", "r2", "2026-07-01");
        assertThat(team.under(lines(2)).verdicts(DAY)).containsExactly("ada active 2027-08-01");
        assertThat(team.under(lines(3)).verdicts(DAY)).containsExactly("ada active 2027-07-01");
        assertThat(team.under(lines(4)).verdicts(DAY)).containsExactly("ada inactive -");
    }

    @Test
    void aCommentAloneIsNoTriageForTheDraftAndEnoughForPep811() {
        Team team = Team.of("ada").worked("ada", "r1", Credit.Kind.COMMENT, Trust.LIST, "2026-08-01");
        assertThat(team.under(Policy.SEED_2024).verdicts(DAY)).containsExactly("ada inactive -");
        assertThat(team.under(Policy.PEP811_2025).verdicts(DAY)).containsExactly("ada active 2027-08-01");
        assertThat(team.only(DAY).reasons())
                .containsExactly("Worked on 1 report since 2025-11-01, last on 2026-08-01.");
    }

    @ParameterizedTest
    @CsvSource({"COORDINATION", "ANALYSIS", "REMEDIATION_DEVELOPMENT", "REMEDIATION_REVIEW", "ADVISORY"})
    void anyOtherKindOfWorkIsEnough(Credit.Kind kind) {
        Team team = Team.of("ada").worked("ada", "r1", kind, Trust.LIST, "2026-08-01");
        assertThat(team.verdicts(DAY)).containsExactly("ada active 2027-08-01");
    }

    @Test
    void pep811HasNoGraceForNewcomers() {
        Team team = Team.of().with(member("ada").joined("2026-06-01"));
        assertThat(team.under(Policy.PEP811_2025).verdicts(DAY)).containsExactly("ada inactive -");
        assertThat(team.under(Policy.SEED_2024).verdicts(DAY)).containsExactly("ada newcomer 2027-06-01");
    }

    /** The last yearly report was made on 2026-02-01, and the next is due a year later. */
    @ParameterizedTest(name = "worked {0}, seen from {1}: {2}")
    @CsvSource(textBlock = """
                    2026-01-31, 2026-11-01, inactive -
                    2026-02-01, 2026-11-01, active 2027-02-01
                    2026-10-01, 2026-11-01, active 2027-02-01
                    2026-02-01, 2027-02-01, active 2027-02-01
                    2026-02-01, 2027-03-01, active 2027-03-01
                    2026-01-31, 2026-01-31, active 2027-01-31
                    """)
    void workCanCountSinceTheLastReport(String worked, String asOf, String verdict) {
        Policy policy = Policy.PEP811_2025.reading(Policy.PEP811_2025
                .readings()
                .with(Readings.Window.SINCE_LAST_REPORT)
                .withLastReport(LocalDate.of(2026, 2, 1)));
        assertThat(Team.of("ada").under(policy).worked("ada", "r1", worked).verdicts(asOf))
                .containsExactly("ada " + verdict);
    }

    @Test
    void readingsStandBehindThePolicyTheyChange() {
        assertThat(Policy.asked("seed-2024")).contains(Policy.SEED_2024);
        for (String name : Policy.names()) {
            Policy plain = Policy.named(name).orElseThrow();
            for (String reading : Readings.names()) {
                Policy read = Policy.asked(name + "+" + reading).orElseThrow();
                assertThat(read).isEqualTo(plain.reading(reading).orElseThrow());
                assertThat(read.text()).isEqualTo(read.equals(plain) ? name : name + "+" + reading);
            }
        }
        Policy several =
                Policy.asked("pep811-2025+since-last-report+spam-counts").orElseThrow();
        assertThat(several.text()).isEqualTo("pep811-2025+since-last-report+spam-counts");
        assertThat(several.reading(several.readings().withLastReport(LocalDate.of(2025, 12, 12)))
                        .text())
                .isEqualTo(several.text());
        for (String none : List.of("", "+", "seed-2024+", "seed-2024+nothing", "seed-2025", "spam-counts")) {
            assertThat(Policy.asked(none)).as(none).isEmpty();
        }
    }

    @Test
    void beforeTheFirstReportAYearCounts() {
        Policy policy = Policy.PEP811_2025.reading("since-last-report").orElseThrow();
        Team team = Team.of("ada").under(policy).worked("ada", "r1", "2025-11-01");
        assertThat(team.verdicts("2026-11-01")).containsExactly("ada active 2026-11-01");
        assertThat(team.verdicts("2026-11-02")).containsExactly("ada inactive -");
    }

    @Test
    void twoPoliciesSideBySideShowWhoDiffers() {
        Team team = Team.of("ada")
                .with(member("bob").joined("2026-06-01"))
                .with(member("cyd").role("expert"))
                .with(member("dee").joined("2020-01-01"))
                .worked("ada", "r1", "2026-08-01");
        List<Difference> differences = Difference.between(
                team.under(Policy.SEED_2024).on(DAY),
                team.under(Policy.PEP811_2025).on(DAY));
        assertThat(differences)
                .extracting(difference -> difference.member() + ": "
                        + difference.one().orElseThrow().verdict().word() + ", "
                        + difference.other().orElseThrow().verdict().word())
                .containsExactly("bob: newcomer, inactive", "cyd: exempt, inactive");
    }

    private static Policy lines(int least) {
        return Policy.SEED_2024.reading(Policy.SEED_2024.readings().withEvidence(Trust.ARCHIVE, least));
    }
}
