package org.triageledger.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;

/** When files that are read again and again were read, and whether that went well. */
@ApplicationScoped
public class FeedStore {
    private final Sql rows;

    FeedStore(DataSource dataSource) {
        this.rows = new Sql(dataSource);
    }

    /**
     * @param place the file or address it was last looked for at
     * @param goodAt when the copy in use was read
     * @param trouble why the last look gave none
     */
    public record Feed(String place, Optional<Instant> triedAt, Optional<Instant> goodAt, Optional<String> trouble) {}

    public Optional<Feed> named(String name) {
        return rows
                .query("select place, tried_at, good_at, trouble from feed where name = ?", FeedStore::feed, name)
                .stream()
                .findFirst();
    }

    /** Whether this node is to look now: of several that ask, one is, if nobody looked at that place since an instant. */
    public boolean claim(String name, String place, Instant now, Instant since) {
        if (named(name).isEmpty()) {
            rows.update("insert into feed (name, place) values (?, ?)", name, place);
        }
        return rows.update(
                        "update feed set place = ?, tried_at = ? where name = ?"
                                + " and (tried_at is null or tried_at <= ? or place <> ?)",
                        place,
                        now,
                        name,
                        since,
                        place)
                == 1;
    }

    public void good(String name, String place, Instant at) {
        claim(name, place, at, at);
        rows.update(
                "update feed set place = ?, tried_at = ?, good_at = ?, trouble = null where name = ?",
                place,
                at,
                at,
                name);
    }

    public void bad(String name, String trouble) {
        rows.update("update feed set trouble = ? where name = ?", MessageCopyColumns.clip(trouble, 500), name);
    }

    private static Feed feed(ResultSet row) throws SQLException {
        return new Feed(
                row.getString(1),
                Optional.ofNullable(MessageCopyColumns.instant(row, "tried_at")),
                Optional.ofNullable(MessageCopyColumns.instant(row, "good_at")),
                Optional.ofNullable(row.getString(4)));
    }
}
