package org.triageledger.work.queries;

import static org.triageledger.work.ListRules.cell;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.triageledger.work.ListRules;
import org.triageledger.work.queries.SourceViews.SourceLine;

/** How the sources of mail are searched, filtered and sorted. */
public final class SourceList {
    public static final ListRules<SourceLine> RULES = new ListRules<>(
            line -> Stream.of(line.name(), line.kind(), line.state(), line.trouble())
                    .filter(Objects::nonNull),
            filters(),
            sorts(),
            List.of(
                    "source",
                    "kind",
                    "state",
                    "messages",
                    "quarantined",
                    "backlog",
                    "last good look",
                    "trouble",
                    "missing"),
            line -> List.of(
                    line.name(),
                    line.kind(),
                    line.state(),
                    String.valueOf(line.messages()),
                    String.valueOf(line.quarantined()),
                    String.valueOf(line.backlog()),
                    cell(line.lastGoodLook()),
                    cell(line.trouble()),
                    String.valueOf(line.missing().size())));

    private SourceList() {}

    private static Map<String, Predicate<SourceLine>> filters() {
        Map<String, Predicate<SourceLine>> filters = new LinkedHashMap<>();
        filters.put("mailbox", line -> line.kind().equals("mailbox"));
        filters.put("import", line -> line.kind().equals("import"));
        filters.put("failing", line -> line.trouble() != null);
        filters.put("with-gaps", line -> !line.missing().isEmpty());
        return filters;
    }

    private static Map<String, Comparator<SourceLine>> sorts() {
        Comparator<SourceLine> byName = Comparator.comparing(SourceLine::name, String.CASE_INSENSITIVE_ORDER);
        Map<String, Comparator<SourceLine>> sorts = new LinkedHashMap<>();
        sorts.put("as-set-up", (one, other) -> 0);
        sorts.put("name", byName);
        sorts.put(
                "most-messages-first",
                Comparator.comparingLong(SourceLine::messages).reversed().thenComparing(byName));
        return sorts;
    }
}
