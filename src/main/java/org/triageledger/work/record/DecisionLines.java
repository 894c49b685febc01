package org.triageledger.work.record;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.activity.Activity;
import org.triageledger.core.record.DecisionEffects;
import org.triageledger.core.record.Entry;
import org.triageledger.core.record.LogEntry;
import org.triageledger.store.EntryCodec;

/** Entries of the audit log as pages and programs are shown them. */
public final class DecisionLines {
    /** The fields that hold the key of a message. */
    private static final List<String> MESSAGES = List.of("messageKey", "oneKey", "anchor");

    private DecisionLines() {}

    /**
     * @param effects of the whole log
     * @param shown which entries are shown, in the order of the log
     * @param activity what reports there are now; asked for only where an entry is about one
     */
    public static List<DecisionViews.DecisionLine> of(
            DecisionEffects effects, Predicate<LogEntry> shown, Supplier<Activity> activity) {
        List<LogEntry> entries = effects.log().stream().filter(shown).toList();
        if (entries.isEmpty()) {
            return List.of();
        }
        Map<Long, Long> before = SameSubject.before(effects.log());
        Map<Long, Map<String, Object>> fields = new HashMap<>();
        Set<String> messages = new HashSet<>();
        for (LogEntry made : entries) {
            Map<String, Object> all = structured(made.entry());
            fields.put(made.id(), all);
            message(all, messages::add);
        }
        Map<String, String> reports = reports(messages, activity);
        return entries.stream()
                .map(made ->
                        line(made, effects, fields.getOrDefault(made.id(), Map.of()), reports, before.get(made.id())))
                .toList();
    }

    /** What an entry says, with a list where the audit log has one text for several ids. */
    private static Map<String, Object> structured(Entry entry) {
        Map<String, Object> fields = EntryCodec.fields(entry);
        if (!(entry instanceof Entry.RosterLoaded loaded)) {
            return fields;
        }
        Map<String, Object> lists = new LinkedHashMap<>(fields);
        lists.put("changed", loaded.people());
        return lists;
    }

    private static void message(Map<String, Object> fields, Consumer<String> found) {
        MESSAGES.forEach(name -> {
            if (fields.get(name) instanceof String key) {
                found.accept(key);
            }
        });
    }

    private static Map<String, String> reports(Set<String> messages, Supplier<Activity> activity) {
        Map<String, String> reports = new HashMap<>();
        if (!messages.isEmpty()) {
            activity.get()
                    .reports()
                    .forEach(report -> report.thread().messages().stream()
                            .filter(message -> messages.contains(message.key()))
                            .forEach(message -> reports.put(message.key(), report.id())));
        }
        return reports;
    }

    private static DecisionViews.DecisionLine line(
            LogEntry made,
            DecisionEffects effects,
            Map<String, Object> fields,
            Map<String, String> reports,
            @Nullable Long before) {
        boolean undone = effects.isUndone(made.id());
        Set<String> about = new HashSet<>();
        message(fields, key -> {
            if (reports.containsKey(key)) {
                about.add(reports.getOrDefault(key, ""));
            }
        });
        return new DecisionViews.DecisionLine(
                made.id(),
                EntryCodec.kind(made.entry()),
                fields,
                about.stream().sorted().findFirst().orElse(null),
                before,
                made.at(),
                made.by(),
                made.reason(),
                undone,
                made.account(),
                made.address().orElse(null),
                DecisionWords.of(made.entry()),
                DecisionWords.group(made.entry()),
                state(made, effects),
                made.entry().canBeUndone() && !undone);
    }

    private static String state(LogEntry made, DecisionEffects effects) {
        if (effects.isUndone(made.id())) {
            return "undone";
        }
        if (!(made.entry() instanceof Entry.Proposed)) {
            return "";
        }
        return effects.approved(made.id())
                .map(approved -> approved ? "approved" : "declined")
                .orElse("awaiting-approval");
    }
}
