package org.triageledger.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Other texts in the place of some in a row of the audit log, in the fields that people fill; words of the program stay. */
public final class EntryScrub {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What holds a word of the program, a hash or a number. */
    private static final Set<String> OF_PROGRAM = Set.of(
            "form", "role", "scope", "kind", "as", "status", "verdict", "policy", "venue", "step", "sealed", "sha256",
            "what", "voting", "vote", "ruling");

    private EntryScrub() {}

    /** The row with every text of people changed; entries about the keys of the ledger or an erasure stay as they are. */
    public static EntryText of(EntryText row, UnaryOperator<String> with) {
        if (row.kind().equals(EntryKind.PERSON_ERASED.word)) {
            return row;
        }
        return new EntryText(row.kind(), with.apply(row.subject()), payload(row.payload(), with), row.from(), row.to());
    }

    private static String payload(String payload, UnaryOperator<String> with) {
        if (payload.startsWith("{")) {
            try {
                JsonNode tree = MAPPER.readTree(payload);
                String before = MAPPER.writeValueAsString(tree);
                change(tree, with);
                String after = MAPPER.writeValueAsString(tree);
                return after.equals(before) ? payload : after;
            } catch (JsonProcessingException e) {
                return with.apply(payload);
            }
        }
        int name = payload.startsWith("name=") ? 0 : payload.indexOf(" name=");
        String head = name < 0 ? payload : payload.substring(0, name);
        String rest = name < 0 ? "" : payload.substring(name);
        String words = head.contains("=")
                ? Arrays.stream(head.split(" ", -1))
                        .map(word -> isOfProgram(word) ? word : with.apply(word))
                        .collect(Collectors.joining(" "))
                : with.apply(head);
        return words + with.apply(rest);
    }

    private static boolean isOfProgram(String word) {
        int equals = word.indexOf('=');
        return equals > 0 && OF_PROGRAM.contains(word.substring(0, equals));
    }

    private static void change(JsonNode node, UnaryOperator<String> with) {
        if (node instanceof ObjectNode object) {
            for (Iterator<Map.Entry<String, JsonNode>> fields = object.fields(); fields.hasNext(); ) {
                Map.Entry<String, JsonNode> field = fields.next();
                if (OF_PROGRAM.contains(field.getKey())) {
                    continue;
                }
                if (field.getValue().isTextual()) {
                    field.setValue(object.textNode(with.apply(field.getValue().asText())));
                } else {
                    change(field.getValue(), with);
                }
            }
        } else if (node instanceof ArrayNode array) {
            array.forEach(item -> change(item, with));
        }
    }
}
