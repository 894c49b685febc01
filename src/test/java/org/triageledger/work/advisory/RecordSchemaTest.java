package org.triageledger.work.advisory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.triageledger.core.advisory.draft.DraftFields;
import org.triageledger.core.advisory.draft.DraftReader;
import org.triageledger.core.advisory.draft.RecordFragment;
import org.triageledger.cvss.Vectors;
import org.triageledger.work.draft.DraftBook;
import org.triageledger.work.draft.DraftViews;

/** Extra: what a draft gives a CVE record is valid by the record format's own schema, where that is at hand. */
class RecordSchemaTest {
    private static final Path SCHEMA = Path.of("../shared/data/schemas/cve-record-5.1.1-bundled.json");
    private static final Path RECORD = Path.of("../shared/data/cve/CVE-2026-7774.json");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void creditsAndReferencesAreValid() throws IOException {
        for (String credits : List.of(
                "",
                "finder: F",
                "reporter: " + "x".repeat(4000),
                "analyst: A\ncoordinator: B (https://github.com/b)\nremediation developer: C\nremediation-reviewer: D\n"
                        + "REMEDIATION_VERIFIER: E\nfinder: F\nreporter: G\ntool: H\nsponsor: I\nother: J\nother: J")) {
            for (String links : List.of(
                    "",
                    "https://github.com/python/cpython/pull/1",
                    "https://github.com/python/cpython/issues/2\nhttps://github.com/python/cpython/commit/0123456789abcdef\n"
                            + "https://example.org/a?b=c#d\nhttps://www.cve.org/CVERecord?id=CVE-2026-99\n"
                            + "https://example.org/" + "x".repeat(1900))) {
                assertThat(errors(fragment(links, credits))).isEmpty();
            }
        }
    }

    @Test
    void theSchemaFindsWhatIsWrong() throws IOException {
        assertThat(errors(new DraftViews.Record(
                        List.of(new DraftViews.CreditEntry("en", "king", "A")),
                        List.of(new DraftViews.ReferenceEntry("no link", List.of())))))
                .isNotEmpty();
    }

    private static DraftViews.Record fragment(String links, String credits) {
        DraftReader.Outcome read = DraftReader.read(
                new DraftFields(
                        "CVE-2026-12345",
                        "CPython",
                        "A title",
                        "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:H/SC:N/SI:N/SA:N",
                        "It loops.",
                        links,
                        credits),
                Vectors::read);
        return switch (read) {
            case DraftReader.Outcome.Complete complete ->
                DraftBook.record(RecordFragment.of(
                        complete.draft(),
                        Optional.of(
                                "https://mail.python.org/archives/list/security-announce@python.org/message/ABC/")));
            case DraftReader.Outcome.Faulty faulty -> throw new AssertionError(faulty.sentences());
        };
    }

    /** Of a real record with these in the place of its own. */
    private static List<String> errors(DraftViews.Record fragment) throws IOException {
        Assumptions.assumeTrue(Files.exists(SCHEMA) && Files.exists(RECORD), "no schema at hand");
        JsonNode record = JSON.readTree(RECORD.toFile());
        ObjectNode cna = (ObjectNode) record.at("/containers/cna");
        cna.remove(List.of("credits", "references"));
        cna.setAll((ObjectNode) JSON.valueToTree(fragment));
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(Files.readString(SCHEMA), InputFormat.JSON);
        return schema.validate(record.toString(), InputFormat.JSON).stream()
                .map(error -> error.getInstanceLocation() + " " + error.getKeyword())
                .toList();
    }
}
