package org.triageledger.work;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something cannot be done. The message is one line for people: what is wrong, and what to do. It holds no mail content. Where it is about
 * what was given for one field or several, it names them, in lower case with hyphens, as in {@code last-day}.
 */
public class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final LinkedHashMap<String, String> fields;

    public Refusal(String message) {
        this(message, Map.of());
    }

    /** @param fields what is wrong with each field, in their order, in a line for people */
    public Refusal(String message, Map<String, String> fields) {
        super(message);
        this.fields = new LinkedHashMap<>(fields);
    }

    /** The same refusal, about what was given for a field. */
    public Refusal at(String field) {
        return new Refusal(String.valueOf(getMessage()), Map.of(field, String.valueOf(getMessage())));
    }

    /** The lines by the fields that they are about, in order; empty where it is about none. */
    public Map<String, String> fields() {
        return new LinkedHashMap<>(fields);
    }
}
