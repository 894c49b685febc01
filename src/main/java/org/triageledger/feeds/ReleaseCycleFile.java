package org.triageledger.feeds;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.triageledger.core.mail.HiddenCharacters;
import org.triageledger.core.member.Branch;

/**
 * The release cycle as peps.python.org publishes it: a JSON object of branches by version, with {@code status},
 * {@code first_release}, {@code end_of_life} and {@code release_manager}. A month without a day means its last day; a field
 * that names several people is split.
 */
public final class ReleaseCycleFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ReleaseCycleFile() {}

    /** What came of reading a release cycle. */
    public sealed interface Outcome {
        record Loaded(List<Branch> branches) implements Outcome {}

        record Faulty(List<String> faults) implements Outcome {}
    }

    /** Reads a file, or an https address (http only from this machine). */
    public static Outcome read(String place) {
        return switch (PublishedFile.read(place, "release cycle")) {
            case PublishedFile.Text(String text) -> parse(text);
            case PublishedFile.Unreadable(String why) -> faulty(why);
        };
    }

    public static Outcome parse(String json) {
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            return faulty("this is no JSON (line " + e.getLocation().getLineNr() + ")");
        }
        if (root == null || !root.isObject() || root.isEmpty()) {
            return faulty("this is no release cycle: a JSON object with an entry per branch is expected");
        }
        List<Branch> branches = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : root.properties()) {
            try {
                branches.add(branch(entry.getKey(), entry.getValue()));
            } catch (DateTimeException | IllegalArgumentException e) {
                faults.add("branch " + HiddenCharacters.escaped(entry.getKey()) + ": " + e.getMessage());
            }
        }
        return faults.isEmpty() ? new Outcome.Loaded(branches) : new Outcome.Faulty(faults);
    }

    private static Branch branch(String version, JsonNode node) {
        if (!version.matches("\\d+(\\.\\d+)*")) {
            throw new IllegalArgumentException("the key is no version");
        }
        String status = node.path("status").asText();
        Branch.Status known = Arrays.stream(Branch.Status.values())
                .filter(eachStatus -> eachStatus.word().equals(status))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("unknown status \"" + HiddenCharacters.escaped(status) + "\""));
        return new Branch(
                version,
                known,
                day(node, "first_release", false),
                day(node, "end_of_life", true),
                managers(node.path("release_manager").asText("")));
    }

    /** A month stands for its last day where it ends something, else for its first. */
    private static Optional<LocalDate> day(JsonNode node, String field, boolean end) {
        String text = node.path(field).asText("").strip();
        if (text.isEmpty() || text.equals("null")) {
            return Optional.empty();
        }
        try {
            if (text.matches("\\d{4}-\\d{2}")) {
                YearMonth month = YearMonth.parse(text);
                return Optional.of(end ? month.atEndOfMonth() : month.atDay(1));
            }
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("\"" + field + "\" is not a valid date: write YYYY-MM or YYYY-MM-DD");
        }
    }

    /** {@code "Georg Brandl & Ned Deily (3.3.7)"} names two people; what stands in parentheses is no part of a name. */
    private static List<String> managers(String text) {
        HiddenCharacters.inLine(text).ifPresent(hidden -> {
            throw new IllegalArgumentException("\"release_manager\": " + hidden.complaint());
        });
        return Arrays.stream(text.replaceAll("\\([^)]*\\)", " ").split("\\s*(?:&|,|;|/|\\band\\b)\\s*"))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    private static Outcome faulty(String message) {
        return new Outcome.Faulty(List.of(message));
    }
}
