package org.triageledger.feeds;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.advisory.CreditType;
import org.triageledger.core.advisory.CveId;
import org.triageledger.core.advisory.record.CveRecord;
import org.triageledger.core.advisory.record.CveRecord.Score;
import org.triageledger.core.advisory.record.CveRecord.State;
import org.triageledger.core.mail.HiddenCharacters;

/**
 * One CVE record as JSON (CVE JSON 5). Whose it is is read first, and a record of another organisation is looked at no further; what
 * others added to one ({@code containers.adp}) is passed over. Read as a stream; nothing of its content is in what is said of a
 * file that is none.
 */
public final class CveRecordFile {
    /** Bytes of a record at most; the largest of the CVE list has less than 4 MB. */
    public static final int LARGEST = 16 << 20;

    private static final int MOST_CREDITS = 200;
    private static final int MOST_REFERENCES = 512;
    private static final int MOST_PRODUCTS = 100;
    private static final int MOST_RANGES = 1000;
    private static final int MOST_SCORES = 20;
    private static final int MOST_TAGS = 20;
    private static final int LONGEST = 300;
    private static final int LONGEST_ADDRESS = 2048;

    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

    private static final Map<String, String> SCORE_FIELDS =
            Map.of("cvssV4_0", "4.0", "cvssV3_1", "3.1", "cvssV3_0", "3.0", "cvssV2_0", "2.0");
    private static final List<String> SCORES_IN_ORDER = List.of("cvssV4_0", "cvssV3_1", "cvssV3_0", "cvssV2_0");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonFactory FACTORY = JSON.getFactory();

    private CveRecordFile() {}

    /** What came of reading a record. */
    public sealed interface Outcome {
        record Loaded(CveRecord record) implements Outcome {}

        /** A record of another organisation. */
        record OfAnother() implements Outcome {}

        /** One line that says what is wrong and what to do. */
        record Faulty(String why) implements Outcome {}
    }

    /**
     * Reads one.
     *
     * @param assigners the ids of the organisations whose records are read ({@code assignerOrgId}, UUIDs in lower case)
     */
    public static Outcome parse(byte[] bytes, Set<String> assigners) {
        try {
            Optional<JsonNode> metadata = metadata(bytes);
            String assigner = metadata.map(node -> node.path("assignerOrgId").asText(""))
                    .orElse("")
                    .strip()
                    .toLowerCase(Locale.ROOT);
            if (assigner.isEmpty()) {
                return new Outcome.Faulty(
                        "it is no CVE record: cveMetadata with an assignerOrgId is expected (CVE JSON 5); leave it out, or get a whole"
                                + " copy");
            }
            return assigners.contains(assigner)
                    ? record(metadata.orElseThrow(), container(bytes))
                    : new Outcome.OfAnother();
        } catch (JsonProcessingException e) {
            String place = Optional.ofNullable(e.getLocation())
                    .map(at -> " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")")
                    .orElse("");
            return new Outcome.Faulty("it is no JSON" + place + ": get a whole copy");
        } catch (IOException e) {
            return new Outcome.Faulty("it is no JSON: get a whole copy");
        }
    }

    /**
     * A record of another organisation.
     *
     * @param newest the latest of its dates
     */
    record Other(Optional<Instant> newest) {}

