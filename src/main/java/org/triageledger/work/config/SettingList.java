package org.triageledger.work.config;

import static org.triageledger.work.ListRules.cell;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.triageledger.work.ListRules;
import org.triageledger.work.config.SettingViews.SettingLine;

/** How the list of settings is searched, filtered and sorted. */
public final class SettingList {
    public static final ListRules<SettingLine> RULES = new ListRules<>(
            line -> Stream.of(line.name(), line.value(), line.place()).filter(Objects::nonNull),
            filters(),
            sorts(),
            List.of("setting", "value", "from"),
            line -> List.of(line.name(), cell(line.value()), line.place()));

    private SettingList() {}

    private static Map<String, Predicate<SettingLine>> filters() {
        Map<String, Predicate<SettingLine>> filters = new LinkedHashMap<>();
        filters.put(
                "set", line -> !line.place().equals("not-set") && !line.place().equals("default"));
        filters.put("not-set", line -> line.place().equals("not-set"));
        filters.put("default", line -> line.place().equals("default"));
        return filters;
    }

    private static Map<String, Comparator<SettingLine>> sorts() {
        Map<String, Comparator<SettingLine>> sorts = new LinkedHashMap<>();
        sorts.put("name", Comparator.comparing(SettingLine::name));
        sorts.put("place", Comparator.comparing(SettingLine::place).thenComparing(SettingLine::name));
        return sorts;
    }
}
