package org.triageledger.work.advisory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.triageledger.core.member.Person;
import org.triageledger.work.Signed;
import org.triageledger.work.decision.Decisions;
import org.triageledger.work.decision.Proposal;
import org.triageledger.work.facts.Facts;
import org.triageledger.work.queries.EvidenceAnswers;
import org.triageledger.work.roster.PublishedLists;

/** Records as they were published, with what they come to. They lie beside the project, and not everywhere. */
@QuarkusTest
class RealRecordsTest {
    private static final Path DATA = Path.of("../shared/data");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 26);

    /** Findings as the expectation words them, by our rules; what of them our rules keep silent about, for it was published before. */
    private static final Map<String, String> RULES = Map.of(
            "no coordinator named", "no-coordinator",
            "no CVSS v4", "no-cvss-v4",
            "broken URL", "broken-link",
            "fixed versions not named per branch", "fixed-versions-not-per-branch",
            "issue link is a pull request", "pull-request-as-issue");

    @Inject
    CveRecords records;

    @Inject
    Decisions decisions;

    @Inject
    EvidenceAnswers evidence;

    @Inject
    PublishedLists lists;

    @Inject
    Facts facts;

    @Test
    void creditsQuestionsAndFindingsOfPublishedRecords() throws IOException {
        Assumptions.assumeTrue(Files.exists(DATA.resolve("cve/expected.json")));
        JsonNode expected =
                new ObjectMapper().readTree(DATA.resolve("cve/expected.json").toFile());
        lists.take(List.of(DATA.resolve("psrt.csv")), Optional.empty(), Optional.empty());
        Map<String, String> logins = facts.on(DAY).roster().people().stream()
                .collect(Collectors.toMap(Person::id, person -> person.github().orElse("")));

        RecordViews.RecordsImported done = records.read(DATA.resolve("cve").toString(), false);
        assertThat(done.records()).isEqualTo(17);
        assertThat(done.faults()).extracting(RecordViews.Fault::file).containsExactly("expected.json");

        assertThat(credits(logins)).isEqualTo(wanted(expected, Set.of("login")));
        assertThat(records.names().names())
                .allSatisfy(name -> assertThat(name.members()).hasSize(1));
        assertThat(records.names().names()).extracting(RecordViews.Name::shown).doesNotHaveDuplicates();
        String decider = logins.keySet().stream().sorted().findFirst().orElseThrow();
        for (RecordViews.Name name : records.names().names()) {
            decisions.decide(new Proposal.Name(name.name(), name.members().getFirst()), new Signed(decider, "known"));
        }
        assertThat(records.names().names()).isEmpty();
        assertThat(credits(logins)).isEqualTo(wanted(expected, Set.of("login", "name")));

        Map<String, Set<String>> wanted = new TreeMap<>();
        Map<String, Set<String>> found = new TreeMap<>();
        for (RecordViews.RecordLine line : records.all(DAY).records()) {
            Set<String> rules = new TreeSet<>();
            expected.get(line.cve()).get("findings").forEach(node -> rules.add(RULES.get(node.asText())));
            LocalDate day = Objects.requireNonNull(line.published())
                    .atZone(java.time.ZoneOffset.UTC)
                    .toLocalDate();
            if (day.isBefore(LocalDate.of(2024, 7, 1))) {
                rules.remove("no-coordinator");
            }
            if (day.isBefore(LocalDate.of(2026, 1, 1))) {
                rules.remove("no-cvss-v4");
            }
            wanted.put(line.cve(), rules);
            found.put(
                    line.cve(),
                    line.findings().stream()
                            .map(RecordViews.RecordFindingLine::rule)
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
        assertThat(found).isEqualTo(wanted);
    }

    private Set<String> credits(Map<String, String> logins) {
        return evidence.credits(Optional.empty(), Optional.empty(), Optional.empty()).credits().stream()
                .map(line -> line.evidence() + " " + line.kind().replace('-', ' ') + " "
                        + Objects.requireNonNull(logins.get(line.member())).toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> wanted(JsonNode expected, Set<String> by) {
        Set<String> wanted = new TreeSet<>();
        expected.properties()
                .forEach(entry -> entry.getValue().get("credits").forEach(credit -> {
                    if (by.contains(credit.get("by").asText())) {
                        wanted.add(entry.getKey() + " " + credit.get("kind").asText() + " "
                                + credit.get("login").asText().toLowerCase(java.util.Locale.ROOT));
                    }
                }));
        return wanted;
    }
}
