package org.triageledger.measure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.triageledger.core.mail.SourceProfile;
import org.triageledger.core.mail.Trust;
import org.triageledger.measure.Corpus.Item;

/**
 * The cases of the ARC test suite, as far as they concern a program that believes a receiver and checks no signature itself: what
 * a mail's own ARC sets say (RFC 8617) proves nothing, whatever stands in them; what a pinned receiver found of them does.
 */
final class ArcSuite {
    private static final String LIST = "team.lists.example.net";
    private static final String RECEIVER = "mx.ledger.example";
    private static final SourceProfile PROFILE = Corpus.arc(Set.of(RECEIVER), Set.of("example.org"), LIST);

    private static final Map<String, String> VERDICTS = Map.of("pass", "pass", "fail", "fail", "none", "none");

    /** Mails that were believed and should not have been, by what spoke for them; and how many there were of each. */
    record Outcome(int all, List<Item> believed, int failed, List<Item> believedFailed, int passed, int accepted) {}

    private ArcSuite() {}

    static Outcome run(Path folder) throws IOException {
        int all = 0;
        int failed = 0;
        int passed = 0;
        int accepted = 0;
        List<Item> believed = new ArrayList<>();
        List<Item> believedFailed = new ArrayList<>();
        for (JsonNode test : tests(folder)) {
            String mail = test.path("message").asText();
            String found = VERDICTS.getOrDefault(test.path("cv").asText().toLowerCase(Locale.ROOT), "");
            // As it stands, and taken in by a server of ours that finds nothing out.
            for (String received : List.of(
                    "", "Received: from mx.example.net by " + RECEIVER + "; Thu, 1 Oct 2026 10:00:00 +0000\n")) {
                all++;
                Item item = judged(received + mail);
                if (isBelieved(item)) {
                    believed.add(item);
                }
            }
            if (found.isEmpty()) {
                continue;
            }
            Item item = judged("Authentication-Results: " + RECEIVER + "; arc=" + found
                    + "\nReceived: from mx.example.net by " + RECEIVER + "; Thu, 1 Oct 2026 10:00:00 +0000\n" + mail);
            if (found.equals("pass")) {
                passed++;
                accepted += isBelieved(item) ? 1 : 0;
            } else {
                failed++;
                if (isBelieved(item)) {
                    believedFailed.add(item);
                }
            }
        }
        return new Outcome(all, believed, failed, believedFailed, passed, accepted);
    }

    private static Item judged(String mail) {
        return Corpus.text("arc", "List-Id: <" + LIST + ">\n" + mail, PROFILE);
    }

    private static boolean isBelieved(Item item) {
        return item.isRead() && item.first().sighting().trust() != Trust.CLAIMED;
    }

    private static List<JsonNode> tests(Path folder) throws IOException {
        List<JsonNode> tests = new ArrayList<>();
        for (Path file : Corpus.files(folder)) {
            if (!file.toString().endsWith(".yml")) {
                continue;
            }
            try (var scenarios = new YAMLMapper(new YAMLFactory())
                    .readerFor(JsonNode.class)
                    .<JsonNode>readValues(Files.readString(file))) {
                while (scenarios.hasNext()) {
                    JsonNode scenario = scenarios.next();
                    scenario.path("tests").forEach(tests::add);
                }
            }
        }
        return tests;
    }
}
