package org.triageledger.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is wrong with JSON that a program sent: the field, and what belongs there. What was sent is not repeated. */
final class UnreadJson {
    private UnreadJson() {}

    /** Empty for what failed for another reason. */
    static Optional<String> why(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof JsonMappingException mapping
                    && !mapping.getPath().isEmpty()) {
                return Optional.of("'" + field(mapping.getPath()) + "' cannot be read: write "
                        + (mapping instanceof MismatchedInputException wrong
                                ? kind(wrong.getTargetType())
                                : "it as the API describes it"));
            }
            if (cause instanceof JsonProcessingException) {
                return Optional.of(
                        "what was sent is not a JSON object: write one as the API describes it at /q/openapi");
            }
        }
        return Optional.empty();
    }

    /** The names of fields of our own alone, for a name in a map is the sender's. */
    private static String field(List<JsonMappingException.Reference> path) {
        StringBuilder text = new StringBuilder();
        for (JsonMappingException.Reference part : path) {
            String name = part.getFieldName();
            if (name != null && name.matches("[A-Za-z][A-Za-z0-9]{0,40}")) {
                text.append(text.isEmpty() ? "" : ".").append(name);
            }
        }
        return text.isEmpty() ? "the list" : text.toString();
    }

    private static String kind(@Nullable Class<?> type) {
        if (type == LocalDate.class) {
            return "a day as YYYY-MM-DD that exists";
        }
        if (type == Instant.class) {
            return "an instant as in 2026-11-26T10:00:00Z";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (type != null && (Number.class.isAssignableFrom(type) || type.isPrimitive())) {
            return "a number";
        }
        if (type == String.class) {
            return "a text";
        }
        return type != null && Collection.class.isAssignableFrom(type) ? "a list" : "an object";
    }
}
