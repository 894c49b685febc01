package org.triageledger.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.triageledger.core.hash.Sha256;
import org.triageledger.store.WholeTables.Column;
import org.triageledger.store.WholeTables.Kind;
import org.triageledger.store.WholeTables.Table;

/** Puts other texts in the place of those that name somebody, in every table; in the transaction of the caller. */
@ApplicationScoped
public class ErasureStore {
    /** These have rules of their own. */
    private static final Set<String> APART =
            Set.of("decision", "person", "person_alias", "membership", "address", "role", "erased", "review_snapshot");

    /** Columns in which ids, logins and words of people stand; elsewhere the same word may be one of the program's own. */
    private static final Map<String, Set<String>> PEOPLE = Map.ofEntries(
            Map.entry("outbox", Set.of("unique_key", "recipient", "about", "sent_to", "trouble")),
            Map.entry("unreachable", Set.of("person", "why")),
            Map.entry("case_told", Set.of("person", "about")),
            Map.entry("webhook_known", Set.of("subject", "known")),
            Map.entry("invitation", Set.of("person_id", "made_by")),
            Map.entry("account", Set.of("username", "person_id")),
            Map.entry("listed", Set.of("name", "github", "notes")),
            Map.entry("branch_manager", Set.of("name")),
            Map.entry("quarantine", Set.of("settled_by", "settled_why")),
            Map.entry("sighting", Set.of("author", "candidates")),
            Map.entry("ruling", Set.of("ruled_by", "reason")),
            Map.entry("api_token", Set.of("label")),
            Map.entry("ghsa_repository", Set.of("notes")));

    private static final Set<String> JSON = Set.of("webhook_delivery.body");

    private final WholeTables tables;
    private final Sql rows;

    ErasureStore(WholeTables tables, DataSource dataSource) {
        this.tables = tables;
        this.rows = new Sql(dataSource);
    }

    /**
     * What is to stand in the place of texts.
     *
     * @param identifying replaces what names the person wherever it stands
     * @param all replaces ids and words too
     * @param inJson as {@code all}, in values of JSON
     */
    public record Scrub(UnaryOperator<String> identifying, UnaryOperator<String> all, UnaryOperator<String> inJson) {}

    /** Replaces in all tables; gives how many rows changed in each, by their names. */
    public Map<String, Long> scrub(Scrub scrub) {
        Map<String, Long> changed = new TreeMap<>();
        for (Table table : tables.tables()) {
            if (!APART.contains(table.name())) {
                long count = scrub(table, scrub);
                if (count > 0) {
                    changed.put(table.name(), count);
                }
            }
        }
        return changed;
    }

    private long scrub(Table table, Scrub scrub) {
        Map<String, UnaryOperator<String>> texts = new LinkedHashMap<>();
        for (Column column : table.columns()) {
            if (column.kind() == Kind.TEXT) {
                texts.put(
                        column.name(),
                        JSON.contains(table.name() + "." + column.name())
                                ? scrub.inJson
                                : PEOPLE.getOrDefault(table.name(), Set.of()).contains(column.name())
                                        ? scrub.all
                                        : scrub.identifying);
            }
        }
        boolean records = table.name().equals("cve_record");
        if (texts.isEmpty() && !records) {
            return 0;
        }
        List<String> columns = new ArrayList<>(table.key());
        texts.keySet().stream().filter(name -> !columns.contains(name)).forEach(columns::add);
        if (records) {
            columns.add("facts");
        }
        List<Map<String, @Nullable Object>> found =
                rows.query("select " + String.join(", ", columns) + " from " + table.name(), row -> {
                    Map<String, @Nullable Object> values = new LinkedHashMap<>();
                    boolean changes = false;
                    for (String column : columns) {
                        values.put(column, row.getObject(column));
                    }
                    for (Map.Entry<String, UnaryOperator<String>> text : texts.entrySet()) {
                        changes |= values.get(text.getKey()) instanceof String was
                                && !text.getValue().apply(was).equals(was);
                    }
                    if (records) {
                        byte[] facts = row.getBytes("facts");
                        String was = new String(facts, StandardCharsets.UTF_8);
                        values.put("facts", was);
                        changes |= !scrub.inJson.apply(was).equals(was);
                    }
                    return changes ? values : Map.<String, @Nullable Object>of();
                });
        long changed = 0;
        for (Map<String, @Nullable Object> row : found) {
            if (row.isEmpty()) {
                continue;
            }
            List<String> sets = new ArrayList<>();
            List<@Nullable Object> values = new ArrayList<>();
            texts.forEach((column, with) -> {
                if (row.get(column) instanceof String was && !with.apply(was).equals(was)) {
                    sets.add(column + " = ?");
                    values.add(with.apply(was));
                }
            });
            if (records && row.get("facts") instanceof String was) {
                sets.add("facts = ?");
                values.add(scrub.inJson.apply(was).getBytes(StandardCharsets.UTF_8));
            }
            table.key().forEach(column -> values.add(row.get(column)));
            changed += rows.update(
                    "update " + table.name() + " set " + String.join(", ", sets) + " where "
                            + table.key().stream()
                                    .map(column -> column + " = ?")
                                    .collect(Collectors.joining(" and ")),
                    values.toArray());
        }
        return changed;
    }

