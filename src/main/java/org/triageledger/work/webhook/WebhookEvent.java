package org.triageledger.work.webhook;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Something that a webhook is told of, by ids alone.
 *
 * @param kind {@code finding}, {@code verdict} or {@code review}
 * @param what {@code opened}, {@code changed}, {@code planned}, …
 * @param data ids, days and the words of verdicts
 */
record WebhookEvent(String kind, String what, Map<String, @Nullable Object> data) {
    String name() {
        return kind + "." + what;
    }

    static WebhookEvent finding(String what, String key, String code) {
        return new WebhookEvent("finding", what, data("finding", key, "rule", code));
    }

    /** @param from {@code null} for a new member, as {@code to} is for one who left */
    static WebhookEvent verdict(String member, @Nullable String from, @Nullable String to, String policy, String asOf) {
        Map<String, @Nullable Object> data = data("member", member, "policy", policy);
        data.put("from", from);
        data.put("to", to);
        data.put("asOf", asOf);
        return new WebhookEvent("verdict", "changed", data);
    }

    static WebhookEvent review(String what, String review, @Nullable String member, long entry) {
        Map<String, @Nullable Object> data = data("review", review, "entry", entry);
        if (member != null) {
            data.put("member", member);
        }
        return new WebhookEvent("review", what, data);
    }

    private static Map<String, @Nullable Object> data(String one, Object value, String other, Object otherValue) {
        Map<String, @Nullable Object> data = new TreeMap<>();
        data.put(one, value);
        data.put(other, otherValue);
        return data;
    }
}
