package org.triageledger.store;

import static java.util.Collections.nCopies;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** What webhooks are to be told, and what was so when they were told last. In the caller's transaction. */
@ApplicationScoped
public class WebhookStore {
    private static final String TURN = "turn";

    private final Sql rows;

    WebhookStore(DataSource dataSource) {
        this.rows = new Sql(dataSource);
    }

    /**
     * @param attempts that were begun, this one included
     */
    public record Delivery(long id, String hook, String event, String body, Instant madeAt, int attempts) {}

    /** Waits until no other node looks for news, and keeps them waiting until the transaction ends. */
    public void takeTurn(String node) {
        rows.update("update webhook_known set known = ? where kind = '" + TURN + "'", node);
    }

    /** What was so of a kind, by its subjects. */
    public Map<String, String> known(String kind) {
        Map<String, String> known = new TreeMap<>();
        rows.query(
                        "select subject, known from webhook_known where kind = ?",
                        row -> Map.entry(row.getString("subject"), row.getString("known")),
                        kind)
                .forEach(each -> known.put(each.getKey(), each.getValue()));
        return known;
    }

    public void know(String kind, String subject, String known) {
        if (rows.update("update webhook_known set known = ? where kind = ? and subject = ?", known, kind, subject)
                == 0) {
            rows.update("insert into webhook_known (kind, subject, known) values (?, ?, ?)", kind, subject, known);
        }
    }

    public void forget(String kind, String subject) {
        rows.update("delete from webhook_known where kind = ? and subject = ?", kind, subject);
    }

    /** Notes what a hook is to be told from now on. */
    public void add(String hook, String event, String body, Instant at) {
        rows.update(
                "insert into webhook_delivery (hook, event, body, made_at, next_at, attempts, state)"
                        + " values (?, ?, ?, ?, ?, 0, 'due')",
                hook,
                event,
                body,
                at,
                at);
    }

    /**
     * Takes one that is due, and holds it until an instant: of several nodes one gets it, and it is due again if that node dies.
     *
     * @param without the names of hooks that are told nothing now
     */
    public Optional<Delivery> claim(Instant now, Instant until, Set<String> without) {
        String others =
                without.isEmpty() ? "" : " and hook not in (" + String.join(", ", nCopies(without.size(), "?")) + ")";
        for (Long id : rows.query(
                "select id from webhook_delivery where state = 'due' and next_at <= ?" + others
                        + " order by next_at, id limit 20",
                row -> row.getLong("id"),
                Stream.concat(Stream.of(now), without.stream()).toArray())) {
            if (rows.update(
                            "update webhook_delivery set next_at = ?, attempts = attempts + 1"
                                    + " where id = ? and state = 'due' and next_at <= ?",
                            until,
                            id,
                            now)
                    == 1) {
                return rows
                        .query(
                                "select id, hook, event, body, made_at, attempts from webhook_delivery where id = ?",
                                WebhookStore::delivery,
                                id)
                        .stream()
                        .findFirst();
            }
        }
        return Optional.empty();
    }

    public void sent(long id, Instant at) {
        end(id, "sent", "", at);
    }

    public void later(long id, Instant next, String trouble) {
        rows.update("update webhook_delivery set next_at = ?, trouble = ? where id = ?", next, trouble, id);
    }

    /** Notes that a hook is told no more of it, and why. */
    public void giveUp(long id, String trouble, Instant at) {
        end(id, "given-up", trouble, at);
    }

    /** The hook is in the settings no more. */
    public void drop(long id, Instant at) {
        end(id, "dropped", "", at);
    }

    private void end(long id, String state, String trouble, Instant at) {
        rows.update(
                "update webhook_delivery set state = ?, trouble = ?, ended_at = ? where id = ?",
                state,
                trouble,
                at,
                id);
    }

    /**
     * What was given up since something reached the hook last.
     *
     * @param first when the first of it happened
     * @param trouble of the last attempt at the first of it
     */
    public record GivenUp(String hook, Instant first, String trouble) {}

    /** One for each hook that is in that state. */
    public List<GivenUp> givenUp() {
        return rows.query(
                """
                select d.hook, d.made_at, d.trouble from webhook_delivery d
                where d.id = (select min(g.id) from webhook_delivery g
                              where g.hook = d.hook and g.state = 'given-up'
                                and g.ended_at > coalesce((select max(s.ended_at) from webhook_delivery s
                                                           where s.hook = d.hook and s.state = 'sent'),
                                                          timestamp with time zone '1970-01-01 00:00:00+00:00'))
                order by d.hook
                """, row -> new GivenUp(row.getString("hook"), Sql.required(row, "made_at"), row.getString("trouble")));
    }

    /** How many wait for a hook, or for all of them. */
    public long waiting() {
        return rows.query(
                        "select count(*) as many from webhook_delivery where state = 'due'", row -> row.getLong("many"))
                .getFirst();
    }

    /** Removes what ended before. */
    public void trim(Instant before) {
        rows.update("delete from webhook_delivery where state <> 'due' and ended_at < ?", before);
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(
                row.getLong("id"),
                row.getString("hook"),
                row.getString("event"),
                row.getString("body"),
                Sql.required(row, "made_at"),
                row.getInt("attempts"));
    }
}