    /** Where the beginning of a file says already that it is a record of another organisation: the rest need not be read. */
    static Optional<Other> other(byte[] beginning, Set<String> assigners) {
        try {
            return metadata(beginning)
                    .filter(node -> {
                        String assigner =
                                node.path("assignerOrgId").asText("").strip().toLowerCase(Locale.ROOT);
                        return !assigner.isEmpty() && !assigners.contains(assigner);
                    })
                    .map(node ->
                            new Other(newest(Stream.of("dateUpdated", "datePublished", "dateRejected", "dateReserved")
                                    .map(name -> instant(node.path(name))))));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The latest of its dates. */
    static Optional<Instant> newest(CveRecord record) {
        return newest(Stream.of(record.updated(), record.published(), record.rejected(), record.reserved()));
    }

    private static Optional<Instant> newest(Stream<Optional<Instant>> dates) {
        return dates.flatMap(Optional::stream).max(Comparator.naturalOrder());
    }

    /** What the file {@code delta.json} of the CVE list says of when it was written. */
    static Optional<Instant> fetched(byte[] bytes) {
        try {
            return instant(JSON.readTree(bytes).path("fetchTime"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The first thing looked at; read no further than it stands. */
    private static Optional<JsonNode> metadata(byte[] bytes) throws IOException {
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                if (parser.currentToken() == null) {
                    return Optional.empty();
                }
                parser.skipChildren();
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = parser.currentName().equals("cveMetadata");
                JsonToken value = parser.nextToken();
                if (wanted && value == JsonToken.START_OBJECT) {
                    return Optional.of(JSON.readTree(parser));
                }
                parser.skipChildren();
            }
            return Optional.empty();
        }
    }

    /** What the organisation itself says; the file is read to its end, so that half a file is none. */
    private static JsonNode container(byte[] bytes) throws IOException {
        JsonNode found = JSON.createObjectNode();
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean containers = parser.currentName().equals("containers");
                if (parser.nextToken() != JsonToken.START_OBJECT || !containers) {
                    parser.skipChildren();
                    continue;
                }
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    boolean own = parser.currentName().equals("cna");
                    if (parser.nextToken() == JsonToken.START_OBJECT && own) {
                        found = JSON.readTree(parser);
                    } else {
                        parser.skipChildren();
                    }
                }
            }
            parser.nextToken();
            return found;
        }
    }

    private static Outcome record(JsonNode metadata, JsonNode own) {
        Optional<CveId> id = CveId.parse(metadata.path("cveId").asText(""));
        if (id.isEmpty()) {
            return new Outcome.Faulty(
                    "its cveId is none: CVE-, a year and 4 to 19 digits are expected; get a whole copy");
        }
        Optional<State> state = state(metadata.path("state").asText(""));
        if (state.isEmpty()) {
            return new Outcome.Faulty("its state is none of PUBLISHED, REJECTED and RESERVED: get a whole copy");
        }
        Optional<Instant> updated = instant(own.path("providerMetadata").path("dateUpdated"))
                .or(() -> instant(metadata.path("dateUpdated")));
        // What is only reserved may be under embargo: nothing but its dates is kept.
        JsonNode told = state.get() == State.RESERVED ? JSON.createObjectNode() : own;
        return new Outcome.Loaded(new CveRecord(
                id.get(),
                state.get(),
                instant(metadata.path("dateReserved")),
                instant(metadata.path("datePublished")),
                instant(metadata.path("dateRejected")),
                updated,
                texts(told.path("tags"), MOST_TAGS).contains("disputed"),
                references(told.path("references")),
                affected(told.path("affected")),
                credits(told.path("credits")),
                scores(told.path("metrics"))));
    }

    private static Optional<State> state(String text) {
        for (State state : State.values()) {
            if (state.name().equalsIgnoreCase(text.strip())) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }

    /** One without a zone is UTC, as the format says; a day alone is its beginning; what is none is not there, nor what no clock shows. */
    private static Optional<Instant> instant(JsonNode node) {
        return parsed(node).filter(at -> at.isAfter(Instant.EPOCH) && at.isBefore(LAST));
    }

    private static Optional<Instant> parsed(JsonNode node) {
        String text = node.asText("").strip();
        if (text.isEmpty() || text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
                return Optional.of(
                        LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
            }
            return Optional.of(
                    text.matches(".*(?:[Zz]|[+-]\\d{2}:?\\d{2})")
                            ? OffsetDateTime.parse(text).toInstant()
                            : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static List<CveRecord.Reference> references(JsonNode nodes) {
        List<CveRecord.Reference> found = new ArrayList<>();
        for (JsonNode node : some(nodes, MOST_REFERENCES)) {
            String url = text(node.path("url"), LONGEST_ADDRESS);
            if (!url.isEmpty()) {
                found.add(new CveRecord.Reference(url, texts(node.path("tags"), MOST_TAGS)));
            }
        }
        return found;
    }

    private static List<CveRecord.Affected> affected(JsonNode nodes) {
        List<CveRecord.Affected> found = new ArrayList<>();
        for (JsonNode node : some(nodes, MOST_PRODUCTS)) {
            List<CveRecord.Range> ranges = new ArrayList<>();
            for (JsonNode version : some(node.path("versions"), MOST_RANGES)) {
                ranges.add(new CveRecord.Range(
                        text(version.path("version"), LONGEST),
                        optional(version.path("lessThan")),
                        optional(version.path("lessThanOrEqual")),
                        text(version.path("status"), LONGEST).toLowerCase(Locale.ROOT)));
            }
            found.add(new CveRecord.Affected(text(node.path("product"), LONGEST), List.copyOf(ranges)));
        }
        return found;
    }

    private static List<CveRecord.Credited> credits(JsonNode nodes) {
        List<CveRecord.Credited> found = new ArrayList<>();
        for (JsonNode node : some(nodes, MOST_CREDITS)) {
            String value = text(node.path("value"), LONGEST);
            if (!value.isEmpty()) {
                found.add(new CveRecord.Credited(CreditType.of(text(node.path("type"), LONGEST)), value));
            }
        }
        return found;
    }

    private static List<Score> scores(JsonNode nodes) {
        List<Score> found = new ArrayList<>();
        for (JsonNode node : some(nodes, MOST_SCORES)) {
            for (String field : SCORES_IN_ORDER) {
                if (node.path(field).isObject()) {
                    found.add(new Score(
                            SCORE_FIELDS.getOrDefault(field, ""),
                            text(node.path(field).path("vectorString"), LONGEST),
                            text(node.path(field).path("baseSeverity"), LONGEST).toUpperCase(Locale.ROOT)));
                }
            }
        }
        return found;
    }

    private static List<String> texts(JsonNode nodes, int most) {
        List<String> found = new ArrayList<>();
        some(nodes, most).forEach(node -> found.add(text(node, LONGEST).toLowerCase(Locale.ROOT)));
        return List.copyOf(found);
    }

    private static List<JsonNode> some(JsonNode nodes, int most) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode node : nodes.isArray() ? nodes : JSON.createArrayNode()) {
            if (found.size() == most) {
                break;
            }
            found.add(node);
        }
        return found;
    }

    private static Optional<String> optional(JsonNode node) {
        return Optional.of(text(node, LONGEST)).filter(text -> !text.isEmpty());
    }

    private static String text(JsonNode node, int most) {
        String text = node.isValueNode() && !node.isNull() ? node.asText("").strip() : "";
        return HiddenCharacters.escaped(text.length() > most ? text.substring(0, most) : text);
    }

    /** What is kept of a record, as a record again: {@link #parse} reads the same from it. */
    public static String kept(CveRecord record, String assigner) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeObjectFieldStart("cveMetadata");
            json.writeStringField("cveId", record.id().value());
            json.writeStringField("assignerOrgId", assigner);
            json.writeStringField("state", record.state().name());
            date(json, "dateReserved", record.reserved());
            date(json, "datePublished", record.published());
            date(json, "dateRejected", record.rejected());
            json.writeEndObject();
            json.writeObjectFieldStart("containers");
            json.writeObjectFieldStart("cna");
            json.writeObjectFieldStart("providerMetadata");
            date(json, "dateUpdated", record.updated());
            json.writeEndObject();
            texts(json, "tags", record.disputed() ? List.of("disputed") : List.of());
            json.writeArrayFieldStart("references");
            for (CveRecord.Reference reference : record.references()) {
                json.writeStartObject();
                json.writeStringField("url", reference.url());
                texts(json, "tags", reference.tags());
                json.writeEndObject();
            }
            json.writeEndArray();
            affected(json, record.affected());
            json.writeArrayFieldStart("credits");
            for (CveRecord.Credited credit : record.credits()) {
                json.writeStartObject();
                json.writeStringField("type", credit.type().text());
                json.writeStringField("value", credit.value());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("metrics");
            for (Score score : record.scores()) {
                json.writeStartObject();
                json.writeObjectFieldStart(field(score));
                json.writeStringField("vectorString", score.vector());
                json.writeStringField("baseSeverity", score.severity());
                json.writeEndObject();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** Reads what is kept; whose it was does not matter any more. */
    public static Optional<CveRecord> read(String kept) {
        byte[] bytes = kept.getBytes(StandardCharsets.UTF_8);
        try {
            JsonNode metadata = metadata(bytes).orElse(JSON.createObjectNode());
            return record(metadata, container(bytes)) instanceof Outcome.Loaded(CveRecord record)
                    ? Optional.of(record)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void affected(JsonGenerator json, List<CveRecord.Affected> products) throws IOException {
        json.writeArrayFieldStart("affected");
        for (CveRecord.Affected product : products) {
            json.writeStartObject();
            json.writeStringField("product", product.product());
            json.writeArrayFieldStart("versions");
            for (CveRecord.Range range : product.ranges()) {
                json.writeStartObject();
                json.writeStringField("version", range.from());
                text(json, "lessThan", range.below().orElse(null));
                text(json, "lessThanOrEqual", range.upTo().orElse(null));
                json.writeStringField("status", range.status());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static String field(Score score) {
        return SCORES_IN_ORDER.stream()
                .filter(field -> score.field().equals(SCORE_FIELDS.get(field)))
                .findFirst()
                .orElse("other");
    }

    private static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static void date(JsonGenerator json, String name, Optional<Instant> instant) throws IOException {
        text(json, name, instant.map(Instant::toString).orElse(null));
    }

    private static void text(JsonGenerator json, String name, @Nullable String text) throws IOException {
        if (text != null) {
            json.writeStringField(name, text);
        }
    }
}
