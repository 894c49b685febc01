package org.triageledger.feeds;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is wanted of one JSON object of GitHub's: named fields alone, however large the rest of it is. Of long texts only their length
 * and lines stay; they are gone as soon as they are counted.
 *
 * @param fields text, numbers and booleans as text; objects, lists and measured texts as themselves; no null
 */
record GhsaTree(Map<String, Object> fields) {
    /** Nothing in memory for what is not named here. */
    private static final Set<String> WANTED = Set.of(
            "action",
            "repository_advisory",
            "repository",
            "full_name",
            "ghsa_id",
            "cve_id",
            "url",
            "html_url",
            "summary",
            "severity",
            "author",
            "publisher",
            "identifiers",
            "value",
            "state",
            "created_at",
            "updated_at",
            "published_at",
            "closed_at",
            "withdrawn_at",
            "submission",
            "accepted",
            "credits",
            "credits_detailed",
            "collaborating_users",
            "collaborating_teams",
            "slug",
            "user",
            "login",
            "type",
            "comments",
            "id",
            "message",
            "status",
            "description_length",
            "body_length",
            "body_lines");

    /** Texts of a report, of which nothing is kept. */
    private static final Set<String> MEASURED = Set.of("description", "body");

    private static final int MOST_ENTRIES = 1_000;
    private static final int LONGEST = 2_000;
    private static final int DEEPEST = 6;

    /** The size of a text that is not kept. */
    record Measured(int length, int lines) {
        /** Lines count that are not quoted and hold a letter, digit or pictograph, as those of mail. */
        static Measured of(String text) {
            return new Measured(text.length(), (int) text.lines()
                    .filter(line -> !line.stripLeading().startsWith(">"))
                    .filter(line -> line.codePoints()
                            .anyMatch(point ->
                                    Character.isLetterOrDigit(point) || Character.isExtendedPictographic(point)))
                    .count());
        }
    }

    /** Reads the object whose opening brace the parser has just read. */
    static GhsaTree read(JsonParser parser) throws IOException {
        return read(parser, 0);
    }

    private static GhsaTree read(JsonParser parser, int depth) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (MEASURED.contains(name) && token == JsonToken.VALUE_STRING) {
                fields.put(name, Measured.of(parser.getText()));
            } else if (WANTED.contains(name) && depth < DEEPEST) {
                value(parser, token, depth)
                        .ifPresentOrElse(found -> fields.put(name, found), () -> fields.remove(name));
            } else {
                parser.skipChildren();
            }
        }
        return new GhsaTree(fields);
    }

    private static Optional<Object> value(JsonParser parser, JsonToken token, int depth) throws IOException {
        return switch (token) {
            case START_OBJECT -> Optional.of(read(parser, depth + 1));
            case START_ARRAY -> Optional.of(list(parser, depth + 1));
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> {
                String text = parser.getText();
                yield Optional.of(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
            }
            case VALUE_NULL, VALUE_EMBEDDED_OBJECT, FIELD_NAME, END_ARRAY, END_OBJECT, NOT_AVAILABLE ->
                Optional.empty();
        };
    }

    /** Objects of a list; entries of another kind and those beyond the first thousand are passed over. */
    private static List<GhsaTree> list(JsonParser parser, int depth) throws IOException {
        List<GhsaTree> entries = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == null) {
                break;
            }
            if (token == JsonToken.START_OBJECT && entries.size() < MOST_ENTRIES) {
                entries.add(read(parser, depth));
            } else {
                parser.skipChildren();
            }
        }
        return entries;
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    /** A text that says something. */
    Optional<String> text(String name) {
        return Optional.ofNullable(fields.get(name))
                .filter(String.class::isInstance)
                .map(value -> ((String) value).strip())
                .filter(value -> !value.isEmpty());
    }

    Optional<GhsaTree> object(String name) {
        return Optional.ofNullable(fields.get(name))
                .filter(GhsaTree.class::isInstance)
                .map(GhsaTree.class::cast);
    }

    Stream<GhsaTree> objects(String name) {
        return fields.get(name) instanceof List<?> entries
                ? entries.stream().map(GhsaTree.class::cast)
                : Stream.empty();
    }

    Optional<Integer> number(String name) {
        return text(name).filter(text -> text.matches("\\d{1,9}")).map(Integer::valueOf);
    }

    /** Of what this program wrote itself, the numbers stand in place of the text. */
    Measured measured(String name) {
        return fields.get(name) instanceof Measured measured
                ? measured
                : new Measured(
                        number(name + "_length").orElse(0),
                        number(name + "_lines").orElse(0));
    }

    /** Without the content: this may find its way into a log. */
    @Override
    public String toString() {
        return "GhsaTree" + fields.keySet();
    }
}