    /** Snapshots of reviews that change: by the name of each, the SHA-256 of its new bytes. */
    public Map<String, String> scrubSnapshots(UnaryOperator<String> inJson) {
        Map<String, String> changed = new TreeMap<>();
        for (String name : rows.query("select sha256 from review_snapshot", row -> row.getString("sha256"))) {
            String was = rows.query(
                            "select bytes from review_snapshot where sha256 = ?",
                            row -> new String(row.getBytes("bytes"), StandardCharsets.UTF_8),
                            name)
                    .getFirst();
            String now = inJson.apply(was);
            if (!now.equals(was)) {
                byte[] bytes = now.getBytes(StandardCharsets.UTF_8);
                rows.update("update review_snapshot set bytes = ? where sha256 = ?", bytes, name);
                changed.put(name, Sha256.hex(bytes));
            }
        }
        return changed;
    }

    /** Removes sealed texts of people by their names. */
    public long removeTexts(Set<String> names) {
        return names.stream()
                .mapToLong(name -> rows.update("delete from sealed_text where sha256 = ?", name))
                .sum();
    }

    /** The addresses and logins of authors as copies of mail have them, with what is sealed beside them. */
    public List<SealedNames> sealedOf(Set<String> authors) {
        List<SealedNames> found = new ArrayList<>();
        for (String author : authors) {
            found.addAll(rows.query(
                    "select seq, message_id, sealed from sighting where lower(author) = ? and sealed is not null order by seq",
                    row -> new SealedNames(row.getLong("seq"), row.getString("message_id"), row.getBytes("sealed")),
                    author));
        }
        return found;
    }

    /** @param messageId under which it was sealed */
    public record SealedNames(long seq, String messageId, byte[] sealed) {}

    /** Puts other sealed bytes beside a copy. */
    public void seal(long seq, byte[] sealed) {
        rows.update("update sighting set sealed = ? where seq = ?", sealed, seq);
    }

    /** Remembers what named somebody, by keyed hashes. */
    public void remember(Set<String> keys, String pseudonym, Instant at) {
        keys.forEach(key -> {
            rows.update("delete from erased where erased_key = ?", key);
            rows.update("insert into erased (erased_key, pseudonym, erased_at) values (?, ?, ?)", key, pseudonym, at);
        });
        rows.update("insert into upkeep (task) select 'compact' where not exists (select 1 from upkeep where task ="
                + " 'compact')");
    }

    /** @param pseudonym of the person whom it named */
    public record Erased(String pseudonym, Instant at) {}

    /** Everything that was erased, by its keyed hash. */
    public Map<String, Erased> erased() {
        Map<String, Erased> found = new TreeMap<>();
        rows.query(
                "select erased_key, pseudonym, erased_at from erased",
                row -> found.put(
                        row.getString("erased_key"),
                        new Erased(row.getString("pseudonym"), Sql.required(row, "erased_at"))));
        return found;
    }
}
