package org.triageledger.feeds;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.triageledger.core.advisory.cases.ReleaseVersion;
import org.triageledger.core.advisory.cases.Releases;

/**
 * The releases as peps.python.org publishes them (python-releases.json): an object whose {@code releases} holds a list for each branch, of
 * objects with {@code stage} (a version, as in {@code 3.13.0 candidate 2}), {@code state} ({@code actual} or {@code expected}) and {@code
 * date}. What is no version or has no date is left out; the rest counts.
 */
public final class ReleasesFile {
    private static final int MOST = 20_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private ReleasesFile() {}

    /** What came of reading them. */
    public sealed interface Outcome {
        record Loaded(List<Releases.Release> releases) implements Outcome {}

        record Faulty(String why) implements Outcome {}
    }

    /** Reads a file, or an https address (http only from this machine). */
    public static Outcome read(String place) {
        return switch (PublishedFile.read(place, "list of releases")) {
            case PublishedFile.Text(String text) -> parse(text);
            case PublishedFile.Unreadable(String why) -> new Outcome.Faulty(why);
        };
    }

    public static Outcome parse(String json) {
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            return new Outcome.Faulty("this is no JSON (line " + e.getLocation().getLineNr() + ")");
        }
        JsonNode branches = root == null ? null : root.get("releases");
        if (branches == null || !branches.isObject()) {
            return new Outcome.Faulty("this is no list of releases: a JSON object with \"releases\" is expected");
        }
        Map<ReleaseVersion, Releases.Release> found = new TreeMap<>();
        for (JsonNode branch : branches) {
            for (JsonNode release : branch) {
                release(release)
                        .filter(eachRelease -> found.size() < MOST)
                        .ifPresent(eachRelease -> found.merge(
                                eachRelease.version(),
                                eachRelease,
                                (first, second) -> first.expected() && !second.expected() ? second : first));
            }
        }
        return found.isEmpty()
                ? new Outcome.Faulty("this is no list of releases: none has a stage and a date")
                : new Outcome.Loaded(found.values().stream()
                        .sorted(Comparator.comparing(Releases.Release::version))
                        .toList());
    }

    private static Optional<Releases.Release> release(JsonNode node) {
        try {
            LocalDate day = LocalDate.parse(node.path("date").asText());
            return ReleaseVersion.parse(node.path("stage").asText())
                    .map(version -> new Releases.Release(
                            version, day, !node.path("state").asText().equals("actual")));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
