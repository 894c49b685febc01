package org.triageledger.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Links by which accounts are made or get a new password, in the transaction of the caller; found by the hash of the link's token. */
@ApplicationScoped
public class InvitationStore {
    private static final String SELECT =
            "select i.id, i.role, i.person_id, i.made_by, i.made_at, i.expires_at, i.used_at,"
                    + " i.revoked_at, a.username from invitation i left join account a on a.id = i.account_id ";

    private final Sql rows;

    InvitationStore(DataSource dataSource) {
        this.rows = new Sql(dataSource);
    }

    /** @param username the account that gets a new password; null where one is to be made */
    public record Invitation(
            long id,
            String role,
            Optional<String> person,
            @Nullable String username,
            String madeBy,
            Instant made,
            Instant expires,
            @Nullable Instant used,
            @Nullable Instant revoked) {
        public boolean isOpen(Instant now) {
            return used == null && revoked == null && expires.isAfter(now);
        }
    }

    /** Gives its number. */
    public long add(
            String hash,
            String role,
            Optional<String> person,
            Optional<String> username,
            String by,
            Instant at,
            Instant to) {
        rows.update(
                "insert into invitation (token_hash, role, person_id, account_id, made_by, made_at, expires_at)"
                        + " values (?, ?, ?, (select id from account where username = ?), ?, ?, ?)",
                hash,
                role,
                person.orElse(null),
                username.orElse(null),
                MessageCopyColumns.clip(by, 200),
                at,
                to);
        return rows.query("select id from invitation where token_hash = ?", row -> row.getLong("id"), hash)
                .getFirst();
    }

    public Optional<Invitation> withHash(String hash) {
        return rows.query(SELECT + "where i.token_hash = ?", InvitationStore::invitation, hash).stream()
                .findFirst();
    }

    /** All of them, the latest first. */
    public List<Invitation> all() {
        return rows.query(SELECT + "order by i.id desc", InvitationStore::invitation);
    }

    /** Takes it for used; of several who try at once only one gets true. */
    public boolean use(long id, Instant at) {
        return rows.update(
                        "update invitation set used_at = ? where id = ? and used_at is null and revoked_at is null"
                                + " and expires_at > ?",
                        at,
                        id,
                        at)
                == 1;
    }

    /** Whether there was one to revoke. */
    public boolean revoke(long id, Instant at) {
        return rows.update(
                        "update invitation set revoked_at = ? where id = ? and used_at is null and revoked_at is null",
                        at,
                        id)
                == 1;
    }

    /** Revokes the open links for an account's password; gives their numbers. */
    public List<Long> revokeOf(String username, Instant at) {
        List<Long> open = rows.query(
                "select i.id from invitation i join account a on a.id = i.account_id where a.username = ?"
                        + " and i.used_at is null and i.revoked_at is null and i.expires_at > ? order by i.id",
                row -> row.getLong("id"),
                username,
                at);
        open.forEach(id -> revoke(id, at));
        return open;
    }

    /** Forgets those that have been over for so long. */
    public void forgetOlder(Instant expired) {
        rows.update("delete from invitation where expires_at < ?", expired);
    }

    private static Invitation invitation(ResultSet row) throws SQLException {
        return new Invitation(
                row.getLong("id"),
                row.getString("role"),
                Optional.ofNullable(row.getString("person_id")),
                row.getString("username"),
                row.getString("made_by"),
                Sql.required(row, "made_at"),
                Sql.required(row, "expires_at"),
                MessageCopyColumns.instant(row, "used_at"),
                MessageCopyColumns.instant(row, "revoked_at"));
    }
}
